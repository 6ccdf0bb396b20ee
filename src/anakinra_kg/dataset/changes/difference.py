"""The difference of two graphs, by entity: added, removed, changed, renamed.

Works on sets of triples in which the same blank node has the same name (see `graphs`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, Triple

from anakinra_kg.dataset.changes.contract import described, leads_to
from anakinra_kg.rdf.names import PREFIXES, term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from anakinra_kg.dataset.changes.graphs import Graph

    Node = NamedNode | BlankNode | Triple  # pyoxigraph declares triples within triples, which are never read

STATUSES = ("added", "removed", "changed", "renamed")
MEANING, PLACES, BLANK = "meaning", "places", "blank nodes"
SECTIONS = (MEANING, PLACES, BLANK)
"""What a change is about, in the order in which it is told."""

_TYPE, _SUBCLASS = term("rdf:type"), term("rdfs:subClassOf")


class Property(NamedTuple):
    """What changed of one property of an entity.

    Attributes:
        predicate: The property.
        removed: The triples that are gone; those of a renamed entity have its old IRI.
        added: The triples that came.
        single: Whether it had one value and has another one.
        place: Whether all of its values are places, such as evidence in a page.
    """

    predicate: NamedNode
    removed: tuple[Triple, ...]
    added: tuple[Triple, ...]
    single: bool
    place: bool


class Entity(NamedTuple):
    """An entity that changed.

    Attributes:
        node: The entity.
        status: One of `STATUSES`.
        kind: Its class; of several the most specific one; None if it has none.
        section: What its change is about, one of `SECTIONS`.
        renamed_from: The IRIs that it replaces.
        properties: Its properties that changed.
    """

    node: Node
    status: str
    kind: NamedNode | None
    section: str
    renamed_from: tuple[NamedNode, ...]
    properties: tuple[Property, ...]


class Difference(NamedTuple):
    """The difference of two graphs.

    Attributes:
        old: Number of triples of the old graph.
        new: Number of triples of the new graph.
        removed: Number of triples that are only in the old graph.
        added: Number of triples that are only in the new graph.
        entities: The entities that changed.
        renaming_removed: Triples that are gone only because something was renamed.
        renaming_added: Triples that say the same with the new name, or that it replaces the old one.
    """

    old: int
    new: int
    removed: int
    added: int
    entities: tuple[Entity, ...]
    renaming_removed: tuple[Triple, ...]
    renaming_added: tuple[Triple, ...]

    def counts(self) -> dict[tuple[str, NamedNode | None], Counter[str]]:
        """Return how many entities of each section and kind have each status."""
        found: dict[tuple[str, NamedNode | None], Counter[str]] = defaultdict(Counter)
        for entity in self.entities:
            found[entity.section, entity.kind][entity.status] += 1
        return dict(found)


def is_place(kind: NamedNode | None) -> bool:
    """Return whether the members of a class are places: what Web Annotation has for passages and their characters."""
    return kind is not None and kind.value.startswith(PREFIXES["oa"])


def compare(old: Graph, new: Graph, replaced: Mapping[str, Collection[str]]) -> Difference:
    """Return the difference of two graphs.

    Args:
        old: The old graph.
        new: The new graph.
        replaced: What each IRI is replaced by. One with a single successor that the new graph describes is renamed.
    """
    if old == new:
        return Difference(len(old), len(new), 0, 0, (), (), ())
    removed, added = old - new, new - old
    renaming = _Renaming(old, new, replaced)
    renaming_removed, renaming_added = renaming.explained(old, new, removed, added)
    properties: dict[Node, dict[NamedNode, tuple[list[Triple], list[Triple]]]] = defaultdict(
        lambda: defaultdict(lambda: ([], []))
    )
    for t in removed - renaming_removed:
        properties[renaming.current(t.subject)][t.predicate][0].append(t)
    for t in added - renaming_added:
        properties[t.subject][t.predicate][1].append(t)
    entities = _Entities(old, new, renaming, {*properties, *renaming.origins})
    return Difference(
        len(old),
        len(new),
        len(removed),
        len(added),
        tuple(entities.entity(node, properties[node]) for node in sorted(entities.nodes, key=str)),
        _sorted(renaming_removed),
        _sorted(renaming_added),
    )


def _sorted(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    return tuple(sorted(triples, key=str))


class _Renaming:
    """Which nodes were renamed, and which triples differ for no other reason."""

    def __init__(self, old: Graph, new: Graph, replaced: Mapping[str, Collection[str]]) -> None:
        there = described(new) if replaced else set()
        was = described(old) if replaced else set()
        self.names: dict[Node, NamedNode] = {}
        self.origins: dict[Node, list[NamedNode]] = defaultdict(list)
        self._gone: dict[Node, NamedNode] = {}
        for iri in sorted(replaced):
            successors = leads_to(iri, replaced, there)
            if len(successors) != 1:
                continue
            name, (successor,) = NamedNode(iri), map(NamedNode, successors)
            self.names[name] = successor
            if iri not in there:
                self._gone[name] = successor
                if iri in was:
                    self.origins[successor].append(name)

    def current(self, node: Node) -> Node:
        """Return the node that an entity of the old graph is now."""
        return self._gone.get(node, node)

    def explained(self, old: Graph, new: Graph, removed: Graph, added: Graph) -> tuple[set[Triple], set[Triple]]:
        """Return the removed and the added triples that differ only in names."""
        gone: set[Triple] = set()
        come = {t for t in added if t.subject in self._gone}  # what is still said of an old name: what replaces it
        for t in old if self.names else ():
            predicate, value = self.names.get(t.predicate, t.predicate), t.object
            if isinstance(value, NamedNode):
                value = self.names.get(value, value)
            renamed = Triple(self.current(t.subject), predicate, value)
            if renamed != t and renamed in new:
                gone |= {t} & removed
                come |= {renamed} & added
        return gone, come


class _Entities:
    """What must be known of the changed entities: whether they were and are there, their kinds, their values."""

    def __init__(self, old: Graph, new: Graph, renaming: _Renaming, nodes: set[Node]) -> None:
        self.nodes = nodes
        self._renaming = renaming
        self._old, self._new = {t.subject for t in old}, {t.subject for t in new}
        self._classes: dict[Node, set[NamedNode]] = defaultdict(set)
        self._above: dict[Node, set[NamedNode]] = defaultdict(set)
        self._places: set[Node] = set()
        for t in (*old, *new):
            if t.predicate == _TYPE and isinstance(t.object, NamedNode):
                self._classes[renaming.current(t.subject)].add(t.object)
                if is_place(t.object):
                    self._places.add(t.subject)
            elif t.predicate == _SUBCLASS and isinstance(t.object, NamedNode):
                self._above[t.subject].add(t.object)
        self._members = Counter(cls for classes in self._classes.values() for cls in classes)
        self._before, self._after = self._values(old), self._values(new)

    def _values(self, graph: Graph) -> Counter[tuple[Node, NamedNode]]:
        """Return how many values each property of the changed entities has."""
        current = self._renaming.current
        return Counter((node, t.predicate) for t in graph if (node := current(t.subject)) in self.nodes)

    def entity(self, node: Node, properties: Mapping[NamedNode, tuple[list[Triple], list[Triple]]]) -> Entity:
        """Return the change of an entity."""
        origins = tuple(self._renaming.origins.get(node, ()))
        told = tuple(self._property(node, each, *properties[each]) for each in sorted(properties, key=str))
        status, kind = self._status(node, renamed=bool(origins)), self._kind(node)
        place = is_place(kind) or (status == "changed" and bool(told) and all(each.place for each in told))
        section = BLANK if isinstance(node, BlankNode) else PLACES if place else MEANING
        return Entity(node, status, kind, section, origins, told)

    def _property(self, node: Node, predicate: NamedNode, gone: list[Triple], come: list[Triple]) -> Property:
        where = node, predicate
        single = len(gone) == len(come) == self._before[where] == self._after[where] == 1
        return Property(
            predicate, _sorted(gone), _sorted(come), single, all(t.object in self._places for t in (*gone, *come))
        )

    def _status(self, node: Node, *, renamed: bool) -> str:
        if node not in self._new:
            return "removed"
        if node in self._old:
            return "changed"
        return "renamed" if renamed else "added"

    def _kind(self, node: Node) -> NamedNode | None:
        """Return the class of a node: of several one that no other is below, then the one with the fewest members."""
        classes = self._classes.get(node, set())
        broader = {above for cls in classes for above in self._broader(cls)}
        lowest = (classes - broader) or classes
        return min(lowest, key=lambda cls: (self._members[cls], cls.value), default=None)

    def _broader(self, cls: NamedNode) -> set[NamedNode]:
        found: set[NamedNode] = set()
        ways = [cls]
        while ways:
            for above in self._above.get(ways.pop(), ()):
                if above not in found:
                    found.add(above)
                    ways.append(above)
        return found
