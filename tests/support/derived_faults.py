"""Faults derived from the constraints of the shapes: for each constraint, a way to violate only that constraint.

A limit on a path of several properties is not derived: `tests.support.faults` has a fault for it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from anakinra_kg.rdf.names import AKD, SHAPES
from anakinra_kg.validation.shapes import CONSTRAINTS
from tests.support.faults import OA, A, FaultyNode, is_real

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rdflib.term import Node

_ENTAILED = {
    A.hasAdverseEffect: A.adverseEffect,
    A.hasClassification: A.classifiedAs,
    A.hasSupplier: A.supplier,
}
"""What a drug has because a claim about it says so: a copy of a drug has no claims."""

_WIDER = {XSD.decimal: XSD.double, XSD.integer: XSD.decimal}


@dataclass(frozen=True, slots=True, order=True)
class Limit:
    """One constraint component of a shape.

    Attributes:
        shape: Local name of the shape.
        parameter: Local name of the parameter.
    """

    shape: str
    parameter: str

    @property
    def component(self) -> str:
        """Name of the constraint component, as in findings."""
        return self.parameter[0].upper() + self.parameter[1:]


def limits(shapes: Graph) -> list[Limit]:
    """Return all limits of the shapes that have a name."""
    return sorted(
        Limit(str(shape).removeprefix(SHAPES), parameter)
        for parameter in CONSTRAINTS - {"property"}
        for shape in shapes.subjects(SH[parameter])
        if isinstance(shape, URIRef)
    )


class UnderivableError(Exception):
    """A constraint that no rule here violates; it needs a fault written by hand."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A copy of a valid node, and the constraint that it violates: its shape, property and value."""

    faulty: FaultyNode
    shape: URIRef
    path: URIRef
    limit: Node

    def replace(self, *values: Node) -> None:
        """Replace all values of the property."""
        self.faulty.replace(self.path, *values)


