"""All faults at once, each at a node of its own: what is broken, and what a validation finds there.

`tests.support.faults` has faults by hand, `tests.support.derived_faults` those that follow from the limits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib import Graph, URIRef

from anakinra_kg.rdf.files import quiet_rdflib
from anakinra_kg.rdf.names import AKD, SHAPES
from anakinra_kg.validation.engine import targets, validate
from tests.support.derived_faults import Deriver, Limit, UnderivableError, limits
from tests.support.faults import STRETCH, Fault, FaultyNode, sound_node

if TYPE_CHECKING:
    from collections.abc import Sequence

Consequences = dict[str, tuple[str, tuple[str, str]]]
"""Patterns of constraints that cannot be violated alone: the reason, and the additional findings."""


@dataclass
class FaultRun:
    """All faults at once, each at a node of its own, and what was found.

    Attributes:
        broken: The graph with all faults.
        by_hand: Node of each fault by hand.
        derived: Limit overstepped at each other node.
        found: What was found at each node, or with a value that belongs to it: shape and constraint component.
        stray: What was found elsewhere.
    """

    broken: Graph
    by_hand: dict[str, Fault] = field(default_factory=dict)
    derived: dict[str, Limit] = field(default_factory=dict)
    found: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    stray: list[object] = field(default_factory=list)


def fault_name(text: str) -> str | None:
    """Return the name of the fault that a node belongs to."""
    found = re.search(r"faulty/?(\d+)", text)
    return f"faulty/{found[1]}" if found else None


def run_of_faults(sound: Graph, shapes: Graph, ontology: Graph, faults: Sequence[Fault]) -> FaultRun:
    """Break copies of valid nodes in every way and validate once."""
    with quiet_rdflib():
        return _run_of_faults(sound, shapes, ontology, faults)


def _run_of_faults(sound: Graph, shapes: Graph, ontology: Graph, faults: Sequence[Fault]) -> FaultRun:
    result = FaultRun(Graph())
    result.broken += sound
    deriver = Deriver(shapes, targets(shapes, ontology, sound), sound)
    number = 0
    for number, fault in enumerate(faults):
        node = URIRef(f"{AKD}faulty/{number}" + "#char=1,2" * (fault.model == STRETCH))
        fault.breaks(FaultyNode(result.broken, sound_node(sound, fault.model, fault.having), node))
        result.by_hand[f"faulty/{number}"] = fault
    for limit in limits(shapes):
        number += 1
        try:
            deriver.break_copy(limit, result.broken, f"faulty/{number}")
        except UnderivableError:
            continue
        result.derived[f"faulty/{number}"] = limit
    for finding in validate(result.broken, shapes, ontology):
        name = fault_name(finding.focus) or fault_name(finding.value)
        if name is None:
            result.stray.append(finding)
        else:
            result.found[name].add((finding.shape.removeprefix(SHAPES), finding.constraint))
    return result


def expected(limit: Limit, consequences: Consequences) -> set[tuple[str, str]]:
    """Return the expected findings of a fault that violates a constraint."""
    name = f"{limit.shape} {limit.parameter}"
    beside = {
        (shape.format(limit.shape), component)
        for pattern, (_, (shape, component)) in consequences.items()
        if re.fullmatch(pattern, name)
    }
    return {(limit.shape, limit.component)} | beside
