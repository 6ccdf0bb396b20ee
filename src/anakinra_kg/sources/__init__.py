"""Readers, one module a kind of source, and which of them a page needs.

A new source is a new module here with `SOURCE`, `recognises` and `read`, and its name in `SOURCES`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from anakinra_kg.errors import UnknownSourceError

if TYPE_CHECKING:
    from anakinra_kg.sources.ledger import Reading
    from anakinra_kg.text import PageText

SOURCES = ("drugbank", "mayoclinic")


class Reader(Protocol):
    """What the module of a source offers."""

    SOURCE: str

    def recognises(self, page: PageText) -> bool:
        """Tell whether a page is of this reader's kind."""
        ...

    def read(self, page: PageText) -> Reading:
        """Read a page of this reader's kind."""
        ...


def reader(source: str) -> Reader:
    """Return the reader of a source."""
    return cast("Reader", import_module(f"anakinra_kg.sources.{source.replace('-', '_')}"))


def read(page: PageText, source: str | None = None) -> Reading:
    """Read a page with the reader of its kind.

    Args:
        page: The page.
        source: Name of the reader; recognised from the page's content where it is None.

    Raises:
        UnknownSourceError: No reader, or more than one, knows the page.
        PageError: The page is of the kind but cannot be read as a whole.
    """
    if source is not None:
        return reader(source).read(page)
    fitting = [known for known in map(reader, SOURCES) if known.recognises(page)]
    if len(fitting) != 1:
        found = "is of no kind a reader knows" if not fitting else "looks like more than one kind of page"
        right = f"give a page of kind {' or '.join(SOURCES)}, or say which with --source"
        raise UnknownSourceError(page.name, found, right)
    return fitting[0].read(page)
