"""How a claim, its evidence, an entity and a literal look in RDF.

What each kind of fact becomes stands in `rules`; the order of things stands in `mapper`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.iris import AKD, entity, term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from anakinra_kg.documents import Document
    from anakinra_kg.facts import Fact
    from anakinra_kg.text import Span

_TYPE = term("rdf:type")
_LABEL = term("rdfs:label")
_PREFERRED = term("skos:prefLabel")
_ALTERNATIVE = term("skos:altLabel")

CONCEPTS = frozenset(
    {"akg:Condition", "akg:StudyTopic", "akg:ClinicalFinding", "akg:DrugClass", "akg:InteractionEffect"}
)
"""Classes whose members are SKOS concepts, to be mapped to public vocabularies."""


def decimal_literal(value: Decimal) -> Literal:
    """Return an xsd:decimal in its canonical form, so that every store keeps it as it is."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal(text, datatype=term("xsd:decimal"))


def integer_literal(value: int) -> Literal:
    """Return an xsd:integer."""
    return Literal(str(value), datatype=term("xsd:integer"))


def document_iri(document: Document) -> NamedNode:
    """Return the IRI of a page."""
    return NamedNode(f"{AKD}document/{document.source}/{document.id}")


class GraphWriter:
    """Collects triples; it remembers only how each entity was first written.

    The first spelling of a name becomes the entity's label, any other an alternative label, so an entity has one label
    however many pages name it.
    """

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._triples: list[Triple] = []

    def add(self, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        """Take a triple."""
        self._triples.append(Triple(subject, term(predicate), value))

    def add_first(self, subject: NamedNode, predicate: str, value: str) -> None:
        """Take a string for a property that has one value; where pages write it differently, the first stands."""
        if self._first.setdefault(f"{subject.value} {predicate}", value) == value:
            self.add(subject, predicate, Literal(value))

    def take(self) -> list[Triple]:
        """Hand over the triples collected since the last call."""
        taken, self._triples = self._triples, []
        return taken

    def named(self, kind: str, cls: str, name: str) -> NamedNode:
        """Return the entity of that kind and name, typed and labelled."""
        node = entity(kind, name)
        self.label(node, cls, name)
        return node

    def label(self, node: NamedNode, cls: str, name: str) -> None:
        """Type and label an entity; a concept of a code list or a medical term also gets SKOS labels."""
        first = self._first.setdefault(node.value, name)
        if first == name:
            self._triples.append(Triple(node, _TYPE, term(cls)))
            self._triples.append(Triple(node, _LABEL, Literal(name)))
            if cls in CONCEPTS:
                self._triples.append(Triple(node, _PREFERRED, Literal(name)))
        else:
            self._triples.append(Triple(node, _ALTERNATIVE, Literal(name)))

    def known_or_named(self, name: str, kind: str, cls: str) -> NamedNode:
        """Return the drug, protein, condition or finding already known by that name, else one of the kind given."""
        for known in ("drug", "protein", "condition", "finding"):
            node = entity(known, name)
            if node.value in self._first:
                return node
        return self.named(kind, cls, name)

    def drug(self, name: str, also_called: str | None = None) -> NamedNode:
        """Return the drug of that name, giving it another one beside."""
        node = self.named("drug", "akg:Drug", name)
        if also_called is not None and also_called != self._first[node.value]:
            self._triples.append(Triple(node, _ALTERNATIVE, Literal(also_called)))
        return node


class Claim:
    """One claim being written: its node, the drug it is about, and the document it comes from."""

    __slots__ = ("document", "drug", "method", "node", "writer")

    def __init__(self, writer: GraphWriter, document: Document, node: NamedNode, method: NamedNode) -> None:
        self.writer = writer
        self.document = document
        self.node = node
        self.method = method
        self.drug = writer.drug(document.drug)

    def open(self, fact: Fact, cls: str) -> None:
        """Write what every claim has: its class, drug, source, evidence, and how it was found."""
        self.add("rdf:type", term(cls))
        self.add("akg:aboutDrug", self.drug)
        self.add("dcterms:source", document_iri(self.document))
        self.add("akg:assertionMethod", self.method)
        self.add("prov:wasDerivedFrom", self._evidence(fact.span))
        for span in fact.also:
            self.add("akg:restsOn", self._evidence(span))

    def _evidence(self, span: Span) -> NamedNode:
        source = document_iri(self.document)
        node = NamedNode(f"{source.value}#char={span.start},{span.end}")
        selector = NamedNode(f"{AKD}selector/char={span.start},{span.end}")
        add = self.writer.add
        add(node, "rdf:type", term("oa:SpecificResource"))
        add(node, "oa:hasSource", source)
        add(node, "oa:hasSelector", selector)
        add(node, "akg:line", integer_literal(span.line))
        add(selector, "rdf:type", term("oa:TextPositionSelector"))
        add(selector, "oa:start", integer_literal(span.start))
        add(selector, "oa:end", integer_literal(span.end))
        return node

    def add(self, predicate: str, value: NamedNode | Literal) -> None:
        """Say something of the claim."""
        self.writer.add(self.node, predicate, value)

    def shortcut(self, predicate: str, value: NamedNode | Literal) -> None:
        """Say something of the drug itself, beside the claim that carries the evidence."""
        self.writer.add(self.drug, predicate, value)

    def text(self, predicate: str, value: str | None) -> None:
        """Add a string, if the page gives one."""
        if value is not None:
            self.add(predicate, Literal(value))

    def texts(self, predicate: str, values: Iterable[str]) -> None:
        """Add several strings."""
        for value in values:
            self.add(predicate, Literal(value))

    def decimal(self, predicate: str, value: Decimal | None) -> None:
        """Add a decimal, if the page gives one."""
        if value is not None:
            self.add(predicate, decimal_literal(value))

    def flag(self, predicate: str, value: str | None) -> None:
        """Add a truth value from `yes` or `no`, if the page gives one."""
        if value is not None:
            self.add(predicate, Literal("true" if value == "yes" else "false", datatype=term("xsd:boolean")))

    def typed(self, predicate: str, value: str | None, datatype: str) -> None:
        """Add a date, time or year, if the page gives one."""
        if value is not None:
            self.add(predicate, Literal(value, datatype=term(datatype)))

    def code(self, predicate: str, scheme: str, value: str | None) -> None:
        """Point at a code of a closed list in `vocabularies.ttl`."""
        if value is not None:
            self.add(predicate, entity(scheme, value))

    def name(self, predicate: str, kind: str, cls: str, value: str | None) -> NamedNode | None:
        """Point at a named entity and return it."""
        if value is None:
            return None
        node = self.writer.named(kind, cls, value)
        self.add(predicate, node)
        return node
