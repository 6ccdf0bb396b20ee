"""What a validation found, as records."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass

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
