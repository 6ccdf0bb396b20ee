"""The report of two graphs: their difference, the IRIs that vanished, and the names to tell it with."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from anakinra_kg.dataset.changes.contract import (
    NAMESPACES,
    RECORD,
    Vanished,
    described,
    in_use,
    is_promised,
    leads_to,
    read_record,
    replacements,
    vanished,
)
from anakinra_kg.dataset.changes.difference import (
    BLANK,
    PLACES,
    SECTIONS,
    STATUSES,
    Difference,
    Entity,
    Property,
    compare,
    is_place,
)
from anakinra_kg.dataset.changes.graphs import named_by_content, read_two
from anakinra_kg.dataset.changes.words import Name, Words, labels_of, many, mentioned
from anakinra_kg.errors import FileError
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import term
from anakinra_kg.resources import resource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Triple

    from anakinra_kg.dataset.changes.graphs import Graph

_LABEL = term("rdfs:label")
OWN_FILES = (
    ("anakinra.ttl",),
    ("vocabularies.ttl",),
    ("shapes.ttl",),
    ("dataset", "shapes.ttl"),
    ("dataset", "terms.ttl"),
)
"""The files of `ontology/` with terms, codes and shapes."""


class Group(NamedTuple):
    """Entities of one kind that are told together.

    Attributes:
        section: What their changes are about.
        kind: The name of the kind; None if they have none.
        counts: How many have each status.
        entities: The entities.
    """

    section: str
    kind: Name | None
    counts: Counter[str]
    entities: tuple[Entity, ...]


class Report(NamedTuple):
    """What is told of two graphs.

    Attributes:
        old: The old file, as it was given.
        new: The new file.
        difference: Their difference; None if the old file is a record of IRIs.
        promised: Number of IRIs that must be there or be replaced.
        vanished: Those that are not.
        words: Names.
    """

    old: str
    new: str
    difference: Difference | None
    promised: int
    vanished: tuple[Vanished, ...]
    words: Words

    @property
    def differs(self) -> bool:
        """Whether the graphs differ."""
        return self.difference is not None and bool(self.difference.removed or self.difference.added)

    def groups(self) -> list[Group]:
        """Return the entities by section and kind, in the order in which they are told."""
        found: dict[tuple[str, NamedNode | None], list[Entity]] = {}
        for entity in self.difference.entities if self.difference else ():
            found.setdefault((entity.section, entity.kind), []).append(entity)

        def order(group: tuple[str, NamedNode | None]) -> tuple[int, bool, str, str]:
            section, kind = group
            name = self.words.name(kind) if kind else None
            return (
                SECTIONS.index(section),
                name is None,
                (name.label or name.short).casefold() if name else "",
                str(kind),
            )

        return [
            Group(
                section,
                self.words.name(kind) if kind else None,
                Counter(entity.status for entity in found[section, kind]),
                tuple(found[section, kind]),
            )
            for section, kind in sorted(found, key=order)
        ]

    def table(self) -> list[tuple[str, Counter[str]]]:
        """Return the rows of a table of counts; entities of which nothing but the place changed share a row."""
        rows, alone = [], Counter[str]()
        for group in self.groups():
            kind = (group.kind.label or group.kind.short) if group.kind else "of no class"
            if group.section == PLACES and not is_place(group.entities[0].kind):
                alone += group.counts
            else:
                rows.append((kind if group.section != BLANK else f"{kind} ({BLANK})", group.counts))
        return [*rows, ("others, nothing but their places", alone)] if alone else rows

    def told(self, entity: Entity) -> tuple[list[Property], int]:
        """Return the properties of an entity that are told one by one, and the number of statements about its places.

        The class and the label of one that came or went are told with its name.
        """
        properties, places = [], 0
        label = self.words.labels.get(entity.node.value, "") if isinstance(entity.node, NamedNode) else ""
        for change in entity.properties:
            triples = *change.removed, *change.added
            in_name = all(t.object == entity.kind or (t.predicate == _LABEL and _text(t) == label) for t in triples)
            if change.place:
                places += len(triples)
            elif entity.status not in {"added", "removed"} or not in_name:
                properties.append(change)
        return properties, places

    def summary(self) -> str:
        """Return one sentence with the numbers."""
        gone = f"{len(self.vanished)} of {many(self.promised, 'IRI')} vanished"
        if self.difference is None:
            return gone
        if not self.differs:
            return f"no difference, {many(self.difference.new, 'triple')}"
        counts = Counter(entity.status for entity in self.difference.entities)
        told = ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status])
        triples = f"{many(self.difference.added, 'triple')} added, {self.difference.removed} removed"
        return f"{many(len(self.difference.entities), 'entity')} ({told}); {triples}; {gone}"


def _text(triple: Triple) -> str | None:
    return triple.object.value if isinstance(triple.object, Literal) else None


def report(
    old: Path,
    new: Path,
    ontology: Sequence[Path] = (),
    *,
    contract: Sequence[str] = (),
    syntax: str | None = None,
) -> Report:
    """Return the report of two files.

    Args:
        old: The old graph, or a record of IRIs (`.tsv`).
        new: The new graph.
        ontology: Files that stand beside the new graph: what they describe is there too; default: those of this
            project.
        contract: Namespaces of the IRIs that must be there or be replaced; default: those of this project, or all IRIs
            of a record.
        syntax: Syntax of the graphs; default: by their endings.

    Raises:
        FileError: A file is missing, of an unknown ending, or a record in place of a graph.
        GraphSyntaxError: A file does not parse.
    """
    if new.suffix.lower() == RECORD:
        raise FileError(str(new), "is a record of IRIs, not a graph", "give the record as OLD, and a graph as NEW")
    beside = _Beside(ontology)
    if old.suffix.lower() == RECORD:
        recorded = read_record(old)
        promised = {iri: label for iri, label in recorded.items() if iri.startswith(tuple(contract))}
        promised = promised if contract else recorded
        graph = named_by_content(read_triples(new, syntax))
        gone = _gone(promised, graph, {}, beside)
        return Report(str(old), str(new), None, len(promised), gone, Words({}))
    before, after = read_two(old, new, syntax)
    if before == after:
        return Report(str(old), str(new), compare(before, after, {}), 0, (), Words({}))
    notice = replacements(before)
    names = {iri: "" for iri in in_use(before) if is_promised(iri, contract or NAMESPACES)}
    gone = _gone(names, after, notice, beside)
    difference = compare(before, after, _united(replacements(after), replacements(beside.triples())))
    named = mentioned(difference) | {NamedNode(each.iri) for each in gone}
    words = Words(labels_of(named, after, before, beside.triples()), before | after)
    gone = tuple(each._replace(label=words.labels.get(each.iri, "")) for each in gone)
    return Report(str(old), str(new), difference, len(names), gone, words)


class _Beside:
    """The files beside the new graph, read when they are asked for."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files
        self._triples: list[Triple] | None = None

    def triples(self) -> list[Triple]:
        if self._triples is None:
            files = self._files or [resource("ontology", *parts) for parts in OWN_FILES]
            self._triples = [triple for file in files for triple in read_triples(file)]
        return self._triples


def _gone(
    promised: Mapping[str, str], graph: Graph, notice: Mapping[str, Collection[str]], beside: _Beside
) -> tuple[Vanished, ...]:
    """Return the promised IRIs that vanished.

    Args:
        promised: Label of each IRI.
        graph: The new graph.
        notice: What the old graph says IRIs are replaced by: whoever relies on one of them had time to change.
        beside: What stands beside the new graph.
    """
    there = in_use(graph)
    if not promised.keys() - there:
        return ()
    there |= described(beside.triples())
    promised = {iri: label for iri, label in promised.items() if not leads_to(iri, notice, there)}
    replaced = _united(replacements(graph), replacements(beside.triples()))
    return tuple(vanished(promised, there, replaced))


def _united(*each: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for replaced in each:
        for iri, targets in replaced.items():
            found.setdefault(iri, set()).update(targets)
    return found
