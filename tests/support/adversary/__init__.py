"""Faults made from the ontology and the facts, never from the shapes: wrong edits of the committed graph.

`python -m tests.support.adversary` prints how many of them a validation catches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.adversary import bulk, comparisons, evidence, identity, lies, nodes, values
from tests.support.adversary.world import Fault, World, chosen, sound

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Fault", "World", "all_faults", "thinned"]


def all_faults(world: World | None = None) -> list[Fault]:
    """Return all faults, in the order of their names."""
    world = world or sound()
    for module in (values, lies, nodes, evidence, identity, comparisons, bulk):
        module.make(world)
    seen: set[tuple[object, object]] = set()
    faults = []
    for fault in sorted(world.faults.values(), key=lambda fault: fault.name):
        if (edit := (fault.removed, fault.added)) not in seen:
            seen.add(edit)
            faults.append(fault)
    return faults


def thinned(faults: Iterable[Fault], part: int = 4) -> list[Fault]:
    """Return a part of the faults, with each property of each class, and each change, at least once."""
    named = {fault.name: fault for fault in faults}
    kept = set(chosen(named, "thinned", len(named) // part))
    covered = {key for name in kept for key in _keys(name)}
    for name in chosen(named, "missing", len(named)):
        if not covered.issuperset(_keys(name)):
            kept.add(name)
            covered.update(_keys(name))
    return [fault for name, fault in named.items() if name in kept]


def _keys(name: str) -> set[tuple[str, ...]]:
    """Return the class with its property, and the kind with its change, of the name of a fault."""
    kind, cls, *rest = name.partition("#")[0].split("/")
    return {(cls, *rest[:-1]), (kind,) if kind in {"bulk", "exchanged", "identity", "shortcut"} else (kind, rest[-1])}
