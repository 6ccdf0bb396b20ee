"""Readers, one module a kind of source, and which of them a page needs.

A new source is a new module with `SOURCE`, `recognises` and `read`, and a line in `READERS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from anakinra_kg.errors import UnknownSourceError
from anakinra_kg.sources import drugbank, mayoclinic

if TYPE_CHECKING:
    from anakinra_kg.sources.ledger import Reading
    from anakinra_kg.text import PageText


class Reader(Protocol):
    """What a module of a source offers."""

    SOURCE: str

    def recognises(self, page: PageText) -> bool:
        """Tell whether a page is of this reader's kind."""
        ...

    def read(self, page: PageText) -> Reading:
        """Read a page of this reader's kind."""
        ...


READERS: dict[str, Reader] = {drugbank.SOURCE: drugbank, mayoclinic.SOURCE: mayoclinic}


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
        return READERS[source].read(page)
    fitting = [reader for reader in READERS.values() if reader.recognises(page)]
    if len(fitting) != 1:
        known = " or ".join(READERS)
        found = "is of no kind a reader knows" if not fitting else "looks like more than one kind of page"
        raise UnknownSourceError(page.name, found, f"give a page of kind {known}, or say which with --source")
    return fitting[0].read(page)
