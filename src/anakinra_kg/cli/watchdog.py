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

from anakinra_kg.cli.common import COULD_NOT_RUN, INTERRUPTED
from anakinra_kg.errors import AnakinraKGError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SUPERVISED = "ANAKINRA_KG_SUPERVISED"
"""Variable of the environment of a process that another one watches."""
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
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    except (OSError, ValueError):  # not in the main thread: a program that calls us handles its own signals
        yield
        return
    _thread.start_new_thread(_watch, (reader, seconds))
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        os.close(writer)


def _watch(reader: int, seconds: float | None) -> None:
    """Wait for a signal, the end of the time, or the end of the command, which closes the pipe."""
    while True:
        ready, _, _ = select.select([reader], [], [], seconds)
        if not ready:
            _end(f"{_too_long(seconds or 0)}; narrow it, or raise --timeout", COULD_NOT_RUN)
        came = os.read(reader, 1)
        if not came:
            os.close(reader)
            return
        if came[0] == signal.SIGINT:
            ended, _, _ = select.select([reader], [], [], _GRACE_SECONDS)
            if not (ended and not os.read(reader, 1)):
                _end("interrupted", INTERRUPTED)
            os.close(reader)
            return


def _too_long(seconds: float) -> str:
    return f"has taken more than {seconds:g} seconds"


def _end(message: str, status: int) -> None:
    with contextlib.suppress(OSError):
        os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, f"anakinra-kg: {message}\n".encode())
    os._exit(status)


def is_supervised() -> bool:
    """Return whether this process was started by `supervised`."""
    return _SUPERVISED in os.environ


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

    environment = {**os.environ, "RUST_BACKTRACE": "0", _SUPERVISED: "yes"}
    command = [sys.executable, "-m", "anakinra_kg.cli", *given]
    with subprocess.Popen(command, env=environment) as running:  # noqa: S603 - ourselves
        try:
            status = running.wait(None if seconds is None else seconds + _GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            running.kill()
            raise AnakinraKGError(given[0], _too_long(seconds or 0), "raise --timeout") from None
        except KeyboardInterrupt:
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
