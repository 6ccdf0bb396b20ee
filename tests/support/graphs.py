"""A made-up document, and graphs of facts mapped as a build maps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Quad, Store

from anakinra_kg.dataset.labels import united
from anakinra_kg.facts.documents import Document
from anakinra_kg.facts.text import Span
from anakinra_kg.mapping import AUTOMATIC, map_document
from anakinra_kg.rdf.names import term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode, Triple

    from anakinra_kg.facts.records import Fact

DOCUMENT = Document(
    source="drugbank",
    id="DB99999",
    title="Zorbin",
    drug="Zorbin",
    publisher="Somebody",
    address="https://example.org/",
    licence="any",
    sha256="0" * 64,
    characters=1000,
    lines=100,
)
SPAN = Span(3, 20, 30)


def graph_of(*pages: tuple[Document, Iterable[Fact]], method: NamedNode = AUTOMATIC) -> set[Triple]:
    """Return what pages and their facts are mapped to, labels included."""
    return united(map_document(document, [(fact, method) for fact in facts]) for document, facts in pages)


def triples_of(*facts: Fact) -> set[Triple]:
    """Return the triples of facts that a reader found in the made-up document."""
    return graph_of((DOCUMENT, facts))


def store_of(triples: Iterable[Triple]) -> Store:
    """Return triples as a store."""
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    return store


def objects(triples: set[Triple], subject: NamedNode, predicate: str) -> set[str]:
    """Return the values of a property."""
    return {t.object.value for t in triples if t.subject == subject and t.predicate == term(predicate)}  # type: ignore[union-attr]
