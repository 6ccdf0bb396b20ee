"""Compares the claims of a graph by the rules of `ontology/comparison/`: which say the same, more, or the opposite.

Decides nothing itself: every comparison is what a rule, a SPARQL CONSTRUCT, gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Quad, QueryTriples, Store

from anakinra_kg import resources

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Triple


def compare(triples: Iterable[Triple]) -> set[Triple]:
    """Return how the claims of a graph stand to each other, each pair with its evidence.

    Args:
        triples: The graph, with the code lists.
    """
    store = Store()
    store.bulk_extend(Quad(*triple) for triple in triples)
    related: set[Triple] = set()
    for path in sorted(resources.resource("ontology", "comparison").glob("*.rq")):
        related |= _constructed(store, path)
    store.extend(Quad(*triple) for triple in related)
    return related | _constructed(store, resources.resource("ontology", "comparison-nodes.rq"))


def _constructed(store: Store, path: Path) -> set[Triple]:
    found = store.query(path.read_text(encoding="utf-8"))
    return set(found) if isinstance(found, QueryTriples) else set()
