"""Lints shapes: unknown terms, targets and paths that match nothing, unused shapes.

Reads the shapes only; `validation.engine.targets` finds the target nodes in data. Does not load rdflib.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.errors import ShapeError, did_you_mean
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.inputs import Input
from anakinra_kg.rdf.names import AKD, AKG, PREFIXES, compress, term
from anakinra_kg.rdf.places import place
from anakinra_kg.rdf.sparql import services
from anakinra_kg.validation.shapes import (
    CONSTRAINTS,
    CORE,
    CORE_COMPONENTS,
    NIL,
    PATHS,
    SH,
    SPARQL_CONSTRAINTS,
    TAKES_LIST,
    TAKES_SHAPE,
    TARGETS,
    TYPE,
    Node,
    Shapes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_TAKES_CLASS = frozenset({"class", "targetClass"})
_TAKES_PROPERTY = frozenset(
    {"disjoint", "equals", "ignoredProperties", "lessThan", "lessThanOrEquals", "path", *PATHS, *TARGETS[2:]}
)
_TERMS = (
    CORE
    | SPARQL_CONSTRAINTS
    | {iri.removeprefix(SH) for iri in CORE_COMPONENTS}
    | {
        *("NodeShape", "PropertyShape", "Shape", "PropertyGroup", "Violation", "Warning", "Info", "Severity"),
        *("IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral", "NodeKind"),
        *("ValidationReport", "ValidationResult", "AbstractResult", "PrefixDeclaration", "Parameterizable"),
        *("SPARQLConstraint", "SPARQLConstraintComponent", "SPARQLAskValidator", "SPARQLSelectValidator", "Validator"),
        *("ConstraintComponent", "SPARQLExecutable", "SPARQLAskExecutable", "SPARQLSelectExecutable"),
        *("SPARQLConstructExecutable", "SPARQLUpdateExecutable", "ask", "construct", "update", "parameter"),
        *("Parameter", "optional", "labelTemplate", "validator", "nodeValidator", "propertyValidator"),
    }
)
_UNSUPPORTED = frozenset(
    {
        *("entailment", "target", "Target", "TargetType", "SPARQLTarget", "SPARQLTargetType", "rule", "Rule"),
        *("SPARQLRule", "TripleRule", "subject", "predicate", "object", "condition", "Rules", "Function", "this"),
        *("SPARQLFunction", "returnType", "expression", "ExpressionConstraintComponent", "nodes", "filterShape"),
        *("union", "intersection", "returns", "resultAnnotation", "ResultAnnotation", "annotationProperty"),
        *("annotationValue", "annotationVarName", "js", "jsFunctionName", "jsLibrary", "jsLibraryURL", "JSConstraint"),
        *("JSConstraintComponent", "JSExecutable", "JSFunction", "JSLibrary", "JSRule", "JSTarget", "JSTargetType"),
        *("JSValidator",),
    }
)
"""Terms of entailment and of the advanced features and JavaScript extensions of SHACL, which no engine here runs."""

_DATATYPES = frozenset(
    {
        *("anyURI", "base64Binary", "boolean", "byte", "date", "dateTime", "dateTimeStamp", "dayTimeDuration"),
        *("decimal", "double", "duration", "float", "gDay", "gMonth", "gMonthDay", "gYear", "gYearMonth", "hexBinary"),
        *("int", "integer", "language", "long", "negativeInteger", "nonNegativeInteger", "nonPositiveInteger"),
        *("normalizedString", "positiveInteger", "short", "string", "time", "token", "unsignedByte", "unsignedInt"),
        *("unsignedLong", "unsignedShort", "yearMonthDuration"),
    }
)


_KNOWN = {SH + name for name in _TERMS} | {PREFIXES["xsd"] + name for name in _DATATYPES}


def lint(path: Path, ontology: Iterable[Path], *, own: bool = True) -> list[ShapeError]:
    """Raise an error for shapes of the project that would never report anything; return those of other shapes.

    Args:
        path: The file of shapes.
        ontology: Files with the terms and codes that shapes may use.
        own: Whether the shapes are those of the project, which may use only terms of the ontology; other shapes may use
            any term except unknown terms in the namespace of the project, and their faults are warnings.

    Raises:
        ShapeError: A shape of the project does not pass, or a shape has a query that would send a request, or no list
            where there must be one; the place is `file:line`, of the first of several errors.
        AnakinraKGError: A file cannot be read.
    """
    terms = (triple for file in ontology for triple in read_triples(file))
    return lint_shapes(Shapes(read_triples(path)), terms, [Input(path)], own=own)


def lint_shapes(shapes: Shapes, ontology: Iterable[Triple], files: Sequence[Input], *, own: bool) -> list[ShapeError]:
    """Do what `lint` does with what has been read from files."""
    serious, odd = faults(shapes, ontology, own=own)
    for fault in (*serious, *odd) if own else serious:
        raise ShapeError(place(files, fault.shape, fault.term), fault.wrong, fault.right)
    return [ShapeError(place(files, fault.shape, fault.term), fault.wrong, fault.right) for fault in dict.fromkeys(odd)]


class Fault(NamedTuple):
    """What is wrong with a shape.

    Attributes:
        shape: IRI of the shape; empty if it has none.
        term: IRI of the term that is wrong.
        wrong: What is wrong.
        right: What would be right.
    """

    shape: str
    term: str
    wrong: str
    right: str


def faults(shapes: Shapes, ontology: Iterable[Triple], *, own: bool) -> tuple[Iterator[Fault], Iterator[Fault]]:
    """Return what makes shapes impossible to run, and what makes them check nothing.

    Args:
        shapes: The shapes.
        ontology: The terms and codes that they may use.
        own: As for `lint`.
    """
    known = {t.subject.value for t in ontology if t.predicate == TYPE and isinstance(t.subject, NamedNode)}
    always = (_asking_services(shapes), _no_lists(shapes))
    nodes, used = shape_nodes(shapes), list(_used(shapes))
    odd = (
        _circles(shapes),
        _vocabulary_terms(shapes),
        _terms(shapes, nodes, used, known, own=own),
        _idle(shapes, nodes, used),
        _no_patterns(shapes),
    )
    return itertools.chain.from_iterable(always), itertools.chain.from_iterable(odd)


_QUERIES = frozenset(term(f"sh:{name}") for name in ("ask", "construct", "select", "update"))


_Use = tuple[str, str, NamedNode]
"""Shape, the name of a property of SHACL, and a class, property, code or shape that is its value."""


def _asking_services(shapes: Shapes) -> Iterator[Fault]:
    """Yield shapes whose query has a SERVICE clause."""
    owner = {t.object: t.subject for t in shapes.triples if t.predicate == term("sh:sparql")}
    for t in shapes.triples:
        text = t.object.value if t.predicate in _QUERIES and isinstance(t.object, Literal) else ""
        if any(services(text)):
            subject = owner.get(t.subject, t.subject)
            shape = subject.value if isinstance(subject, NamedNode) else ""
            wrong, right = "its query would send a request", "leave SERVICE out: shapes check the graph alone"
            yield Fault(shape, SH + "sparql", wrong, right)


def _no_lists(shapes: Shapes) -> Iterator[Fault]:
    for triple in shapes.triples:
        parameter = triple.predicate.value.removeprefix(SH)
        if parameter in TAKES_LIST and not (triple.object == NIL or shapes.is_list(triple.object)):
            yield Fault(
                shapes.name(triple.subject), triple.predicate.value, f"sh:{parameter} takes a list", "write it in ( )"
            )


def _no_patterns(shapes: Shapes) -> Iterator[Fault]:
    for triple in shapes.triples:
        if triple.predicate.value == SH + "pattern" and isinstance(triple.object, Literal):
            try:
                re.compile(triple.object.value)
            except re.error as error:
                wrong = f'"{triple.object.value}" is not a regular expression: {error}'
                yield Fault(shapes.name(triple.subject), SH + "pattern", wrong, "fix the pattern")


def _circles(shapes: Shapes) -> Iterator[Fault]:
    """Yield shapes, lists and paths that refer to themselves: SHACL does not define what that means."""
    circle = shapes.circle
    if circle:
        pointing = {t.object: t.subject for t in reversed(shapes.triples)}
        named = [node.value for node in (*circle, *map(pointing.get, circle)) if isinstance(node, NamedNode)]
        shape = named[0] if named else ""
        wrong = f"{compress(shape) or 'a list or path'} refers to itself"
        yield Fault(shape, shape, wrong, "remove the circular reference")


def shape_nodes(shapes: Shapes) -> list[Node]:
    """Return the nodes that are shapes by their class, or by what they say."""
    kinds = {SH + "NodeShape", SH + "PropertyShape"}
    return [
        subject
        for subject in dict.fromkeys(t.subject for t in shapes.triples)
        if shapes.types(subject) & kinds
        or any(shapes.objects(subject, name) for name in ("path", "property", *TARGETS))
    ]


def _vocabulary_terms(shapes: Shapes) -> Iterator[Fault]:
    """Yield SHACL terms and XML Schema datatypes that do not exist."""
    for triple in shapes.triples:
        for node in (triple.predicate, triple.object):
            if not isinstance(node, NamedNode) or node.value in _KNOWN:
                continue
            if node.value.startswith(SH) and node.value[len(SH) :] in _UNSUPPORTED:
                wrong, right = f"{_short(node)} is not supported", "use SHACL Core or sh:sparql"
                yield Fault(shapes.name(triple.subject), node.value, wrong, right)
            elif node.value.startswith(SH):
                right = like(node.value, (SH + name for name in _TERMS))
                yield Fault(shapes.name(triple.subject), node.value, f"{_short(node)} is not a SHACL term", right)
            elif node.value.startswith(PREFIXES["xsd"]):
                right = like(node.value, (PREFIXES["xsd"] + name for name in _DATATYPES))
                yield Fault(
                    shapes.name(triple.subject), node.value, f"{_short(node)} is not an XML Schema datatype", right
                )


def _terms(shapes: Shapes, nodes: list[Node], used: list[_Use], known: set[str], *, own: bool) -> Iterator[Fault]:
    """Yield classes, properties, codes and shapes that are used but not defined."""
    constrained = (t.subject for t in shapes.triples if t.predicate.value.removeprefix(SH) in CONSTRAINTS)
    declared = {shape.value for shape in (*nodes, *constrained) if isinstance(shape, NamedNode)}
    for shape, parameter, node in used:
        if parameter in TAKES_SHAPE:
            if node.value not in declared:
                yield Fault(
                    shape, node.value, f"{_short(node)} is not a shape of this file", like(node.value, declared)
                )
        elif node.value not in known and _must_be_known(node.value, parameter, own=own):
            what = "class" if parameter in _TAKES_CLASS else "code" if parameter == "in" else "property"
            yield Fault(shape, node.value, f"{_short(node)} is not a {what} of the ontology", like(node.value, known))


_USES = _TAKES_CLASS | _TAKES_PROPERTY | TAKES_SHAPE | {"in"}


def _used(shapes: Shapes) -> Iterator[_Use]:
    for triple in shapes.triples:
        parameter = triple.predicate.value.removeprefix(SH)
        if parameter not in _USES:
            continue
        nodes = [triple.object] if isinstance(triple.object, NamedNode) else [*shapes.members(triple.object)]
        for node in nodes:
            if isinstance(node, NamedNode) and node != NIL:
                yield shapes.name(triple.subject), parameter, node


def _must_be_known(iri: str, parameter: str, *, own: bool) -> bool:
    if parameter == "in":
        return iri.startswith((AKD, AKG))
    return iri.startswith(AKG) or (own and not iri.startswith((PREFIXES["rdf"], PREFIXES["rdfs"])))


def _idle(shapes: Shapes, nodes: list[Node], used: list[_Use]) -> Iterator[Fault]:
    """Yield shapes without target, path or constraint."""
    inner = {node.value for _, parameter, node in used if parameter in TAKES_SHAPE}
    constraints = {SH + name for name in CONSTRAINTS} | shapes.own_parameters()
    limited = {t.subject for t in shapes.triples if t.predicate.value in constraints}
    for shape in nodes:
        if not isinstance(shape, NamedNode):
            continue
        targeted = any(shapes.objects(shape, name) for name in (*TARGETS, "target"))
        implicit = PREFIXES["rdfs"] + "Class" in shapes.types(shape)
        if not (targeted or implicit or shape.value in inner):
            yield Fault(shape.value, shape.value, f"{_short(shape)} has no target and no shape uses it", "add a target")
        if shape not in limited:
            yield Fault(
                shape.value, shape.value, f"{_short(shape)} has no constraint", f"add one of: {_listed(CONSTRAINTS)}"
            )
        if SH + "PropertyShape" in shapes.types(shape) and not shapes.objects(shape, "path"):
            yield Fault(shape.value, shape.value, f"{_short(shape)} has no path", "add sh:path with its property")


def _short(node: NamedNode) -> str:
    return compress(node.value)


def like(iri: str, known: Iterable[str]) -> str:
    """Return how to fix an unknown term, given the known ones."""
    return did_you_mean(compress(iri), map(compress, known), "declare it or fix its spelling")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"sh:{word}" for word in sorted(words))
