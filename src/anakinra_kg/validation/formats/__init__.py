"""The formats of a validation report, a module each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.validation.formats.json import as_json
from anakinra_kg.validation.formats.text import as_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from anakinra_kg.validation.findings import Report

WRITERS: dict[str, Callable[[Report], str]] = {"text": as_text, "json": as_json}
"""Name of a format, as the command line takes it, and what writes it."""
