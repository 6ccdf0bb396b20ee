"""The text of one page as numbered lines of characters, and spans of it.

Does not interpret the text. Positions are Unicode code points of the whole text, from 0, end exclusive, as
RFC 5147 and the Web Annotation `TextPositionSelector` count them; lines are numbered from 1 and end at a
line feed only.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anakinra_kg.errors import FileError, PageError
from anakinra_kg.rdf.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A sentence ends at . ! or ? before white space and a capital, a digit or a bracket, unless the full stop belongs to
# an abbreviation or a single initial ("E. coli", "eg.", "vs."). The mark comes first in the pattern for speed.
_SENTENCE_END = re.compile(
    r"[.!?](?<![\s.(][A-Z].)(?<!\beg.)(?<!\bie.)(?<!\bvs.)(?<!\bDr.)(?<!\bSt.)[\"')\]]*\s+(?=[A-Z0-9\[(\"'])"
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters on one line of a page.

    Attributes:
        line: Number of the line, from 1.
        start: First character, counted from 0 over the whole text.
        end: One past the last character.
    """

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extent:
    """The checksum of a document, and its length in characters and lines."""

    sha256: str
    characters: int
    lines: int


class PageText:
    """The characters of one page, its lines, and the checksum of its bytes.

    Attributes:
        name: Name of the page in messages: its path, as given.
        text: All characters.
        sha256: Checksum of the bytes, in hexadecimal.
        lines: The lines without their line ends; `lines[0]` is line 1.
        line_starts: Position of the first character of each line.
    """

    __slots__ = ("line_starts", "lines", "name", "sha256", "text")

    def __init__(self, name: str, text: str, sha256: str) -> None:
        self.name = name
        self.text = text
        self.sha256 = sha256
        lines = text.split("\n")
        if lines and not lines[-1]:
            lines.pop()
        starts, position = [], 0
        for line in lines:
            starts.append(position)
            position += len(line) + 1
        self.lines = lines
        self.line_starts = starts

    first_line = 1
    """Number of the line at `lines[0]`; not 1 if the page is a part of a document."""

    @property
    def extent(self) -> Extent:
        """The document that spans refer to."""
        return Extent(self.sha256, len(self.text), len(self.lines))

    @classmethod
    def from_bytes(cls, name: str, content: bytes) -> PageText:
        """Decode a page.

        Raises:
            PageError: The bytes are empty, blank or not UTF-8.
        """
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            byte = content[error.start]
            raise PageError(
                f"{name}:{line}", f"byte 0x{byte:02x} is not UTF-8", "save the page as UTF-8 text"
            ) from None
        if not text.strip("\ufeff \t\r\n"):
            raise PageError(f"{name}:1", "the page is empty", "give the text of a whole page")
        return cls(name, text, hashlib.sha256(content).hexdigest())

    @classmethod
    def from_file(cls, path: Path) -> PageText:
        """Read and decode a page.

        Raises:
            PageError: The file is missing, unreadable, empty or not UTF-8.
        """
        try:
            content = read_bytes(path)
        except FileError as error:
            raise PageError(str(path), error.wrong, error.right) from None
        except OSError as error:
            reason = (error.strerror or "cannot be read").lower()
            raise PageError(str(path), reason, "give the path of a readable page") from None
        return cls.from_bytes(str(path), content)

    def span(self, line: int, start: int = 0, end: int | None = None) -> Span:
        """Return the span of columns `start` to `end` of a line (default: all), without outer white space."""
        content = self.lines[line - 1]
        stop = len(content) if end is None else end
        part = content[start:stop]
        left = len(part) - len(part.lstrip("\ufeff \t\r\xa0"))
        right = len(part.rstrip(" \t\r\xa0"))
        base = self.line_starts[line - 1] + start
        return Span(line, base + left, base + max(right, left))

    def quote(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[span.start : span.end]

    def sentences(self, line: int) -> Iterator[Span]:
        """Yield the sentences of a line, in order; together they contain all of its text except white space."""
        content = self.lines[line - 1]
        begin = 0
        for found in _SENTENCE_END.finditer(content):
            yield self.span(line, begin, found.end())
            begin = found.end()
        if content[begin:].strip("\ufeff \t\r\xa0"):
            yield self.span(line, begin)
