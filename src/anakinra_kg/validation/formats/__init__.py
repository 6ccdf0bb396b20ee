"""The formats of a validation report, one module each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.validation.formats.json import as_json
from anakinra_kg.validation.formats.text import as_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from anakinra_kg.validation.findings import Report

WRITERS: dict[str, Callable[[Report], str]] = {"text": as_text, "json": as_json}
"""Function that writes each format, by its name on the command line."""
