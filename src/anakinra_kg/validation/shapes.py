"""A graph of shapes, and what a finding says of a shape: its name, its path, its message.

Knows the vocabulary of SHACL. Does not load rdflib.
"""

from __future__ import annotations

import re
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from anakinra_kg.rdf.names import PREFIXES, compress, term
from anakinra_kg.validation.findings import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node = NamedNode | BlankNode | Literal | Triple

SH = PREFIXES["sh"]
TYPE, FIRST, REST, NIL = term("rdf:type"), term("rdf:first"), term("rdf:rest"), term("rdf:nil")
CLASS, SUBCLASS = term("rdfs:Class"), term("rdfs:subClassOf")

TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
PATHS = ("alternativePath", "inversePath", "oneOrMorePath", "zeroOrMorePath", "zeroOrOnePath")
TAKES_SHAPE = frozenset({"and", "node", "not", "or", "property", "qualifiedValueShape", "xone"})
CORE_CONSTRAINTS = TAKES_SHAPE | {
    *("class", "closed", "datatype", "disjoint", "equals", "hasValue", "in", "languageIn", "lessThan"),
    *("lessThanOrEquals", "maxCount", "maxExclusive", "maxInclusive", "maxLength", "minCount", "minExclusive"),
    *("minInclusive", "minLength", "nodeKind", "pattern", "uniqueLang"),
}
"""The constraint parameters of SHACL Core that violate alone."""

CORE_COMPONENTS = frozenset(
    f"{SH}{name[0].upper()}{name[1:]}ConstraintComponent"
    for name in (CORE_CONSTRAINTS - {"qualifiedValueShape"}) | {"qualifiedMaxCount", "qualifiedMinCount"}
)
"""The IRIs of the constraint components of SHACL Core."""

CONSTRAINTS = CORE_CONSTRAINTS | {"sparql"}
"""The constraint parameters of SHACL Core, and `sparql`."""

HELPERS = frozenset(
    {"flags", "ignoredProperties", "qualifiedMaxCount", "qualifiedMinCount", "qualifiedValueShapesDisjoint"}
)
"""Parameters of SHACL Core that belong to another one."""

CORE = (
    CORE_CONSTRAINTS
    | HELPERS
    | {
        *(*TARGETS, *PATHS, "path", "deactivated", "severity", "message", "name", "description", "order", "group"),
        *("defaultValue", "shapesGraph", "suggestedShapesGraph", "conforms", "result", "detail", "focusNode", "value"),
        *("resultMessage", "resultPath", "resultSeverity", "sourceConstraint", "sourceConstraintComponent"),
        *("sourceShape", "shapesGraphWellFormed"),
    }
)
"""The properties of SHACL Core, those of its reports among them."""

SPARQL_CONSTRAINTS = frozenset({"sparql", "select", "prefixes", "declare", "prefix", "namespace"})
"""The properties of constraints in SPARQL."""

TAKES_LIST = frozenset({"alternativePath", "and", "ignoredProperties", "in", "languageIn", "or", "xone"})
_LEADS_ON = frozenset(SH + name for name in (TAKES_SHAPE | TAKES_LIST | {"path", *PATHS})) | {FIRST.value, REST.value}
_DECIDES = frozenset(SH + name for name in TAKES_SHAPE - {"property"})
_FOR_PEOPLE = frozenset({"defaultValue", "description", "group", "message", "name", "order"})
_NOT_FOR_CORE = SPARQL_CONSTRAINTS | _FOR_PEOPLE
_CORE_LIMITS = (CORE_CONSTRAINTS | HELPERS) - {"property"}
_KINDS = {
    SH + "targetClass": "class",
    SH + "targetNode": "node",
    SH + "targetObjectsOf": "object",
    SH + "targetSubjectsOf": "subject",
}
_SHORT = re.compile(r"[\w.-]+:\w(?:[\w.-]*\w)?")
_PATH_FORMS = {"inversePath": "^{}", "zeroOrMorePath": "{}*", "oneOrMorePath": "{}+", "zeroOrOnePath": "{}?"}


