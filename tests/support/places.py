"""Reads the terms back from the places where they are said to be."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from anakinra_kg.rdf.files import SYNTAXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anakinra_kg.rdf.spans import Span
    from anakinra_kg.rdf.turtle_places import Place

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_OF_A_LIST = {NamedNode(_RDF + "first"), NamedNode(_RDF + "rest")}


def cut(text: str, span: Span) -> str:
    """Return what is written at a place."""
    lines = list(_lines(text)[span.line - 1 : span.end_line])
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@cache
def _lines(text: str) -> list[str]:
    return text.split("\n")


def written(found: Iterable[tuple[object, Place]], text: str) -> list[tuple[str, ...]]:
    """Return what is written at each place."""
    return [tuple(cut(text, span) for span in place) for _, place in found]


def read_back(found: list[tuple[Quad | Triple, Place]], text: str, syntax: str, base: str) -> list[str]:
    """Return the terms whose place holds another term when it is read alone, each as `term: what is written`."""
    parser = parse(text, format=SYNTAXES[syntax], base_iri=base)
    wrong = []
    for (triple, place), _ in zip(found, parser, strict=True):
        prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in parser.prefixes.items())
        in_list = triple.predicate in _OF_A_LIST
        for term, span in zip((triple.subject, triple.predicate, triple.object), place, strict=True):
            there = cut(text, span)
            if not _stands_for(there, term, prefixes, parser.base_iri or base, in_list=in_list):
                wrong.append(f"{term}: {there}")
    return wrong


def _stands_for(there: str, term: object, prefixes: str, base: str, *, in_list: bool) -> bool:
    if isinstance(term, BlankNode):
        return there in {"[", "("} or there == str(term) or in_list
    if there == "a":
        return term == NamedNode(_RDF + "type")
    if term == NamedNode(_RDF + "nil") and there[-1:] == ")":
        return True
    if term in _OF_A_LIST and in_list:
        return bool(there)
    return _alone(there, prefixes, base) == term


@cache
def _alone(there: str, prefixes: str, base: str) -> object:
    (quad,) = parse(f"{prefixes}<a:a> <a:a> {there} .", format=RdfFormat.TURTLE, base_iri=base)
    return quad.object
