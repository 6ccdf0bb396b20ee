"""Runs shapes with pySHACL, which knows all of SHACL Core and SHACL-SPARQL.

Loads rdflib and pySHACL, which are slow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyshacl
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError
from rdflib import OWL, RDF, SH, XSD, BNode, Graph, Literal, URIRef

from anakinra_kg.errors import ShapeError
from anakinra_kg.rdf.files import oxigraph_term, quiet_rdflib, rdflib_graph
from anakinra_kg.validation.datatypes import STAND_IN
from anakinra_kg.validation.results import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Triple
    from rdflib.term import Node

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


def loaded(data: Iterable[Triple], shapes: Iterable[Triple]) -> Callable[[Iterable[Triple]], list[Result]]:
    """Return the function that gives the results of shapes on data, which is converted once.

    It raises a `ShapeError` if pySHACL cannot run the shapes.

    Args:
        data: The data, with the subclass axioms that it needs.
        shapes: The shapes that the function will be given, or a part at a time.
    """
    with quiet_rdflib():
        comparable, originals = _comparable(rdflib_graph(data), rdflib_graph(shapes))

    def results(some: Iterable[Triple]) -> list[Result]:
        graph = _with_prefixes(rdflib_graph(some))
        with quiet_rdflib():
            report = _report(comparable, graph)
        # Results of inner shapes are objects of sh:detail.
        return [_result(report, node, originals) for node in report.objects(None, SH.result)]

    return results


def _with_prefixes(shapes: Graph) -> Graph:
    """Add prefixes that are declared by what is imported, which pySHACL does not look at."""
    for constraint, declaring in list(shapes.subject_objects(SH.prefixes)):
        for imported in shapes.transitive_objects(declaring, OWL.imports):
            if imported is not None:
                shapes.add((constraint, SH.prefixes, imported))
    return shapes


def _report(data: Graph, shapes: Graph) -> Graph:
    try:
        _, report, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=False, advanced=False)
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


def _result(report: Graph, node: Node, originals: dict[Node, Node]) -> Result:
    focus, value, path, shape = (
        report.value(node, name) for name in (SH.focusNode, SH.value, SH.resultPath, SH.sourceShape)
    )
    value = None if value is None else originals.get(value, value)
    return Result(
        focus=oxigraph_term(focus),
        path=oxigraph_term(path) if isinstance(path, URIRef) else None,
        value=None if value is None else oxigraph_term(value),
        component=str(report.value(node, SH.sourceConstraintComponent)),
        severity=str(report.value(node, SH.resultSeverity)),
        shape=None if shape is None else oxigraph_term(shape),
        messages=tuple(map(oxigraph_term, report.objects(node, SH.resultMessage))),
    )


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
    for (subject, predicate, value), stand_in in changed.items():
        data.remove((subject, predicate, value))
        data.add((subject, predicate, stand_in))
    return data, originals


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
    if str(value.datatype).startswith(STAND_IN):
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
