"""Writes a report as a code quality report of GitLab, which shows it in the merge request."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from anakinra_kg.validation.formats.words import rule_name, slashed_path, told

if TYPE_CHECKING:
    from anakinra_kg.validation.findings import Report

_SEVERITIES = ("major", "minor", "info")


def as_gitlab(report: Report) -> str:
    """Return a report as a JSON array; a finding without a place is at line 1 of the first file."""
    entries = []
    for finding in report.shown():
        place = report.place(finding)
        entries.append(
            {
                "description": told(finding, report),
                "check_name": rule_name(finding),
                "fingerprint": finding.fingerprint(),
                "severity": _SEVERITIES[finding.rank],
                "location": {"path": slashed_path(place.file), "lines": {"begin": place.line}},
            }
        )
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"
