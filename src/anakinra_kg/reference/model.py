"""Looks up resources in the ontology, the code lists, the shapes and the graph, in a stable order.

Writes nothing and does not depend on HTML.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from anakinra_kg.rdf.names import AKD, AKG, SHAPES, compress, term

if TYPE_CHECKING:
    from collections.abc import Iterable

Subject = NamedNode | BlankNode
Node = NamedNode | BlankNode | Literal | Triple

_PROPERTY_KINDS = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")
_NAMES = ("rdfs:label", "skos:prefLabel", "dcterms:title", "sh:name")


class Triples:
    """Triples by subject and by object. Blank nodes keep the order of their file; everything else is sorted."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.about: dict[Subject, dict[NamedNode, list[Node]]] = defaultdict(lambda: defaultdict(list))
        self.pointing: dict[Node, list[tuple[Subject, NamedNode]]] = defaultdict(list)
        for triple in triples:
            if isinstance(triple.subject, Triple):
                continue
            self.about[triple.subject][triple.predicate].append(triple.object)
            self.pointing[triple.object].append((triple.subject, triple.predicate))
        for predicates in self.about.values():
            for values in predicates.values():
                values.sort(key=_order)

    def values(self, subject: Node, predicate: str) -> list[Node]:
        """Return all values of a property, such as `rdfs:label`."""
        if not isinstance(subject, NamedNode | BlankNode) or subject not in self.about:
            return []
        return self.about[subject].get(term(predicate), [])

    def text(self, subject: Node, predicate: str) -> str:
        """Return the first value of a property as text, or an empty string if there is none."""
        return next((v.value for v in self.values(subject, predicate) if isinstance(v, Literal | NamedNode)), "")

    def named(self, subject: Node, predicate: str) -> list[NamedNode]:
        """Return the values of a property that are IRIs."""
        return [v for v in self.values(subject, predicate) if isinstance(v, NamedNode)]

    def of(self, predicate: str, value: Node) -> list[Subject]:
        """Return the subjects that have this value for a property, IRIs first and sorted."""
        found = {s for s, p in self.pointing.get(value, ()) if p == term(predicate)}
        return sorted(found, key=_order)

    def items(self, head: Node) -> list[Node]:
        """Return the items of an RDF list."""
        items: list[Node] = []
        while first := self.values(head, "rdf:first"):
            items.append(first[0])
            head = next(iter(self.values(head, "rdf:rest")), term("rdf:nil"))
        return items


def _order(node: Node) -> tuple[bool, str, str]:
    blank = isinstance(node, BlankNode)
    return blank, "" if blank else getattr(node, "value", str(node)), "" if blank else str(node)


@dataclass(frozen=True, slots=True)
class Place:
    """The position of a claim in a page.

    Attributes:
        document: The page.
        line: Line of the page, from 1.
        start: First character, from 0.
        end: One past the last character.
    """

    document: NamedNode
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Construct:
    """A rule that derives triples from others, as a SPARQL CONSTRUCT query.

    Attributes:
        name: Its file under `ontology/`, without the extension; also its anchor.
        summary: The question that it answers.
        description: What the result contains.
        text: The query.
    """

    name: str
    summary: str
    description: str
    text: str


