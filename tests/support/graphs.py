"""Facts mapped to triples, as a build maps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.dataset.labels import united
from anakinra_kg.mapping import AUTOMATIC, map_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode, Triple

    from anakinra_kg.facts.documents import Document
    from anakinra_kg.facts.records import Fact


def graph_of(*pages: tuple[Document, Iterable[Fact]], method: NamedNode = AUTOMATIC) -> set[Triple]:
    """Return what pages and their facts are mapped to, labels included."""
    return united(map_document(document, [(fact, method) for fact in facts]) for document, facts in pages)
