"""Lints shapes: unknown terms, targets and paths that match nothing, unused shapes.

Reads the shapes only; `validation.engine.targets` finds the target nodes in data. Does not load rdflib.
"""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from anakinra_kg.errors import ShapeError, did_you_mean
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import AKD, AKG, PREFIXES, compress, term
from anakinra_kg.rdf.places import place
from anakinra_kg.rdf.sparql import services

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SH = PREFIXES["sh"]
_TYPE = term("rdf:type")
_FIRST, _REST, _NIL = term("rdf:first"), term("rdf:rest"), term("rdf:nil")

_TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
_PATHS = ("alternativePath", "inversePath", "oneOrMorePath", "zeroOrMorePath", "zeroOrOnePath")
_TAKES_CLASS = frozenset({"class", "targetClass"})
_TAKES_PROPERTY = frozenset(
    {"disjoint", "equals", "ignoredProperties", "lessThan", "lessThanOrEquals", "path", *_PATHS, *_TARGETS[2:]}
)
_TAKES_SHAPE = frozenset({"and", "node", "not", "or", "property", "qualifiedValueShape", "xone"})
_TAKES_LIST = frozenset({"alternativePath", "and", "ignoredProperties", "in", "languageIn", "or", "xone"})
_LEADS_ON = frozenset(_SH + name for name in (_TAKES_SHAPE | _TAKES_LIST | {"path", *_PATHS})) | {
    _FIRST.value,
    _REST.value,
}
CONSTRAINTS = _TAKES_SHAPE | {
    *("class", "closed", "datatype", "disjoint", "equals", "hasValue", "in", "languageIn", "lessThan"),
    *("lessThanOrEquals", "maxCount", "maxExclusive", "maxInclusive", "maxLength", "minCount", "minExclusive"),
    *("minInclusive", "minLength", "nodeKind", "pattern", "sparql", "uniqueLang"),
}
"""The constraint parameters of SHACL Core, and `sparql`."""

_TERMS = frozenset(
    {
        *(CONSTRAINTS | {*_TARGETS, *_PATHS}),
        *("NodeShape", "PropertyShape", "Shape", "path", "target", "deactivated", "severity", "message", "name"),
        *("description", "order", "group", "PropertyGroup", "defaultValue", "flags", "ignoredProperties"),
        *("qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint", "Violation", "Warning", "Info"),
        *("IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral", "shapesGraph"),
        *("suggestedShapesGraph", "entailment", "prefixes", "declare", "prefix", "namespace", "PrefixDeclaration"),
        *("select", "ask", "SPARQLConstraint", "SPARQLAskValidator", "SPARQLSelectValidator", "ConstraintComponent"),
        *(
            "construct",
            "SPARQLExecutable",
            "SPARQLAskExecutable",
            "SPARQLConstructExecutable",
            "SPARQLSelectExecutable",
        ),
        *("parameter", "Parameter", "optional", "labelTemplate", "validator", "nodeValidator", "propertyValidator"),
    }
)
_DATATYPES = frozenset(
    {
        *("anyURI", "base64Binary", "boolean", "byte", "date", "dateTime", "dateTimeStamp", "dayTimeDuration"),
        *("decimal", "double", "duration", "float", "gDay", "gMonth", "gMonthDay", "gYear", "gYearMonth", "hexBinary"),
        *("int", "integer", "language", "long", "negativeInteger", "nonNegativeInteger", "nonPositiveInteger"),
        *("normalizedString", "positiveInteger", "short", "string", "time", "token", "unsignedByte", "unsignedInt"),
        *("unsignedLong", "unsignedShort", "yearMonthDuration"),
    }
)


def lint(path: Path, ontology: Iterable[Path], *, own: bool = True) -> None:
    """Raise an error for a shape that would never report anything.

    Args:
        path: The file of shapes.
        ontology: Files with the terms and codes that shapes may use.
        own: Whether the shapes are those of the project, which may use only terms of the ontology; other shapes may use
            any term except unknown terms in the namespace of the project.

    Raises:
        ShapeError: A shape does not pass; the place is `file:line`, of the first of several errors.
        AnakinraKGError: A file cannot be read.
    """
    triples = list(read_triples(path))
    for shape, wrong in _circles(triples):
        raise ShapeError(place(path, shape, shape), wrong, "remove the circular reference")
    for subject in _asking_services(triples):
        right = "leave SERVICE out: shapes check the graph alone"
        raise ShapeError(place(path, subject, _SH + "sparql"), "its query would send a request", right)
    shapes = _Shapes(triples)
    terms = (t.subject for file in ontology for t in read_triples(file) if t.predicate == _TYPE)
    known = {node.value for node in terms if isinstance(node, NamedNode)}
    for shape, word, wrong, right in (*_vocabulary_terms(shapes), *_terms(shapes, known, own=own), *_idle(shapes)):
        raise ShapeError(place(path, shape, word), wrong, right)


