"""Writes a report as JUnit XML, as test runners do."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from anakinra_kg.errors import visible
from anakinra_kg.validation.formats.words import (
    details,
    node_name,
    passage_name,
    place_words,
    rule_name,
    sentence,
    severity_name,
    summary,
)

if TYPE_CHECKING:
    from anakinra_kg.validation.findings import Finding, Report

_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FIXED = 'time="0" timestamp="1970-01-01T00:00:00" hostname="localhost"'
"""What the schema asks for and would differ on each run."""


def as_junit(report: Report) -> str:
    """Return a report as one suite: a test that something was checked, and one for each finding.

    A violation fails its test; a warning or an info skips it, with its message.
    """
    findings = report.shown()
    failures = sum(finding.rank == 0 for finding in findings)
    nothing = "" if report.nodes else '<error type="NothingChecked" message="no shape has a target in the data"/>'
    head = (
        f'<testsuite name="anakinra-kg validate" package="" id="0" tests="{1 + len(findings)}" '
        f'failures="{failures}" errors="{int(not report.nodes)}" skipped="{len(findings) - failures}" {_FIXED}>'
    )
    cases = "".join(_case(finding, report) for finding in findings)
    checked = f'<testcase classname="shapes" name="have nodes to check" time="0">{nothing}</testcase>'
    tail = f"<system-out>{_xml(summary(report))}</system-out>\n<system-err/>\n</testsuite>\n</testsuites>\n"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{head}\n<properties/>\n{checked}\n{cases}{tail}'


def _case(finding: Finding, report: Report) -> str:
    element = "skipped" if finding.rank else "failure"
    kind = "" if finding.rank else f' type="{_xml(severity_name(finding.severity))}"'
    lines = [f"{name}: {text}" for name, text in details(finding)]
    lines += [f"place: {place_words(finding.place)}"] if finding.place else []
    lines += [f"page: {passage_name(finding.passage)} {finding.passage.address}"] if finding.passage else []
    name = " ".join(filter(None, (node_name(finding, report), finding.path, finding.constraint)))
    return (
        f'<testcase classname="{_xml(rule_name(finding))}" name="{_xml(name)}" time="0">\n'
        f'<{element}{kind} message="{_xml(sentence(finding))}">{_xml(chr(10).join(lines))}</{element}>\n</testcase>\n'
    )


def _xml(text: str) -> str:
    """Return a text fit for XML, which has no place for most control characters, not even escaped."""
    return escape(_NOT_XML.sub(lambda found: found[0].encode("unicode_escape").decode(), visible(text)))