class Shapes:
    """The triples of a graph of shapes, by subject, and the named shape that each blank node belongs to."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = list(triples)
        self._objects: dict[tuple[object, str], list[Node]] = {}
        self._parent: dict[object, object] = {}
        for triple in self.triples:
            self._objects.setdefault((triple.subject, triple.predicate.value), []).append(triple.object)
            if isinstance(triple.object, BlankNode):
                self._parent.setdefault(triple.object, triple.subject)

    def objects(self, subject: object, name: str) -> list[Node]:
        """Return the values of a property of the SHACL vocabulary."""
        return self._objects.get((subject, SH + name), [])

    def members(self, node: object) -> Iterator[Node]:
        """Yield the members of a list."""
        seen = set()
        while node != NIL and node not in seen:
            seen.add(node)
            first = self._objects.get((node, FIRST.value))
            rest = self._objects.get((node, REST.value))
            if not first or not rest:
                return
            yield first[0]
            node = rest[0]

    def is_list(self, node: object) -> bool:
        """Return whether a node is a list with members."""
        return (node, FIRST.value) in self._objects

    def targets(self) -> Iterator[tuple[str, Node, Node]]:
        """Yield the targets of shapes: `class`, `node`, `object` or `subject`, the shape, and what the target names."""
        for triple in self.triples:
            kind = _KINDS.get(triple.predicate.value)
            if kind:
                yield kind, triple.subject, triple.object
            elif triple.predicate == TYPE and triple.object == CLASS and SH + "NodeShape" in self.types(triple.subject):
                yield "class", triple.subject, triple.subject

    def divided(self) -> tuple[list[Triple], list[Triple]]:
        """Return the shapes as two graphs, to be run one after the other: SHACL Core alone, and what needs more.

        Constraints in SPARQL are a graph of their own, unless a result of theirs decides about another constraint; with
        other terms that are not SHACL Core, or shapes that refer to themselves, everything is in the second graph. The
        first graph is without what is said to people.
        """
        used = {t.predicate.value[len(SH) :] for t in self.triples if t.predicate.value.startswith(SH)}
        asking = {t.subject for t in self.triples if t.predicate.value == SH + "sparql"}
        if used - CORE - SPARQL_CONSTRAINTS or self.circle or asking & self._deciding():
            return [], self.triples
        core, more = [], []
        for triple in self.triples:
            name = triple.predicate.value.removeprefix(SH)
            if name not in _NOT_FOR_CORE:
                core.append(triple)
            if name not in _CORE_LIMITS:
                more.append(triple)
        return core, more if asking else []

    def alone(self, shape: Node) -> list[Triple]:
        """Return the triples of a shape and of all that it refers to, in which no other shape has a target.

        Constraint components that the shapes define are in it too: shapes refer to them by their parameters.
        """
        reached: dict[Node, None] = dict.fromkeys([shape, *self._components])
        waiting = list(reached)
        while waiting:
            new = {t.object for t in self._by_subject.get(waiting.pop(), ())} - reached.keys()
            reached.update(dict.fromkeys(new))
            waiting += new
        return [
            triple
            for node in reached
            for triple in self._by_subject.get(node, ())
            if node == shape or not (triple.predicate.value in _KINDS or triple.object == CLASS)
        ]

    @cached_property
    def _by_subject(self) -> dict[Node, list[Triple]]:
        of: dict[Node, list[Triple]] = {}
        for triple in self.triples:
            of.setdefault(triple.subject, []).append(triple)
        return of

    @cached_property
    def _components(self) -> list[Node]:
        return [triple.subject for triple in self.triples if triple.predicate.value == SH + "parameter"]

    @cached_property
    def circle(self) -> tuple[Node, ...]:
        """Return nodes that lead back to themselves by shapes, lists and paths; empty if there are none."""
        before: dict[Node, list[Node]] = {}
        for triple in self.triples:
            if triple.predicate.value in _LEADS_ON:
                before.setdefault(triple.subject, []).append(triple.object)
        try:
            TopologicalSorter(before).prepare()
        except CycleError as error:
            return tuple(error.args[1])
        return ()

    def _deciding(self) -> set[Node]:
        """Return the shapes whose results decide about a constraint of another one, and those below them."""
        found: set[Node] = set()
        waiting = [
            node for t in self.triples if t.predicate.value in _DECIDES for node in (t.object, *self.members(t.object))
        ]
        while waiting:
            shape = waiting.pop()
            if shape not in found:
                found.add(shape)
                waiting += self.objects(shape, "property")
        return found

    def owner(self, node: object) -> object:
        """Return a node; for a blank node, the named node that it belongs to, if there is one."""
        seen = set()
        while isinstance(node, BlankNode) and node in self._parent and node not in seen:
            seen.add(node)
            node = self._parent[node]
        return node

    def name(self, node: object) -> str:
        """Return the IRI of a node; for a blank node, that of the named node that it belongs to."""
        owner = self.owner(node)
        return owner.value if isinstance(owner, NamedNode) else ""

    def own_parameters(self) -> set[str]:
        """Return the parameters of the constraint components that the shapes define themselves."""
        return {
            path.value
            for triple in self.triples
            if triple.predicate.value == SH + "parameter"
            for path in self.objects(triple.object, "path")
            if isinstance(path, NamedNode)
        }

    def names(self) -> frozenset[str]:
        """Return the IRIs of the shapes: what has a target, a path or a constraint, or is called a shape."""
        kinds = {SH + "NodeShape", SH + "PropertyShape"}
        marks = {SH + name for name in (*TARGETS, "path", *CONSTRAINTS)}
        return frozenset(
            triple.subject.value
            for triple in self.triples
            if isinstance(triple.subject, NamedNode)
            and (
                triple.predicate.value in marks
                or (triple.predicate == TYPE and isinstance(triple.object, NamedNode) and triple.object.value in kinds)
            )
        )

    def types(self, subject: object) -> set[str]:
        """Return the classes of a node."""
        return {node.value for node in self._objects.get((subject, TYPE.value), []) if isinstance(node, NamedNode)}

    def message(self, shape: object, constraint: str) -> str:
        """Return the messages of a shape; if it has none, the constraint with its limit."""
        messages = sorted(node.value for node in self.objects(shape, "message") if isinstance(node, Literal))
        if messages:
            return " ".join(messages)
        parameter = constraint[:1].lower() + constraint[1:]
        limits = [
            compress(node.value) if isinstance(node, NamedNode) else node.value
            for limit in sorted(self.objects(shape, parameter), key=str)
            for node in (self.members(limit) if self.is_list(limit) else [limit])
            if isinstance(node, NamedNode | Literal)
        ]
        return " ".join([f"does not meet sh:{parameter}", *limits])

    def rule(self, shape: NamedNode) -> Rule:
        """Return what a shape says of itself: its name, else its IRI in short, and why it matters."""

        def said(*predicates: str) -> str:
            for predicate in predicates:
                texts = sorted(
                    node.value
                    for node in self._objects.get((shape, term(predicate).value), [])
                    if isinstance(node, Literal)
                )
                if texts:
                    return " ".join(texts)
            return ""

        return Rule(said("sh:name", "rdfs:label") or compress(shape.value), said("sh:description", "rdfs:comment"))

    def path(self, shape: object) -> str:
        """Return the path of a shape in SPARQL syntax; empty for a node shape."""
        paths = self.objects(shape, "path")
        return self.path_text(paths[0]) if paths else ""

    def path_text(self, path: object) -> str:
        """Return a path in SPARQL syntax."""
        if isinstance(path, NamedNode):
            short = compress(path.value)
            return short if short != path.value and _SHORT.fullmatch(short) else f"<{path.value}>"
        if self.is_list(path):
            return "/".join(map(self.path_text, self.members(path)))
        for name, form in _PATH_FORMS.items():
            for inner in self.objects(path, name):
                text = self.path_text(inner)
                is_one = isinstance(inner, NamedNode) or self.objects(inner, "alternativePath")
                return form.format(text if is_one else f"({text})")
        for choices in self.objects(path, "alternativePath"):
            return "(" + "|".join(map(self.path_text, self.members(choices))) + ")"
        return ""
