"""What shapes look at in data, and what they do not: for who maintains either.

- A **node** is whatever is the subject of a statement. It is looked at if it is a focus node: a target of a shape, or a
  value that has to have a shape (`sh:property`, `sh:node`, `sh:not`, `sh:and`, `sh:or`, `sh:xone`,
  `sh:qualifiedValueShape`); or if its class is asked for (`sh:class`). A value that is only counted or compared, by its
  datatype, its IRI or other values, is not looked at: it could say anything.
- A **statement** is looked at if a shape, at a node that it looks at, follows it: by its `sh:path` in either direction,
  or to compare values (`sh:equals`, `sh:disjoint`, `sh:lessThan`, `sh:lessThanOrEquals`). Closed shapes look at every
  statement of their nodes but those with `sh:ignoredProperties`. `rdf:type` and `rdfs:subClassOf` are looked at where
  they lead to a class that is a target or asked for; what `sh:targetObjectsOf` names is looked at, and what
  `sh:targetSubjectsOf` names is not, for its value plays no part.
- A **shape** with a target looks at nothing if it has no target node in the data; a **constraint**, which is here a
  property shape, looks at nothing if its path leads from its nodes to no value. What is deactivated is left out.

Which statements a query follows cannot be told from its text: targets of shapes with constraints in SPARQL count as
nodes, what their queries follow does not count.

Does not run an engine, and does not load rdflib.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict, deque
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from anakinra_kg.validation.paths import Path, Triples
from anakinra_kg.validation.shapes import SH, SUBCLASS, TYPE, Shapes
from anakinra_kg.validation.targets import subclasses, target_nodes, with_subclasses

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anakinra_kg.validation.shapes import Node

_HAVE_SHAPE = ("node", "not", "property", "qualifiedValueShape")
_HAVE_SHAPES = ("and", "or", "xone")
_COMPARED = ("disjoint", "equals", "lessThan", "lessThanOrEquals")
_DIGITS = 2
"""Digits of a percentage after the point."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of all are looked at.

    Attributes:
        looked_at: How many are looked at.
        all: How many there are.
    """

    looked_at: int
    all: int

    @property
    def left(self) -> int:
        """How many are not looked at."""
        return self.all - self.looked_at

    @property
    def percent(self) -> Decimal:
        """The percentage that is looked at, rounded down; 0 of nothing.

        Example:
            >>> Share(99999, 100000).percent
            Decimal('99.99')
        """
        scale = 10**_DIGITS
        return Decimal(100 * scale * self.looked_at // (self.all or 1)) / Decimal(scale)

    def reaches(self, percent: Decimal) -> bool:
        """Return whether at least this percentage is looked at, without rounding."""
        return bool(self.all) and 100 * self.looked_at >= percent * self.all

    def record(self) -> dict[str, object]:
        """Return the numbers by name, for JSON."""
        return {"looked_at": self.looked_at, "all": self.all, "percent": float(self.percent)}


@dataclass(frozen=True, slots=True)
class Left:
    """Nodes of a class that no shape looks at.

    Attributes:
        name: The class; empty for nodes without one.
        nodes: How many there are.
        example: One of them.
    """

    name: str
    nodes: int
    example: str


@dataclass(frozen=True, slots=True)
class Idle:
    """A property shape that found no value to look at.

    Attributes:
        shape: Its IRI; for a blank node, that of the named shape that it belongs to.
        path: Its path in SPARQL syntax.
    """

    shape: str
    path: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What shapes look at in data.

    Attributes:
        statements: Statements that a shape looks at.
        nodes: Nodes that a shape looks at; a node is the subject of a statement.
        shapes: Shapes with a target node, of those with a target.
        constraints: Property shapes with a value, of those that looked for one.
        properties: Statements that a shape looks at by property: first those of which it looks at none, the most first.
        classes: Nodes that no shape looks at by class, the most first; a node of two classes is in both.
        idle_shapes: Shapes with a target that looked at nothing.
        idle_constraints: Property shapes that looked for values and found none.
        sparql: Shapes that also ask in SPARQL: which statements they look at cannot be told.
    """

    statements: Share
    nodes: Share
    shapes: Share
    constraints: Share
    properties: dict[str, Share]
    classes: tuple[Left, ...]
    idle_shapes: tuple[str, ...]
    idle_constraints: tuple[Idle, ...]
    sparql: tuple[str, ...]

    def below(self, percent: Decimal) -> list[tuple[str, Share]]:
        """Return what does not reach a percentage, of statements and nodes, by name."""
        shares = ("statements", self.statements), ("nodes", self.nodes)
        return [(name, share) for name, share in shares if not share.reaches(percent)]

    def record(self) -> dict[str, object]:
        """Return everything by name, for JSON."""
        return {
            **{name: getattr(self, name).record() for name in ("statements", "nodes", "shapes", "constraints")},
            "properties": [{"property": name} | share.record() for name, share in self.properties.items()],
            "classes": [{"class": left.name, "nodes": left.nodes, "example": left.example} for left in self.classes],
            "idle_shapes": list(self.idle_shapes),
            "idle_constraints": [asdict(idle) for idle in self.idle_constraints],
            "sparql": list(self.sparql),
        }


