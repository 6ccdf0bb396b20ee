"""Writes a report as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.errors import visible
from anakinra_kg.rdf.names import compress
from anakinra_kg.validation.findings import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anakinra_kg.validation.findings import Finding, Report


def as_text(report: Report) -> str:
    """Return a report as text: one paragraph for each entity, most severe first, then one line of counts."""
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(finding.focus, []).append(finding)
    paragraphs = (_paragraph(focus, report.labels.get(focus), found) for focus, found in groups.items())
    return visible("".join(paragraphs)) + _summary(report, len(groups))


def _paragraph(focus: str, label: str | None, findings: Iterable[Finding]) -> str:
    lines = [compress(focus) if label is None else f"{label} ({compress(focus)})"]
    for finding in findings:
        lines.append(f"    {_called(finding.severity)}: {finding.message or finding.constraint}")
        lines += [f"        {name} {text}" for name, text in _details(finding) if text]
    return "\n".join(lines) + "\n\n"


def _details(finding: Finding) -> tuple[tuple[str, str], ...]:
    value = finding.value
    if finding.datatype:
        value = f'"{value}" ({compress(finding.datatype)})'
    elif value:
        value = compress(value)
    return ("path ", compress(finding.path)), ("value", value), ("shape", compress(finding.shape))


def _summary(report: Report, entities: int) -> str:
    checked = (
        f"{_many(report.triples, 'triple')}, {_many(report.nodes, 'node')} checked against {report.shapes} shapes: "
    )
    if not report.nodes:
        return checked + "nothing was checked\n"
    if not report.findings:
        return checked + "no findings\n"
    counts = [_many(count, _called(severity)) for severity, count in report.counts().items() if count]
    return checked + ", ".join(counts) + f", at {_many(entities, 'node')}\n"


def _called(severity: str) -> str:
    return severity.lower() if severity in SEVERITIES else compress(severity)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