class Model:
    """The model: terms, constraints, data and inference rules.

    Args:
        terms: Ontology, alignments, code lists and shapes together.
        data: The graph.
        constructs: The rules, in display order.

    Example:
        >>> from pyoxigraph import Literal, Triple
        >>> from anakinra_kg.rdf.names import term
        >>> from anakinra_kg.reference import Model
        >>> drug = term("akg:Drug")
        >>> said = {"rdf:type": term("owl:Class"), "rdfs:label": Literal("drug")}
        >>> model = Model((Triple(drug, term(name), value) for name, value in said.items()), ())
        >>> [model.label(cls) for cls in model.classes]
        ['drug']
    """

    def __init__(self, terms: Iterable[Triple], data: Iterable[Triple], constructs: Iterable[Construct] = ()) -> None:
        self.terms = Triples(terms)
        self.data = Triples(data)
        self.constructs = tuple(constructs)
        self.classes = self._declared("owl:Class")
        self.properties = sorted({p for kind in _PROPERTY_KINDS for p in self._declared(kind)}, key=_order)
        self.schemes = self._declared("skos:ConceptScheme")
        self.codes = {
            s: [c for c in self.terms.of("skos:inScheme", s) if isinstance(c, NamedNode)] for s in self.schemes
        }
        self.shapes = self._declared("sh:NodeShape")

    def _declared(self, kind: str) -> list[NamedNode]:
        return [s for s in self.terms.of("rdf:type", term(kind)) if isinstance(s, NamedNode)]

    # --- names -------------------------------------------------------------------------------------------------------

    def label(self, node: Node) -> str:
        """Return the label of a resource, or its short IRI if it has none."""
        if not isinstance(node, NamedNode):
            return getattr(node, "value", str(node))
        names = (t.text(node, name) for name in _NAMES for t in (self.terms, self.data))
        return next((name for name in names if name), shortened(node))

    @cached_property
    def anchors(self) -> dict[str, str]:
        """The anchor of each IRI that the reference describes."""
        described: set[Node] = {*self.classes, *self.properties, *self.schemes, *self.shapes, *self.documents}
        described |= {code for codes in self.codes.values() for code in codes}
        described |= {rule for shape in self.shapes for rule in self.rules(shape)}
        return {node.value: anchor(node) for node in described if isinstance(node, NamedNode)}

    @cached_property
    def documents(self) -> list[NamedNode]:
        """The pages that the graph is made from."""
        return [d for d in self.data.of("rdf:type", term("akg:SourceDocument")) if isinstance(d, NamedNode)]

    # --- classes -----------------------------------------------------------------------------------------------------

    def subclasses(self, cls: NamedNode) -> list[NamedNode]:
        """Return the direct subclasses of a class."""
        return [s for s in self.terms.of("rdfs:subClassOf", cls) if isinstance(s, NamedNode)]

    def above(self, cls: NamedNode) -> list[NamedNode]:
        """Return all named superclasses of a class, the nearest first."""
        found: list[NamedNode] = []
        waiting = self.terms.named(cls, "rdfs:subClassOf")
        while waiting:
            nearest = waiting.pop(0)
            if nearest not in found and nearest != cls:
                found.append(nearest)
                waiting += self.terms.named(nearest, "rdfs:subClassOf")
        return found

    def below(self, cls: NamedNode) -> list[NamedNode]:
        """Return all subclasses of a class, direct and indirect."""
        return [other for other in self.classes if cls in self.above(other)]

    def instances(self, cls: NamedNode) -> list[NamedNode]:
        """Return the direct instances of a class in the graph."""
        return [s for s in self.data.of("rdf:type", cls) if isinstance(s, NamedNode)]

    def instances_below(self, cls: NamedNode) -> set[NamedNode]:
        """Return the instances of a class and of its subclasses in the graph."""
        return {thing for c in (cls, *self.below(cls)) for thing in self.instances(c)}

    def example(self, cls: NamedNode) -> NamedNode | None:
        """Return the instance with the most properties, or None if there is none."""
        return min(self.instances(cls), key=lambda thing: (-len(self.data.about[thing]), thing.value), default=None)

    def annotated(self, node: NamedNode) -> list[tuple[NamedNode, Node, Subject]]:
        """Return the annotated axioms of a term, sorted: property, value and the node with the annotations."""
        found = [
            (prop, value, axiom)
            for axiom in self.terms.of("owl:annotatedSource", node)
            for prop in self.terms.named(axiom, "owl:annotatedProperty")
            for value in self.terms.values(axiom, "owl:annotatedTarget")
        ]
        return sorted(found, key=lambda axiom: (axiom[0].value, *_order(axiom[1])))

    # --- shapes ------------------------------------------------------------------------------------------------------

    def shapes_of(self, cls: NamedNode) -> list[NamedNode]:
        """Return the node shapes that have a class as their target."""
        return [s for s in self.terms.of("sh:targetClass", cls) if isinstance(s, NamedNode)]

    def rules(self, shape: Node) -> list[Node]:
        """Return the property shapes of a node shape."""
        return self.terms.values(shape, "sh:property")

    def path(self, rule: Node) -> Node | None:
        """Return the path of a property shape."""
        return next(iter(self.terms.values(rule, "sh:path")), None)

    def shapes_with(self, prop: NamedNode) -> list[NamedNode]:
        """Return the property shapes whose path contains a property."""
        found = (rule for shape in self.shapes for rule in self.rules(shape) if isinstance(rule, NamedNode))
        return sorted({rule for rule in found if prop in self._steps(self.path(rule))}, key=_order)

    def _steps(self, path: Node | None) -> set[NamedNode]:
        if isinstance(path, NamedNode):
            return {path}
        parts = (
            [o for objects in self.terms.about[path].values() for o in objects] if isinstance(path, BlankNode) else []
        )
        return {step for part in parts for step in self._steps(part)} - {term("rdf:nil")}

    # --- the graph ---------------------------------------------------------------------------------------------------

    @cached_property
    def uses(self) -> dict[NamedNode, list[tuple[NamedNode, Node]]]:
        """The subject and value of each use of a property, sorted."""
        found: dict[NamedNode, list[tuple[NamedNode, Node]]] = defaultdict(list)
        for subject, predicates in self.data.about.items():
            for predicate, values in predicates.items():
                found[predicate] += [(subject, value) for value in values if isinstance(subject, NamedNode)]
        for pairs in found.values():
            pairs.sort(key=lambda pair: (pair[0].value, *_order(pair[1])))
        return found

    def uses_of_code(self, code: NamedNode) -> int:
        """Return how many triples outside the code lists refer to a code."""
        return sum(subject not in self.terms.about for subject, _ in self.data.pointing.get(code, ()))

    def places(self, claim: NamedNode) -> list[Place]:
        """Return the places of a claim, in page order."""
        found = []
        for evidence in self.data.named(claim, "prov:wasDerivedFrom"):
            selector = next(iter(self.data.named(evidence, "oa:hasSelector")), evidence)
            numbers = (
                self.data.text(evidence, "akg:line"),
                *(self.data.text(selector, f"oa:{e}") for e in ("start", "end")),
            )
            document = self.data.named(evidence, "oa:hasSource")
            if document and all(number.isdigit() for number in numbers):
                found.append(Place(document[0], *map(int, numbers)))
        return sorted(found, key=lambda place: (place.document.value, place.line, place.start))

    def first_evidence(self, thing: NamedNode) -> tuple[NamedNode, Place] | None:
        """Return the first claim that is, or refers to, a resource, with its first place."""
        claims = [thing, *(s for s, _ in self.data.pointing.get(thing, ()) if isinstance(s, NamedNode))]
        first = ((places[0], claim) for claim in claims if (places := self.places(claim)))
        found = min(
            first, key=lambda f: (f[1] != thing, f[0].document.value, f[0].line, f[0].start, f[1].value), default=None
        )
        return (found[1], found[0]) if found else None


def shortened(node: NamedNode) -> str:
    """Return an IRI as a CURIE if a prefix fits, otherwise unchanged."""
    return compress(node.value)


def anchor(node: NamedNode) -> str:
    """Return the anchor of a resource: a term as its local name, a code as `list/code`, a shape as `shape:Name`."""
    for namespace in (AKG, AKD):
        if node.value.startswith(namespace):
            return node.value.removeprefix(namespace)
    return compress(node.value)


def is_ours(node: Node) -> bool:
    """Return whether a term or a shape belongs to this project."""
    return isinstance(node, NamedNode) and node.value.startswith((AKG, SHAPES))
