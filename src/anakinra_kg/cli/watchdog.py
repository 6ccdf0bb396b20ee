"""Ends a command that is interrupted or out of time, also while an engine runs that ignores signals.

Oxigraph releases Python's lock while it evaluates a query, so a second thread can act; Python itself would handle the
signal only after the query.
"""

from __future__ import annotations

import _thread
import contextlib
import os
import select
import signal
import sys

from anakinra_kg.cli import SUPERVISED, was_interrupted
from anakinra_kg.cli.statuses import COULD_NOT_RUN, INTERRUPTED
from anakinra_kg.errors import AnakinraKGError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

_GRACE_SECONDS = 0.5
"""How long an interrupted command may take to end by itself, which removes what it has begun to write."""


@contextlib.contextmanager
def stoppable(seconds: float | None = None) -> Iterator[None]:
    """End the process with status 130 when it is interrupted, with status 2 when it is out of time.

    Only files that are being written are left, under temporary names; nothing is half-written under its own.

    Args:
        seconds: Time limit; None for none.
    """
    try:
        reader, writer = _channel()
        before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    except (OSError, ValueError):  # not in the main thread: a program that calls us handles its own signals
        yield
        return
    with _own_stderr() as stderr:
        _thread.start_new_thread(_watch, (reader, seconds, stderr))
        try:
            if was_interrupted():  # before anybody watched
                raise KeyboardInterrupt
            yield
        finally:
            signal.set_wakeup_fd(before)
            writer.close()


@contextlib.contextmanager
def _own_stderr() -> Iterator[int]:
    """Yield a descriptor of stderr that stays what it is while an engine is kept from printing; 2 if there is none."""
    try:
        stderr = os.dup(2)
    except OSError:
        yield 2
        return
    try:
        yield stderr
    finally:
        os.close(stderr)


def _channel() -> tuple[Any, Any]:
    """Return two files, unbuffered: what signals write to the second can be read from, and waited for at, the first."""
    if os.name == "nt":
        import socket

        ends = socket.socketpair()  # Windows cannot wait for pipes
        ends[1].settimeout(0)
        return ends[0].makefile("rb", 0), ends[1]
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    return open(reader, "rb", 0), open(writer, "wb", 0)


def _watch(reader: Any, seconds: float | None, stderr: int) -> None:  # noqa: ANN401 - as above
    """Wait for a signal, the end of the time, or the end of the command, which closes the other end."""
    with reader:
        while True:
            ready, _, _ = select.select([reader], [], [], seconds)
            if not ready:
                _end(f"{_too_long(seconds or 0)}; narrow it, or raise --timeout", COULD_NOT_RUN, stderr)
            came = reader.read(1)
            if not came:
                return
            if came[0] == signal.SIGINT:
                ended, _, _ = select.select([reader], [], [], _GRACE_SECONDS)
                if not (ended and not reader.read(1)):
                    _end("" if is_supervised() else "interrupted", INTERRUPTED, stderr)
                return


def _too_long(seconds: float) -> str:
    return f"has taken more than {seconds:g} seconds"


def _end(message: str, status: int, stderr: int) -> None:
    if message:
        with contextlib.suppress(OSError):
            os.write(stderr, f"anakinra-kg: {message}\n".encode())
    os._exit(status)


def is_supervised() -> bool:
    """Return whether this process was started by `supervised`."""
    return SUPERVISED in os.environ


def supervised(given: Sequence[str], seconds: float | None) -> int:
    """Run a command in a process of its own, within the limits that it has, and return its status.

    This holds where a thread cannot act: a pattern of a shape keeps the lock of Python, and an engine that gets
    no memory ends its process.

    Args:
        given: The arguments of the command, as they are.
        seconds: Time limit; None for none.

    Raises:
        AnakinraKGError: The process took longer, or was ended by a signal.
    """
    import subprocess

    environment = {**os.environ, "RUST_BACKTRACE": "0", SUPERVISED: "yes"}
    # -P: without it, Python would import modules of the working directory, which may be anybody's.
    command = [sys.executable, "-P", "-m", "anakinra_kg.cli", *given]
    with subprocess.Popen(command, env=environment) as running:  # noqa: S603 - ourselves
        try:
            status = running.wait(None if seconds is None else seconds + _GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            running.kill()
            raise AnakinraKGError(given[0], _too_long(seconds or 0), "raise --timeout") from None
        except KeyboardInterrupt:
            # A terminal interrupts both processes, another program perhaps only this one.
            if os.name == "posix":
                running.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(2 * _GRACE_SECONDS)
            running.kill()
            raise
    if status < 0:
        raise AnakinraKGError(given[0], f"was ended by signal {-status}", "narrow it, or raise --memory")
    return status


def limit_memory(mebibytes: int) -> None:
    """Limit the address space of this process, where the system has such a limit."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))
