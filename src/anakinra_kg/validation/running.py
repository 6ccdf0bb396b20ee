"""Runs shapes on data: decides which engine runs what.

SHACL Core goes to the quickest engine that is installed; pySHACL runs what needs more, and what the other cannot run.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from anakinra_kg.errors import FileError
from anakinra_kg.rdf.names import term
from anakinra_kg.validation import rudof_engine, shacl_engine
from anakinra_kg.validation.datatypes import checked
from anakinra_kg.validation.results import CannotRunError
from anakinra_kg.validation.shapes import TYPE, Shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from anakinra_kg.validation.results import Result
    from anakinra_kg.validation.shapes import Node

    _Run = Callable[[Iterable[Triple]], list[Result]]

_QUICK = {"shacl": shacl_engine, "rudof": rudof_engine}
_FULL = "pyshacl"
ENGINES = (*_QUICK, _FULL)
"""The engines by their names on the command line, the quickest first."""

_NOWHERE = NamedNode("urn:anakinra-kg:nowhere")
_IDLE = (
    Triple(_NOWHERE, TYPE, term("sh:NodeShape")),
    Triple(_NOWHERE, term("sh:targetClass"), _NOWHERE),
    Triple(_NOWHERE, term("sh:nodeKind"), term("sh:IRI")),
)
"""A shape that has no target node in any data."""


def is_installed(engine: str) -> bool:
    """Return whether one of `ENGINES` is there."""
    return engine not in _QUICK or find_spec(_QUICK[engine].PACKAGE) is not None


def quick(engine: str | None) -> str:
    """Return the name of the quick engine to use; empty where pySHACL does all of the work.

    Args:
        engine: One of `ENGINES`; default: the quickest that is installed.

    Raises:
        FileError: The engine is not installed.
    """
    name = next((name for name in _QUICK if engine in {name, None} and is_installed(name)), "")
    if engine in _QUICK and not name:
        raise FileError(
            f"the engine {engine}",
            "is not installed",
            f"run `pip install {_QUICK[engine].PACKAGE}`, or choose another engine",
        )
    return name


class Runs:
    """Runs of shapes on data that is prepared once for each engine.

    Args:
        data: The data, with the axioms that it needs.
        shapes: The shapes.
        engine: As for `quick`.

    Raises:
        FileError: The engine is not installed.
    """

    def __init__(self, data: Iterable[Triple], shapes: Shapes, engine: str | None) -> None:
        name = quick(engine)
        core, rest = shapes.divided() if name else ([], shapes.triples)
        self._data, self._shapes = list(map(checked, data)), shapes
        self._parts = {each: part for each, part in ((name, core), (_FULL, rest)) if part}
        self._loaded: dict[str, _Run] = {}
        self._apart: dict[str, Shapes] = {}

    @property
    def engines(self) -> tuple[str, ...]:
        """The names of the engines that run something."""
        return tuple(self._parts)

    def all(self) -> list[Result]:
        """Return the results of all shapes.

        Raises:
            ShapeError: No engine can run the shapes.
        """
        return self._results(lambda engine: self._parts[engine])

    def of(self, shape: Node) -> list[Result]:
        """Return the results of one shape and what it refers to.

        Raises:
            ShapeError: No engine can run it.
        """
        return self._results(lambda engine: self._part(engine).alone(shape))

    def idle(self) -> list[Result]:
        """Return the results, none, of a shape without a target node: what it takes, any shape takes."""
        return self._results(lambda _: _IDLE)

    def _results(self, choose: Callable[[str], Iterable[Triple]]) -> list[Result]:
        """Return the results of the shapes that are chosen of those that an engine runs."""
        try:
            return [r for engine in self._parts for r in self._run(engine)(map(checked, choose(engine)))]
        except CannotRunError:
            self._parts, self._loaded, self._apart = {_FULL: self._shapes.triples}, {}, {}
            return self._results(choose)

    def _part(self, engine: str) -> Shapes:
        if engine not in self._apart:
            self._apart[engine] = Shapes(self._parts[engine])
        return self._apart[engine]

    def _run(self, engine: str) -> _Run:
        if engine not in self._loaded:
            if engine in _QUICK:
                self._loaded[engine] = _QUICK[engine].loaded(self._data)
            else:
                from anakinra_kg.validation import pyshacl_engine  # noqa: PLC0415 - slow to import

                self._loaded[engine] = pyshacl_engine.loaded(self._data, self._parts[engine])
        return self._loaded[engine]
