"""Finds the terms that a value given by a user means: a code, a condition or a drug, by any name in the graph.

Queries the given graph, in memory or at an endpoint; does not guess: an unknown or ambiguous name is an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from pyoxigraph import Literal, NamedNode

from anakinra_kg.errors import QuestionError, did_you_mean
from anakinra_kg.rdf.names import AKD, TERM_PREFIXES, expand, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolutions

    from anakinra_kg.query.questions import Parameter
    from anakinra_kg.query.results import Sparql

_NAMES = """VALUES ?how { rdfs:label skos:prefLabel skos:altLabel skos:notation dcterms:identifier skos:exactMatch
    skos:closeMatch akg:hasBrandName }
  { ?term ?how ?name } UNION { ?claim ?about ?term ; akg:geneSymbol|akg:uniprotAccession ?name . ?term a akg:Protein }
  FILTER NOT EXISTS { ?term prov:wasDerivedFrom|oa:hasSource|oa:start ?source }"""
"""Names and identifiers of things; a claim or a place in a page is found by its IRI alone."""
_NAMED = {
    "code": f"?term skos:inScheme <{AKD}scheme/{{scope}}> ; rdfs:label|skos:altLabel ?name",
    "entity": f"VALUES ?class {{{{ {{scope}} }}}} ?term a ?class . {_NAMES.replace('{', '{{').replace('}', '}}')}",
    "node": _NAMES,
    "value": "{{ SELECT DISTINCT ?term WHERE {{ ?subject {scope} ?term }} }} BIND(STR(?term) AS ?name)",
}
_CLOSE = term("skos:closeMatch")
_LABELS = frozenset(map(term, ("rdfs:label", "skos:prefLabel", "skos:altLabel")))
_ABBREVIATED = re.compile(r"(.*\S)\s+\(([^()]*[A-Z][^()]*[A-Z][^()]*)\)")
"""A label that ends with its abbreviation: `Chronic Kidney Disease (CKD)`."""
_WORD = re.compile(r"\w+")

_EXACT, _SHORT, _PART = range(3)
"""Kinds of match, best first: an exact name; an abbreviation or the identifier of a close match; part of a label."""


class Meaning(NamedTuple):
    """What words mean in a graph.

    Attributes:
        terms: The terms, in order; usually one.
        below: All narrower terms, if the words are part of several names and one of the terms is broader than the rest.
        candidates: The possible terms, if none is broader than the rest; then `terms` and `below` are empty.
    """

    terms: tuple[NamedNode | Literal, ...]
    below: tuple[NamedNode, ...] = ()
    candidates: tuple[NamedNode, ...] = ()


def terms(
    sparql: Sparql, place: str, parameter: Parameter, words: str, *, below: bool = True
) -> list[NamedNode | Literal]:
    """Return the terms that the value of a parameter means; usually one.

    Args:
        sparql: Function that answers a query.
        place: Place in error messages.
        parameter: The parameter.
        words: The value as the user gives it; case is ignored.
        below: Whether to return the narrower terms too, if one of several terms is broader than the rest.

    Raises:
        QuestionError: The graph has no such name, or several things with it.
    """
    found = meaning(sparql, place, parameter, words)
    if found.candidates:
        labels = dict.fromkeys(f"`{label}`" for label in _labels(sparql, found.candidates))
        right = f"give one of: {', '.join(labels)}"
        raise QuestionError(place, f"{parameter.name} `{words}` can mean {len(found.candidates)} things", right)
    return [*found.terms, *(found.below if below else ())]


def meaning(sparql: Sparql, place: str, parameter: Parameter, words: str) -> Meaning:
    """Return the meaning of the value of a parameter.

    Exact names come first, then abbreviations and identifiers of close matches, then parts of labels. Among several
    things, the one that is broader than all others is meant, with everything narrower.

    Args:
        sparql: Function that answers a query.
        place: Place in error messages.
        parameter: The parameter.
        words: The value as the user gives it; case is ignored.

    Raises:
        QuestionError: The graph has no such name.
    """
    known, found = _named(sparql, parameter, words)
    exact = found[_EXACT] or (set(_node(sparql, words.strip())) if parameter.kind == "node" else set())
    if exact:
        return Meaning(tuple(sorted(exact, key=str)))
    nodes = found[_SHORT] or found[_PART]
    if not nodes:
        raise QuestionError(place, f"no {parameter.name} `{words}` in this graph", did_you_mean(words, known))
    candidates = tuple(sorted((node for node in nodes if isinstance(node, NamedNode)), key=str))
    if len(candidates) == 1:
        return Meaning(candidates)
    below = _below(sparql, candidates)
    broadest = [node for node in candidates if below[node].issuperset(set(candidates) - {node})]
    if len(broadest) != 1:
        return Meaning((), candidates=candidates)
    return Meaning((broadest[0],), below=tuple(sorted(below[broadest[0]] - {broadest[0]}, key=str)))


def _labels(sparql: Sparql, nodes: Iterable[NamedNode]) -> list[str]:
    """Return the labels of nodes, in alphabetical order; a node without a label is left out."""
    found = sparql(
        f"PREFIX rdfs: <{TERM_PREFIXES['rdfs']}> SELECT DISTINCT ?node ?label WHERE {{ "
        f"VALUES ?node {{ {' '.join(map(str, nodes))} }} ?node rdfs:label ?label }}"
    )
    return sorted((cast("Literal", row["label"]).value for row in cast("QuerySolutions", found)), key=str.casefold)


def _named(sparql: Sparql, parameter: Parameter, words: str) -> tuple[list[str], tuple[set[NamedNode | Literal], ...]]:
    """Return all names known for the parameter, and the terms with that exact name, short name or part of a name."""
    wanted = {words.strip().casefold(), (expand(words.strip()) or words.strip()).casefold()}
    open_ended = parameter.kind in {"entity", "node"}
    known: dict[str, None] = {}
    found: tuple[set[NamedNode | Literal], ...] = (set(), set(), set())
    classes: set[NamedNode | Literal] = set()
    for solution in cast("QuerySolutions", sparql(_query(parameter))):
        node, name = solution["term"], solution["name"]
        if not isinstance(node, NamedNode | Literal):
            continue
        if isinstance(name, Literal):
            known[name.value] = None
        if any(spelled.casefold() in wanted for spelled in _spellings(node, name)):
            if open_ended and _is_class_label(node, solution["how"]):
                classes.add(node)
                continue
            found[_SHORT if open_ended and solution["how"] == _CLOSE else _EXACT].add(node)
        elif open_ended and isinstance(name, Literal):
            if _is_short(name.value, wanted):
                found[_SHORT].add(node)
            elif _is_part(name.value, words):
                found[_PART].add(node)
    found[_EXACT if found[_EXACT] else _PART].update(classes)
    return list(known), found


def _is_class_label(node: NamedNode | Literal, how: object) -> bool:
    """Return whether a name is the label of a class of drugs: for ATC warfarin is a class, for people a drug."""
    return node.value.startswith(AKD + "class/") and how in _LABELS


def _is_short(name: str, wanted: set[str]) -> bool:
    """Return whether the words are the abbreviation at the end of a name, or the name without it."""
    parts = _ABBREVIATED.fullmatch(name.strip())
    return parts is not None and any(part.strip().casefold() in wanted for part in parts.groups())


def _is_part(name: str, words: str) -> bool:
    """Return whether the words are consecutive whole words of a name."""
    part = _in_parts(words)
    return part != "" and f" {part} " in f" {_in_parts(name)} "


def _in_parts(words: str) -> str:
    """Return words in lower case with one space between them, so that whole words can be compared."""
    return " ".join(_WORD.findall(words.casefold()))


def _below(sparql: Sparql, nodes: Iterable[NamedNode]) -> dict[NamedNode, set[NamedNode]]:
    """Return what is narrower than each of several nodes, step by step."""
    below: dict[NamedNode, set[NamedNode]] = {node: set() for node in nodes}
    found = sparql(
        f"PREFIX skos: <{TERM_PREFIXES['skos']}> SELECT DISTINCT ?wide ?narrow WHERE {{ "
        f"VALUES ?wide {{ {' '.join(map(str, below))} }} ?narrow skos:broader+ ?wide }}"
    )
    for row in cast("QuerySolutions", found):
        below[cast("NamedNode", row["wide"])].add(cast("NamedNode", row["narrow"]))
    return below


def _query(parameter: Parameter) -> str:
    pattern = _NAMED[parameter.kind].format(scope=parameter.scope) if parameter.scope else _NAMED[parameter.kind]
    prefixes = "".join(
        f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in TERM_PREFIXES.items() if f"{prefix}:" in pattern
    )
    how = " ?how" if "?how" in pattern else ""
    return f"{prefixes}SELECT DISTINCT ?term{how} ?name WHERE {{ {pattern} }}"


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
