"""Where something is written in a text: lines and columns."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Where something is written: from its first character to before its end.

    Lines and columns count from 1, columns in code points. Lines end with a line feed, as in the parser's errors.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    """Column after the last character."""


class Spans:
    r"""Gives the spans of parts of a text that are asked for in their order.

    Example:
        >>> spans = Spans("a\nbc")
        >>> spans.span(0, 1), spans.span(2, 4)
        (Span(line=1, column=1, end_line=1, end_column=2), Span(line=2, column=1, end_line=2, end_column=3))
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._line, self._line_start, self._seen = 1, 0, 0

    def span(self, start: int, end: int) -> Span:
        """Return the span of a part that begins where the one before ended, or later."""
        line, column = self._move(start)
        return Span(line, column, *self._move(end))

    def _move(self, position: int) -> tuple[int, int]:
        lines = self._text.count("\n", self._seen, position)
        if lines:
            self._line += lines
            self._line_start = self._text.rindex("\n", self._seen, position) + 1
        self._seen = position
        return self._line, position - self._line_start + 1
