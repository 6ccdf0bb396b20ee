"""Tells which faults a validation catches, many faults to a validation where they are far enough apart.

The findings are those of `anakinra-kg validate`, by pyrudof, which takes a twentieth of the time of pySHACL.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from anakinra_kg import resources
from anakinra_kg.dataset.consistency import check_consistency
from anakinra_kg.rdf.names import AKG, SHAPES
from anakinra_kg.validation.findings import SEVERITIES
from anakinra_kg.validation.plausibility import check_plausibility
from tests.support.adversary.world import TYPE, Fault, World, chosen, read, sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ESCAPED = ""
_LARGEST_BATCH = 40
_HUB = 30
"""A node that more triples point at says nothing about which fault a finding is of."""

_WHOLE_GRAPH = 3000
"""A fault with more triples is validated alone."""


class Hit(NamedTuple):
    """A finding: how severe it is, the shape, the node and the value."""

    severity: str
    shape: str
    focus: str
    value: str


class Verdict(NamedTuple):
    """What a validation says of a fault: the highest severity and its shapes, both empty if the fault escaped."""

    severity: str
    shapes: tuple[str, ...]


class Judge:
    """Validates broken graphs."""

    def __init__(self, world: World) -> None:
        import pyrudof  # noqa: PLC0415 - only what judges needs it

        self.world = world
        self._rudof = pyrudof.Rudof(pyrudof.RudofConfig())
        self._rudof.read_shacl(str(resources.resource("ontology", "shapes.ttl")), pyrudof.ShaclFormat.Turtle)
        self._syntax = pyrudof.RDFFormat.NTriples
        self._lines = {triple: _line([triple]) for triple in world.ordered}
        files = (resources.resource("ontology", name) for name in ("anakinra.ttl", "vocabularies.ttl"))
        self._ontology = "".join(_line(read(file)) for file in files)
        self._terms = {t.subject.value for t in world.ontology if isinstance(t.subject, NamedNode)}

    @cached_property
    def sound_hits(self) -> set[Hit]:
        """Return the findings on the sound graph."""
        return set(self._shape_hits([]))

    def hits(self, faults: Sequence[Fault]) -> set[Hit]:
        """Return what is found in the graph with these faults and not in the sound one."""
        return {*self._shape_hits(faults), *self._unknown(faults), *self._inconsistent(faults)} - self.sound_hits

    def _shape_hits(self, faults: Sequence[Fault]) -> Iterator[Hit]:
        removed = frozenset().union(*(fault.removed for fault in faults))
        more = frozenset().union(*(fault.added for fault in faults))
        kept = "".join(line for triple, line in self._lines.items() if triple not in removed)
        self._rudof.reset_data()
        self._rudof.read_data(kept + _line(more) + self._ontology, self._syntax)
        for entry in self._rudof.validate_shacl():
            shape = str(entry.source_shape).removeprefix(SHAPES)
            yield Hit(str(entry.severity), shape, str(entry.focus_node), str(entry.value or ""))

    def _unknown(self, faults: Sequence[Fault]) -> Iterator[Hit]:
        """Yield what `validate` finds beside the shapes: terms in our namespace that the ontology does not have."""
        for triple in (triple for fault in faults for triple in fault.added):
            for word in (triple.predicate, *([triple.object] if triple.predicate == TYPE else [])):
                if isinstance(word, NamedNode) and word.value.startswith(AKG) and word.value not in self._terms:
                    yield Hit(SEVERITIES[0], "UnknownTerm", _name(triple.subject), word.value)

    def _inconsistent(self, faults: Sequence[Fault]) -> Iterator[Hit]:
        """Yield what contradicts the rest of the graph, or cannot be."""
        triples = set(self.world.triples)
        for fault in faults:
            triples = fault.apply(triples)
        for finding in (*check_consistency(triples), *check_plausibility(triples)):
            yield Hit(finding.severity, finding.constraint, finding.focus, finding.value)

    def verdicts(self, batch: Sequence[Fault]) -> dict[str, Verdict]:
        """Return the verdict on each fault of a batch, by its name.

        A finding is of the fault that its node or value is near. The faults without a finding are validated again
        without the others, and halved until a graph is sound or has a single fault.
        """
        found: dict[str, list[Hit]] = defaultdict(list)
        if len(batch) > 1:
            owner = {node: fault.name for fault in batch for node in self.near(fault) - self._hubs}
            for hit in self.hits(batch):
                near = {owner[node] for node in (hit.focus, hit.value) if node in owner}
                if len(near) == 1:
                    found[near.pop()].append(hit)
        caught = {name: _verdict(hits) for name, hits in found.items()}
        return caught | self._halved([fault for fault in batch if fault.name not in caught])

    def _halved(self, faults: Sequence[Fault]) -> dict[str, Verdict]:
        if not faults:
            return {}
        hits = self.hits(faults)
        if len(faults) == 1 or not hits:
            return {fault.name: _verdict(hits) for fault in faults}
        middle = len(faults) // 2
        return self._halved(faults[:middle]) | self._halved(faults[middle:])

    @cached_property
    def _hubs(self) -> set[str]:
        return {n.value for n, triples in self.world.pointing.items() if len(triples) > _HUB}

    def near(self, fault: Fault) -> set[str]:
        """Return the nodes that a fault changes or links, and their neighbours; of hubs only those that it changes."""
        triples = fault.removed | fault.added
        changed = {_name(t.subject) for t in triples}
        nodes = changed | ({_name(t.object) for t in triples if t.predicate != TYPE} - self._hubs)
        around = {
            _name(end)
            for node in map(NamedNode, (n for n in nodes if n.startswith(("http:", "https:"))))
            for t in (*self.world.about.get(node, ()), *self.world.pointing.get(node, ()))
            for end in (t.subject, t.object)
        }
        return nodes | (around - self._hubs)

    def batches(self, faults: Iterable[Fault]) -> list[list[Fault]]:
        """Return the faults in batches of such as are far apart."""
        full: list[list[Fault]] = []
        open_batches: list[tuple[list[Fault], set[str]]] = []
        for fault in faults:
            near = self.near(fault)
            if len(fault.removed) + len(fault.added) > _WHOLE_GRAPH:
                full.append([fault])
                continue
            batch, taken = next((item for item in open_batches if item[1].isdisjoint(near)), ([], set()))
            if not batch:
                open_batches.append((batch, taken))
            batch.append(fault)
            taken.update(near)
            for item in [item for item in open_batches if len(item[0]) >= _LARGEST_BATCH]:
                open_batches.remove(item)
                full.append(item[0])
        return full + [batch for batch, _ in open_batches]


def judged(faults: Sequence[Fault], processes: int = 2) -> dict[str, Verdict]:
    """Return the verdict on each fault, by its name."""
    names = {fault.name: fault for fault in faults}
    batches = Judge(sound()).batches(names[name] for name in chosen(names, "mixed", len(names)))
    verdicts: dict[str, Verdict] = {}
    with ProcessPoolExecutor(processes, initializer=_start) as pool:
        for found in pool.map(_work, batches):
            verdicts |= found
            sys.stderr.write(f"\r{len(verdicts)} of {len(faults)} faults")
    sys.stderr.write("\n")
    return verdicts


_JUDGES: list[Judge] = []


def _start() -> None:
    _JUDGES.append(Judge(sound()))


def _work(batch: list[Fault]) -> dict[str, Verdict]:
    return _JUDGES[0].verdicts(batch)


def _verdict(hits: Iterable[Hit]) -> Verdict:
    hits = list(hits)
    severity = min((hit.severity for hit in hits), key=SEVERITIES.index, default=ESCAPED)
    return Verdict(severity, tuple(sorted({hit.shape for hit in hits})))


def _line(triples: Iterable[Triple]) -> str:
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def _name(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)
