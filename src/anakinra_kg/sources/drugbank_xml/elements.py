"""Splits a DrugBank XML document into its drugs, one at a time, with the exact position of each element.

Does not interpret elements. Keeps one drug in memory, not the document. Rejects a document type definition, and thus
every declared entity, and elements that are nested more deeply or larger than those of any real drug.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from anakinra_kg.errors import PageError
from anakinra_kg.facts.text import Extent, PageText, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAMESPACE = "http://www.drugbank.ca"
STRAY = "#text"

_CHUNK_BYTES = 1 << 16
_LARGEST_DRUG_BYTES = 1 << 26
_MOST_ELEMENTS = 1_000_000
_DEEPEST = 32
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii"}
_START_TAG = re.compile(r"""<[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""")
_ATTRIBUTE = re.compile(r"""\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CONTINUATION = re.compile(rb"[\x80-\xbf]")
_CONTINUATION_BYTES = bytes(range(0x80, 0xC0))
_BREAK = re.compile(r"(?<![ \t\r])[ \t\r]*\n\s*")
_SPACE = " \t\r\n\xa0\ufeff"
_BLANK = re.compile(r"(?:[ \t\r\xa0\ufeff]|&#(?:0*(?:9|10|13|32|160)|[xX]0*(?:9|[aA]|[dD]|20|[aA]0));)+")


class Element:
    """An element, or text between child elements (its tag is `STRAY`).

    Attributes:
        tag: Name; a name of another namespace follows the namespace and a space.
        attributes: The attributes, with references resolved, each line break replaced by a space.
        text: The text before the first child, with references resolved.
        children: The children, in document order.
        start: Byte of the document at which the start tag begins.
        end: Byte at which the end tag begins, or the end of an empty-element tag.
        use: The kind of fact that uses the text; empty if none does.
    """

    __slots__ = ("attributes", "children", "end", "start", "tag", "text", "use")

    def __init__(self, tag: str, attributes: dict[str, str], start: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.text = ""
        self.children: list[Element] = []
        self.start = start
        self.end = start
        self.use = ""

    def normalized_text(self) -> str:
        """Return the text without outer white space, each line break replaced by a space."""
        text = self.text.strip(_SPACE)
        return _BREAK.sub(" ", text) if "\n" in text else text


@dataclass(frozen=True, slots=True)
class Drug:
    """The element of one drug.

    Attributes:
        element: The element with its content.
        content: Its bytes, from the start tag to the end of the end tag.
        first_byte: Byte of the document at which it begins.
        first_character: Character of the document at which it begins.
        first_line: Line of the document on which it begins.
    """

    element: Element
    content: bytes
    first_byte: int
    first_character: int
    first_line: int


class ElementText(PageText):
    """The text of the element of a drug, with its position in the document.

    `text`, `lines` and `line_starts` are those of the element. `sha256`, `extent`, and the lines and spans that methods
    take and return, are those of the document.

    Attributes:
        first_line: Line of the document that contains `lines[0]`.
        first_character: Position of `text[0]` in the document.
    """

    __slots__ = ("_continuations", "_extent", "_first_byte", "first_character", "first_line")

    def __init__(self, name: str, drug: Drug, document: Extent) -> None:
        super().__init__(name, drug.content.decode("utf-8"), document.sha256)
        self._extent = document
        self.first_line = drug.first_line
        self.first_character = drug.first_character
        self._first_byte = drug.first_byte
        ascii_only = len(self.text) == len(drug.content)
        self._continuations = [] if ascii_only else [found.start() for found in _CONTINUATION.finditer(drug.content)]

    @property
    def extent(self) -> Extent:
        """The document that spans refer to."""
        return self._extent

    def quote(self, span: Span) -> str:
        """Return the text of a span of the document."""
        return self.text[span.start - self.first_character : span.end - self.first_character]

    def span(self, line: int, start: int = 0, end: int | None = None) -> Span:
        """Return the span of columns of a line of the document, without outer white space."""
        found = super().span(line - self.first_line + 1, start, end)
        return Span(line, found.start + self.first_character, found.end + self.first_character)

    def sentences(self, line: int) -> Iterator[Span]:
        """Yield the sentences of a line of the document."""
        return self.sentence_spans(self.span(line))

    def element_spans(self, element: Element) -> list[Span]:
        """Return the spans of the text of an element, one per line; none if it is blank."""
        begin, end = self._position(element.start), self._position(element.end)
        if element.tag != STRAY:
            end = self._position(element.children[0].start) if element.children else end
            begin = self._after_tag(begin)
        return self._spans(begin, end)

    def lines_of(self, element: Element) -> list[int]:
        """Return the lines of the document with the text of an element; none if it is blank."""
        if not element.normalized_text():
            return []
        if "\n" in element.text or element.children or element.tag == STRAY:
            return [span.line for span in self.element_spans(element)]
        return [self._line(self._position(element.end))]

    def attribute_span(self, element: Element, name: str) -> Span:
        """Return the span of the value of an attribute on its first line."""
        begin = self._position(element.start)
        tag = self.text[begin : self._after_tag(begin)]
        for found in _ATTRIBUTE.finditer(tag):
            if found.group(1) == name:
                which = 2 if found.group(2) is not None else 3
                return self._spans(begin + found.start(which), begin + found.end(which))[0]
        raise AssertionError(name)

    def line_of(self, element: Element) -> int:
        """Return the line of the document on which an element begins."""
        return self._line(self._position(element.start))

    def sentence_spans(self, span: Span) -> Iterator[Span]:
        """Yield the sentences of a span; together they contain all of its text except white space."""
        for found in PageText("", self.quote(span), "").sentences(1):
            yield Span(span.line, span.start + found.start, span.start + found.end)

    def _position(self, byte: int) -> int:
        offset = byte - self._first_byte
        return offset - bisect_right(self._continuations, offset) if self._continuations else offset

    def _line(self, position: int) -> int:
        return bisect_right(self.line_starts, position) - 1 + self.first_line

    def _after_tag(self, begin: int) -> int:
        found = _START_TAG.match(self.text, begin)
        return found.end() if found else begin

    def _spans(self, begin: int, end: int) -> list[Span]:
        """Split a range of the text at its line ends."""
        spans = []
        line, base = self._line(begin), self.first_character + begin
        for part in self.text[begin:end].split("\n"):
            left, right = _inked(part)
            if left < right:
                spans.append(Span(line, base + left, base + right))
            base += len(part) + 1
            line += 1
        return spans


def _inked(part: str) -> tuple[int, int]:
    """Return the start and end of a text without outer white space and references to white space."""
    if "&#" not in part:
        return len(part) - len(part.lstrip(_SPACE)), len(part.rstrip(_SPACE))
    blanks = [found.span() for found in _BLANK.finditer(part)]
    left = blanks[0][1] if blanks and blanks[0][0] == 0 else 0
    right = blanks[-1][0] if blanks and blanks[-1][1] == len(part) else len(part)
    return left, right


def measure(path: Path) -> Extent:
    """Return the checksum and length of a file of any size, without checking that it is valid UTF-8.

    Raises:
        PageError: The file cannot be read.
    """
    checksum, characters, line_feeds, last = sha256(), 0, 0, b""
    for chunk in _chunks(path):
        checksum.update(chunk)
        characters += len(chunk.translate(None, _CONTINUATION_BYTES))
        line_feeds += chunk.count(b"\n")
        last = chunk[-1:]
    return Extent(checksum.hexdigest(), characters, line_feeds + (last not in {b"\n", b""}))


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield from iter(lambda: file.read(_CHUNK_BYTES), b"")
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise PageError(str(path), reason, "give the path of a readable file") from None


def drugs_of_file(path: Path) -> Iterator[Drug]:
    """Yield the drugs of a file of any size.

    Raises:
        PageError: The file cannot be read, is not well-formed XML, or is not DrugBank XML.
    """
    yield from drugs(str(path), _chunks(path))


def drugs(name: str, chunks: Iterable[bytes]) -> Iterator[Drug]:
    """Yield the drugs of a document that is given in chunks.

    Args:
        name: Name of the document in messages.
        chunks: Its bytes, in order.

    Raises:
        PageError: The document is not well-formed XML, or is not DrugBank XML.
    """
    cutter = _Cutter(name)
    for chunk in chunks:
        yield from cutter.feed(chunk)
    yield from cutter.close()


def pieces(content: bytes) -> Iterator[bytes]:
    """Yield bytes in chunks for `drugs`."""
    for start in range(0, len(content), _CHUNK_BYTES):
        yield content[start : start + _CHUNK_BYTES]


class _Cutter:
    """Handles the events of the parser; keeps the bytes after the last drug."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._buffer = bytearray()
        self._fed, self._empty = False, True
        self._byte, self._character, self._line = 0, 0, 1
        self._open: list[Element] = []
        self._elements = 0
        self._root: str | None = None
        self._found: deque[Drug] = deque()
        self._local: dict[str, str] = {}
        parser = expat.ParserCreate("UTF-8", " ")
        parser.buffer_text = True
        parser.buffer_size = 1 << 20
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        self._parser = parser

    def feed(self, chunk: bytes) -> Iterator[Drug]:
        """Parse a chunk of the document and yield the drugs that end in it."""
        if not self._fed:
            self._fed = True
            if chunk.startswith(_WIDE_BOMS):
                self._refuse("the document is UTF-16, not UTF-8", "save it as UTF-8")
        self._buffer += chunk
        self._parse(chunk, final=False)
        while self._found:
            yield self._found.popleft()
        if len(self._buffer) > _LARGEST_DRUG_BYTES:
            self._refuse(f"more than {_LARGEST_DRUG_BYTES >> 20} MiB without the end of a drug", "give DrugBank XML")

    def close(self) -> Iterator[Drug]:
        """End the document."""
        self._parse(b"", final=True)
        yield from self._found
        if self._empty:
            self._refuse("the document holds no <drug>", "give DrugBank XML")

    def _parse(self, chunk: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(chunk, final)
        except expat.ExpatError as error:
            place = f"{self._name}:{error.lineno}:{error.offset + 1}"
            raise PageError(place, f"not well-formed XML: {expat.ErrorString(error.code)}", "fix the file") from None

    def _refuse(self, wrong: str, right: str) -> NoReturn:
        raise PageError(f"{self._name}:{self._parser.CurrentLineNumber}", wrong, right)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            self._refuse(f"the document is declared as {encoding}, not UTF-8", "save it as UTF-8")

    def _doctype(self, *_: object) -> None:
        self._refuse("a document type definition (DTD) is not read, nor any entity it declares", "remove <!DOCTYPE")

    def _name_of(self, name: str) -> str:
        space, _, local = name.rpartition(" ")
        self._local[name] = found = local if space in {NAMESPACE, ""} else name
        return found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._local.get(name) or self._name_of(name)
        if attributes:  # a reference such as &#10; is the only way in which one has a line break
            attributes = {key: _BREAK.sub(" ", value) if "\n" in value else value for key, value in attributes.items()}
        element = Element(tag, attributes, self._parser.CurrentByteIndex)
        above = self._open
        self._elements += 1
        if self._root is None:
            self._root = tag
            if tag not in {"drugbank", "drug"}:
                self._refuse(f"the document is <{tag}>, not <drugbank>", f"give DrugBank XML, namespace {NAMESPACE}")
        elif above[-1].tag == "drugbank" and len(above) == 1:
            if tag != "drug":
                self._refuse(f"<{tag}> stands where a <drug> should", "give DrugBank XML")
        else:
            above[-1].children.append(element)
            if len(above) >= _DEEPEST or self._elements > _MOST_ELEMENTS:
                self._refuse("nested deeper or longer than any drug of DrugBank", "give DrugBank XML")
        above.append(element)

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        element.end = self._parser.CurrentByteIndex
        if element.tag == "drug" and len(self._open) == (self._root == "drugbank"):
            self._finish(element)

    def _characters(self, data: str) -> None:
        element = self._open[-1]
        if data.isspace() and (element.children or not element.text):
            return
        if element.children:
            stray = Element(STRAY, {}, self._after(element.children[-1]))
            stray.text, stray.end = data, self._parser.CurrentByteIndex
            element.children.append(stray)
        elif element.tag == "drugbank" and len(self._open) == 1:
            self._refuse("text stands where a <drug> should", "give DrugBank XML")
        else:
            element.text += data

    def _after(self, element: Element) -> int:
        """Return the position of the byte after an element."""
        at = element.end - self._byte
        alone = not element.children and not element.text and self._buffer[at - 2 : at] == b"/>"
        if alone or element.tag == STRAY:
            return element.end
        return self._buffer.index(b">", at) + 1 + self._byte

    def _finish(self, element: Element) -> None:
        self._forget(element.start)
        after = self._after(element)
        content = bytes(self._buffer[: after - self._byte])
        self._found.append(Drug(element, content, self._byte, self._character, self._line))
        self._forget(after)
        self._elements, self._empty = 0, False

    def _forget(self, byte: int) -> None:
        """Discard the bytes before a position at the start or end of a tag."""
        length = byte - self._byte
        gone = self._buffer[:length]
        del self._buffer[:length]
        self._byte = byte
        self._character += len(gone.decode("utf-8"))
        self._line += gone.count(b"\n")
