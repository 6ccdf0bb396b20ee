"""What the formats share: how they name rules, places and passages, and show a line of a file."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, east_asian_width
from urllib.parse import quote

from anakinra_kg.errors import in_a_line, visible
from anakinra_kg.rdf.names import compress
from anakinra_kg.validation.findings import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anakinra_kg.validation.findings import Finding, Passage, Place, Report

_BEFORE_MARK, _AFTER_MARK = 40, 60
_LONGEST = 100
"""How many characters of a label or a value are shown."""


class Excerpt(NamedTuple):
    """A line of a file around what is marked in it; a long line is cut, which `…` shows."""

    before: str
    marked: str
    after: str


def severity_name(severity: str) -> str:
    """Return a severity in lower case; one that shapes define themselves as a short IRI."""
    return severity.lower() if severity in SEVERITIES else compress(severity)


def rule_name(finding: Finding) -> str:
    """Return the short IRI of the shape of a finding; the constraint if it has none."""
    return compress(finding.shape) if finding.shape else finding.constraint


def sentence(finding: Finding) -> str:
    """Return what is wrong, or how to fix it."""
    return finding.message or finding.constraint


def node_name(finding: Finding, report: Report) -> str:
    """Return the node of a finding for people: its label if it has one, cut if it is long, and its short IRI."""
    label = report.labels.get(finding.focus)
    return compress(finding.focus) if label is None else f"{_cut(label)} ({compress(finding.focus)})"


def value_name(finding: Finding) -> str:
    """Return the value of a finding for people, a literal with its datatype, cut if it is long; empty for none."""
    if finding.datatype:
        return f'"{_cut(finding.value)}" ({compress(finding.datatype)})'
    return compress(finding.value)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def details(finding: Finding) -> list[tuple[str, str]]:
    """Return the name and text of the path, value and shape of a finding, those that it has."""
    pairs = ("path", compress(finding.path)), ("value", value_name(finding)), ("shape", compress(finding.shape))
    return [(name, text) for name, text in pairs if text]


def told(finding: Finding, report: Report) -> str:
    """Return a finding in one line, for formats with a single text: the message, the node, the path and the value."""
    parts = [f"{name} {text}" for name, text in details(finding)]
    return in_a_line(f"{sentence(finding)} – {'; '.join([node_name(finding, report), *parts])}")


def passage_name(passage: Passage) -> str:
    """Return where a passage is: title, line and characters."""
    return f"{passage.title}, line {passage.line}, characters {passage.start} to {passage.end}"


def place_name(place: Place) -> str:
    """Return a place as compilers write it, `file:line:column`."""
    return f"{in_a_line(place.file)}:{place.line}:{place.column}"


def place_words(place: Place) -> str:
    """Return a place for people, who are told if the triple itself could not be placed."""
    return place_name(place) + (", where the node is first mentioned" if place.is_mention else "")


def slashed_path(file: str) -> str:
    """Return the path of a file with slashes, without `./` at its start."""
    return in_a_line(os.path.normpath(file).replace(os.sep, "/"))


def uri(file: str) -> str:
    """Return the path of a file as a URI reference: relative if the path is."""
    if os.path.isabs(file):
        return Path(file).as_uri()
    return quote(os.fsencode(os.path.normpath(file).replace(os.sep, "/")))


def excerpt(place: Place, room: int | None = None) -> Excerpt:
    """Return the line of a place, fit to be shown, around what is marked.

    Args:
        place: The place.
        room: How many characters there is room for, but at least thirty are shown; default: a hundred and more.
    """
    before_mark, after_mark = _BEFORE_MARK, _AFTER_MARK
    if room is not None:  # two signs tell that the line goes on
        before_mark = min(before_mark, max(room // 3, 10))
        after_mark = min(after_mark, max(room - before_mark - 2, 20))
    text = place.text.rstrip("\r\n")
    start = min(place.column - place.text_column, len(text))
    end = min(max(place.end_column - place.text_column, start + 1), len(text))
    first = max(start - before_mark, 0)
    last = max(end, start) + (after_mark if room is None else max(after_mark - (end - start), 0))
    marked = text[start:end]
    if len(marked) > after_mark:
        marked, last = f"{marked[:after_mark]}…", end
    before = ("…" if first else "") + text[first:start]
    after = text[end:last] + ("…" if last < len(text) and last > end else "")
    return Excerpt(*(visible(part).replace("\t", " ").replace("\n", " ") for part in (before, marked, after)))


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in {"F", "W"} else 1 for c in text)


class ShapeCount(NamedTuple):
    """How many findings a shape has, and how severe the most severe of them is."""

    findings: int
    severity: str
    shape: str


def by_shape(report: Report) -> list[ShapeCount]:
    """Return the number of findings of each shape, most of them first."""
    counts: Counter[str] = Counter()
    severities: dict[str, str] = {}
    for finding in report.findings:
        name = finding.shape or finding.constraint
        counts[name] += 1
        severities.setdefault(name, severity_name(finding.severity))
    found = [ShapeCount(count, severities[name], compress(name)) for name, count in counts.items()]
    return sorted(found, key=lambda each: (-each.findings, each.shape))


def shown_part(report: Report) -> str:
    """Return a sentence about the findings that are not shown; empty if all are."""
    count = len(report.shown())
    if count == len(report.findings):
        return ""
    return f"{count} of {len(report.findings)} findings are shown; --max N shows more, --max 0 all"


def summary(report: Report) -> str:
    """Return one line with the numbers of a report."""
    triples, nodes, shapes = _many(report.triples, "triple"), _many(report.nodes, "node"), _many(report.shapes, "shape")
    checked = (
        f"{triples}, {nodes} checked against {shapes}: "
        if report.shapes
        else f"{triples}, {_many(report.nodes, 'shape')} linted: "
    )
    if not report.nodes:
        return checked + "nothing was checked\n"
    left_out = "".join(f"; {words}" for words in _left_out(report))
    if not report.findings:
        return f"{checked}no {'' if report.conforms else 'other '}findings{left_out}\n"
    counts = [_many(count, severity_name(severity)) for severity, count in report.counts().items() if count]
    entities = len({finding.focus for finding in report.findings})
    return f"{checked}{', '.join(counts)}, at {_many(entities, 'node')}{left_out}\n"


def _left_out(report: Report) -> Iterator[str]:
    numbers = (
        (len(report.ignored), "ignored"),
        (report.unselected, "of shapes not asked for"),
        (len(report.unchanged), "on unchanged lines"),
        (report.known, "known"),
        (len(report.fixed), "fixed"),
    )
    return (f"{number} {words}" for number, words in numbers if number)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
