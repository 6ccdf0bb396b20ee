"""Looks things up in the ontology, the code lists, the shapes and the graph, always in the same order.

Writes nothing and knows nothing of HTML.
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
    """Triples by subject and by object. Blank nodes keep the order of their file, all else is sorted."""

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
        """Return the first value of a property as text, empty where there is none."""
        return next((v.value for v in self.values(subject, predicate) if isinstance(v, Literal | NamedNode)), "")

    def named(self, subject: Node, predicate: str) -> list[NamedNode]:
        """Return the values of a property that are IRIs."""
        return [v for v in self.values(subject, predicate) if isinstance(v, NamedNode)]

    def of(self, predicate: str, value: Node) -> list[Subject]:
        """Return the subjects that have a value of a property, IRIs in order."""
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
    """Where in a page a claim stands.

    Attributes:
        document: The page.
        line: Line of the page, from 1.
        start: First character, from 0.
        end: The character after the last.
    """

    document: NamedNode
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Construct:
    """A rule that makes triples from others, as a SPARQL CONSTRUCT query.

    Attributes:
        name: Its file below `ontology/`, without ending; also its anchor.
        summary: The question that it answers.
        description: What else is to be known of it.
        text: The query.
    """

    name: str
    summary: str
    description: str
    text: str


class Model:
    """The model: what may be said, what must be said, what is said, and what follows.

    Args:
        terms: Ontology, alignments, code lists and shapes together.
        data: The graph.
        constructs: The rules, in the order in which they are shown.

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
        """Return the name of a thing for people."""
        if not isinstance(node, NamedNode):
            return getattr(node, "value", str(node))
        names = (t.text(node, name) for name in _NAMES for t in (self.terms, self.data))
        return next((name for name in names if name), shortened(node))

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Each IRI that has a place in the reference, and the anchor of that place."""
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
        """Return the classes right below a class."""
        return [s for s in self.terms.of("rdfs:subClassOf", cls) if isinstance(s, NamedNode)]

    def above(self, cls: NamedNode) -> list[NamedNode]:
        """Return all named classes above a class, the nearest first."""
        found: list[NamedNode] = []
        waiting = self.terms.named(cls, "rdfs:subClassOf")
        while waiting:
            nearest = waiting.pop(0)
            if nearest not in found and nearest != cls:
                found.append(nearest)
                waiting += self.terms.named(nearest, "rdfs:subClassOf")
        return found

    def below(self, cls: NamedNode) -> list[NamedNode]:
        """Return all classes below a class."""
        return [other for other in self.classes if cls in self.above(other)]

    def instances(self, cls: NamedNode) -> list[NamedNode]:
        """Return the things in the graph that are said to be of a class itself."""
        return [s for s in self.data.of("rdf:type", cls) if isinstance(s, NamedNode)]

    def instances_below(self, cls: NamedNode) -> set[NamedNode]:
        """Return the things in the graph that are of a class or one below it."""
        return {thing for c in (cls, *self.below(cls)) for thing in self.instances(c)}

    def example(self, cls: NamedNode) -> NamedNode | None:
        """Return the instance that says most, or None where there is none."""
        return min(self.instances(cls), key=lambda thing: (-len(self.data.about[thing]), thing.value), default=None)

    def annotated(self, node: NamedNode) -> list[tuple[NamedNode, Node, Subject]]:
        """Return the axioms of a term that carry notes: property, value and the node with the notes, in order."""
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
        """Return the property shapes in whose path a property stands."""
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
        """For each property the things that have it, each with a value, in order."""
        found: dict[NamedNode, list[tuple[NamedNode, Node]]] = defaultdict(list)
        for subject, predicates in self.data.about.items():
            for predicate, values in predicates.items():
                found[predicate] += [(subject, value) for value in values if isinstance(subject, NamedNode)]
        for pairs in found.values():
            pairs.sort(key=lambda pair: (pair[0].value, *_order(pair[1])))
        return found

    def uses_of_code(self, code: NamedNode) -> int:
        """Return how often something other than a code list points at a code."""
        return sum(subject not in self.terms.about for subject, _ in self.data.pointing.get(code, ()))

    def places(self, claim: NamedNode) -> list[Place]:
        """Return where in its page a claim stands, in the order of the page."""
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

    def witness(self, thing: NamedNode) -> tuple[NamedNode, Place] | None:
        """Return the first claim that a thing is, or that points at it, with its first place."""
        claims = [thing, *(s for s, _ in self.data.pointing.get(thing, ()) if isinstance(s, NamedNode))]
        first = ((places[0], claim) for claim in claims if (places := self.places(claim)))
        found = min(
            first, key=lambda f: (f[1] != thing, f[0].document.value, f[0].line, f[0].start, f[1].value), default=None
        )
        return (found[1], found[0]) if found else None


def shortened(node: NamedNode) -> str:
    """Return an IRI as a CURIE, else as it is."""
    return compress(node.value)


def anchor(node: NamedNode) -> str:
    """Return the anchor of a thing: a term of ours by its name, a code as `list/code`, a shape as `shape:Name`."""
    for namespace in (AKG, AKD):
        if node.value.startswith(namespace):
            return node.value.removeprefix(namespace)
    return compress(node.value)


def is_ours(node: Node) -> bool:
    """Say whether a term or a shape is of this project."""
    return isinstance(node, NamedNode) and node.value.startswith((AKG, SHAPES))
