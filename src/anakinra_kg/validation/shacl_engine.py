"""Runs shapes with the library `shacl` (extra `fast`), an engine in Rust that is quick on graphs of any size.

It knows all of SHACL Core, and refuses what it does not understand. Does not load rdflib.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse, serialize

from anakinra_kg.rdf.names import PREFIXES, term
from anakinra_kg.validation.results import CannotRunError, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import shacl
    from pyoxigraph import Triple

    from anakinra_kg.validation.shapes import Node

_LONG_NUMBER = re.compile(r'"[+-]?[\d.]{19,}"\^\^<')
"""Numbers that the engine may not read whole."""
_OWN_SHAPE = term("sh:shape")
_TAKES_IRI = frozenset(
    term(f"sh:{name}")
    for name in ("class", "datatype", "disjoint", "equals", "lessThan", "lessThanOrEquals", "nodeKind")
)
"""In SHACL 1.2, which the engine follows, data may name the shapes for it, and these properties take lists or paths."""

_SH, _XSD = PREFIXES["sh"], PREFIXES["xsd"]
_LESS, _NOT_MORE = f"{_SH}LessThanConstraintComponent", f"{_SH}LessThanOrEqualsConstraintComponent"
_PAIRS = {term("sh:lessThan"): _LESS, term("sh:lessThanOrEquals"): _NOT_MORE}
_COMPARING = {_LESS, _NOT_MORE} | {
    f"{_SH}{limit}ConstraintComponent" for limit in ("MaxExclusive", "MaxInclusive", "MinExclusive", "MinInclusive")
}
_YEAR = f"{_XSD}gYear"
_PLAIN_YEAR = re.compile(r"-?\d{4,}")
_WITHOUT_ORDER = frozenset(
    f"{_XSD}{name}"
    for name in (
        *("dateTimeStamp", "dayTimeDuration", "duration", "gDay", "gMonth", "gMonthDay", "gYearMonth"),
        "yearMonthDuration",
    )
)
"""Datatypes whose values the engine does not compare, and others do; years are compared here."""


PACKAGE = "shacl"
"""Its name on PyPI."""


def loaded(data: Iterable[Triple]) -> Callable[[Iterable[Triple]], list[Result]]:
    """Return the function that gives the results of shapes of SHACL Core on data, which is written once.

    The engine reads it each time. The function raises a `CannotRunError` if the engine does not read the shapes, or
    does not compare values of the data as others do.

    Args:
        data: The data, with the subclass axioms that it needs.

    Raises:
        CannotRunError: The engine does not read the data as others do.
    """
    data = list(data)
    text = _text(data)
    if _LONG_NUMBER.search(text) or f" {_OWN_SHAPE} " in text:
        raise CannotRunError("the data has numbers of many digits, or names shapes")
    return lambda shapes: _run(data, text, list(shapes))


def _run(data: list[Triple], text: str, shapes: list[Triple]) -> list[Result]:
    import shacl  # noqa: PLC0415 - an extra

    if any(triple.predicate in _TAKES_IRI and isinstance(triple.object, BlankNode) for triple in shapes):
        raise CannotRunError("a list or a path stands where only SHACL 1.2 has one")
    try:
        report = shacl.Shapes.from_text(_text(shapes), "ntriples").validate_text(text, "ntriples")
    except ValueError as error:
        raise CannotRunError(str(error)) from error
    if not len(report):
        return []
    results = list(_results(report.results, _blank_nodes(shapes), _blank_nodes(data)))
    if any(r.component in _COMPARING and _datatype(r.value) in _WITHOUT_ORDER for r in results):
        raise CannotRunError("values of the data have no order in SPARQL")
    return _without_years_in_order(results, data, shapes)


def _text(triples: list[Triple]) -> str:
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def _blank_nodes(triples: Iterable[Triple]) -> list[BlankNode]:
    """Return the blank nodes in the order in which a reader comes upon them: the engine numbers them so."""
    nodes = (node for triple in triples for node in (triple.subject, triple.object))
    return list(dict.fromkeys(node for node in nodes if isinstance(node, BlankNode)))


def _results(found: list[shacl.Result], of_shapes: list[BlankNode], of_data: list[BlankNode]) -> Iterator[Result]:
    for each in found:
        focus = _term(each.focus_node, of_data, len(of_shapes))
        if focus is None:
            raise CannotRunError("a result has no focus node")
        is_property = each.path is not None and re.fullmatch(r"<[^<>]*>", each.path)
        yield Result(
            focus=focus,
            path=NamedNode(each.path[1:-1]) if each.path and is_property else None,
            value=_term(each.value, of_data, len(of_shapes)),
            component=each.component_iri,
            severity=each.severity_iri,
            shape=_term(each.source_shape, of_shapes, 0),
        )


def _term(text: str | None, blank: list[BlankNode], first: int) -> Node | None:
    """Return the term that a text is in the syntax of N-Triples; a blank node by its number, from that of the first.

    Raises:
        CannotRunError: It is none of these blank nodes: one of the data stands for one of the shapes, or the like.
    """
    if text is None:
        return None
    if text.startswith("_:"):
        number = int(text.rpartition("b")[2]) - first
        if not 0 <= number < len(blank):
            raise CannotRunError("the engine numbers blank nodes in another way")
        return blank[number]
    if text.startswith("<"):
        return NamedNode(text[1:-1])
    literal: Node = next(parse(f"<urn:x:s> <urn:x:p> {text} .", format=RdfFormat.N_TRIPLES)).object
    return literal


def _datatype(node: Node | None) -> str:
    return node.datatype.value if isinstance(node, Literal) else ""


def _without_years_in_order(results: list[Result], data: list[Triple], shapes: list[Triple]) -> list[Result]:
    """Return the results without those on pairs of years that are in order: SPARQL, and so the engine, has none."""
    on_years = {r: None for r in results if r.component in _PAIRS.values() and _datatype(r.value) == _YEAR}
    if not on_years:
        return results
    compared: defaultdict[tuple[Node | None, str], list[Node]] = defaultdict(list)
    for triple in shapes:
        if triple.predicate in _PAIRS:
            compared[triple.subject, _PAIRS[triple.predicate]].append(triple.object)
    properties = set(chain.from_iterable(compared.values()))
    values: defaultdict[tuple[Node, Node], list[Node]] = defaultdict(list)
    for triple in data:
        if triple.predicate in properties:
            values[triple.subject, triple.predicate].append(triple.object)
    kept = [result for result in results if result not in on_years]
    for result in on_years:
        others = chain.from_iterable(values[result.focus, name] for name in compared[result.shape, result.component])
        kept += [result for other in others if not _in_order(result.value, other, result.component)]
    return kept


def _in_order(value: Node | None, other: Node, component: str) -> bool:
    first, second = _year(value), _year(other)
    if first is None or second is None:
        return False
    return first < second or (first == second and component == _NOT_MORE)


def _year(node: Node | None) -> int | None:
    """Return the number of a year without a time zone; None for what is none."""
    plain = _datatype(node) == _YEAR and isinstance(node, Literal) and _PLAIN_YEAR.fullmatch(node.value)
    return int(plain[0]) if plain else None
