"""Writes a report as commands of a GitHub workflow, which shows them as annotations beside the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.validation.formats.words import passage_name, rule_name, slashed_path, summary, told

if TYPE_CHECKING:
    from anakinra_kg.validation.findings import Finding, Report

_COMMANDS = ("error", "warning", "notice")
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def as_github(report: Report) -> str:
    """Return a report as workflow commands, one for each finding, and a line of counts.

    A finding without a place is an annotation of the first file.
    """
    return "".join(f"{_command(finding, report)}\n" for finding in report.shown()) + summary(report)


def _command(finding: Finding, report: Report) -> str:
    place = report.place(finding)
    properties = {"title": rule_name(finding), "file": slashed_path(place.file), "line": str(place.line)}
    if finding.place:
        properties["col"] = str(place.column)
        if place.end_column:
            properties |= {"endLine": str(place.line), "endColumn": str(place.end_column)}
    message = told(finding, report)
    if finding.passage:
        message += f"\n{passage_name(finding.passage)} {finding.passage.address}".rstrip()
    written = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.rank]} {written}::{message.translate(_DATA)}"
