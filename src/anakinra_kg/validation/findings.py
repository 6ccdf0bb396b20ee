"""The findings and the report of a validation, as records."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anakinra_kg.errors import AnakinraKGError
    from anakinra_kg.validation.coverage import Coverage
    from anakinra_kg.validation.profile import Profile

SEVERITIES = ("Violation", "Warning", "Info")
"""The severities of SHACL, most severe first; one that shapes define themselves counts as a violation."""


_STRING = "http://www.w3.org/2001/XMLSchema#string"
_FINGERPRINT_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Place:
    """Where the offending triple stands; for a missing one, its subject.

    Attributes:
        file: The file, as it was given.
        line: The line, from 1.
        column: The first character in its line, from 1.
        end_column: The character after the last one; 0 if that is in another line, or not known.
        text: The line as it is in the file, to be shown, of a long one what is around; empty if it is not known.
        end_line: The line of the last character; 0 if it is not known.
        text_column: The column of the first character of the text; more than 1 if a long line is cut.
        is_mention: Whether it is only where the node is first mentioned, as in JSON-LD and RDF/XML.
    """

    file: str
    line: int
    column: int = 1
    end_column: int = 0
    text: str = ""
    end_line: int = 0
    text_column: int = 1
    is_mention: bool = False

    @property
    def lines(self) -> range:
        """The lines that it covers."""
        return range(self.line, max(self.line, self.end_line) + 1)


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
        alike: How many findings before it have all that makes a fingerprint in common with it (see `counted`).
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
    alike: int = field(default=0, compare=False)

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
        del fields["alike"]
        fields["fingerprint"] = self.fingerprint()
        return {name: value for name, value in fields.items() if value or name not in _OF_SOME}

    def fingerprint(self) -> str:
        """Return a name that the finding keeps when lines move, messages are reworded or blank nodes renumbered.

        Example:
            >>> Finding("Info", "urn:a", "urn:s", "urn:p", "1", "Fix it.").fingerprint()
            '28b6db39769cd34bfa94f83e70275474'
        """
        name = self.kind()
        return _hashed((name, str(self.alike))) if self.alike else name

    def kind(self) -> str:
        """Return the fingerprint that all findings alike have in common, which is that of the first one."""
        parts = (self.shape, self.constraint, self.focus, self.path, self.value, self.datatype)
        return _hashed("_:" if part.startswith("_:") else part for part in parts)


_OF_SOME = frozenset({"focus_datatype", "place", "passage"})


def counted(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings, of which those that are alike have fingerprints of their own, by their order.

    Example:
        >>> nodes = [Finding("Info", f"_:b{number}", "urn:s", "urn:p", "", "Fix it.") for number in (1, 2)]
        >>> len({finding.fingerprint() for finding in counted(nodes)})
        2
    """
    seen: Counter[str] = Counter()
    numbered = []
    for finding in findings:
        kind = finding.kind()
        numbered.append(dataclasses.replace(finding, alike=seen[kind]) if seen[kind] else finding)
        seen[kind] += 1
    return numbered


def _hashed(parts: Iterable[str]) -> str:
    from hashlib import sha256  # noqa: PLC0415 - most reports are printed without

    # A part may hold any character: its length tells where it ends.
    whole = "".join(f"{len(part)}:{part}" for part in parts)
    return sha256(whole.encode()).hexdigest()[:_FINGERPRINT_DIGITS]


@dataclass(frozen=True, slots=True)
class Ignored:
    """A finding that a comment beside it ignores.

    Attributes:
        finding: The finding.
        reason: Why, as the comment says.
    """

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """A finding that a baseline knows, in names that people read.

    Attributes:
        shape: The shape.
        focus: The node.
        path: The property or path; empty if the finding is about the node itself.
        fingerprint: The fingerprint of the finding.
    """

    shape: str
    focus: str
    path: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, so that what is in it was not checked.

    Attributes:
        place: Where the parser stopped; line 1 if that is not known.
        message: What is wrong, and what would be right.
        text: The place and the message as the command line prints them.
    """

    place: Place
    message: str
    text: str

    def finding(self) -> Finding:
        """Return it as a finding, for formats that have nothing else."""
        return Finding("Violation", self.place.file, "", "", "", self.message, "Readable", "", _STRING, self.place)


def failure(error: AnakinraKGError) -> Failure:
    """Return an error as a failure.

    Example:
        >>> from anakinra_kg.errors import FileError
        >>> failure(FileError("a.ttl:2:7", "is cut off", "end it")).place
        Place(file='a.ttl', line=2, column=7, end_column=0, text='', end_line=0, text_column=1, is_mention=False)
    """
    file = error.place
    numbers: list[int] = []
    for _ in ("column", "line"):
        name, _, number = file.rpartition(":")
        if number.isdecimal():
            file, numbers = name, [int(number), *numbers]
    line, column = (*numbers, 1, 1)[:2]
    return Failure(Place(file, line, column), f"{error.wrong}; {error.right}", str(error))


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
        failures: What could not be read; the findings are on the rest.
        names: The IRIs of all shapes.
        ignored: The findings that comments ignore; they are not among the findings, and nor are the next three.
        unselected: How many findings are of shapes that were not asked for.
        unchanged: The findings on lines that a revision did not change.
        known: How many findings the baseline knows.
        fixed: What the baseline knows, and is not found any more.
        most: How many findings the formats show; 0 for all.
        coverage: What the shapes look at, if that was asked for.
        profile: Where the time went, if that was asked for.
    """

    triples: int
    shapes: int
    nodes: int
    findings: tuple[Finding, ...]
    labels: dict[str, str]
    warnings: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    rules: dict[str, Rule] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    names: frozenset[str] = frozenset()
    ignored: tuple[Ignored, ...] = ()
    unselected: int = 0
    unchanged: tuple[Finding, ...] = ()
    known: int = 0
    fixed: tuple[Known, ...] = ()
    most: int = 0
    coverage: Coverage | None = None
    profile: Profile | None = None

    @property
    def conforms(self) -> bool:
        """Whether nothing was found, not even what is ignored, known, or was not asked for."""
        return not (self.findings or self.ignored or self.unselected or self.unchanged or self.known)

    def shown(self) -> tuple[Finding, ...]:
        """Return the findings that the formats show: the most severe, and at least one of each shape, in order."""
        if not self.most or len(self.findings) <= self.most:
            return self.findings
        first: dict[str, int] = {}
        for number, finding in enumerate(self.findings):
            first.setdefault(finding.shape or finding.constraint, number)
        chosen = dict.fromkeys([*list(first.values())[: self.most], *range(self.most)])
        return tuple(self.findings[number] for number in sorted(list(chosen)[: self.most]))

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
        findings=tuple(counted(sorted((f for report in reports for f in report.findings), key=Finding.order))),
        labels=labels,
        warnings=tuple(dict.fromkeys(w for report in reports for w in report.warnings)),
        files=tuple(file for report in reports for file in report.files),
        rules=rules,
        failures=tuple(failure for report in reports for failure in report.failures),
        names=frozenset(name for report in reports for name in report.names),
    )
