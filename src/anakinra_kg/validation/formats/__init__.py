"""The formats of a validation report, one module each."""

from __future__ import annotations

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
