"""Validates a graph against SHACL shapes and the ontology with pySHACL, and returns the findings as records.

Loads rdflib and pySHACL, which are slow: do not import it to answer a question. Does not change its arguments.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pyshacl
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError
from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from anakinra_kg import resources
from anakinra_kg.errors import ShapeError
from anakinra_kg.rdf.files import quiet_rdflib, rdflib_graph, read_triples
from anakinra_kg.rdf.names import AKG, compress
from anakinra_kg.validation.findings import SEVERITIES, Finding, Report
from anakinra_kg.validation.lint import like, lint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib.term import Node

_ONTOLOGY = ("anakinra.ttl", "vocabularies.ttl")
_COMPARING = (
    SH.lessThan,
    SH.lessThanOrEquals,
    SH.maxExclusive,
    SH.maxInclusive,
    SH.minExclusive,
    SH.minInclusive,
)
_YEAR = re.compile(r"-?\d{4,}")
_NUMBERS: set[Node] = {XSD.decimal, XSD.double, XSD.float, XSD.integer}


def ontology_files() -> tuple[Path, ...]:
    """Return the files of the ontology and the code lists."""
    return tuple(resources.resource("ontology", name) for name in _ONTOLOGY)


def ontology_graph() -> Graph:
    """Return the ontology and the code lists as one rdflib graph."""
    return _read(ontology_files())


def shapes_graph() -> Graph:
    """Return the project's shapes.

    Raises:
        ShapeError: The shapes do not pass the lint.
    """
    return _own_shapes(resources.resource("ontology", "shapes.ttl"), ontology_files())


def description_terms() -> Graph:
    """Return the terms, other than those of the ontology, that the description of the dataset uses."""
    return _read([resources.resource("ontology", "dataset", "terms.ttl")])


def description_shapes() -> Graph:
    """Return the shapes of the description of the dataset.

    Raises:
        ShapeError: The shapes do not pass the lint.
    """
    terms = (*ontology_files(), resources.resource("ontology", "dataset", "terms.ttl"))
    return _own_shapes(resources.resource("ontology", "dataset", "shapes.ttl"), terms)


def _own_shapes(path: Path, terms: Iterable[Path]) -> Graph:
    lint(path, terms)
    return _read([path])


def validate(data: Graph, shapes: Graph | None = None, ontology: Graph | None = None) -> list[Finding]:
    """Return the findings on a graph, most severe first; an empty list means that it conforms.

    Args:
        data: The graph to check; it is not changed.
        shapes: The shapes; default: those of the project.
        ontology: The ontology, needed to check the members of subclasses; default: that of the project.

    Raises:
        ShapeError: The engine cannot run the shapes.
    """
    if shapes is None:
        shapes = shapes_graph()
    if ontology is None:
        ontology = ontology_graph()
    with quiet_rdflib():
        comparable, originals = _comparable(data, shapes)
        report = _run(comparable, shapes, ontology)
    results = report.subjects(RDF.type, SH.ValidationResult)
    findings = {_finding(report, shapes, result, originals) for result in results}
    return sorted(findings, key=Finding.order)


def check(
    files: Iterable[Path],
    shapes: Path | None = None,
    ontology: Iterable[Path] = (),
    syntax: str | None = None,
) -> Report:
    """Validate files as one graph.

    Args:
        files: RDF files.
        shapes: File of shapes; default: that of the project.
        ontology: Files of the ontology; default: those of the project.
        syntax: Syntax of the data, one of `rdf.files.SYNTAXES`; default: by the ending of each file.

    Raises:
        AnakinraKGError: A file is missing or does not parse, or the shapes do not pass the lint.
    """
    ontology = tuple(ontology)
    terms = ontology or ontology_files()
    if shapes is not None:
        lint(shapes, terms, own=False)
    rules, terms_graph = shapes_graph() if shapes is None else _read([shapes]), _read(terms)
    data = rdflib_graph(itertools.chain.from_iterable(read_triples(file, syntax) for file in files))
    looked_at = targets(rules, terms_graph, data)
    nodes = set().union(*looked_at.values())
    try:
        findings = validate(data, rules, terms_graph) if nodes else []
    except ShapeError as error:
        raise ShapeError(str(shapes or "shapes.ttl"), error.wrong, error.right) from None
    if not ontology:
        findings += _unknown_terms(data, terms_graph)
    labels = {
        finding.focus: str(label)
        for finding in findings
        if (label := data.value(URIRef(finding.focus), RDFS.label, any=True)) is not None
    }
    return Report(len(data), len(looked_at), len(nodes), tuple(sorted(findings, key=Finding.order)), labels)


def targets(shapes: Graph, ontology: Graph, data: Graph) -> dict[Node, set[Node]]:
    """Return the target nodes of each shape with a target; an empty set means that the target matches nothing.

    Args:
        shapes: The shapes.
        ontology: The ontology, with the subclasses of each class.
        data: The graph; a node that is not in it is not counted.
    """
    found: dict[Node, set[Node]] = {}
    for shape, cls in (
        *shapes.subject_objects(SH.targetClass),
        *((s, s) for s in shapes.subjects(RDF.type, RDFS.Class) if (s, RDF.type, SH.NodeShape) in shapes),
    ):
        classes = {*ontology.transitive_subjects(RDFS.subClassOf, cls), *data.transitive_subjects(RDFS.subClassOf, cls)}
        found.setdefault(shape, set()).update(n for c in classes if c is not None for n in data.subjects(RDF.type, c))
    for shape, predicate in shapes.subject_objects(SH.targetSubjectsOf):
        found.setdefault(shape, set()).update(data.subjects(predicate, None))
    for shape, predicate in shapes.subject_objects(SH.targetObjectsOf):
        found.setdefault(shape, set()).update(data.objects(None, predicate))
    for shape, node in shapes.subject_objects(SH.targetNode):
        there = (node, None, None) in data or (None, None, node) in data
        found.setdefault(shape, set()).update([node] if there else [])
    return found


def _unknown_terms(data: Graph, ontology: Graph) -> Iterator[Finding]:
    """Yield a finding for each unknown class and property of the project: no shape checks such a node."""
    known = {str(node) for node in ontology.subjects(RDF.type, None) if str(node).startswith(AKG)}
    for subject, predicate, value in data:
        for word, what in ((predicate, "property"), *([(value, "class")] if predicate == RDF.type else [])):
            if str(word).startswith(AKG) and str(word) not in known:
                message = f"{compress(str(word))} is not a {what} of the ontology; {like(str(word), known)}"
                path, node = (predicate, None) if what == "property" else (RDF.type, word)
                yield Finding("Violation", _text(subject), "", str(path), _text(node), message, "UnknownTerm")


def _read(paths: Iterable[Path]) -> Graph:
    return rdflib_graph(itertools.chain.from_iterable(map(read_triples, paths)))


def _run(data: Graph, shapes: Graph, ontology: Graph) -> Graph:
    try:
        _, report, text = pyshacl.validate(
            data, shacl_graph=shapes, ont_graph=ontology, inference="none", inplace=False, advanced=False
        )
    except (ShapeLoadError, ConstraintLoadError, ReportableRuntimeError) as error:
        raise ShapeError("shapes", " ".join(str(error).split()), "fix the shapes") from None
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        wrong = f"pySHACL cannot compare values of the data: {type(error).__name__}: {error}"
        raise ShapeError("shapes", wrong, "give their properties a sh:datatype, or remove sh:lessThan") from error
    except Exception as error:
        # rdflib raises exceptions of any class for an invalid query.
        wrong = f"pySHACL stopped: {type(error).__name__}: {' '.join(str(error).split())}"
        raise ShapeError("shapes", wrong, "fix the shapes") from error
    if not isinstance(report, Graph):
        raise ShapeError("shapes", " ".join(str(text).split()), "fix the shapes")
    return report


def _comparable(data: Graph, shapes: Graph) -> tuple[Graph, dict[Node, Node]]:
    """Return the data with an IRI in place of each value that pySHACL cannot order, and those values by IRI.

    In SHACL, two values that cannot be compared give a result. pySHACL raises an exception instead if one is a blank
    node, is NaN, does not fit its datatype or has another one; an IRI gives the correct result. rdflib cannot order
    years: they get their number as value.
    """
    originals: dict[Node, Node] = {}
    changed: dict[tuple[Node, Node, Node], Node] = {}
    for predicate in _compared(shapes):
        datatypes = {d for s in shapes.subjects(SH.path, predicate) for d in shapes.objects(s, SH.datatype)}
        for subject, _, value in data.triples((None, predicate, None)):
            if isinstance(value, Literal) and value.datatype == XSD.gYear and _YEAR.fullmatch(str(value)):
                changed[subject, predicate, value] = _numbered(value)
            elif _cannot_be_ordered(value, datatypes):
                stand_in: Node = URIRef(f"urn:anakinra-kg:not-comparable:{len(originals)}")
                originals[stand_in] = value
                changed[subject, predicate, value] = stand_in
    if not changed:
        return data, {}
    copy = Graph()
    copy += data
    for (subject, predicate, value), stand_in in changed.items():
        copy.remove((subject, predicate, value))
        copy.add((subject, predicate, stand_in))
    return copy, originals


def _compared(shapes: Graph) -> set[Node]:
    """Return the properties whose values a shape compares, with each other or with a number."""
    return {
        node
        for parameter in _COMPARING
        for shape, compared in shapes.subject_objects(parameter)
        for node in (compared, *_steps(shapes, shapes.value(shape, SH.path)))
        if isinstance(node, URIRef)
    }


def _numbered(year: Literal) -> Literal:
    numbered = Literal(str(year), datatype=XSD.gYear, normalize=False)
    numbered._value = int(year)  # noqa: SLF001 - rdflib.term.bind would change years for all users of rdflib
    return numbered


def _cannot_be_ordered(value: Node, datatypes: set[Node]) -> bool:
    if isinstance(value, BNode):
        return True
    if not isinstance(value, Literal) or isinstance(value.value, str):
        return False
    if value.ill_typed or value.datatype == XSD.gYear or str(value).strip().lower() == "nan":
        return True
    numeric = value.datatype in _NUMBERS and datatypes <= _NUMBERS
    return bool(datatypes) and value.datatype not in datatypes and not numeric


def _steps(shapes: Graph, path: Node | None) -> Iterator[Node]:
    """Yield the properties in a path."""
    if isinstance(path, URIRef):
        yield path
    elif path is not None:
        for predicate, node in shapes.predicate_objects(path):
            if predicate != RDF.rest or node != RDF.nil:
                yield from _steps(shapes, node)


def _finding(report: Graph, shapes: Graph, result: Node, originals: dict[Node, Node]) -> Finding:
    value = report.value(result, SH.value)
    value = None if value is None else originals.get(value, value)
    shape = report.value(result, SH.sourceShape)
    path = report.value(result, SH.resultPath)
    severity = str(report.value(result, SH.resultSeverity)).removeprefix(str(SH))
    messages = [str(m) for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal)]
    return Finding(
        severity=severity if severity in SEVERITIES else SEVERITIES[0],
        focus=_text(report.value(result, SH.focusNode)),
        shape=_text(_named(shapes, shape)),
        path=_text(path) if isinstance(path, URIRef) else _path(shapes, shapes.value(shape, SH.path)),
        value=_text(value),
        message=" ".join(sorted(messages)),
        constraint=str(report.value(result, SH.sourceConstraintComponent))
        .removeprefix(str(SH))
        .removesuffix("ConstraintComponent"),
        datatype=_datatype(value),
    )


def _text(node: Node | None) -> str:
    if node is None:
        return ""
    return f"_:{node}" if isinstance(node, BNode) else str(node)


def _datatype(node: Node | None) -> str:
    if not isinstance(node, Literal):
        return ""
    return f"@{node.language}" if node.language else str(node.datatype or XSD.string)


def _named(shapes: Graph, shape: Node | None) -> Node | None:
    """Return a shape; for a blank node, the named shape that it belongs to."""
    while isinstance(shape, BNode):
        parent = next(iter(shapes.subjects(None, shape)), None)
        if parent is None:
            return shape
        shape = parent
    return shape


def _path(shapes: Graph, path: Node | None) -> str:
    """Return a path in SPARQL syntax."""
    if path is None:
        return ""
    if isinstance(path, URIRef):
        return compress(str(path))
    if (path, RDF.first, None) in shapes:
        return "/".join(_path(shapes, step) for step in Collection(shapes, path))
    for parameter, form in (
        (SH.inversePath, "^{}"),
        (SH.zeroOrMorePath, "{}*"),
        (SH.oneOrMorePath, "{}+"),
        (SH.zeroOrOnePath, "{}?"),
    ):
        inner = shapes.value(path, parameter)
        if inner is not None:
            return form.format(_path(shapes, inner))
    choices = shapes.value(path, SH.alternativePath)
    if choices is None:
        return ""
    return "(" + "|".join(_path(shapes, choice) for choice in Collection(shapes, choices)) + ")"
