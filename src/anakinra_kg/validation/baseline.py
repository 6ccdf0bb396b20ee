"""A baseline: the findings that are known, so that only new ones count.

Knows a finding by its fingerprint. The file has a line for each finding, sorted: a change of it can be reviewed.
"""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING

from anakinra_kg.errors import FileError
from anakinra_kg.rdf.files import read_bytes, reason
from anakinra_kg.rdf.names import compress
from anakinra_kg.validation.findings import Known
from anakinra_kg.validation.shape_names import rule_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from anakinra_kg.validation.findings import Finding, Report
    from anakinra_kg.validation.shape_names import Choice

_VERSION = 1
_KEYS = 2
"""How many keys a baseline has: its version and its findings."""
_FINGERPRINT = re.compile(r"[0-9a-f]{32}")
_NEXT = re.compile(r"[^\s,]")
_FIELDS = tuple(field.name for field in dataclasses.fields(Known))
_WRITE_IT = "write it with --update-baseline"


def read(path: Path) -> tuple[Known, ...]:
    """Return the findings that a baseline knows.

    Raises:
        FileError: The file is missing, or is no baseline; the place is `file:line`.
    """
    try:
        text = read_bytes(path).decode()
        content = json.loads(text)
    except UnicodeDecodeError:
        raise FileError(str(path), "is not UTF-8", _WRITE_IT) from None
    except OSError as error:
        raise FileError(str(path), reason(error), _WRITE_IT) from None
    except RecursionError:
        raise FileError(f"{path}:1", "is nested too deeply for a baseline", _WRITE_IT) from None
    except json.JSONDecodeError as error:
        raise FileError(f"{path}:{error.lineno}", f"is not JSON: {error.msg}", f"fix it, or {_WRITE_IT}") from None
    if not isinstance(content, dict) or not isinstance(content.get("findings"), list) or len(content) > _KEYS:
        raise FileError(f"{path}:1", "is not a baseline", _WRITE_IT)
    if content.get("version") != _VERSION:
        raise FileError(f"{path}:1", f"has version {content.get('version')}, not {_VERSION}", _WRITE_IT)
    for number, entry in enumerate(content["findings"]):
        if not _is_entry(entry):
            place = f"{path}:{_line(text, number)}"
            raise FileError(place, "is not a known finding", f"write {', '.join(_FIELDS)}, or {_WRITE_IT}")
    return tuple(dict.fromkeys(Known(**entry) for entry in content["findings"]))


def without_known(report: Report, known: Iterable[Known], choice: Choice) -> Report:
    """Return a report without the findings that are known, and with those that are known but not found any more.

    Of findings that are alike, those on unchanged lines are the known ones. What is known of shapes that were not asked
    for is left alone; what comments ignore is not fixed.

    Args:
        report: The report.
        known: What the baseline knows.
        choice: Which shapes are asked for.
    """
    entries = {each.fingerprint: each for each in known if choice.has_name(each.shape)}
    found = [*report.unchanged, *report.findings]
    free: dict[str, int] = {}
    for finding in found:
        if finding.fingerprint() in entries:
            free[finding.kind()] = free.get(finding.kind(), 0) + 1
    for finding in report.unchanged:
        free[finding.kind()] = free.get(finding.kind(), 0) - 1
    new = []
    for finding in report.findings:
        kind = finding.kind()
        if free.get(kind, 0) > 0:
            free[kind] -= 1
        else:
            new.append(finding)
    there = {finding.fingerprint() for finding in (*found, *(each.finding for each in report.ignored))}
    return dataclasses.replace(
        report,
        findings=tuple(new),
        known=len(report.findings) - len(new),
        fixed=tuple(each for name, each in entries.items() if name not in there),
    )


def updated(report: Report, known: Iterable[Known], choice: Choice) -> str:
    """Return the baseline that knows the findings of a report, and what was known of shapes that were not asked for."""
    kept = (each for each in known if not choice.has_name(each.shape))
    lines = ",\n".join(
        json.dumps(dataclasses.asdict(each), ensure_ascii=False)
        for each in sorted({*kept, *entries(report)}, key=dataclasses.astuple)
    )
    # The name of a file may have bytes that are not UTF-8; they are written as JSON has them.
    text = f'{{"version": {_VERSION}, "findings": [\n{lines}\n]}}\n'
    return text.encode("utf-8", "backslashreplace").decode()


def entries(report: Report) -> tuple[Known, ...]:
    """Return the findings of a report as a baseline has them."""
    return tuple(_known(finding) for finding in report.findings)


def _known(finding: Finding) -> Known:
    return Known(_named(rule_iri(finding)), _named(finding.focus), _named(finding.path), finding.fingerprint())


def _named(node: str) -> str:
    """Return a node by its short IRI; a blank node without its number, which another run may change."""
    return "_:" if node.startswith("_:") else compress(node)


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and entry.keys() == {*_FIELDS}
        and all(isinstance(value, str) for value in entry.values())
        and _FINGERPRINT.fullmatch(entry["fingerprint"]) is not None
    )


def _line(text: str, number: int) -> int:
    """Return the line of an entry of a text that is JSON, from its number."""
    return next(line for count, line in enumerate(_entry_lines(text)) if count == number)


def _entry_lines(text: str) -> Iterator[int]:
    decoder, end = json.JSONDecoder(), text.index("[", text.index('"findings"')) + 1
    while entry := _NEXT.search(text, end):
        yield text.count("\n", 0, entry.start()) + 1
        _, end = decoder.raw_decode(text, entry.start())
