"""The findings and the report of a validation, as records."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass

SEVERITIES = ("Violation", "Warning", "Info")
"""The severities of SHACL, most severe first; one that shapes define themselves counts as a violation."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a validation.

    Attributes:
        severity: `Violation`, `Warning` or `Info`, or the IRI of a severity that the shapes define themselves.
        focus: The node that was checked.
        shape: The violated shape; for a blank node, the named shape that it belongs to.
        path: The property, or a path in SPARQL syntax; empty if the finding is about the node itself.
        value: The invalid value; empty if a value is missing.
        message: How to fix it.
        constraint: The violated constraint, such as `MinCount`.
        datatype: Datatype or language of the value; empty if it is not a literal.
    """

    severity: str
    focus: str
    shape: str
    path: str
    value: str
    message: str
    constraint: str = ""
    datatype: str = ""

    @property
    def rank(self) -> int:
        """How severe it is: 0 for a violation, more for less."""
        return SEVERITIES.index(self.severity) if self.severity in SEVERITIES else 0

    def order(self) -> tuple[int | str, ...]:
        """Return the sort key of a finding: most severe first, the same order on every machine."""
        node = (self.focus, self.shape, self.path, self.constraint, self.value, self.datatype)
        return self.rank, *node, self.severity, self.message

    def record(self) -> dict[str, str]:
        """Return the fields of the finding by name, for JSON files."""
        return dataclasses.asdict(self)


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a validation.

    Attributes:
        triples: Number of triples of the data.
        shapes: Number of shapes with a target.
        nodes: Number of nodes that the shapes checked; 0 means that nothing was checked.
        findings: The findings, most severe first.
        labels: Labels of the nodes with findings.
        warnings: What is odd about the shapes, if they are not those of the project.
    """

    triples: int
    shapes: int
    nodes: int
    findings: tuple[Finding, ...]
    labels: dict[str, str]
    warnings: tuple[str, ...] = ()

    def failing(self, least: str) -> bool:
        """Return whether a finding has at least this severity."""
        return any(finding.rank <= SEVERITIES.index(least) for finding in self.findings)

    def counts(self) -> dict[str, int]:
        """Return the number of findings of each severity, those of SHACL first."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in (*SEVERITIES, *sorted(found.keys() - {*SEVERITIES}))}
