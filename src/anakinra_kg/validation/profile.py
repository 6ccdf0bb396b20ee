"""Where the time of a validation goes: its parts, and each shape by itself.

Times are of the processor, in seconds, not of the clock on the wall: what else the machine does plays no part. They
differ from run to run, so no format has them whose bytes are to be compared.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anakinra_kg.validation.running import Runs
    from anakinra_kg.validation.shapes import Node

_IDLE_RUNS = 3


@dataclass(frozen=True, slots=True)
class ShapeTime:
    """The time of a shape.

    Attributes:
        shape: Its IRI, or the name of its blank node.
        seconds: Processor time of the shape and what it refers to, without what the engine does for any shape.
        nodes: Number of its target nodes.
        results: Number of its results.
    """

    shape: str
    seconds: float
    nodes: int
    results: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Where the time of a validation went.

    Attributes:
        engines: The engines that ran.
        parts: Seconds of each part of the validation, by name, in order.
        shapes: The shapes with a target, the slowest first; what several of them refer to counts for each.
        idle: Seconds of the engines on the data without any shape, which the times of the shapes are without.
    """

    engines: tuple[str, ...]
    parts: dict[str, float]
    shapes: tuple[ShapeTime, ...]
    idle: float

    @property
    def total(self) -> float:
        """Seconds of all parts."""
        return sum(self.parts.values())

    def record(self) -> dict[str, object]:
        """Return everything by name, for JSON."""
        return {**asdict(self), "total": self.total}


class Clock:
    """Adds up the processor time of the parts of something.

    Example:
        >>> clock = Clock()
        >>> clock.lap("reading")
        >>> list(clock.parts)
        ['reading']
    """

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}
        self._last = time.process_time()

    def lap(self, part: str) -> None:
        """Count the time since the last lap as that of a part."""
        now = time.process_time()
        self.parts[part] = self.parts.get(part, 0) + now - self._last
        self._last = now


def profile(runs: Runs, targets: Mapping[Node, set[Node]], parts: Mapping[str, float]) -> Profile:
    """Return the time of each shape with a target, each run by itself on data that was read once.

    Args:
        runs: The runs of the shapes on the data.
        targets: The target nodes of each shape; one without any takes no time.
        parts: Seconds of each part of the validation.

    Raises:
        ShapeError: No engine can run a shape.
    """
    runs.all()  # now the engines have read the data, and it is known which of them can run the shapes
    idle = min(_seconds(runs)[0] for _ in range(_IDLE_RUNS))
    shapes = []
    for shape, nodes in targets.items():
        seconds, results = _seconds(runs, shape) if nodes else (idle, 0)
        shapes.append(ShapeTime(_text(shape), max(seconds - idle, 0.0), len(nodes), results))
    shapes.sort(key=lambda each: (-each.seconds, each.shape))
    return Profile(runs.engines, dict(parts), tuple(shapes), idle)


def _seconds(runs: Runs, shape: Node | None = None) -> tuple[float, int]:
    before = time.process_time()
    results = runs.idle() if shape is None else runs.of(shape)
    return time.process_time() - before, len(results)


def _text(node: Node) -> str:
    return f"_:{node.value}" if isinstance(node, BlankNode) else getattr(node, "value", str(node))
