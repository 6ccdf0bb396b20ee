"""Comments that ignore findings: `# shacl-ignore: SHAPE reason` beside a triple of Turtle, TriG, N-Triples or N-Quads.

A comment that says no reason, names no shape or ignores nothing is a finding itself.
"""

from __future__ import annotations

import dataclasses
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anakinra_kg.errors import FileError
from anakinra_kg.rdf.names import SHAPES, compress
from anakinra_kg.rdf.turtle_places import PLACED, comments
from anakinra_kg.validation.checks import CHECKS
from anakinra_kg.validation.findings import Finding, Ignored, counted
from anakinra_kg.validation.locating import place_of
from anakinra_kg.validation.shape_names import rule_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anakinra_kg.rdf.inputs import Input
    from anakinra_kg.rdf.turtle_places import Comment
    from anakinra_kg.validation.findings import Place, Report
    from anakinra_kg.validation.shape_names import Choice, ShapeNames

_MARK = "shacl-ignore"
_WRITTEN = re.compile(rf"#+\s*{_MARK}\b(?P<colon>:?)\s*(?P<shape>\S*)\s*(?P<reason>.*)", re.IGNORECASE)
_FORM = f"`# {_MARK}: SHAPE reason`"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_CHECK = "Ignore"


@dataclass(frozen=True, slots=True)
class _Ignore:
    """A comment that ignores findings of a shape on some lines."""

    place: Place
    comment: Comment
    shape: str
    reason: str


def without_ignored(report: Report, choice: Choice, files: Iterable[Input]) -> Report:
    """Return a report without the findings that comments ignore, which it keeps apart, and with those on comments.

    A comment holds for findings of its shape whose place is on its line or, if it is alone there, on the line below. A
    finding on a missing value has the place of its subject.

    Args:
        report: The report.
        choice: Which shapes are asked for: that a comment ignores nothing of another one is not told.
        files: The files.
    """
    right: dict[tuple[str, str, int], _Ignore] = {}
    unused: dict[_Ignore, None] = {}
    wrong: list[Finding] = []
    for ignore in (each for file in files for each in _in_file(file, choice.names)):
        if isinstance(ignore, Finding):
            wrong.append(ignore)
            continue
        unused[ignore] = None
        for line in ignore.comment.lines:
            right.setdefault((ignore.place.file, ignore.shape, line), ignore)
    kept: list[Finding] = []
    ignored: list[Ignored] = []
    for finding in report.findings:
        place = finding.place
        found = right.get((place.file, rule_iri(finding), place.line)) if place else None
        if found:
            ignored.append(Ignored(finding, found.reason))
            unused.pop(found, None)
        else:
            kept.append(finding)
    for ignore in unused:
        if choice.has(ignore.shape):
            message = f"Remove the comment: there is no finding of {compress(ignore.shape)} beside it."
            wrong.append(_finding(ignore.place, ignore.comment, message))
    if not wrong and not ignored:
        return report
    return dataclasses.replace(
        report,
        findings=tuple(sorted([*kept, *counted(wrong)], key=Finding.order)),
        ignored=tuple(ignored),
        rules=report.rules | ({SHAPES + _CHECK: CHECKS[_CHECK]} if wrong else {}),
    )


def _in_file(file: Input, names: ShapeNames) -> Iterator[_Ignore | Finding]:
    """Yield the comments of a file that ignore something, or what is wrong with them."""
    if file.syntax not in PLACED:
        return
    try:
        text = file.text()
    except (FileError, OSError):  # it could not be validated either, or is too large for places
        return
    if _MARK not in text.lower():
        return
    lines = text.split("\n")
    for comment in comments(text):
        written = _WRITTEN.match(comment.text)
        if written:
            yield _read(place_of(file.name, lines, comment.span), comment, written, names)


def _read(place: Place, comment: Comment, written: re.Match[str], names: ShapeNames) -> _Ignore | Finding:
    if not written["colon"] or not written["shape"]:
        return _finding(place, comment, f"Write {_FORM}.")
    try:
        shape = names.iri(written["shape"])
    except LookupError as error:
        return _finding(place, comment, f"`{written['shape']}` is not the name of one shape or check; {error}")
    if not written["reason"]:
        return _finding(place, comment, f"Say why, as in {_FORM}: without a reason nothing is ignored.")
    return _Ignore(place, comment, shape, written["reason"].strip())


def _finding(place: Place, comment: Comment, message: str) -> Finding:
    return Finding(
        severity="Violation",
        focus=os.path.normpath(place.file).replace(os.sep, "/"),
        shape=SHAPES + _CHECK,
        path="",
        value=comment.text,
        message=message,
        constraint=_CHECK,
        datatype=_STRING,
        focus_datatype=_STRING,
        place=place,
    )
