"""Runs the rules of the ontology: every SPARQL CONSTRUCT of `ontology/rules/` and `ontology/comparison/`.

Decides nothing itself: what follows is what the rules construct.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Quad, QueryTriples, Store

from anakinra_kg import resources

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Triple


def infer(triples: Iterable[Triple]) -> set[Triple]:
    """Return what the rules of `ontology/rules/` add to a graph; no rule needs what another one gives.

    Args:
        triples: The graph, with the ontology and the code lists.
    """
    stated = set(triples)
    return _constructed(_store(stated), _rules("rules")) - stated


def compare(triples: Iterable[Triple]) -> set[Triple]:
    """Return how the claims of a graph stand to each other, each pair with its evidence.

    Args:
        triples: The graph, with the code lists.
    """
    store = _store(triples)
    related = _constructed(store, _rules("comparison"))
    store.extend(Quad(*triple) for triple in related)
    return related | _constructed(store, [resources.resource("ontology", "comparison-nodes.rq")])


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
