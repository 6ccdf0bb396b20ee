"""Writes a report as one HTML page that needs no other file or host, and no script but to filter."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from anakinra_kg.errors import in_a_line, visible
from anakinra_kg.rdf.names import compress
from anakinra_kg.validation.findings import SEVERITIES
from anakinra_kg.validation.formats.words import (
    by_shape,
    details,
    excerpt,
    passage_name,
    place_words,
    rule_name,
    sentence,
    severity_name,
    shown_part,
    summary,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anakinra_kg.validation.findings import Finding, Passage, Place, Report


def as_html(report: Report) -> str:
    """Return a report as one page: the findings of each file and entity beside their lines, with a filter."""
    style, script = (Path(__file__).with_name(f"report.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    allowed = b64encode(sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'; base-uri 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>Validation report</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<h1>Validation report</h1>\n<p>{_text(summary(report).strip())}</p>\n"
        + (f"<p>{_text(part)}</p>\n" if (part := shown_part(report)) else "")
        + "".join(f"<p><code>{_text(in_a_line(file))}</code></p>\n" for file in report.files)
        + (_filter(report) + _shapes(report) if report.findings else "")
        + "".join(_files(report))
        + (f"<script>{script}</script>\n" if report.findings else "")
        + "</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(visible(text))


def _level(finding: Finding) -> str:
    return severity_name(SEVERITIES[finding.rank])


def _filter(report: Report) -> str:
    levels = Counter(map(_level, report.shown()))
    boxes = "".join(
        f'<label><input type="checkbox" value="{level}" checked> {level} ({levels[level]})</label>\n'
        for level in map(severity_name, SEVERITIES)
        if levels[level]
    )
    options = "".join(f"<option>{_text(name)}</option>\n" for name in sorted(set(map(rule_name, report.shown()))))
    return (
        f'<form hidden>\n{boxes}<label>shape <select>\n<option value="">all</option>\n{options}</select></label>\n'
        '<output aria-live="polite"></output>\n</form>\n'
    )


def _shapes(report: Report) -> str:
    """Return a table with the number of findings of each shape, most of them first."""
    whys = {rule_name(f): report.rules[f.shape].description for f in report.findings if f.shape in report.rules}
    rows = "".join(
        f"<tr><td>{count}</td><td><code>{_text(name)}</code><small>{_text(whys.get(name, ''))}</small></td></tr>\n"
        for count, _, name in by_shape(report)
    )
    return (
        "<details>\n<summary>Findings by shape</summary>\n"
        f"<table>\n<tr><th>findings</th><th>shape, and why it matters</th></tr>\n{rows}</table>\n</details>\n"
    )


def _files(report: Report) -> Iterator[str]:
    files: dict[str, dict[str, list[Finding]]] = {}
    for finding in report.shown():
        file = finding.place.file if finding.place else ""
        files.setdefault(file, {}).setdefault(finding.focus, []).append(finding)
    for file, groups in files.items():
        yield '<div class="file">\n' + (f"<h2>{_text(in_a_line(file))}</h2>\n" if file else "")
        for focus, findings in groups.items():
            label = report.labels.get(focus)
            name = f"<code>{_text(compress(focus))}</code>"
            yield f"<section>\n<h3>{name if label is None else f'{_text(label)} {name}'}</h3>\n"
            yield from map(_article, findings)
            yield "</section>\n"
        yield "</div>\n"


def _article(finding: Finding) -> str:
    rows = [(name, _text(text)) for name, text in details(finding)]
    rows += [("page", _page(finding.passage))] if finding.passage else []
    rows += [("place", _text(place_words(finding.place)))] if finding.place else []
    listed = "".join(f"<dt>{name}</dt><dd>{content}</dd>\n" for name, content in rows)
    level = _level(finding)
    return (
        f'<article class="{level}" data-level="{level}" data-shape="{_text(rule_name(finding))}">\n'
        f'<p><b class="level">{_text(severity_name(finding.severity))}</b> {_text(sentence(finding))}</p>\n'
        f"{_line(finding.place)}<dl>\n{listed}</dl>\n</article>\n"
    )


def _page(passage: Passage) -> str:
    name = _text(passage_name(passage))
    if not passage.address.startswith(("https://", "http://")):
        return name
    return f'<a href="{_text(passage.address)}">{name}</a>'


def _line(place: Place | None) -> str:
    if place is None or not place.text:
        return ""
    before, marked, after = map(escape, excerpt(place))
    return f'<pre><span class="number">{place.line} </span>{before}<mark>{marked or " "}</mark>{after}</pre>\n'
