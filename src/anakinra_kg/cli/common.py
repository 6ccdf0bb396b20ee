"""What the commands share: printing, writing, arguments."""

from __future__ import annotations

import os
import sys
from functools import partial
from time import monotonic

from anakinra_kg.errors import in_a_line
from anakinra_kg.query.tables import aligned

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Self


_PATIENCE_SECONDS, _BETWEEN_SECONDS = 1.0, 0.1
_LONGEST_SHOWN = 78
_BACK = "\r\x1b[K"
"""Back to the start of the line, and nothing on it."""


def say(message: str) -> None:
    """Print a message to stderr as a line; without a stderr it is lost, not printed to stdout."""
    if sys.stderr is not None:
        print(in_a_line(message), file=sys.stderr)


def print_rows(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows as a table."""
    sys.stdout.write(aligned(header, rows))


def terminal_width() -> int | None:
    """Return the width of the terminal in characters; None if stdout is not a terminal."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (AttributeError, OSError, ValueError):  # stdout may be closed
        return None


def is_terminal() -> bool:
    """Return whether stdout is a terminal, also one that does not know its width."""
    try:
        return sys.stdout.isatty()
    except (AttributeError, ValueError):  # stdout may be closed
        return False


def colour_wanted() -> bool:
    """Return whether stdout is a terminal and NO_COLOR is not set."""
    return terminal_width() is not None and not os.environ.get("NO_COLOR")


def syntax_argument(command: argparse.ArgumentParser, what: str) -> None:
    """Add the syntax of RDF files, with a text for help."""
    command.add_argument(
        "--data-format", choices=("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"), help=what
    )


def output_arguments(command: argparse._ActionsContainer, formats: Sequence[str], what: str, example: str) -> None:
    """Add the format of what is printed, the first one by default, and further files.

    Args:
        command: The parser, or a group of it.
        formats: The formats.
        what: What is written, for help.
        example: An example of a further file, for help.
    """
    command.add_argument(
        "--format", choices=formats, default=formats[0], help=f"format of {what} (default: {formats[0]})"
    )
    command.add_argument(
        "--out",
        type=partial(_output, formats=formats),
        action="append",
        default=[],
        metavar="FORMAT=FILE",
        help=f"also write {what} to a file, such as {example}; may be given several times",
    )


def _output(text: str, formats: Sequence[str]) -> tuple[str, str]:
    """Return the format and the file of an output that is written as `FORMAT=FILE`.

    Raises:
        ArgumentTypeError: There is no such format, or no file.
    """
    from argparse import ArgumentTypeError

    from anakinra_kg.errors import did_you_mean

    name, _, file = text.partition("=")
    if name not in formats:
        raise ArgumentTypeError(f"`{in_a_line(name)}` is not a format; {did_you_mean(name, formats)}")
    if not file:
        raise ArgumentTypeError(f"`{name}` has no file; write {name}=FILE")
    return name, file


def limit_arguments(command: argparse.ArgumentParser) -> None:
    """Add the limits of time and memory."""
    command.add_argument("--timeout", type=float, metavar="SECONDS", help="time limit (default: none)")
    memory_argument(command)


def memory_argument(command: argparse.ArgumentParser) -> None:
    """Add the limit of memory."""
    command.add_argument(
        "--memory", type=int, metavar="MIB", help="limit of memory, where the system has one (default: none)"
    )


class Progress:
    """A line on stderr that says what is being done; it comes on a terminal only, after a while, and goes in the end.

    Example:
        >>> with Progress() as progress:
        ...     progress.tell("reading graph.ttl")
    """

    def __init__(self) -> None:
        self._is_shown = sys.stderr is not None and sys.stderr.isatty()
        self._next = monotonic() + _PATIENCE_SECONDS
        self._is_there = False

    def __enter__(self) -> Self:
        """Begin; nothing is shown yet."""
        return self

    def tell(self, doing: str) -> None:
        """Show what is being done, in a few words, in place of what was shown before."""
        if self._is_shown and monotonic() >= self._next:
            self._next = monotonic() + _BETWEEN_SECONDS
            self._is_there = True
            sys.stderr.write(f"{_BACK}{in_a_line(doing)[:_LONGEST_SHOWN]}")
            sys.stderr.flush()

    def __exit__(self, *_: object) -> None:
        """Take the line away."""
        if self._is_there:
            sys.stderr.write(_BACK)
            sys.stderr.flush()


def put(text: str, out: str | None) -> None:
    """Print a result, or write it to a file, completely or not at all.

    Raises:
        FileError: The file cannot be written.
    """
    if out is None:
        sys.stdout.write(text)
        return
    from anakinra_kg.rdf.files import write_file

    write_file(out, text)
    say(f"wrote {out}")


def put_json(text: str, out: str | None = None) -> None:
    """Print JSON, or write it to a file, as `put` does; a terminal gets control characters as JSON escapes them.

    `json` escapes those below the space only, and the others can start a command to a terminal too.
    """
    if out is None and is_terminal():
        text = "".join(f"\\u{ord(c):04x}" if "\x7f" <= c <= "\x9f" else c for c in text)
    put(text, out)
