"""Writes a report as one JSON object."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anakinra_kg.validation.findings import Place, Report


def as_json(report: Report) -> str:
    """Return a report as one JSON object for programs."""
    content: dict[str, object] = {
        "conforms": bool(report.nodes) and report.conforms and not report.failures,
        "triples": report.triples,
        "shapes": report.shapes,
        "nodes": report.nodes,
        "counts": report.counts(),
        "findings": [finding.record() for finding in report.shown()],
        "ignored": [{"reason": each.reason} | each.finding.record() for each in report.ignored],
        "unselected": report.unselected,
        "unchanged": len(report.unchanged),
        "known": report.known,
        "failures": [{"message": each.message} | _place(each.place) for each in report.failures],
        "fixed": [dataclasses.asdict(each) for each in report.fixed],
    }
    if report.coverage:
        content["coverage"] = report.coverage.record()
    if report.profile:
        content["profile"] = report.profile.record()
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    # The name of a file may have bytes that are not UTF-8; Python writes them as JSON does.
    return text.encode("utf-8", "backslashreplace").decode()


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line, "column": place.column}
