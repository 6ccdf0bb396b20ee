"""Finds the line and the columns of the triple that each finding is about, in the files that were validated.

Reads the files again, and only if there are findings. A place is given only if what is written there is that triple;
in JSON-LD and RDF/XML it is where the node is first mentioned, and a blank node has none.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, Triple

from anakinra_kg.errors import FileError, PlacesError
from anakinra_kg.rdf.files import numbered, reason
from anakinra_kg.rdf.mentions import mentions
from anakinra_kg.rdf.turtle_places import PLACED, places
from anakinra_kg.validation.findings import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from anakinra_kg.rdf.inputs import Input
    from anakinra_kg.rdf.spans import Span
    from anakinra_kg.validation.findings import Finding
    from anakinra_kg.validation.shapes import Node

_Key = tuple[str, str, str, str]
"""Subject, predicate, object and datatype or language of a triple, as a finding has them."""
_Wanted = dict[str, set[_Key]]
"""The triples that are looked for, by their subjects."""

_LONGEST_LINE = 400
_AROUND = 150
"""How much is kept of a longer line: this many characters before what is marked, and as many from there."""


def located(findings: Iterable[Finding], files: Iterable[Input], unplaced: list[str] | None = None) -> list[Finding]:
    """Return findings with the place of the triple that each is about; for a missing one, of its subject.

    Args:
        findings: The findings, on the triples of the files, whose blank nodes have been numbered in their order.
        files: The files that were validated, in the same order.
        unplaced: Gets why findings in a file have no place: it is too large to be read as a whole, or is written in a
            way that is read differently.
    """
    findings = list(findings)
    if not findings:
        return []
    search = _Search(findings)
    for file in files:
        try:
            search.look(file)
        except (FileError, PlacesError) as error:  # the places before it are right, and those after it are not known
            if unplaced is not None:
                unplaced.append(f"{error.place}: {error.wrong}: findings in it may have no place")
    return [dataclasses.replace(finding, place=search.place(finding)) for finding in findings]


class _Search:
    """The places of the triples and of the subjects that are wanted, each the first one."""

    def __init__(self, findings: list[Finding]) -> None:
        self._wanted: _Wanted = {}
        for finding in findings:
            self._wanted.setdefault(finding.focus, set()).add(_key(finding))
        self._numbers: dict[BlankNode, BlankNode] | None = {} if any(map(_is_blank, self._wanted)) else None
        self._triples: dict[_Key, Place] = {}
        self._subjects: dict[str, Place] = {}

    def place(self, finding: Finding) -> Place | None:
        return self._triples.get(_key(finding), self._subjects.get(finding.focus))

    def look(self, file: Input) -> None:
        """Add the places of a file that no file before it gave."""
        try:
            text = file.text()
        except OSError as error:
            raise FileError(file.name, reason(error), "leave it there until the end") from None
        lines = text.split("\n")

        def place(span: Span) -> Place:
            return place_of(file.name, lines, span)

        if file.syntax in PLACED:
            self._triples_of(file, text, place)
        else:
            self._mentions_of(file, text, place)

    def _triples_of(self, file: Input, text: str, place: Callable[[Span], Place]) -> None:
        for quad, spans in places(text, file.syntax, file.base, name=file.name):
            triple = Triple(quad.subject, quad.predicate, quad.object)
            if self._numbers is not None:
                (triple,) = numbered((triple,), self._numbers)
            subject, value = _name(triple.subject), triple.object
            if subject not in self._wanted:
                continue
            if subject not in self._subjects:
                self._subjects[subject] = place(spans.subject)
            key = subject, triple.predicate.value, _name(value), _datatype(value)
            if key in self._wanted[subject] and key not in self._triples:
                self._triples[key] = place(spans.object)

    def _mentions_of(self, file: Input, text: str, place: Callable[[Span], Place]) -> None:
        for node, mention in mentions(text, file.syntax, file.base).items():
            if node in self._wanted:
                self._subjects.setdefault(node, dataclasses.replace(place(mention), is_mention=True))
        if self._numbers is not None:  # the blank nodes of later files count on
            for _ in numbered(file.triples(), self._numbers):
                pass


def place_of(file: str, lines: Sequence[str], span: Span) -> Place:
    """Return a place in a file with its line, or with a part of it if that is long.

    Args:
        file: The file, as it was given.
        lines: Its lines.
        span: The place.
    """
    end = span.end_column if span.end_line == span.line else 0
    line, first = lines[span.line - 1].removeprefix("\ufeff").rstrip("\r"), 0
    if len(line) > _LONGEST_LINE:  # many findings in one long line would each have all of it
        first = max(span.column - 1 - _AROUND, 0)
        line = line[first : span.column - 1 + _AROUND]
    return Place(file, span.line, span.column, end, line, span.end_line, first + 1)


def _key(finding: Finding) -> _Key:
    return finding.focus, finding.path, finding.value, finding.datatype


def _is_blank(name: str) -> bool:
    return name.startswith("_:")


def _name(node: Node) -> str:
    return f"_:{node.value}" if isinstance(node, BlankNode) else "" if isinstance(node, Triple) else node.value


def _datatype(value: Node) -> str:
    if not isinstance(value, Literal):
        return ""
    return f"@{value.language}" if value.language else value.datatype.value
