"""The formats of a validation report, one module each."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from anakinra_kg.validation.formats.github import as_github
from anakinra_kg.validation.formats.gitlab import as_gitlab
from anakinra_kg.validation.formats.html import as_html
from anakinra_kg.validation.formats.json import as_json
from anakinra_kg.validation.formats.junit import as_junit
from anakinra_kg.validation.formats.sarif import as_sarif
from anakinra_kg.validation.formats.text import as_text
from anakinra_kg.validation.formats.turtle import as_turtle

if TYPE_CHECKING:
    from collections.abc import Callable

    from anakinra_kg.validation.findings import Report

WRITERS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "junit": as_junit,
    "sarif": as_sarif,
    "turtle": as_turtle,
    "html": as_html,
}
"""Function that writes each format, by its name on the command line."""

_MOST = {"text": 100, "html": 1000}
"""How many findings are shown in the formats that are for people."""

_FINDINGS_ALONE = frozenset({"github", "gitlab", "html", "junit", "sarif"})
"""Formats that tell a file that could not be read as a finding; json has it apart, the others leave it to stderr."""


def written(
    report: Report, form: str, most: int | None = None, *, colour: bool = False, width: int | None = None
) -> str:
    """Return a report in a format.

    Args:
        report: The report.
        form: One of `WRITERS`.
        most: How many findings to show, 0 for all; default: 100 as text, 1000 as html, all in the others.
        colour: Whether to colour text for a terminal.
        width: Columns of the terminal, to which text is folded; default: it is not.
    """
    limited = dataclasses.replace(report, most=_MOST.get(form, 0) if most is None else most)
    if form in _FINDINGS_ALONE and report.failures:
        unread = (failure.finding() for failure in report.failures)
        limited = dataclasses.replace(limited, findings=(*unread, *report.findings))
    return as_text(limited, colour=colour, width=width) if form == "text" else WRITERS[form](limited)
