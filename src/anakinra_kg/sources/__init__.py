"""Readers, one package per kind of source, and the choice of the reader for a page.

A new source needs a package here with `SOURCE`, `recognises` and `read`, and an entry in `documents`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from anakinra_kg.errors import UnknownSourceError
from anakinra_kg.facts.documents import SOURCES
from anakinra_kg.facts.text import PageText
from anakinra_kg.rdf.files import is_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from anakinra_kg.facts.ledger import Reading


class Reader(Protocol):
    """The interface of the package of a source."""

    SOURCE: str

    def recognises(self, page: PageText) -> bool:
        """Return whether this reader can read a page."""
        ...

    def read(self, page: PageText) -> Reading:
        """Read a page that this reader recognises."""
        ...


def reader(source: str) -> Reader:
    """Return the reader of a source."""
    return cast("Reader", import_module(f"anakinra_kg.sources.{source.replace('-', '_')}"))


def read(page: PageText, source: str | None = None) -> Reading:
    """Read a page with the reader for its kind.

    Args:
        page: The page.
        source: Name of the reader; None recognises it from the content of the page.

    Raises:
        UnknownSourceError: No reader, or more than one, recognises the page.
        PageError: The page is recognised but damaged as a whole.

    Example:
        >>> from anakinra_kg.facts.text import PageText
        >>> from anakinra_kg.sources import read
        >>> text = b'<drug><drugbank-id primary="true">DB99001</drugbank-id><name>Zorblamine</name></drug>'
        >>> reading = read(PageText.from_bytes("page.xml", text))
        >>> reading.source, reading.drug
        ('drugbank-xml', 'Zorblamine')
    """
    if source is not None:
        return reader(source).read(page)
    fitting = [known for known in map(reader, SOURCES) if known.recognises(page)]
    if len(fitting) != 1:
        found = "no reader recognises this page" if not fitting else "more than one reader recognises this page"
        right = f"give a page of kind {' or '.join(SOURCES)}, or name the reader with --source"
        raise UnknownSourceError(page.name, found, right)
    return fitting[0].read(page)


def read_file(path: Path, source: str | None = None) -> Iterator[Reading]:
    """Yield the readings of a file: one for a page, or one for each drug of an XML file of any size.

    Raises:
        PageError: As `read`.
    """
    if source == _XML or (source is None and _begins_as_xml(path)):
        from anakinra_kg.sources.drugbank_xml import read_drugs  # noqa: PLC0415 - most files are pages

        yield from read_drugs(path)
    else:
        yield read(PageText.from_file(path), source)


_XML = "drugbank-xml"
_HEAD_BYTES = 65_536


def _begins_as_xml(path: Path) -> bool:
    """Return whether a file begins as DrugBank XML; the whole file may not fit in memory."""
    if not is_regular(path):
        return False  # what is read from a pipe is gone
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return False
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    return reader(_XML).recognises(PageText(str(path), head.decode("utf-8", errors="replace"), ""))
