"""The command line as a program: whatever happens ends in an exit status and, if it failed, one line on stderr.

Exit status: 0 good, 1 findings, 2 could not run (for whatever reason), 3 nothing was checked, 130 interrupted, 141 the
reader of the output is gone. The commands are in `command_line`, which takes longer to import: interrupts are handled
before that.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys

from anakinra_kg.cli.statuses import COULD_NOT_RUN, INTERRUPTED, READER_GONE
from anakinra_kg.errors import AnakinraKGError, in_a_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUPERVISED = "ANAKINRA_KG_SUPERVISED"
"""Variable of the environment of a process that another one watches, and speaks for when it is interrupted."""
_LONGEST_REASON = 200
_FEWER_COLLECTIONS = 50_000, 50, 50
"""How rarely to search for garbage: the default takes 5 to 10 % of the time, and saves next to no memory."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: A command and its arguments; default: those of the process, which must end afterwards.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    message = None
    with _interrupts(for_good=arguments is None) as interrupts:
        if arguments is None:
            gc.set_threshold(*_FEWER_COLLECTIONS)
            _be_alike_everywhere()
        try:
            from anakinra_kg.cli.command_line import run

            status = run([each for each in given if each != "--debug"])
        except BrokenPipeError:
            status = READER_GONE
        except KeyboardInterrupt:
            interrupts.append(signal.SIGINT)
        except AnakinraKGError as error:
            status, message = COULD_NOT_RUN, str(error)
        except Exception as error:
            if debug and not interrupts:
                raise
            status, message = COULD_NOT_RUN, _in_a_line(error)
        if interrupts:
            # Whatever came out: a library may turn an interrupt into an error of another kind.
            status, message = INTERRUPTED, None if SUPERVISED in os.environ else "interrupted"
        if message is not None and sys.stderr is not None:
            with contextlib.suppress(OSError):
                print(f"anakinra-kg: {in_a_line(message)}", file=sys.stderr)
        if status == READER_GONE or (sys.stdout is not None and not _flushed()):
            _close_output()
    return status


_CAME: list[int] = []
"""The interrupts of this process."""


def was_interrupted() -> bool:
    """Return whether an interrupt came; what it raised may have been lost in code that passes over exceptions."""
    return bool(_CAME)


@contextlib.contextmanager
def _interrupts(*, for_good: bool) -> Iterator[list[int]]:
    """Yield a list that grows when an interrupt comes; only the first one is raised, as the others would stop the end.

    Args:
        for_good: Whether the process ends afterwards, so that later interrupts have nothing to stop.
    """
    came = _CAME
    came.clear()

    def interrupted(number: int, _: object) -> None:
        came.append(number)
        if len(came) == 1:
            raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGINT, interrupted)
    except ValueError:  # not in the main thread: the program that calls us handles its own signals
        yield came
        return
    report_unraisable = sys.unraisablehook
    sys.unraisablehook = lambda found: None if came else report_unraisable(found)
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN if for_good else before)
        sys.unraisablehook = report_unraisable


def _be_alike_everywhere() -> None:
    """Read and write UTF-8 and line feeds, whatever the system prefers; names that are not UTF-8 keep their bytes."""
    for stream, newline in ((sys.stdin, None), (sys.stdout, "\n")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape", newline=newline)


def _in_a_line(error: Exception) -> str:
    """Return an error that nobody foresaw as a line that says what to do."""
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror.lower()}; check the file, the disk and the permissions"
    said = " ".join(str(error).split())[:_LONGEST_REASON]
    return f"cannot go on: {type(error).__name__}{f': {said}' if said else ''}; --debug shows where, please report it"


def _flushed() -> bool:
    try:
        sys.stdout.flush()
    except OSError:
        return False
    return True


def _close_output() -> None:
    """Keep the interpreter from reporting at exit that what is left in the buffer cannot be written."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
