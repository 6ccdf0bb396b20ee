"""The findings and the report of a validation, as records."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SEVERITIES = ("Violation", "Warning", "Info")
"""The severities of SHACL, most severe first; one that shapes define themselves counts as a violation."""


_FINGERPRINT_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Place:
    """Where the offending triple stands; for a missing one, its subject.

    Attributes:
        file: The file, as it was given.
        line: The line, from 1.
        column: The first character in its line, from 1.
        end_column: The character after the last one; 0 if it is not known.
        text: The line as it is in the file, to be shown; empty if it is not known.
    """

    file: str
    line: int
    column: int = 1
    end_column: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The passage of a page that a claim comes from.

    Attributes:
        title: Title of the page.
        address: Address of the page on the web; empty if it is not known.
        line: The line of the page, from 1.
        start: The first character of the passage, counted from 0 at the start of the page.
        end: The character after the last one.
    """

    title: str
    address: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """What a shape or a check says of itself.

    Attributes:
        name: Its name in a few words.
        description: Why it matters.
    """

    name: str
    description: str


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
        focus_datatype: The same of the node that was checked.
        place: Where it stands in the files; None if that is not known.
        passage: Where the claim stands in its page; None if the node is no claim with evidence.
    """

    severity: str
    focus: str
    shape: str
    path: str
    value: str
    message: str
    constraint: str = ""
    datatype: str = ""
    focus_datatype: str = ""
    place: Place | None = field(default=None, compare=False)
    passage: Passage | None = field(default=None, compare=False)

    @property
    def rank(self) -> int:
        """How severe it is: 0 for a violation, more for less."""
        return SEVERITIES.index(self.severity) if self.severity in SEVERITIES else 0

    def order(self) -> tuple[int | str, ...]:
        """Return the sort key of a finding: most severe first, the same order on every machine."""
        node = (self.focus, self.shape, self.path, self.constraint, self.value, self.datatype)
        return self.rank, *node, self.severity, self.message, self.focus_datatype

    def record(self) -> dict[str, object]:
        """Return the fields of the finding by name, for JSON files; without those that only some findings have."""
        fields = dataclasses.asdict(self)
        return {name: value for name, value in fields.items() if value or name not in _OF_SOME}

    def fingerprint(self) -> str:
        """Return a name that the finding keeps when lines move, messages are reworded or blank nodes renumbered.

        Example:
            >>> Finding("Info", "urn:a", "urn:s", "urn:p", "1", "Fix it.").fingerprint()
            '28b6db39769cd34bfa94f83e70275474'
        """
        parts = (self.shape, self.constraint, self.focus, self.path, self.value, self.datatype)
        return _hashed("_:" if part.startswith("_:") else part for part in parts)


_OF_SOME = frozenset({"focus_datatype", "place", "passage"})


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return the fingerprint of each finding; where several are alike, those after the first are counted too.

    Example:
        >>> nodes = [Finding("Info", f"_:b{number}", "urn:s", "urn:p", "", "Fix it.") for number in (1, 2)]
        >>> len(set(fingerprints(nodes)))
        2
    """
    seen: Counter[str] = Counter()
    names = []
    for finding in findings:
        name = finding.fingerprint()
        names.append(_hashed((name, str(seen[name]))) if seen[name] else name)
        seen[name] += 1
    return names


def _hashed(parts: Iterable[str]) -> str:
    from hashlib import sha256  # noqa: PLC0415 - most reports are printed without

    # A part may hold any character: its length tells where it ends.
    whole = "".join(f"{len(part)}:{part}" for part in parts)
    return sha256(whole.encode()).hexdigest()[:_FINGERPRINT_DIGITS]


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
        files: The files, as they were given.
        rules: What the shapes with findings say of themselves, by IRI.
        failures: What could not be read, as `file:line:column: what is wrong; what would be right`; the findings are
            on the rest.
    """

    triples: int
    shapes: int
    nodes: int
    findings: tuple[Finding, ...]
    labels: dict[str, str]
    warnings: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    rules: dict[str, Rule] = field(default_factory=dict)
    failures: tuple[str, ...] = ()

    def place(self, finding: Finding) -> Place:
        """Return where a finding stands; if that is not known, the start of the first file."""
        return finding.place or Place(self.files[0] if self.files else "-", 1)

    def failing(self, least: str) -> bool:
        """Return whether a finding has at least this severity."""
        return any(finding.rank <= SEVERITIES.index(least) for finding in self.findings)

    def counts(self) -> dict[str, int]:
        """Return the number of findings of each severity, those of SHACL first."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in (*SEVERITIES, *sorted(found.keys() - {*SEVERITIES}))}


def merged(reports: Sequence[Report]) -> Report:
    """Return reports on several graphs, at least one, against the same shapes as one."""
    labels: dict[str, str] = {}
    rules: dict[str, Rule] = {}
    for report in reversed(reports):
        labels |= report.labels
        rules |= report.rules
    return Report(
        triples=sum(report.triples for report in reports),
        shapes=max(report.shapes for report in reports),
        nodes=sum(report.nodes for report in reports),
        findings=tuple(sorted((f for report in reports for f in report.findings), key=Finding.order)),
        labels=labels,
        warnings=tuple(dict.fromkeys(w for report in reports for w in report.warnings)),
        files=tuple(file for report in reports for file in report.files),
        rules=rules,
        failures=tuple(failure for report in reports for failure in report.failures),
    )