def coverage(
    data: Sequence[Triple], shapes: Shapes, ontology: Iterable[Triple] = (), inferred: Iterable[Triple] = ()
) -> Coverage:
    """Return what shapes look at in data.

    Args:
        data: The triples, each once.
        shapes: The shapes.
        ontology: Triples of which the subclass axioms are used.
        inferred: What else the shapes see of the data, and is not counted.

    Example:
        >>> from pyoxigraph import RdfFormat, parse
        >>> def read(text: str) -> list[Triple]:
        ...     prefixes = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <urn:x:> . "
        ...     return [quad.triple for quad in parse(prefixes + text, format=RdfFormat.TURTLE)]
        >>> shapes = Shapes(read("e:S sh:targetClass e:Drug ; sh:property [ sh:path e:dose ; sh:maxCount 1 ] ."))
        >>> found = coverage(read("e:d a e:Drug ; e:dose 1 ; e:unit e:mg ."), shapes)
        >>> found.statements, found.properties["urn:x:unit"]
        (Share(looked_at=2, all=3), Share(looked_at=0, all=1))
    """
    seen = [*data, *inferred]
    axioms = list(ontology)
    found = target_nodes(shapes, axioms, seen)
    targets = {shape: nodes for shape, nodes in found.items() if not _is(shapes, shape, "deactivated")}
    look = _Look(shapes, Triples(seen), subclasses(itertools.chain(axioms, seen)))
    look.at(targets)
    nodes: dict[Node, list[str]] = {triple.subject: [] for triple in data}
    looked_at, counted = Counter[str](), Counter[str]()
    for number, triple in enumerate(data):
        name = triple.predicate.value
        counted[name] += 1
        looked_at[name] += number in look.statements
        if triple.predicate == TYPE:
            nodes[triple.subject].append(_text(triple.object))
    shares = {name: Share(looked_at[name], count) for name, count in counted.items()}
    left = [node for node in nodes if node not in look.nodes]
    idle_shapes = [shape for shape, members in targets.items() if not members]
    idle = [shape for shape in look.property_shapes if shape not in look.with_values]
    return Coverage(
        statements=Share(looked_at.total(), len(data)),
        nodes=Share(len(nodes) - len(left), len(nodes)),
        shapes=Share(len(targets) - len(idle_shapes), len(targets)),
        constraints=Share(len(look.with_values), len(look.property_shapes)),
        properties=dict(sorted(shares.items(), key=lambda item: (item[1].looked_at > 0, -item[1].left, item[0]))),
        classes=_by_class({node: nodes[node] for node in left}),
        idle_shapes=tuple(sorted(map(_text, idle_shapes))),
        idle_constraints=tuple(
            sorted(
                (Idle(_text(shapes.owner(shape)), "" if shapes.circle else shapes.path(shape)) for shape in idle),
                key=_order,
            )
        ),
        sparql=tuple(sorted({_text(shapes.owner(shape)) for shape in look.at_shape.keys() & _asking(shapes)})),
    )


def _order(idle: Idle) -> tuple[str, str]:
    return idle.shape, idle.path


def _is(shapes: Shapes, shape: Node, name: str) -> bool:
    """Return whether a property of a shape is true."""
    return any(isinstance(value, Literal) and value.value in {"true", "1"} for value in shapes.objects(shape, name))


