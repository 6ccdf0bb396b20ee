"""Maps one document and its facts to triples, independently of other documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from anakinra_kg.mapping.claims import Claim, GraphWriter, document_iri, integer_literal
from anakinra_kg.mapping.phrases import phrase
from anakinra_kg.mapping.rules import RULES
from anakinra_kg.rdf.names import AKD, claim_iri, term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from anakinra_kg.facts.documents import Document
    from anakinra_kg.facts.records import Fact
    from anakinra_kg.mapping.claims import Wording
    from anakinra_kg.mapping.identifiers import Identifiers

AUTOMATIC = term("obo:ECO_0000203")
MANUAL = term("obo:ECO_0000218")
DATASET = NamedNode(AKD + "dataset")
_ENTITY_KINDS = frozenset({"dosage-form", "organism", "property"})
"""Kinds of fact that an entity is of as well: a claim of such a kind says so in its IRI."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """The RDF of one document.

    Attributes:
        page: The triples about the page itself.
        facts: The triples of its facts, by kind of fact.
        wordings: How many claims use each wording of a value that a node can have only once. They are not
            triples yet: `anakinra_kg.dataset.labels` chooses the labels over all documents together.

    Example:
        >>> from anakinra_kg.facts.documents import load_documents
        >>> from anakinra_kg.mapping import map_document
        >>> mapped = map_document(load_documents()[0], [])
        >>> mapped.triples == mapped.page
        True
    """

    page: frozenset[Triple]
    facts: dict[str, frozenset[Triple]]
    wordings: Counter[Wording]

    @property
    def triples(self) -> frozenset[Triple]:
        """All triples except the labels."""
        return self.page.union(*self.facts.values())


def map_document(
    document: Document, facts: Iterable[tuple[Fact, NamedNode]], tables: Identifiers | None = None
) -> Mapped:
    """Return the RDF of a document and its facts; it does not depend on other documents.

    Args:
        document: The source of all the facts.
        facts: All facts of the page, each with its method: `AUTOMATIC` or `MANUAL`.
        tables: The tables of identifiers; default: those of the project.

    Example:
        >>> from anakinra_kg.facts.documents import load_documents
        >>> from anakinra_kg.facts.records import Synonym
        >>> from anakinra_kg.facts.text import Span
        >>> from anakinra_kg.mapping import MANUAL, map_document
        >>> fact = Synonym(span=Span(line=1, start=0, end=8), name="Vormekin")
        >>> mapped = map_document(load_documents()[0], [(fact, MANUAL)])
        >>> [triple.subject.value for triple in mapped.facts["synonym"] if triple.object.value == "Vormekin"]
        ['https://w3id.org/anakinra-kg/id/synonym/drugbank-DB00026-vormekin']
    """
    writer = GraphWriter(document.source, tables)
    page = frozenset(_page(writer, document))
    by_kind: dict[str, list[tuple[Fact, NamedNode]]] = {}
    for fact, method in sorted(facts, key=lambda found: found[0].span):
        by_kind.setdefault(fact.kind, []).append((fact, method))
    mapped = {kind: frozenset(_kind(writer, document, found)) for kind, found in by_kind.items() if kind in RULES}
    return Mapped(page, mapped, Counter({wording: len(claims) for wording, claims in writer.wordings.items()}))


def _page(writer: GraphWriter, document: Document) -> list[Triple]:
    node = writer.claim = document_iri(document)
    writer.add(node, "rdf:type", term("akg:SourceDocument"))
    writer.add(node, "dcterms:identifier", Literal(document.id))
    writer.add(node, "dcterms:title", Literal(document.title))
    writer.add(node, "rdfs:label", Literal(document.title))
    writer.add(node, "dcterms:publisher", writer.named("organization", "akg:Organization", document.publisher))
    writer.add(node, "dcterms:subject", writer.drug(document.drug))
    writer.add(node, "dcterms:rights", Literal(document.licence))
    writer.add(node, "dcat:landingPage", NamedNode(document.address))
    writer.add(node, "akg:sourceKind", Literal(document.source))
    writer.add(node, "akg:sha256", Literal(document.sha256))
    writer.add(node, "akg:lengthInCharacters", integer_literal(document.characters))
    writer.add(node, "akg:numberOfLines", integer_literal(document.lines))
    if document.line_starts is not None:
        writer.add(node, "akg:lineStarts", Literal(document.line_starts))
    if document.date is not None:
        writer.add(node, "dcterms:modified", Literal(document.date, datatype=term("xsd:date")))
    writer.add(DATASET, "dcterms:source", node)
    return writer.take()


def _kind(writer: GraphWriter, document: Document, found: list[tuple[Fact, NamedNode]]) -> list[Triple]:
    taken: set[NamedNode] = set()
    for fact, method in found:
        rule = RULES[fact.kind]
        claim = Claim(writer, document, _claim_iri(document, fact, rule.key(fact), taken), method)
        about = rule.about_drug(fact, document.drug)
        claim.open(fact, rule.cls, phrase(rule.label, fact, document), about_drug=about)
        rule.apply(claim, fact)
    return writer.take()


def kind_of_iri(claim: NamedNode) -> str | None:
    """Return the kind of fact that the IRI of a claim names; None if it names none."""
    kind = claim.value.removeprefix(AKD).partition("/")[0]
    return next((known for known in RULES if _kind_in_iri(known) == kind), None)


def claim_iris(document: Document, facts: Iterable[Fact]) -> list[NamedNode]:
    """Return the IRIs of the claims of a page; the facts are all those of one kind, in page order."""
    taken: set[NamedNode] = set()
    return [_claim_iri(document, fact, RULES[fact.kind].key(fact), taken) for fact in facts]


def _kind_in_iri(kind: str) -> str:
    name = kind.replace("_", "-")
    return f"{name}-claim" if name in _ENTITY_KINDS else name


def _claim_iri(document: Document, fact: Fact, parts: tuple[str, ...], taken: set[NamedNode]) -> NamedNode:
    """Return an IRI of kind, document and key, with a number if an earlier claim of the page has the same."""
    kind = _kind_in_iri(fact.kind)
    node = claim_iri(kind, document.source, document.id, *parts)
    ordinal = 1
    while node in taken:
        ordinal += 1
        node = claim_iri(kind, document.source, document.id, *parts, str(ordinal))
    taken.add(node)
    return node
