"""The faults that may escape, each pattern with its reason: `tests/validation/escapes.tsv`."""

from __future__ import annotations

import csv
import fnmatch
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[2] / "validation" / "escapes.tsv"


@cache
def reasons() -> dict[str, str]:
    """Return the reason of each pattern of names."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["fault"]: row["reason"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def accepted(name: str) -> str | None:
    """Return the pattern by which a fault may escape, if there is one."""
    return next((pattern for pattern in reasons() if fnmatch.fnmatchcase(name, pattern)), None)
