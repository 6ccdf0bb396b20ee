"""Runs the rules of the ontology: every SPARQL CONSTRUCT of `ontology/rules/` and `ontology/comparison/`.

The rules are in these files only; this module has none. A comparison reaches its second claim by what both claims
share, not by the drug or the class of claim, of which a large graph has very many: Oxigraph keeps the order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Quad, QueryTriples, Store, Triple

from anakinra_kg import resources
from anakinra_kg.rdf.names import AKD, AKG, entity, term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TYPE, _FIRST, _SECOND = term("rdf:type"), term("akg:firstClaim"), term("akg:secondClaim")


COMPARING = frozenset(
    term(f"akg:{name}") for name in ("agreesWith", "contradicts", "namesSameEffectAs", "overlapsWith", "refines")
)
"""The relations between claims that comparisons give."""


def infer(triples: Iterable[Triple]) -> set[Triple]:
    """Return the triples that the rules of `ontology/rules/` add to a graph; no rule depends on another.

    Args:
        triples: The graph, with the ontology and the code lists.
    """
    stated = set(triples)
    return _constructed(_store(stated), _rules("rules")) - stated


def compare(triples: Iterable[Triple]) -> set[Triple]:
    """Return the comparisons of the claims of a graph: a node for each pair, with the evidence of both.

    Args:
        triples: The graph, with the code lists.
    """
    store = _store(triples)
    nodes = _named(_constructed(store, _rules("comparison")))
    store.extend(Quad(*triple) for triple in nodes)
    return nodes | _constructed(store, [resources.resource("ontology", "comparison-nodes.rq")])


def _named(triples: set[Triple]) -> set[Triple]:
    """Return comparisons with IRIs instead of blank nodes, made of class and claims: one per class and pair."""
    about: dict[object, dict[NamedNode, Any]] = {}
    for triple in triples:
        about.setdefault(triple.subject, {})[triple.predicate] = triple.object
    names = {
        node: entity(
            "comparison",
            _hyphenated(said[_TYPE].value.removeprefix(AKG)),
            *(said[claim].value.removeprefix(AKD) for claim in (_FIRST, _SECOND)),
        )
        for node, said in about.items()
    }
    return {Triple(names[triple.subject], triple.predicate, triple.object) for triple in triples}


def _hyphenated(name: str) -> str:
    """Return the name of a class as part of an IRI: `SameEffect` becomes `same-effect`."""
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


def _store(triples: Iterable[Triple]) -> Store:
    store = Store()
    store.bulk_extend(Quad(*triple) for triple in triples)
    return store


def _rules(folder: str) -> list[Path]:
    return sorted(resources.resource("ontology", folder).glob("*.rq"))


def _constructed(store: Store, paths: Iterable[Path]) -> set[Triple]:
    triples: set[Triple] = set()
    for path in paths:
        found = store.query(path.read_text(encoding="utf-8"))
        if isinstance(found, QueryTriples):
            triples.update(found)
    return triples
