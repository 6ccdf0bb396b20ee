"""The target nodes of shapes in data."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from anakinra_kg.validation.shapes import SUBCLASS, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

    from anakinra_kg.validation.shapes import Node, Shapes

    _Wanted = dict[object, list[set[Node]]]


def target_nodes(shapes: Shapes, ontology: Iterable[Triple], data: list[Triple]) -> dict[Node, set[Node]]:
    """Return the target nodes of each shape with a target; an empty set means that the target matches nothing.

    Args:
        shapes: The shapes.
        ontology: The ontology, with the subclasses of each class.
        data: The triples; a node that is not in them is not counted.
    """
    below = subclasses(itertools.chain(ontology, data))
    found: dict[Node, set[Node]] = {}
    wanted: dict[str, _Wanted] = {kind: {} for kind in ("class", "node", "object", "subject")}
    for kind, shape, one in shapes.targets():
        for target in with_subclasses(one, below) if kind == "class" else (one,):
            wanted[kind].setdefault(target, []).append(found.setdefault(shape, set()))
    classes, nodes, objects, subjects = wanted.values()
    for triple in data:
        s, p, o = triple.subject, triple.predicate, triple.object
        places: tuple[tuple[_Wanted, object, Node], ...] = (
            (classes, o if p == TYPE else None, s),
            (nodes, s, s),
            (nodes, o, o),
            (objects, p, o),
            (subjects, p, s),
        )
        for sets, name, node in places:
            for targeted in sets.get(name, ()) if sets else ():
                targeted.add(node)
    return found


def subclasses(triples: Iterable[Triple]) -> dict[object, set[Node]]:
    """Return the classes right below each class."""
    below: dict[object, set[Node]] = {}
    for triple in triples:
        if triple.predicate == SUBCLASS:
            below.setdefault(triple.object, set()).add(triple.subject)
    return below


def with_subclasses(cls: Node, below: Mapping[object, set[Node]]) -> set[Node]:
    """Return a class and all classes below it, given those right below each class."""
    found, waiting = {cls}, [cls]
    while waiting:
        new = below.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found
