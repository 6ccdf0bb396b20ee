"""Finds the line and the columns of the triple that each finding is about, in the files that were validated.

Reads the files again, and only if there are findings. A place is given only if what is written there is that triple;
in JSON-LD and RDF/XML it is where the node is first mentioned.
"""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from anakinra_kg.errors import PlacesError
from anakinra_kg.rdf.files import ENDINGS, file_iri, is_regular, read_bytes
from anakinra_kg.rdf.mentions import mentions
from anakinra_kg.rdf.turtle_places import PLACED, places
from anakinra_kg.validation.findings import Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Literal

    from anakinra_kg.rdf.spans import Span
    from anakinra_kg.validation.findings import Finding

_Key = tuple[str, str, str, str]
"""Subject, predicate, object and datatype or language of a triple, as a finding has them."""


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
    wanted = {finding.focus for finding in findings}
    triples: dict[_Key, Place] = {}
    subjects: dict[str, Place] = {}
    for file in files:
        _look(str(file), syntax, wanted, triples, subjects)
    return [dataclasses.replace(f, place=triples.get(_key(f), subjects.get(f.focus))) for f in findings]


def _key(finding: Finding) -> _Key:
    return finding.focus, finding.path, finding.value, finding.datatype


def _look(
    file: str, syntax: str | None, wanted: set[str], triples: dict[_Key, Place], subjects: dict[str, Place]
) -> None:
    """Add the places of a file that no file before it gave."""
    named = syntax or ENDINGS.get(os.path.splitext(file)[1].lower(), "")
    if not is_regular(file):
        return
    text = read_bytes(file).decode("utf-8", "replace")
    lines, base = text.split("\n"), file_iri(os.path.realpath(file))

    def place(span: Span) -> Place:
        end = span.end_column if span.end_line == span.line else 0
        return Place(file, span.line, span.column, end, lines[span.line - 1].removeprefix("\ufeff").rstrip("\r"))

    if named not in PLACED:
        for node, mention in mentions(text, named, base).items():
            if node in wanted:
                subjects.setdefault(node, place(mention))
        return
    try:
        for (subject, predicate, value, *_), spans in places(text, named, base, name=file):
            if isinstance(subject, NamedNode) and subject.value in wanted:
                subjects.setdefault(subject.value, place(spans.subject))
                if not isinstance(value, BlankNode):
                    said = value.value, _datatype(value)
                    triples.setdefault((subject.value, predicate.value, *said), place(spans.object))
    except PlacesError:
        return  # the places before it are right, and those after it are not known


def _datatype(value: NamedNode | Literal) -> str:
    if isinstance(value, NamedNode):
        return ""
    return f"@{value.language}" if value.language else value.datatype.value
