"""Follows the paths of SHACL through triples, from many nodes at once, and notes the triples on the way.

A path becomes steps between states, as an expression becomes an automaton: so no path and no circle in the data is too
deep, and each step is taken once from each node.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from pyoxigraph import Triple

    from anakinra_kg.validation.shapes import Node, Shapes

    _Step = tuple[NamedNode | None, bool, int]
    """A property, whether it is followed from object to subject, and the state after it; None goes nowhere."""

    _Ends = dict[Node, list[tuple[int, Node]]]
    """The triples at a node, by number, with their other ends."""

_MOST_STEPS = 10_000
"""A path of more states leads back to itself."""


class Triples:
    """Triples by their numbers, to be followed in both directions.

    Args:
        triples: The triples.
    """

    def __init__(self, triples: Sequence[Triple]) -> None:
        self._of: dict[NamedNode, list[tuple[int, Node, Node]]] = defaultdict(list)
        known: dict[Node, Node] = {}  # terms that are the same object are compared quickly
        for number, triple in enumerate(triples):
            subject, value = triple.subject, triple.object
            ends = known.setdefault(subject, subject), known.setdefault(value, value)
            self._of[triple.predicate].append((number, *ends))
        self._ends: dict[tuple[NamedNode, bool], _Ends] = {}

    @property
    def predicates(self) -> AbstractSet[NamedNode]:
        """The predicates."""
        return self._of.keys()

    def of(self, predicate: NamedNode) -> list[tuple[int, Node, Node]]:
        """Return the number, subject and object of each triple with a predicate."""
        return self._of.get(predicate, [])

    def ends(self, predicate: NamedNode, *, inverse: bool = False) -> _Ends:
        """Return the number and object of the triples with a predicate, by subject; if inverse, the other way round."""
        known = self._ends.get((predicate, inverse))
        if known is None:
            known = self._ends[predicate, inverse] = defaultdict(list)
            for number, subject, value in self.of(predicate):
                near, far = (value, subject) if inverse else (subject, value)
                known[near].append((number, far))
        return known

    def follow(self, path: Path, nodes: set[Node]) -> tuple[set[Node], set[int]]:
        """Return the nodes that a path leads to, and the numbers of the triples on the way."""
        reached: list[set[Node]] = [set() for _ in path.steps]
        passed: set[int] = set()
        reached[Path.START] = set(nodes)
        waiting = [(Path.START, nodes)]
        while waiting:
            state, found = waiting.pop()
            for predicate, inverse, after in path.steps[state]:
                there = found
                if predicate is not None:
                    ends = self.ends(predicate, inverse=inverse)
                    near = found if len(found) < len(ends) else found & ends.keys()
                    pairs = [pair for node in near for pair in ends.get(node, ())]
                    passed.update(number for number, _ in pairs)
                    there = {node for _, node in pairs}
                new = there - reached[after]
                if new:
                    reached[after] |= new
                    waiting.append((after, new))
        return reached[Path.END], passed


class Path:
    """A path of SHACL as steps.

    Args:
        shapes: The graph of shapes.
        path: The node that is the path.

    Attributes:
        steps: The steps from each state.
    """

    START, END = 0, 1

    def __init__(self, shapes: Shapes, path: Node) -> None:
        self.steps: list[list[_Step]] = [[], []]
        waiting = [(path, self.START, self.END, False)]
        known = set()
        while waiting and len(self.steps) < _MOST_STEPS:
            part = waiting.pop()
            if part in known:  # the same between the same states: a circle, or said over again
                continue
            known.add(part)
            node, start, end, inverse = part
            if isinstance(node, NamedNode):
                self.steps[start].append((node, inverse, end))
            elif shapes.is_list(node):
                parts = list(shapes.members(node))
                states = [start, *(self._state() for _ in parts[1:]), end]
                ways = zip(reversed(parts) if inverse else parts, states, states[1:], strict=False)
                waiting += ((one, a, b, inverse) for one, a, b in ways)
            for choices in shapes.objects(node, "alternativePath"):
                waiting += ((choice, start, end, inverse) for choice in shapes.members(choices))
            waiting += ((inner, start, end, not inverse) for inner in shapes.objects(node, "inversePath"))
            for name, least, most in (("zeroOrMorePath", 0, 2), ("oneOrMorePath", 1, 2), ("zeroOrOnePath", 0, 1)):
                for inner in shapes.objects(node, name):
                    first, last = self._state(), self._state()
                    self.steps[start].append((None, False, first))
                    self.steps[last].append((None, False, end))
                    waiting.append((inner, first, last, inverse))
                    if not least:
                        self.steps[first].append((None, False, last))
                    if most > 1:
                        self.steps[last].append((None, False, first))

    def _state(self) -> int:
        self.steps.append([])
        return len(self.steps) - 1
