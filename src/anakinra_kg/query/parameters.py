"""Finds the terms that a value given by a user means, such as a code, condition or drug.

Looks up labels, synonyms, identifiers and IRIs in the queried graph; does not guess: an unknown name is an error that
suggests the nearest names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode

from anakinra_kg.errors import QuestionError, did_you_mean
from anakinra_kg.rdf.names import AKD, TERM_PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import QuerySolutions

    from anakinra_kg.query.questions import Parameter
    from anakinra_kg.query.results import Sparql

_NAMES = "rdfs:label|skos:prefLabel|skos:altLabel|skos:notation|dcterms:identifier|skos:exactMatch"
_NAMED = {
    "code": f"?term skos:inScheme <{AKD}scheme/{{scope}}> ; rdfs:label|skos:altLabel ?name",
    "entity": f"?term a {{scope}} ; {_NAMES} ?name",
    "node": f"?term {_NAMES} ?name",
    "value": "{{ SELECT DISTINCT ?term WHERE {{ ?subject {scope} ?term }} }} BIND(STR(?term) AS ?name)",
}


def terms(sparql: Sparql, place: str, parameter: Parameter, words: str) -> list[NamedNode | Literal]:
    """Return the terms that the value of a parameter means, in order; usually one.

    Args:
        sparql: Function that answers a query.
        place: Place in error messages.
        parameter: The parameter.
        words: The value as the user gives it; case is ignored.

    Raises:
        QuestionError: The graph has no such name.
    """
    wanted = {words.strip().casefold(), (expand(words.strip()) or words.strip()).casefold()}
    known: dict[str, None] = {}
    found: set[NamedNode | Literal] = set()
    for solution in cast("QuerySolutions", sparql(_query(parameter))):
        node, name = solution["term"], solution["name"]
        if not isinstance(node, NamedNode | Literal):
            continue
        for spelled in _spellings(node, name):
            if spelled.casefold() in wanted:
                found.add(node)
        if isinstance(name, Literal):
            known[name.value] = None
    if not found and parameter.kind == "node":
        found = set(_node(sparql, words.strip()))
    if not found:
        raise QuestionError(place, f"no {parameter.name} `{words}` in this graph", did_you_mean(words, list(known)))
    return sorted(found, key=str)


def _query(parameter: Parameter) -> str:
    pattern = _NAMED[parameter.kind].format(scope=parameter.scope)
    prefixes = "".join(
        f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in TERM_PREFIXES.items() if f"{prefix}:" in pattern
    )
    return f"{prefixes}SELECT ?term ?name WHERE {{ {pattern} }}"


def _spellings(node: NamedNode | Literal, name: object) -> Iterator[str]:
    """Yield the names of a term: its IRI with and without the base IRI, its labels, its public identifiers."""
    if isinstance(node, NamedNode):
        yield node.value
        yield node.value.removeprefix(AKD)
    if isinstance(name, Literal):
        yield name.value
    elif isinstance(name, NamedNode):
        yield name.value
        local = name.value.replace("#", "/").rpartition("/")[2]
        if not local.isdigit():  # a number alone may be a code in several vocabularies
            yield local


def _node(sparql: Sparql, words: str) -> Iterator[NamedNode]:
    """Yield the node of an IRI, with or without the base IRI, or of a CURIE, if it is a subject in the graph."""
    for candidate in (words, AKD + words, expand(words) or ""):
        try:
            node = NamedNode(candidate)
        except ValueError:
            continue
        if bool(sparql(f"ASK {{ {node} ?property ?value }}")):
            yield node
