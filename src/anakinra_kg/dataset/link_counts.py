"""Counts the entities of a graph with a public identifier, by how close the closest match is.

Does not change the graph.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from anakinra_kg.rdf.names import term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

LINKED = ("Condition", "ClinicalFinding", "Drug", "Protein")
"""Classes whose members are mapped to public vocabularies."""

NEARNESS = ("exact", "close", "broad", "narrow", "related", "by parts", "none")
"""Kinds of match: a SKOS match, matches of the parts of an item that names several things, or none."""


@dataclass(frozen=True, slots=True)
class LinkCount:
    """Number of members of a class by the closest match with a public identifier.

    Attributes:
        cls: Name of the class.
        counts: A number for each of `NEARNESS`.
    """

    cls: str
    counts: dict[str, int]


def count_links(triples: Iterable[Triple]) -> tuple[LinkCount, ...]:
    """Return the counts for each of the linked classes."""
    classes = {term(f"akg:{name}"): name for name in LINKED}
    relations = {term(f"skos:{name}Match"): name for name in NEARNESS[:5]}
    members: defaultdict[str, set[NamedNode]] = defaultdict(set)
    found: defaultdict[object, set[str]] = defaultdict(set)
    narrower: defaultdict[object, set[NamedNode]] = defaultdict(set)
    for triple in triples:
        if isinstance(triple.object, NamedNode) and triple.object in classes and isinstance(triple.subject, NamedNode):
            members[classes[triple.object]].add(triple.subject)
        elif triple.predicate in relations:
            found[triple.subject].add(relations[triple.predicate])
        elif triple.predicate == term("skos:broader") and isinstance(triple.subject, NamedNode):
            narrower[triple.object].add(triple.subject)

    def nearest(node: NamedNode) -> str:
        for name in NEARNESS[:5]:
            if name in found[node]:
                return name
        return "by parts" if any(nearest(part) != "none" for part in narrower[node]) else "none"

    counted = []
    for name in LINKED:
        counts = Counter(map(nearest, members[name]))
        counted.append(LinkCount(name, {near: counts[near] for near in NEARNESS}))
    return tuple(counted)
