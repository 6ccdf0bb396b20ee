"""Writes claims, their evidence, entities and literals as RDF.

Does not know the kinds of fact, which `rules` maps, or the order of facts, which `mapper` sets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.facts.documents import SOURCES
from anakinra_kg.mapping.identifiers import Identifiers, Known, identifiers
from anakinra_kg.mapping.phrases import number
from anakinra_kg.rdf import names
from anakinra_kg.rdf.names import AKD, entity, term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from anakinra_kg.facts.documents import Document
    from anakinra_kg.facts.records import Fact
    from anakinra_kg.facts.text import Span

_TYPE, _CLAIM = term("rdf:type"), term("akg:Claim")
_BROADER, _COMBINES = term("skos:broader"), term("akg:combines")

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


def decimal_literal(value: Decimal) -> Literal:
    """Return an xsd:decimal in canonical form, which every store keeps unchanged."""
    return Literal(number(value), datatype=term("xsd:decimal"))


def integer_literal(value: int) -> Literal:
    """Return an xsd:integer."""
    return Literal(str(value), datatype=term("xsd:integer"))


def _english(text: str) -> Literal:
    return Literal(text, language="en")


def document_iri(document: Document) -> NamedNode:
    """Return the IRI of a page."""
    return names.document_iri(document.source, document.id)


class Wording(NamedTuple):
    """One candidate in a document for a value that a node can have only once, such as its label.

    Attributes:
        node: The node that has the value.
        predicate: The property, as a prefixed name; `rdfs:label` for a name.
        text: The candidate value.
        rank: One of `RANKS`; the lowest rank wins.
    """

    node: NamedNode
    predicate: str
    text: str
    rank: int


RANKS = ("table", *SOURCES, "other name", "code")
"""Origins of a wording, best first: a table of the project, a page by its source, another name, a code."""

TABLE, OTHER_NAME, CODE = map(RANKS.index, ("table", "other name", "code"))


class GraphWriter:
    """Collects the triples of one document, and the wordings from which labels are chosen later.

    Names that the tables of identifiers list for one entity give one node. The result does not depend on other
    documents.

    Attributes:
        triples: The triples collected since the last call of `take`.
        wordings: The claims (or pages) that use each wording.
    """

    def __init__(self, source: str, tables: Identifiers | None = None) -> None:
        self._tables = tables or identifiers()
        self._rank = RANKS.index(source)
        self._linked: set[NamedNode] = set()
        self.claim: NamedNode | None = None
        self.triples: list[Triple] = []
        self.wordings: dict[Wording, set[NamedNode | None]] = {}

    def add(self, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        """Add a triple."""
        self.triples.append(Triple(subject, term(predicate), value))

    def add_wording(self, node: NamedNode, predicate: str, text: str, rank: int | None = None) -> None:
        """Add a wording of a value that the node can have only once; default rank: that of the page."""
        wording = Wording(node, predicate, text, self._rank if rank is None else rank)
        self.wordings.setdefault(wording, set()).add(self.claim)

    def take(self) -> list[Triple]:
        """Return and clear the triples collected since the last call."""
        taken, self.triples = self.triples, []
        return taken

    def named(self, kind: str, cls: str, name: str, context: str | None = None) -> NamedNode:
        """Return the entity of a name, and write its type, names and links.

        Args:
            kind: Kind of the entity.
            cls: Its class.
            name: The name as written on the page.
            context: The reaction that a symptom indicates.
        """
        known = self._tables.find(kind, name, context)
        if known is None:
            node = entity(kind, name)
            self.label(node, cls, name)
            return node
        node = entity(kind, known.label)
        self.label(node, cls, known.label, TABLE)
        if context is None and name != known.label:
            self.label(node, cls, name)
        if node not in self._linked:
            self._linked.add(node)
            self._link(node, cls, known)
        return node

    def _link(self, node: NamedNode, cls: str, known: Known) -> None:
        """Write all that the tables contain about an entity, once per document."""
        for name in known.names:
            self.add_wording(node, "rdfs:label", name, OTHER_NAME)
        for match in known.matches:
            self.add(node, match.relation, match.iri)
        for name in known.broader:
            self.triples.append(Triple(node, _BROADER, self.named(known.kind, cls, name)))
        for name in known.parts:
            if known.kind == "protein":
                self.add(node, "akg:hasMember", self.named(known.kind, cls, name))
                continue
            # "nausea or vomiting" means either of them, so each part is the narrower concept.
            part = self.named(known.kind, cls, name)
            self.triples.append(Triple(part, _BROADER, node))
            self.triples.append(Triple(node, _COMBINES, part))
        for scheme, code in known.codes:
            self.add(node, "akg:inDrugClass", self.drug_class(scheme, code))
        for scheme, code in known.broader_codes:
            self.drug_class(scheme, code)

    def drug_class(self, scheme: str, code: str | None, name: str | None = None) -> NamedNode:
        """Return a class of drugs, and write the broader classes that the tables list.

        Args:
            scheme: The classification, such as `atc`.
            code: Code of the class; None if the page gives only a name.
            name: The name as written on the page.
        """
        known = self._tables.classes.get((scheme, code or ""))
        node = entity("class", scheme, code or name or "")
        if known:
            self.label(node, "akg:DrugClass", known.name, TABLE)
        elif code:
            self.label(node, "akg:DrugClass", code, CODE)
        if name is not None:
            self.label(node, "akg:DrugClass", name)
        if node not in self._linked:
            self._linked.add(node)
            scheme_node = entity("scheme", scheme)
            self.label(scheme_node, "akg:ClassificationScheme", scheme)
            self.add(node, "skos:inScheme", scheme_node)
            if code:
                self.add(node, "skos:notation", Literal(code))
            if known and known.iri:
                self.add(node, "skos:exactMatch", NamedNode(known.iri))
            if known and known.parent:
                self.triples.append(Triple(node, _BROADER, self.drug_class(scheme, known.parent)))
        return node

    def unit(self, name: str, label: str, ucum: str) -> NamedNode:
        """Return a unit of QUDT, and write its label and its code; QUDT says the rest."""
        node = term(name)
        self.add(node, "rdfs:label", Literal(label))
        self.add(node, "qudt:ucumCode", Literal(ucum, datatype=term("qudt:UCUMcs")))
        return node

    def label(self, node: NamedNode, cls: str, name: str, rank: int | None = None) -> None:
        """Write the type and name of an entity; a code or a medical term also gets SKOS labels."""
        self.triples.append(Triple(node, _TYPE, term(cls)))
        self.add_wording(node, "rdfs:label", name, rank)
        if cls in CONCEPTS:
            self.add_wording(node, "skos:prefLabel", name, rank)

    def drug(self, name: str, also_called: str | None = None) -> NamedNode:
        """Return the drug, and write another name for it."""
        node = self.named("drug", "akg:Drug", name)
        if also_called is not None:
            self.add_wording(node, "rdfs:label", also_called, OTHER_NAME)
        return node


class Claim:
    """Writes one claim: its node, its drug, and its document."""

    __slots__ = ("document", "drug", "method", "node", "writer")

    def __init__(self, writer: GraphWriter, document: Document, node: NamedNode, method: NamedNode) -> None:
        self.writer = writer
        self.document = document
        self.node = node
        self.method = method
        writer.claim = node
        self.drug = writer.drug(document.drug)

    def open(self, fact: Fact, cls: str, label: str, *, about_drug: bool) -> None:
        """Write the properties of every claim: its class, label, source, evidence and method, and its drug if any."""
        self.add("rdf:type", term(cls))
        self.add("rdfs:label", _english(f"{label} ({self.document.publisher})"))
        self.add("rdf:type", _CLAIM)
        if about_drug:
            self.add("akg:aboutDrug", self.drug)
        self.add("dcterms:source", document_iri(self.document))
        self.add("akg:assertionMethod", self.method)
        self.add("prov:wasDerivedFrom", self._evidence(fact.span))
        for span in fact.also:
            self.add("akg:restsOn", self._evidence(span))

    def _evidence(self, span: Span) -> NamedNode:
        source = document_iri(self.document)
        node = NamedNode(f"{source.value}#char={span.start},{span.end}")
        selector = NamedNode(f"{AKD}selector/{span.start}-{span.end}")
        add = self.writer.add
        add(node, "rdf:type", term("oa:SpecificResource"))
        add(node, "oa:hasSource", source)
        add(node, "oa:hasSelector", selector)
        add(node, "akg:line", integer_literal(span.line))
        place = f"characters {span.start} to {span.end}"
        page = f"{self.document.publisher} {self.document.id}"
        add(node, "rdfs:label", _english(f"{page}, line {span.line}, {place}"))
        add(selector, "rdfs:label", _english(place))
        add(selector, "rdf:type", term("oa:TextPositionSelector"))
        add(selector, "oa:start", integer_literal(span.start))
        add(selector, "oa:end", integer_literal(span.end))
        return node

    def add(self, predicate: str, value: NamedNode | Literal) -> None:
        """Add a property of the claim."""
        self.writer.add(self.node, predicate, value)

    def shortcut(self, predicate: str, value: NamedNode | Literal) -> None:
        """Add a property of the drug itself, in addition to the claim with the evidence."""
        self.writer.add(self.drug, predicate, value)

    def text(self, predicate: str, value: str | None) -> None:
        """Add a string unless it is None."""
        if value is not None:
            self.add(predicate, Literal(value))

    def texts(self, predicate: str, values: Iterable[str]) -> None:
        """Add several strings."""
        for value in values:
            self.add(predicate, Literal(value))

    def decimal(self, predicate: str, value: Decimal | None) -> None:
        """Add a decimal unless it is None."""
        if value is not None:
            self.add(predicate, decimal_literal(value))

    def flag(self, predicate: str, value: str | None) -> None:
        """Add a boolean from `yes` or `no` unless it is None."""
        if value is not None:
            self.add(predicate, Literal("true" if value == "yes" else "false", datatype=term("xsd:boolean")))

    def typed(self, predicate: str, value: str | None, datatype: str) -> None:
        """Add a date, time or year unless it is None."""
        if value is not None:
            self.add(predicate, Literal(value, datatype=term(datatype)))

    def code(self, predicate: str, scheme: str, value: str | None) -> None:
        """Add a code of a closed list in `vocabularies.ttl`."""
        if value is not None:
            self.add(predicate, entity(scheme, value))

    def name(self, predicate: str, kind: str, cls: str, value: str | None) -> NamedNode | None:
        """Add a named entity and return it."""
        if value is None:
            return None
        node = self.writer.named(kind, cls, value)
        self.add(predicate, node)
        return node
