"""Looks up names in the tables of `data/mappings` and in the open code lists: their entity and its properties.

Adds nothing to the tables and infers nothing from the spelling of a name.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from anakinra_kg import resources
from anakinra_kg.errors import FactFileError
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import AKD, PREFIXES, entity, key, term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MATCHES = tuple(f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related"))
"""The mapping relations, closest first."""

_SSSOM_COLUMNS = ("subject_id", "subject_label", "predicate_id", "object_id", "object_label")
_LISTED = frozenset(map(term, ("akg:DosageForm", "akg:Population", "akg:Route")))
_LABEL, _OTHER_LABEL = term("skos:prefLabel"), term("skos:altLabel")
_PREFIX = re.compile(r'#  ([\w.]+): "([^"]+)"')


@dataclass(frozen=True, slots=True)
class Match:
    """A mapping of an entity to a public identifier: the SKOS relation, the IRI and its compact form."""

    relation: str
    iri: NamedNode
    curie: str


@dataclass(slots=True)
class Known:
    """The content of the tables about one entity.

    Attributes:
        kind: Its kind, the first part of its IRI.
        label: Its preferred name.
        matches: Its mappings.
        broader: Preferred names of the next broader entities.
        parts: Preferred names of the entities that it combines.
        names: Other names that it is found by.
    """

    kind: str
    label: str
    matches: list[Match] = field(default_factory=list)
    broader: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def codes(self) -> Iterator[tuple[str, str]]:
        """The scheme and code of each class that an exact or close match names: the entity is in it."""
        return self._codes(*MATCHES[:2])

    @property
    def broader_codes(self) -> Iterator[tuple[str, str]]:
        """The scheme and code of each class that a broad match names: it classifies something broader."""
        return self._codes(MATCHES[2])

    def _codes(self, *relations: str) -> Iterator[tuple[str, str]]:
        for match in self.matches:
            scheme, _, code = match.curie.partition(":")
            if scheme == "atc" and match.relation in relations:
                yield scheme, code


@dataclass(frozen=True, slots=True)
class DrugClass:
    """A class of a classification: its name, its parent code and its public IRI; each is empty if unknown."""

    name: str
    parent: str
    iri: str


class Identifiers:
    """The tables, indexed by kind and name; case and hyphens are ignored, as in an IRI.

    Args:
        folder: The folder of the tables.
        lists: A file of code lists; the entries of its open lists and their other names are included.

    Attributes:
        classes: Classes of drugs by scheme and code.
        unmapped: Reasons why an entity has no public identifier, by kind and key of its name.
    """

    def __init__(self, folder: Path, lists: Path | None = None) -> None:
        self._entities: dict[tuple[str, str], Known] = {}
        self._names: dict[tuple[str, str, str], Known] = {}
        self.classes: dict[tuple[str, str], DrugClass] = {}
        self.unmapped: dict[tuple[str, str], str] = {}
        for path in sorted(folder.glob("*.sssom.tsv")):
            self._read_mappings(path)
        self._read_parts(folder / "parts.tsv")
        self._read_broader(folder / "broader.tsv")
        self._read_synonyms(folder / "synonyms.tsv")
        self._read_labels(folder / "labels.tsv")
        for _, row in table_rows(folder / "classification.tsv", ("scheme", "code", "name", "parent", "iri")):
            self.classes[row["scheme"], row["code"]] = DrugClass(row["name"], row["parent"], row["iri"])
        for _, row in table_rows(folder / "unmapped.tsv", ("kind", "name", "reason")):
            self.unmapped[row["kind"], key(row["name"])] = row["reason"]
        if lists is not None:
            self._read_lists(lists)

    def __iter__(self) -> Iterator[Known]:
        """Yield every entity of the tables."""
        yield from self._entities.values()

    def find(self, kind: str, name: str, context: str | None = None) -> Known | None:
        """Return the entity of a name, or None if the tables do not contain it.

        Args:
            kind: Kind of the entity.
            name: The name as written on a page.
            context: The reaction that a symptom indicates; it can change the meaning of the name.
        """
        spelled = key(name)
        if context is not None:
            found = self._names.get((kind, key(context), spelled))
            if found is not None:
                return found
        return self._names.get((kind, "", spelled)) or self._entities.get((kind, spelled))

    def _entity(self, kind: str, label: str) -> Known:
        return self._entities.setdefault((kind, key(label)), Known(kind, label))

    def _read_mappings(self, path: Path) -> None:
        prefixes = _prefixes(path)
        for line, row in table_rows(path, _SSSOM_COLUMNS):
            kind = row["subject_id"].removeprefix("akd:").partition("/")[0]
            if entity(kind, row["subject_label"]).value != AKD + row["subject_id"].removeprefix("akd:"):
                raise FactFileError(
                    f"{path}:{line}", f"{row['subject_id']} is not the IRI of its label", "fix the IRI or the label"
                )
            if row["predicate_id"] not in MATCHES:
                raise FactFileError(
                    f"{path}:{line}", f"unknown relation {row['predicate_id']}", f"use {', '.join(MATCHES)}"
                )
            prefix, _, local = row["object_id"].partition(":")
            if prefix not in prefixes:
                raise FactFileError(f"{path}:{line}", f"no prefix `{prefix}`", "declare it in the curie_map")
            known = self._entity(kind, row["subject_label"])
            if any(match.curie == row["object_id"] for match in known.matches):
                raise FactFileError(f"{path}:{line}", f"{row['object_id']} is mapped twice", "keep one of the rows")
            known.matches.append(Match(row["predicate_id"], NamedNode(prefixes[prefix] + local), row["object_id"]))

    def _read_parts(self, path: Path) -> None:
        for _, row in table_rows(path, ("kind", "whole", "part")):
            part = self._entity(row["kind"], row["part"])
            self._entity(row["kind"], row["whole"]).parts.append(part.label)

    def _read_broader(self, path: Path) -> None:
        for _, row in table_rows(path, ("kind", "narrower", "broader", "basis")):
            above = self._entity(row["kind"], row["broader"])
            self._entity(row["kind"], row["narrower"]).broader.append(above.label)

    def _read_synonyms(self, path: Path) -> None:
        for line, row in table_rows(path, ("kind", "context", "name", "entity", "basis")):
            known = self._known(path, line, row)
            spelled = row["kind"], key(row["context"]), key(row["name"])
            if spelled in self._names or (not row["context"] and (row["kind"], spelled[2]) in self._entities):
                raise FactFileError(f"{path}:{line}", f"`{row['name']}` already has a meaning", "keep one of them")
            self._names[spelled] = known
            if not row["context"]:
                known.names.append(row["name"])

    def _read_labels(self, path: Path) -> None:
        for line, row in table_rows(path, ("kind", "name", "entity", "basis")):
            self._known(path, line, row).names.append(row["name"])

    def _known(self, path: Path, line: int, row: dict[str, str]) -> Known:
        """Return the entity that a row names.

        Raises:
            FactFileError: No other table has it.
        """
        known = self._entities.get((row["kind"], key(row["entity"])))
        if known is None:
            wrong = f"no other table has the {row['kind']} `{row['entity']}`"
            raise FactFileError(f"{path}:{line}", wrong, "use an entity of another table")
        return known

    def _read_lists(self, path: Path) -> None:
        triples = list(read_triples(path))
        listed = {t.subject for t in triples if t.object in _LISTED}
        names: dict[NamedNode, list[tuple[NamedNode, str]]] = {_LABEL: [], _OTHER_LABEL: []}
        for t in triples:
            if t.subject in listed and t.predicate in names:
                assert isinstance(t.subject, NamedNode)  # noqa: S101 - the lists have no blank node
                assert isinstance(t.object, Literal)  # noqa: S101 - a label is a text
                names[t.predicate].append((t.subject, t.object.value))
        labels = dict(names[_LABEL])
        for node, label in labels.items():
            self._entity(_kind(node), label)
        for node, name in names[_OTHER_LABEL]:
            spelled = _kind(node), "", key(name)
            if self._entities.get((spelled[0], spelled[2])) is self._entity(_kind(node), labels[node]):
                continue  # another way to write its label
            if spelled in self._names or (spelled[0], spelled[2]) in self._entities:
                raise FactFileError(str(path), f"`{name}` already has a meaning", "keep one of them")
            self._names[spelled] = self._entity(_kind(node), labels[node])


def _kind(node: NamedNode) -> str:
    return node.value.removeprefix(AKD).partition("/")[0]


def _prefixes(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8") as lines:
        return dict(found.groups() for found in map(_PREFIX.match, lines) if found)  # type: ignore[misc]


def table_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table, each with its line number; lines that begin with `#` are comments.

    Raises:
        FactFileError: The table is missing, has no such column, or a row has the wrong length.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise FactFileError(str(path), (error.strerror or str(error)).lower(), "add the table") from None
    numbers = [number for number, line in enumerate(lines, start=1) if not line.startswith("#")]
    rows = csv.reader((lines[number - 1] for number in numbers), delimiter="\t")
    header: list[str] = next(rows, [])
    missing = [column for column in columns if column not in header]
    if missing:
        raise FactFileError(f"{path}:{numbers[0] if numbers else 1}", f"no column `{missing[0]}`", "name it")
    for number, row in zip(numbers[1:], rows, strict=True):
        if len(row) != len(header):
            raise FactFileError(
                f"{path}:{number}", f"{len(row)} cells under {len(header)} columns", "put one tab between cells"
            )
        yield number, dict(zip(header, row, strict=True))


@cache
def identifiers() -> Identifiers:
    """Return the tables and lists of the project."""
    return Identifiers(resources.resource("data", "mappings"), resources.resource("ontology", "vocabularies.ttl"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A vocabulary that the tables map to.

    Attributes:
        prefix: Prefix of the compact form of its identifiers.
        title: Its name.
        homepage: Address of its homepage.
        version: The mapped version; empty if unknown.
        licence: IRI of its licence; empty if it has terms of its own or none is known.
        terms: Short summary of its terms of use.
        stated_at: Page that states the terms; empty if they are not verified.
    """

    prefix: str
    title: str
    homepage: str
    version: str
    licence: str
    terms: str
    stated_at: str

    @property
    def iri_space(self) -> str:
        """The namespace of its IRIs."""
        return PREFIXES[self.prefix]


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """Return the vocabularies that the tables of the project map to."""
    columns = tuple(column.name for column in fields(Vocabulary))
    rows = table_rows(resources.resource("data", "mappings", "vocabularies.tsv"), columns)
    return tuple(Vocabulary(**{column: row[column] for column in columns}) for _, row in rows)
