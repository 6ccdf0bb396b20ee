"""What a validation found, as records and as text or JSON.

Finds nothing itself. A further format is one more function in `WRITERS`.
"""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anakinra_kg.rdf.names import compress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SEVERITIES = ("Violation", "Warning", "Info")
"""Gravest first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a validation.

    Attributes:
        severity: `Violation`, `Warning` or `Info`.
        focus: The node that was checked.
        shape: The shape that was not met; of a shape without a name, the named one that it belongs to.
        path: The property concerned, or a path as SPARQL writes it; empty where the node itself is meant.
        value: The offending value; empty where one is missing.
        message: What to do.
        constraint: The kind of limit that was not kept, such as `MinCount`.
        datatype: The value's datatype or language; empty where it is no literal.
    """

    severity: str
    focus: str
    shape: str
    path: str
    value: str
    message: str
    constraint: str = ""
    datatype: str = ""

    def order(self) -> tuple[int, str, str, str, str, str, str]:
        """Return the key that sorts findings, gravest first, alike on every machine."""
        rank = SEVERITIES.index(self.severity)
        return rank, self.focus, self.shape, self.path, self.constraint, self.value, self.datatype

    def record(self) -> dict[str, str]:
        """Return all that the finding holds, by name, as JSON files have it."""
        return dataclasses.asdict(self)


@dataclass(frozen=True, slots=True)
class Report:
    """A validation that ran.

    Attributes:
        triples: How many triples were looked at.
        shapes: How many shapes have a target.
        nodes: How many nodes of the data the shapes looked at; 0 means that nothing was checked.
        findings: What is wrong, gravest first.
        labels: Name of each node with a finding that has one.
    """

    triples: int
    shapes: int
    nodes: int
    findings: tuple[Finding, ...]
    labels: dict[str, str]

    def failing(self, least: str) -> bool:
        """Tell whether a finding is at least as grave as that severity."""
        return any(SEVERITIES.index(f.severity) <= SEVERITIES.index(least) for f in self.findings)

    def counts(self) -> dict[str, int]:
        """Return how many findings there are of each severity."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}


def as_text(report: Report) -> str:
    """Return a report for people: one paragraph an entity, the gravest first, then one line of counts."""
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(finding.focus, []).append(finding)
    return "".join(_paragraph(focus, report.labels.get(focus), found) for focus, found in groups.items()) + _summary(
        report, len(groups)
    )


def _paragraph(focus: str, label: str | None, findings: Iterable[Finding]) -> str:
    lines = [compress(focus) if label is None else f"{label} ({compress(focus)})"]
    for finding in findings:
        lines.append(f"    {finding.severity.lower()}: {finding.message or finding.constraint}")
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
    counts = [_many(count, severity.lower()) for severity, count in report.counts().items() if count]
    return checked + ", ".join(counts) + f", at {_many(entities, 'node')}\n"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def as_json(report: Report) -> str:
    """Return a report as one JSON object for programs."""
    content = {
        "conforms": bool(report.nodes) and not report.findings,
        "triples": report.triples,
        "shapes": report.shapes,
        "nodes": report.nodes,
        "counts": report.counts(),
        "findings": [finding.record() for finding in report.findings],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


WRITERS: dict[str, Callable[[Report], str]] = {"text": as_text, "json": as_json}
"""Name of a format, as the command line takes it."""
