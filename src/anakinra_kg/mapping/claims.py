"""How a claim, its evidence, an entity and a literal look in RDF.

What each kind of fact becomes stands in `rules`; the order of things stands in `mapper`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.iris import AKD, entity, term
from anakinra_kg.mapping.identifiers import Identifiers, Known, identifiers

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

_BROADER = term("skos:broader")

CONCEPTS = frozenset(
    {
        "akg:ClinicalFinding",
        "akg:Condition",
        "akg:DosageForm",
        "akg:DrugClass",
        "akg:InteractionEffect",
        "akg:Population",
        "akg:Route",
        "akg:StudyTopic",
    }
)
"""Classes whose members are SKOS concepts."""

_KINDS = {
    "drug": "akg:Drug",
    "protein": "akg:Protein",
    "condition": "akg:Condition",
    "finding": "akg:ClinicalFinding",
}


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

    What the tables of identifiers know by several names is one entity, with the label they prefer. Else the first
    spelling of a name becomes the label. Any other is an alternative label, so an entity has one label however many
    pages name it.
    """

    def __init__(self, tables: Identifiers | None = None) -> None:
        self._tables = tables or identifiers()
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

    def named(self, kind: str, cls: str, name: str, context: str | None = None) -> NamedNode:
        """Return the entity that a name means, typed, labelled and linked.

        Args:
            kind: Kind of the entity.
            cls: Its class.
            name: As the page writes it.
            context: The reaction that a symptom announces.
        """
        known = self._tables.find(kind, name, context)
        if known is None:
            node = entity(kind, name)
            self.label(node, cls, name)
            return node
        node = entity(kind, known.label)
        is_new = node.value not in self._first
        self.label(node, cls, known.label)
        if context is None and name != known.label:
            self.label(node, cls, name)
        if is_new:
            self._link(node, cls, known)
        return node

    def _link(self, node: NamedNode, cls: str, known: Known) -> None:
        """Say all that the tables say of an entity; it is done once, however often the entity is named."""
        for match in known.matches:
            self.add(node, match.relation, match.iri)
        for name in known.broader:
            self._triples.append(Triple(node, _BROADER, self.named(known.kind, cls, name)))
        for name in known.parts:
            # Whoever reports "nausea or vomiting" reports either: each of them is a narrower thing to say.
            self._triples.append(Triple(self.named(known.kind, cls, name), _BROADER, node))
        for scheme, code in known.codes:
            self.add(node, "akg:inDrugClass", self.drug_class(scheme, code))

    def drug_class(self, scheme: str, code: str | None, name: str | None = None) -> NamedNode:
        """Return a class of drugs, with the classes above it where the tables know them.

        Args:
            scheme: The classification, such as `atc`.
            code: Code of the class; a class may have a name only.
            name: As the page writes it.
        """
        known = self._tables.classes.get((scheme, code or ""))
        label = known.name if known else name or code or ""
        node = entity("class", scheme, code or label)
        is_new = node.value not in self._first
        self.label(node, "akg:DrugClass", label)
        if name is not None:
            self.label(node, "akg:DrugClass", name)
        if is_new:
            scheme_node = entity("scheme", scheme)
            self.label(scheme_node, "akg:ClassificationScheme", scheme)
            self.add(node, "skos:inScheme", scheme_node)
            if code:
                self.add(node, "skos:notation", Literal(code))
            if known and known.iri:
                self.add(node, "skos:exactMatch", NamedNode(known.iri))
            if known and known.parent:
                self._triples.append(Triple(node, _BROADER, self.drug_class(scheme, known.parent)))
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
        """Return the drug, protein, condition or finding of that name if a page or a table has one, else a new entity.

        Args:
            name: As the page writes it.
            kind: Kind of the new entity.
            cls: Its class.
        """
        for known_kind, known_cls in _KINDS.items():
            if self._tables.find(known_kind, name) is not None:
                return self.named(known_kind, known_cls, name)
            node = entity(known_kind, name)
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
