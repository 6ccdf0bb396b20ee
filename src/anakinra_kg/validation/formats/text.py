"""Writes a report as text for people: grouped by file and entity, each finding with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.errors import in_a_line
from anakinra_kg.validation.formats.coverage import coverage_text
from anakinra_kg.validation.formats.profile import profile_text
from anakinra_kg.validation.formats.words import (
    by_shape,
    columns,
    details,
    excerpt,
    node_name,
    passage_name,
    place_words,
    sentence,
    severity_name,
    shown_part,
    summary,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from anakinra_kg.validation.findings import Finding, Place, Report

    Paint = Callable[[str, str], str]

_FEW = 20
"""So many findings need no table of counts."""

_BOLD, _FAINT = "1", "2"
_COLOURS = ("31", "33", "36")
"""Red, yellow and cyan, by the rank of a severity."""


def as_text(report: Report, *, colour: bool = False, width: int | None = None) -> str:
    """Return a report as text: one paragraph for each entity, most severe first, then one line of counts.

    Many findings are counted by shape before that line, and what is fixed is named. After it comes what the shapes look
    at, and where the time went, if that was asked for.

    Args:
        report: The report.
        colour: Whether to colour it for a terminal.
        width: Columns of the terminal, to which long lines are folded; default: they are not.
    """
    files: dict[str, dict[str, list[Finding]]] = {}
    for finding in report.shown():
        file = finding.place.file if finding.place else ""
        files.setdefault(file, {}).setdefault(finding.focus, []).append(finding)
    paint: Paint = _painted if colour else lambda text, _: text
    parts = []
    for file, groups in files.items():
        parts += [paint(f"{in_a_line(file)}:", _BOLD) + "\n\n"] if file and len(files) > 1 else []
        parts += [_paragraph(found, report, paint, width) for found in groups.values()]
    measured = f"\n{coverage_text(report.coverage)}" if report.coverage else ""
    measured += f"\n{profile_text(report.profile)}" if report.profile else ""
    return "".join((*parts, *_table(report, paint), *_fixed(report))) + _summary(report, width) + measured


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _paragraph(findings: list[Finding], report: Report, paint: Paint, width: int | None) -> str:
    lines = [paint(line, _BOLD) for line in _folded("", node_name(findings[0], report), 4, width)]
    for finding in findings:
        severity = f"{in_a_line(severity_name(finding.severity))}:"
        first, *more = _folded(f"    {severity} ", sentence(finding), 8, width)
        lines += [first.replace(severity, paint(severity, _COLOURS[finding.rank]), 1), *more]
        for name, text in _details(finding):
            lines += _folded(f"        {name:<5} ", text, 14, width)
        if finding.place and finding.place.text:
            lines += (f"        {line}" for line in _shown(finding.place, paint, _COLOURS[finding.rank], width))
    return "\n".join(lines) + "\n\n"


def _folded(start: str, text: str, indent: int, width: int | None) -> list[str]:
    """Return the lines of a text after what begins its first line; a word that is longer than a line stays whole."""
    text = in_a_line(text)
    if width is None or len(start) + len(text) <= width:
        return [start + text]
    from textwrap import wrap  # noqa: PLC0415 - only for a terminal

    return wrap(
        text,
        width,
        initial_indent=start,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _summary(report: Report, width: int | None) -> str:
    return "\n".join(_folded("", summary(report).rstrip("\n"), 4, width)) + "\n"


def _table(report: Report, paint: Paint) -> Iterator[str]:
    """Yield the number of findings of each shape, if there are too many to count them by looking."""
    if len(report.findings) > _FEW:
        rows = [("findings", "severity", "shape"), *((str(n), level, shape) for n, level, shape in by_shape(report))]
        widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
        for number, (count, level, shape) in enumerate(rows):
            line = f"{count.rjust(widths[0])}  {in_a_line(level).ljust(widths[1])}  {in_a_line(shape)}"
            yield (line if number else paint(line, _BOLD)) + "\n"
        yield "\n"
    part = shown_part(report)
    if part:
        yield f"{part}\n"


def _fixed(report: Report) -> Iterator[str]:
    named = report.fixed[: report.most or None]
    for each in named:
        at = f", path {in_a_line(each.path)}" if each.path else ""
        yield f"fixed: {in_a_line(each.shape)} at {in_a_line(each.focus)}{at}\n"
    if len(named) < len(report.fixed):
        yield f"fixed: {len(report.fixed) - len(named)} more\n"


def _details(finding: Finding) -> Iterator[tuple[str, str]]:
    yield from details(finding)
    if finding.passage:
        yield "page", passage_name(finding.passage)
        if finding.passage.address:
            yield "", finding.passage.address
    if finding.place:
        yield "place", place_words(finding.place)


def _shown(place: Place, paint: Paint, code: str, width: int | None) -> Iterable[str]:
    """Return the line of a place, and below it a mark for the term that is wrong."""
    number = f"{place.line} | "
    before, marked, after = excerpt(place, None if width is None else width - len(number) - len("        "))
    mark = "^" * max(columns(marked), 1)
    return (
        f"{paint(number, _FAINT)}{before}{paint(marked, code)}{after}".rstrip(),
        f"{paint(number.replace(str(place.line), ' ' * len(str(place.line))), _FAINT)}{' ' * columns(before)}"
        + paint(mark, code),
    )
