"""Writes a report as SARIF 2.1.0, the format of code scanning."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from anakinra_kg import __version__
from anakinra_kg.rdf.names import BASE
from anakinra_kg.validation.formats.words import node_name, passage_name, rule_name, sentence, told, uri

if TYPE_CHECKING:
    from anakinra_kg.validation.findings import Finding, Passage, Report

_LEVELS = ("error", "warning", "note")
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(report: Report) -> str:
    """Return a report as SARIF: shapes are rules, findings are results; one without a place is at the first file."""
    first: dict[str, Finding] = {}
    findings = report.shown()
    for finding in (*findings, *(each.finding for each in report.ignored)):
        first.setdefault(rule_name(finding), finding)
    numbers = {name: number for number, name in enumerate(sorted(first))}
    driver = {
        "name": "anakinra-kg",
        "version": __version__,
        "informationUri": BASE,
        "rules": [_rule(name, first[name], report) for name in numbers],
    }
    results = [_result(finding, numbers[rule_name(finding)], report) for finding in findings]
    for each in report.ignored:
        suppressed = {"suppressions": [{"kind": "inSource", "justification": each.reason}]}
        results.append(_result(each.finding, numbers[rule_name(each.finding)], report) | suppressed)
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=False) + "\n"


def _rule(name: str, finding: Finding, report: Report) -> dict[str, object]:
    said = report.rules.get(finding.shape)
    why = said.description if said else ""
    return {
        "id": name,
        "shortDescription": {"text": said.name if said else name},
        "fullDescription": {"text": why or sentence(finding)},
        "help": {"text": "\n\n".join(filter(None, (why, sentence(finding), finding.shape)))},
        "defaultConfiguration": {"level": _LEVELS[finding.rank]},
    }


def _result(finding: Finding, number: int, report: Report) -> dict[str, object]:
    place, fingerprint = report.place(finding), finding.fingerprint()
    region: dict[str, object] = {"startLine": place.line}
    if finding.place:
        region["startColumn"] = place.column
        if place.end_column > place.column:
            region["endColumn"] = place.end_column
        if place.text:
            region["snippet"] = {"text": place.text}
    result: dict[str, object] = {
        "ruleId": rule_name(finding),
        "ruleIndex": number,
        "level": _LEVELS[finding.rank],
        # A text in brackets before another one in brackets would be a link.
        "message": {"text": told(finding, report).replace("](", "] (")},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": uri(place.file)}, "region": region},
                "logicalLocations": [{"name": node_name(finding, report), "fullyQualifiedName": finding.focus}],
            }
        ],
        # GitHub follows an alert by the second one.
        "partialFingerprints": {"anakinraKg/v1": fingerprint, "primaryLocationLineHash": fingerprint},
        "properties": {
            name: text
            for name in ("severity", "shape", "constraint", "path", "value", "datatype")
            if (text := getattr(finding, name))
        },
    }
    if finding.passage:
        result["relatedLocations"] = [_page(finding.passage)]
    return result


def _page(passage: Passage) -> dict[str, object]:
    region = {
        "startLine": passage.line,
        "charOffset": passage.start,
        "charLength": max(passage.end - passage.start, 0),
    }
    location: dict[str, object] = {"id": 0, "message": {"text": passage_name(passage)}}
    if passage.address:
        location["physicalLocation"] = {"artifactLocation": {"uri": passage.address}, "region": region}
    return location
