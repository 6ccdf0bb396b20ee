"""Finds the line and the columns of the triple that each finding is about, in the files that were validated.

Reads the files again, and only if there are findings. A place is given only if what is written there is that triple;
in JSON-LD and RDF/XML it is where the node is first mentioned.
"""

from __future__ import annotations

import dataclasses
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from anakinra_kg.errors import PlacesError
from anakinra_kg.rdf.files import ENDINGS, file_iri, is_regular, read_bytes
from anakinra_kg.rdf.mentions import mentions
from anakinra_kg.rdf.turtle_places import PLACED, places
from anakinra_kg.validation.findings import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pyoxigraph import Literal

    from anakinra_kg.rdf.spans import Span
    from anakinra_kg.validation.findings import Finding

_Key = tuple[str, str, str, str]
"""Subject, predicate, object and datatype or language of a triple, as a finding has them."""
_Wanted = dict[str, set[_Key]]
"""The triples that are looked for, by their subjects."""

_LONGEST_LINE = 400
_AROUND = 150
"""How much is kept of a longer line: this many characters before what is marked, and as many from there."""


def located(findings: Iterable[Finding], files: Iterable[Path], syntax: str | None) -> list[Finding]:
    """Return findings with the place of the triple that each is about; for a missing one, of its subject.

    Args:
        findings: The findings.
        files: The files that were validated; a pipe cannot be read twice and gives no places.
        syntax: Their syntax; default: by their endings.
    """
    findings = list(findings)
    if not findings:
        return []
    wanted = {finding.focus: {_key(finding)} for finding in findings}
    for finding in findings:
        wanted[finding.focus].add(_key(finding))
    triples: dict[_Key, Place] = {}
    subjects: dict[str, Place] = {}
    for file in files:
        _look(str(file), syntax, wanted, triples, subjects)
    return [dataclasses.replace(f, place=triples.get(_key(f), subjects.get(f.focus))) for f in findings]


def _key(finding: Finding) -> _Key:
    return finding.focus, finding.path, finding.value, finding.datatype


def _look(
    file: str, syntax: str | None, wanted: _Wanted, triples: dict[_Key, Place], subjects: dict[str, Place]
) -> None:
    """Add the places of a file that no file before it gave."""
    named = syntax or ENDINGS.get(os.path.splitext(file)[1].lower(), "")
    if not is_regular(file):
        return
    text = read_bytes(file).decode("utf-8", "replace")
    lines, base = text.split("\n"), file_iri(os.path.realpath(file))
    if named not in PLACED:
        for node, mention in mentions(text, named, base).items():
            if node in wanted:
                subjects.setdefault(node, place_of(file, lines, mention))
        return
    with suppress(PlacesError):  # the places before it are right, and those after it are not known
        for (subject, predicate, value, *_), spans in places(text, named, base, name=file):
            if not isinstance(subject, NamedNode) or subject.value not in wanted:
                continue
            if subject.value not in subjects:
                subjects[subject.value] = place_of(file, lines, spans.subject)
            if not isinstance(value, BlankNode):
                key = subject.value, predicate.value, value.value, _datatype(value)
                if key in wanted[subject.value] and key not in triples:
                    triples[key] = place_of(file, lines, spans.object)


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


def _datatype(value: NamedNode | Literal) -> str:
    if isinstance(value, NamedNode):
        return ""
    return f"@{value.language}" if value.language else value.datatype.value