class Deriver:
    """Breaks copies of valid nodes according to the constraints of the shapes.

    Args:
        shapes: The shapes.
        looked_at: The nodes of the sound graph that each shape looks at.
        sound: A graph without findings.
    """

    def __init__(self, shapes: Graph, looked_at: dict[Node, set[Node]], sound: Graph) -> None:
        self._shapes, self._looked_at, self._sound = shapes, looked_at, sound
        # Pairs that a shape puts in order: a fault in one pair must not disturb another.
        self._pairs = [
            (path, other)
            for parameter in (SH.lessThan, SH.lessThanOrEquals)
            for shape, other in shapes.subject_objects(parameter)
            for path in shapes.objects(shape, SH.path)
            if isinstance(path, URIRef) and isinstance(other, URIRef)
        ]
        self._rules: dict[str, Callable[[_Case], None]] = {
            "class": lambda case: case.replace(case.faulty.nowhere),
            "datatype": self._retype,
            "hasValue": lambda case: case.faulty.remove(case.path),
            "in": lambda case: case.replace(case.faulty.nowhere),
            "languageIn": lambda case: case.replace(Literal("auf Deutsch", lang="de")),
            "lessThan": self._equal,
            "lessThanOrEquals": self._turn_round,
            "maxCount": self._double,
            "maxInclusive": lambda case: self._number(case, 1),
            "minCount": self._leave_out,
            "minExclusive": lambda case: self._number(case, 0),
            "minInclusive": lambda case: self._number(case, -1),
            "nodeKind": lambda case: case.replace(Literal(str(self._sample(case)))),
            "pattern": self._misspell,
        }

    def break_copy(self, limit: Limit, broken: Graph, name: str) -> None:
        """Add a copy of a valid node that violates a constraint to a graph.

        Raises:
            UnderivableError: No rule here tells how.
        """
        shape = URIRef(SHAPES + limit.shape)
        if (shape, RDF.type, SH.NodeShape) in self._shapes:
            self._break_node(limit, shape, broken, name)
            return
        path, value = self._shapes.value(shape, SH.path), self._shapes.value(shape, SH[limit.parameter])
        if not isinstance(path, URIRef) or value is None or limit.parameter not in self._rules:
            raise UnderivableError(limit)
        owner = self._owner(shape)
        faulty = self._copy(owner, self._model(owner, path, value), broken, URIRef(AKD + name), path)
        self._rules[limit.parameter](_Case(faulty, shape, path, value))

    def _break_node(self, limit: Limit, shape: URIRef, broken: Graph, name: str) -> None:
        nodes: dict[str, Node] = {
            "closed": URIRef(AKD + name),
            "nodeKind": BNode(name.replace("/", "")),
            "pattern": URIRef(f"https://example.org/{name}"),
        }
        if limit.parameter not in nodes:
            raise UnderivableError(limit)
        faulty = self._copy(shape, self._model(shape, None, None), broken, nodes[limit.parameter], None)
        if limit.parameter == "closed":
            faulty.add(A.notOfThisShape, Literal("x"))

    def _model(self, owner: Node, path: Node | None, other: Node | None) -> URIRef:
        """Return a target node of a shape, if possible one with the properties concerned."""

        def unfitness(node: URIRef) -> tuple[bool, bool, bool, bool, str]:
            return (
                path is not None and (node, path, None) not in self._sound,
                isinstance(other, URIRef) and (node, other, None) not in self._sound,
                any((node, entailing, None) in self._sound for entailing in _ENTAILED.values()),
                not is_real(node),
                str(node),
            )

        return min((node for node in self._looked_at[owner] if isinstance(node, URIRef)), key=unfitness)

    def _copy(self, owner: Node, model: URIRef, broken: Graph, node: Node, path: Node | None) -> FaultyNode:
        if (model, RDF.type, OA.SpecificResource) in self._sound and str(node).startswith(AKD):
            node = URIRef(f"{node}#char=1,2")
        faulty = FaultyNode(broken, model, node)
        faulty.remove(*(entailed for entailed in _ENTAILED if entailed != path))
        faulty.complete()
        for predicate in self._shapes.objects(owner, SH.targetObjectsOf):
            # A shape that targets objects checks the copy only if another node links to it.
            referring = min(node for node in self._sound.subjects(predicate, model) if isinstance(node, URIRef))
            FaultyNode(broken, referring, URIRef(f"{node}/referring")).replace(URIRef(str(predicate)), node)
        return faulty

    def _owner(self, shape: Node) -> Node:
        (owner,) = self._shapes.subjects(SH.property, shape)
        return owner

    # --- rules -------------------------------------------------------------------------------------------------------

    def _retype(self, case: _Case) -> None:
        text = str(self._sample(case))
        if case.limit == XSD.string:
            case.replace(Literal(text, lang="en"))
        elif isinstance(case.limit, URIRef) and case.limit in _WIDER:
            case.replace(Literal(text, datatype=_WIDER[case.limit]))
        else:
            # A string cannot be put in order with a date.
            self._free_others(case.faulty, case.path)
            case.replace(Literal(text))

    def _leave_out(self, case: _Case) -> None:
        case.faulty.remove(case.path)
        if case.path == RDF.type:  # without the class of its target a shape does not look
            case.faulty.add(RDF.type, *self._shapes.objects(self._owner(case.shape), SH.targetClass))

    def _equal(self, case: _Case) -> None:
        for path in (case.path, case.limit):
            case.faulty.replace(URIRef(str(path)), Literal(1))

    def _turn_round(self, case: _Case) -> None:
        other = URIRef(str(case.limit))
        self._free_others(case.faulty, case.path, other)
        if self._free(other, case.faulty):
            less = self._sample(case)
            case.replace(less)
            case.faulty.replace(other, _shifted(less, -1))
        else:
            (more,) = case.faulty.graph.objects(case.faulty.node, other)
            case.replace(_shifted(more, 1))

    def _double(self, case: _Case) -> None:
        most = int(str(case.limit))
        values = set(case.faulty.graph.objects(case.faulty.node, case.path))
        compared = any(case.path in pair for pair in self._pairs)
        for value in self._in_order(case, values) if compared else self._donors(case):
            if len(values) > most:
                break
            values.add(value)
        assert len(values) > most, f"{case.shape} leaves too few values to overstep sh:maxCount"
        case.replace(*values)

    def _number(self, case: _Case, beyond: int) -> None:
        self._free_others(case.faulty, case.path)
        datatype = URIRef(str(self._shapes.value(case.shape, SH.datatype)))
        case.replace(Literal(str(Decimal(str(case.limit)) + beyond), datatype=datatype))

    def _misspell(self, case: _Case) -> None:
        old = self._sample(case)
        text = next(t for t in (f"{old} ", f"-{old}", "") if not re.search(str(case.limit), t, re.DOTALL))
        datatype = old.datatype if isinstance(old, Literal) and not str(old.datatype).startswith(str(XSD)) else None
        case.replace(URIRef("ftp://example.org/") if isinstance(old, URIRef) else Literal(text, datatype=datatype))

    # --- values ------------------------------------------------------------------------------------------------------

    def _free_others(self, faulty: FaultyNode, *kept: URIRef) -> None:
        """Drop what is compared with the properties kept, as far as it may be missing."""
        others = {other for pair in self._pairs if set(kept) & set(pair) for other in pair} - set(kept)
        faulty.remove(*(other for other in others if self._free(other, faulty)))

    def _free(self, path: Node, faulty: FaultyNode) -> bool:
        """Return whether a property may be missing from a copy."""
        return not any(
            faulty.model in self._looked_at[self._owner(shape)]
            for shape in self._shapes.subjects(SH.path, path)
            if (shape, SH.minCount, None) in self._shapes
        )

    def _sample(self, case: _Case) -> Node:
        values = _sorted(case.faulty.graph.objects(case.faulty.node, case.path))
        return values[0] if values else next(self._donors(case))

    def _donors(self, case: _Case) -> Iterator[Node]:
        """Yield valid values of a property: those of other target nodes, codes, then made-up values."""
        nodes = _sorted(self._looked_at[self._owner(case.shape)])
        for node in sorted(nodes, key=lambda node: is_real(node) != case.faulty.real):
            yield from _sorted(self._sound.objects(node, case.path))
        for codes in self._shapes.objects(case.shape, SH["in"]):
            yield from Collection(self._shapes, codes)
        for cls in self._shapes.objects(case.shape, SH["class"]):
            yield from _sorted(self._sound.subjects(RDF.type, cls))
            for other in self._shapes.subjects(SH.targetClass, cls):
                yield from _sorted(self._looked_at[other])
        yield from self._varied(case)

    def _in_order(self, case: _Case, values: set[Node]) -> Iterator[Node]:
        """Yield further values that are in the same order with others: numbers in another spelling, dates beyond."""
        is_less = any(case.path == less for less, _ in self._pairs)
        for value in _sorted(values):
            if isinstance(value, Literal) and value.datatype in _WIDER:
                yield Literal(f"+{value}", datatype=value.datatype, normalize=False)
            else:
                yield _shifted(value, -1 if is_less else 1)

    def _varied(self, case: _Case) -> Iterator[Node]:
        """Yield values that differ a little from the one that the copied node has."""
        patterns = [str(pattern) for pattern in self._shapes.objects(case.shape, SH.pattern)]
        for value in _sorted(self._sound.objects(case.faulty.model, case.path)):
            if isinstance(value, URIRef):
                yield URIRef(f"{value}/other")
            elif isinstance(value, Literal) and value.datatype in {None, XSD.hexBinary}:
                texts = (f"{value}x", *(f"{value[:-1]}{last}" for last in "78AB"))
                fitting = (t for t in texts if t != str(value) and all(re.search(p, t, re.DOTALL) for p in patterns))
                yield from (Literal(text, lang=value.language, datatype=value.datatype) for text in fitting)
            elif isinstance(value, Literal) and value.datatype == XSD.boolean:
                yield Literal(str(value) != "true")
            else:
                yield _shifted(value, -1)


def _sorted(nodes: Iterator[Node] | set[Node]) -> list[Node]:
    return sorted(nodes, key=str)


def _shifted(value: Node, steps: int) -> Literal:
    """Return a literal of the same datatype that is a little more or less."""
    assert isinstance(value, Literal)
    if value.datatype == XSD.date:
        day = dt.date.fromisoformat(str(value)) + dt.timedelta(days=steps)
        return Literal(day.isoformat(), datatype=XSD.date)
    if value.datatype == XSD.dateTime:
        return Literal(f"{1999 + steps}-01-01T00:00:00", datatype=XSD.dateTime)
    step = Decimal("0.001") if value.datatype == XSD.decimal else Decimal(1)
    return Literal(str(Decimal(str(value)) + steps * step), datatype=value.datatype)