_QUERIES = frozenset(term(f"sh:{name}") for name in ("ask", "construct", "select", "update"))


def _asking_services(triples: Iterable[Triple]) -> Iterator[str]:
    """Yield the IRIs of shapes whose query has a SERVICE clause; empty for a shape without one."""
    owner = {t.object: t.subject for t in triples if t.predicate == term("sh:sparql")}
    for t in triples:
        text = t.object.value if t.predicate in _QUERIES and isinstance(t.object, Literal) else ""
        if any(services(text)):
            shape = owner.get(t.subject, t.subject)
            yield shape.value if isinstance(shape, NamedNode) else ""


_Node = NamedNode | BlankNode | Literal | Triple
_Fault = tuple[str, str, str, str]
"""Shape, the term that is wrong, what is wrong, what would be right."""


class _Shapes:
    """The triples of a file of shapes, and the named shape that each blank node belongs to."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = list(triples)
        self._objects: dict[tuple[object, str], list[_Node]] = {}
        self._parent: dict[object, object] = {}
        for triple in self.triples:
            self._objects.setdefault((triple.subject, triple.predicate.value), []).append(triple.object)
            if isinstance(triple.object, BlankNode):
                self._parent[triple.object] = triple.subject
        self.shapes = [s for s in dict.fromkeys(t.subject for t in self.triples) if self._is_shape(s)]

    def objects(self, subject: object, name: str) -> list[_Node]:
        """Return the values of a property of the SHACL vocabulary."""
        return self._objects.get((subject, _SH + name), [])

    def members(self, node: object) -> Iterator[_Node]:
        """Yield the members of a list."""
        while node != _NIL:
            first = self._objects.get((node, _FIRST.value))
            rest = self._objects.get((node, _REST.value))
            if not first or not rest:
                return
            yield first[0]
            node = rest[0]

    def is_list(self, node: object) -> bool:
        """Return whether a node is a list with members."""
        return (node, _FIRST.value) in self._objects

    def name(self, node: object) -> str:
        """Return the IRI of a node; for a blank node, that of the named node that it belongs to."""
        while isinstance(node, BlankNode) and node in self._parent:
            node = self._parent[node]
        return node.value if isinstance(node, NamedNode) else ""

    def types(self, subject: object) -> set[str]:
        """Return the classes of a node."""
        return {node.value for node in self._objects.get((subject, _TYPE.value), []) if isinstance(node, NamedNode)}

    def _is_shape(self, subject: object) -> bool:
        return bool(self.types(subject) & {_SH + "NodeShape", _SH + "PropertyShape"}) or any(
            self.objects(subject, name) for name in ("path", "property", *_TARGETS)
        )


def _circles(triples: Iterable[Triple]) -> Iterator[tuple[str, str]]:
    """Yield shapes, lists and paths that refer to themselves: SHACL does not define what that means."""
    before: dict[_Node, list[_Node]] = {}
    pointing: dict[_Node, _Node] = {}
    for triple in triples:
        if triple.predicate.value in _LEADS_ON:
            before.setdefault(triple.subject, []).append(triple.object)
            pointing.setdefault(triple.object, triple.subject)
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        circle: list[_Node] = error.args[1]
        named = [node.value for node in (*circle, *map(pointing.get, circle)) if isinstance(node, NamedNode)]
        shape = named[0] if named else ""
        yield shape, f"{compress(shape) or 'a list or path'} refers to itself"


def _vocabulary_terms(shapes: _Shapes) -> Iterator[_Fault]:
    """Yield SHACL terms and XML Schema datatypes that do not exist."""
    for triple in shapes.triples:
        for node in (triple.predicate, triple.object):
            if not isinstance(node, NamedNode):
                continue
            if node.value.startswith(_SH) and node.value[len(_SH) :] not in _TERMS:
                yield (
                    shapes.name(triple.subject),
                    node.value,
                    f"{_short(node)} is not a SHACL term",
                    like(node.value, (_SH + name for name in _TERMS)),
                )
            if node.value.startswith(PREFIXES["xsd"]) and node.value[len(PREFIXES["xsd"]) :] not in _DATATYPES:
                right = like(node.value, (PREFIXES["xsd"] + name for name in _DATATYPES))
                yield shapes.name(triple.subject), node.value, f"{_short(node)} is not an XML Schema datatype", right


def _terms(shapes: _Shapes, known: set[str], *, own: bool) -> Iterator[_Fault]:
    """Yield classes, properties, codes and shapes that are used but not defined."""
    declared = {shape.value for shape in shapes.shapes if isinstance(shape, NamedNode)}
    for shape, parameter, node in _used(shapes):
        if parameter in _TAKES_SHAPE:
            if node.value not in declared:
                yield shape, node.value, f"{_short(node)} is not a shape of this file", like(node.value, declared)
        elif node.value not in known and _must_be_known(node.value, parameter, own=own):
            what = "class" if parameter in _TAKES_CLASS else "code" if parameter == "in" else "property"
            yield shape, node.value, f"{_short(node)} is not a {what} of the ontology", like(node.value, known)


def _used(shapes: _Shapes) -> Iterator[tuple[str, str, NamedNode]]:
    for triple in shapes.triples:
        parameter = triple.predicate.value.removeprefix(_SH)
        if parameter not in _TAKES_CLASS | _TAKES_PROPERTY | _TAKES_SHAPE | {"in"}:
            continue
        nodes = [triple.object] if isinstance(triple.object, NamedNode) else [*shapes.members(triple.object)]
        for node in nodes:
            if isinstance(node, NamedNode) and node != _NIL:
                yield shapes.name(triple.subject), parameter, node


def _must_be_known(iri: str, parameter: str, *, own: bool) -> bool:
    if parameter == "in":
        return iri.startswith((AKD, AKG))
    return iri.startswith(AKG) or (own and not iri.startswith((PREFIXES["rdf"], PREFIXES["rdfs"])))


def _idle(shapes: _Shapes) -> Iterator[_Fault]:
    """Yield shapes without target, path or constraint, and invalid lists and patterns."""
    used = {node.value for _, parameter, node in _used(shapes) if parameter in _TAKES_SHAPE}
    for shape in shapes.shapes:
        if not isinstance(shape, NamedNode):
            continue
        targeted = any(shapes.objects(shape, name) for name in (*_TARGETS, "target"))
        implicit = PREFIXES["rdfs"] + "Class" in shapes.types(shape)
        if not (targeted or implicit or shape.value in used):
            yield shape.value, shape.value, f"{_short(shape)} has no target and no shape uses it", "add a target"
        if not any(shapes.objects(shape, name) for name in CONSTRAINTS):
            yield shape.value, shape.value, f"{_short(shape)} has no constraint", f"add one of: {_listed(CONSTRAINTS)}"
        if _SH + "PropertyShape" in shapes.types(shape) and not shapes.objects(shape, "path"):
            yield shape.value, shape.value, f"{_short(shape)} has no path", "add sh:path with its property"
    for triple in shapes.triples:
        parameter = triple.predicate.value.removeprefix(_SH)
        if parameter in _TAKES_LIST and not (triple.object == _NIL or shapes.is_list(triple.object)):
            yield shapes.name(triple.subject), triple.predicate.value, f"sh:{parameter} takes a list", "write it in ( )"
        if parameter == "pattern" and isinstance(triple.object, Literal):
            try:
                re.compile(triple.object.value)
            except re.error as error:
                wrong = f'"{triple.object.value}" is not a regular expression: {error}'
                yield shapes.name(triple.subject), _SH + "pattern", wrong, "fix the pattern"


def _short(node: NamedNode) -> str:
    return compress(node.value)


def like(iri: str, known: Iterable[str]) -> str:
    """Return how to fix an unknown term, given the known ones."""
    return did_you_mean(compress(iri), map(compress, known), "declare it or fix its spelling")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"sh:{word}" for word in sorted(words))
