"""Finds the terms that a person's words mean: a code, a condition, a drug, by label, synonym, identifier or IRI.

Asks the graph at hand, whatever it is; guesses nothing: words that name nothing there are an error with the nearest.
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
    """Return the terms that a value given for a parameter means, in order; most often one.

    Args:
        sparql: Answers a query over the graph at hand.
        place: What an error names.
        parameter: The parameter.
        words: The value, as a person gives it; case does not count.

    Raises:
        QuestionError: The graph has nothing of that name.
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
    """Yield what a term may be called: its IRI with and without our base, its names, its public identifiers."""
    if isinstance(node, NamedNode):
        yield node.value
        yield node.value.removeprefix(AKD)
    if isinstance(name, Literal):
        yield name.value
    elif isinstance(name, NamedNode):
        yield name.value
        local = name.value.replace("#", "/").rpartition("/")[2]
        if not local.isdigit():  # a bare number would be a code of several vocabularies
            yield local


def _node(sparql: Sparql, words: str) -> Iterator[NamedNode]:
    """Yield what an IRI, whole or without our base, or a prefixed name means, if the graph speaks of it."""
    for candidate in (words, AKD + words, expand(words) or ""):
        try:
            node = NamedNode(candidate)
        except ValueError:
            continue
        if bool(sparql(f"ASK {{ {node} ?property ?value }}")):
            yield node
