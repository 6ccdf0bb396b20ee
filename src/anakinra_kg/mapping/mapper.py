"""Turns documents and their facts into triples, one document after another, so that any number can stream through."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from anakinra_kg.facts import Relation
from anakinra_kg.iris import AKD, entity, term
from anakinra_kg.mapping.claims import Claim, GraphWriter, document_iri, integer_literal
from anakinra_kg.mapping.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from anakinra_kg.documents import Document
    from anakinra_kg.facts import Fact

AUTOMATIC = term("obo:ECO_0000203")
MANUAL = term("obo:ECO_0000218")
DATASET = NamedNode(AKD + "dataset")


class Mapper:
    """Maps documents one after another; entities that several of them name are one."""

    def __init__(self) -> None:
        self._writer = GraphWriter()

    def document(self, document: Document) -> list[Triple]:
        """Return what is known of a page itself."""
        node, writer = document_iri(document), self._writer
        writer.add(node, "rdf:type", term("akg:SourceDocument"))
        writer.add(node, "dcterms:identifier", Literal(document.id))
        writer.add(node, "dcterms:title", Literal(document.title))
        writer.add(node, "dcterms:publisher", writer.named("organization", "akg:Organization", document.publisher))
        writer.add(node, "dcterms:subject", writer.drug(document.drug))
        writer.add(node, "dcterms:rights", Literal(document.licence))
        writer.add(node, "dcat:landingPage", NamedNode(document.address))
        writer.add(node, "akg:sourceKind", Literal(document.source))
        writer.add(node, "akg:sha256", Literal(document.sha256))
        writer.add(node, "akg:lengthInCharacters", integer_literal(document.characters))
        writer.add(node, "akg:numberOfLines", integer_literal(document.lines))
        if document.date is not None:
            writer.add(node, "dcterms:modified", Literal(document.date, datatype=term("xsd:date")))
        writer.add(DATASET, "dcterms:source", node)
        return writer.take()

    def facts(self, document: Document, facts: Iterable[tuple[Fact, NamedNode]]) -> dict[str, list[Triple]]:
        """Return the triples of a document's facts, by kind of fact.

        Args:
            document: The page all of them are from.
            facts: All facts of the page, each with how it was found: `AUTOMATIC` or `MANUAL`.
        """
        by_kind: dict[str, list[tuple[Fact, NamedNode]]] = {}
        for fact, method in sorted(facts, key=lambda found: found[0].span):
            by_kind.setdefault(fact.kind, []).append((fact, method))
        # Relations name proteins and conditions by words alone: they come when the other facts have made these known.
        relations = by_kind.pop(Relation.kind, None)
        if relations is not None:
            by_kind[Relation.kind] = relations
        return {kind: self._kind(document, found) for kind, found in by_kind.items() if kind in RULES}

    def _kind(self, document: Document, found: list[tuple[Fact, NamedNode]]) -> list[Triple]:
        seen: Counter[str] = Counter()
        for fact, method in found:
            rule = RULES[fact.kind]
            claim = Claim(self._writer, document, _claim_iri(document, fact, rule.key(fact), seen), method)
            claim.open(fact, rule.cls)
            rule.apply(claim, fact)
        return self._writer.take()


def _claim_iri(document: Document, fact: Fact, parts: tuple[str, ...], seen: Counter[str]) -> NamedNode:
    """Return kind, document and key as an IRI; claims that are equal in all of these are told apart by their order."""
    keyed = entity(fact.kind.replace("_", "-"), *parts).value[len(AKD) :]
    kind, _, key = keyed.partition("/")
    iri = f"{AKD}{kind}/{document.source}/{document.id}/{key}"
    seen[iri] += 1
    return NamedNode(iri if seen[iri] == 1 else f"{iri}/{seen[iri]}")