def _asking(shapes: Shapes) -> set[Node]:
    """Return the shapes with constraints in SPARQL: with `sh:sparql`, or a parameter of a component of their own."""
    parameters = {SH + "sparql", *shapes.own_parameters()}
    return {triple.subject for triple in shapes.triples if triple.predicate.value in parameters}


def _text(node: object) -> str:
    return (
        f"_:{node.value}" if isinstance(node, BlankNode) else node.value if isinstance(node, NamedNode) else str(node)
    )


def _by_class(nodes: dict[Node, list[str]]) -> tuple[Left, ...]:
    of: dict[str, list[str]] = defaultdict(list)
    for node, classes in nodes.items():
        for name in classes or [""]:
            of[name].append(_text(node))
    found = (Left(name, len(members), min(members)) for name, members in of.items())
    return tuple(sorted(found, key=lambda left: (-left.nodes, left.name)))


class _Look:
    """The way of shapes through data; a shape comes to each node once."""

    def __init__(self, shapes: Shapes, triples: Triples, below: dict[object, set[Node]]) -> None:
        self._shapes, self._triples, self._below = shapes, triples, below
        self.at_shape: dict[Node, set[Node]] = defaultdict(set)
        self._waiting: deque[tuple[Node, set[Node]]] = deque()
        self._paths: dict[Node, Path] = {}
        self.statements: set[int] = set()
        self.nodes: set[Node] = set()
        self.property_shapes: set[Node] = set()
        self.with_values: set[Node] = set()

    def at(self, targets: dict[Node, set[Node]]) -> None:
        """Look at target nodes, and wherever the shapes lead from there."""
        for kind, shape, one in self._shapes.targets():
            if kind == "class" and shape in targets:
                self._look_at_class(targets[shape], one)
            elif kind == "object" and shape in targets and isinstance(one, NamedNode):
                self.statements.update(number for number, _, _ in self._triples.of(one))
        self._waiting.extend(targets.items())
        while self._waiting:
            shape, nodes = self._waiting.popleft()
            new = nodes - self.at_shape[shape]
            if new and not _is(self._shapes, shape, "deactivated"):
                self.at_shape[shape] |= new
                self._look(shape, new)

    def _look(self, shape: Node, nodes: set[Node]) -> None:
        shapes = self._shapes
        self.nodes |= nodes
        for compared in itertools.chain.from_iterable(shapes.objects(shape, name) for name in _COMPARED):
            if isinstance(compared, NamedNode):
                self._look_along(compared, nodes)
        values = self._values(shape, nodes)
        for cls in shapes.objects(shape, "class"):
            self.nodes |= values
            self._look_at_class(values, cls)
        if _is(shapes, shape, "closed"):
            ignored = {p for one in shapes.objects(shape, "ignoredProperties") for p in shapes.members(one)}
            for predicate in self._triples.predicates - ignored:
                self._look_along(predicate, values)
        for name in _HAVE_SHAPE:
            self._waiting.extend((one, values) for one in shapes.objects(shape, name))
        for name in _HAVE_SHAPES:
            self._waiting.extend((one, values) for some in shapes.objects(shape, name) for one in shapes.members(some))

    def _values(self, shape: Node, nodes: set[Node]) -> set[Node]:
        """Return the value nodes of a shape at its focus nodes: where its path leads, if it has one."""
        paths = self._shapes.objects(shape, "path")
        if not paths:
            return nodes
        path = self._paths.get(paths[0]) or self._paths.setdefault(paths[0], Path(self._shapes, paths[0]))
        values, passed = self._triples.follow(path, nodes)
        self.statements |= passed
        self.property_shapes.add(shape)
        if values:
            self.with_values.add(shape)
        return values

    def _look_along(self, predicate: NamedNode, nodes: set[Node]) -> None:
        ends = self._triples.ends(predicate)
        self.statements.update(number for node in nodes & ends.keys() for number, _ in ends[node])

    def _look_at_class(self, nodes: set[Node], cls: Node) -> None:
        """Look at what makes nodes members of a class."""
        classes = with_subclasses(cls, self._below)
        members, above = (self._triples.ends(name, inverse=True) for name in (TYPE, SUBCLASS))
        self.statements.update(n for found in members.keys() & classes for n, node in members[found] if node in nodes)
        self.statements.update(n for found in above.keys() & classes for n, _ in above[found])
