"""How a claim, its evidence, an entity and a literal look in RDF.

What each kind of fact becomes stands in `rules`; the order of things stands in `mapper`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.facts.documents import SOURCES
from anakinra_kg.mapping.identifiers import Identifiers, Known, identifiers
from anakinra_kg.rdf.names import AKD, entity, term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from anakinra_kg.facts.documents import Document
    from anakinra_kg.facts.records import Fact
    from anakinra_kg.facts.text import Span

_TYPE = term("rdf:type")
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


class Wording(NamedTuple):
    """One way in which a document gives a value that a node can have only once, such as its label.

    Attributes:
        node: What is named.
        predicate: The property, as a prefixed name; `rdfs:label` for a name.
        text: The words.
        rank: How much they count beside others: one of `RANKS`, lowest first.
    """

    node: NamedNode
    predicate: str
    text: str
    rank: int


RANKS = ("table", *SOURCES, "other name", "code")
"""Where a wording comes from, best first: a table of the project, a page by its source, another name, a mere code."""

TABLE, OTHER_NAME, CODE = map(RANKS.index, ("table", "other name", "code"))


class GraphWriter:
    """Collects what one document says: triples, and the wordings among which labels are chosen later.

    What the tables of identifiers know by several names is one entity. The writer knows only its own document, so what
    it gives does not depend on other documents.

    Attributes:
        triples: The triples collected since `take` was last called.
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
        """Take a triple."""
        self.triples.append(Triple(subject, term(predicate), value))

    def word(self, node: NamedNode, predicate: str, text: str, rank: int | None = None) -> None:
        """Take a wording of a value that the node can have only once; by default it counts as the page's own."""
        wording = Wording(node, predicate, text, self._rank if rank is None else rank)
        self.wordings.setdefault(wording, set()).add(self.claim)

    def take(self) -> list[Triple]:
        """Hand over the triples collected since the last call."""
        taken, self.triples = self.triples, []
        return taken

    def named(self, kind: str, cls: str, name: str, context: str | None = None) -> NamedNode:
        """Return the entity that a name means, typed, named and linked.

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
        self.label(node, cls, known.label, TABLE)
        if context is None and name != known.label:
            self.label(node, cls, name)
        if node not in self._linked:
            self._linked.add(node)
            self._link(node, cls, known)
        return node

    def _link(self, node: NamedNode, cls: str, known: Known) -> None:
        """Say all that the tables say of an entity; once is enough, however often the document names it."""
        for match in known.matches:
            self.add(node, match.relation, match.iri)
        for name in known.broader:
            self.triples.append(Triple(node, _BROADER, self.named(known.kind, cls, name)))
        for name in known.parts:
            # Whoever reports "nausea or vomiting" reports either: each of them is a narrower thing to say.
            self.triples.append(Triple(self.named(known.kind, cls, name), _BROADER, node))
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

    def label(self, node: NamedNode, cls: str, name: str, rank: int | None = None) -> None:
        """Type and name an entity; a concept of a code list or a medical term also gets SKOS labels."""
        self.triples.append(Triple(node, _TYPE, term(cls)))
        self.word(node, "rdfs:label", name, rank)
        if cls in CONCEPTS:
            self.word(node, "skos:prefLabel", name, rank)

    def drug(self, name: str, also_called: str | None = None) -> NamedNode:
        """Return the drug of that name, giving it another one beside."""
        node = self.named("drug", "akg:Drug", name)
        if also_called is not None:
            self.word(node, "rdfs:label", also_called, OTHER_NAME)
        return node


class Claim:
    """One claim being written: its node, the drug it is about, and the document it comes from."""

    __slots__ = ("document", "drug", "method", "node", "writer")

    def __init__(self, writer: GraphWriter, document: Document, node: NamedNode, method: NamedNode) -> None:
        self.writer = writer
        self.document = document
        self.node = node
        self.method = method
        writer.claim = node
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
