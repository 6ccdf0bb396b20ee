"""Finds the line of a term in a Turtle file, for error messages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def place(path: Path, subject: str, term: str) -> str:
    """Return the place of a term in the statements about a subject, as `file:line`; only the file if it is not found.

    Args:
        path: A Turtle file.
        subject: IRI of the subject; empty if it is unknown.
        term: IRI of the term; the place of the subject is returned if the term is not found.
    """
    text = path.read_text(encoding="utf-8")
    prefixes = dict(re.findall(r"(?im)^\s*@?prefix\s+([\w-]*):\s*<([^>]*)>", text))
    lines = [line.split(" # ")[0] for line in text.split("\n")]
    start = _line(lines, 0, rf"(?:{_written(subject, prefixes)})") or _line(
        lines, 0, rf".*(?:{_written(subject, prefixes)})"
    )
    within = rf".*(?:{_written(term, prefixes)})"
    found = _line(lines, start or 0, within) or _line(lines, 0, within) or start
    return f"{path}:{found}" if found else str(path)


def _line(lines: list[str], start: int, pattern: str) -> int | None:
    """Return the number of the first line, from line `start` on, that begins with a pattern; None if there is none."""
    written = re.compile(pattern)
    return next((number for number, line in enumerate(lines, 1) if number >= start and written.match(line)), None)


def _written(iri: str, prefixes: dict[str, str]) -> str:
    """Return a pattern for all spellings of an IRI in a file."""
    short = (
        f"{prefix}:{re.escape(iri[len(namespace) :])}(?![\\w%-])"
        for prefix, namespace in prefixes.items()
        if iri.startswith(namespace)
    )
    return "|".join([f"<{re.escape(iri)}>", *short])
