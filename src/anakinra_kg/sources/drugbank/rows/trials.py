"""Splits the rows of the clinical trials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.rows.cells import COUNT, certain_split, number_splits
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_TRIAL = re.compile(
    rf"([0-4](?:, [0-4])*|{NOT_AVAILABLE})({one_of(vocabulary.STATUSES)})({one_of(vocabulary.PURPOSES)})(.+)"
)
_PURPOSE_INSIDE = re.compile(rf"(?<=[a-z])(?:{one_of(vocabulary.PURPOSES)})(?=[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Trials:
    """A row of the trials: cells as printed, conditions as a list, and the count."""

    phases: str
    status: str
    purpose: str
    conditions: tuple[str, ...]
    count: int


def trials(rows: Sequence[str]) -> list[Trials | None]:
    """Return the split rows of the trials table, None for each uncertain row.

    The last condition and the count are joined. They are split if only one split is possible (no condition ends in a
    space or hyphen, no count begins with 0), after a plain word, or if exactly one split gives a condition, or the
    last two words of one, that another row of the table contains unambiguously.
    """
    matches = [_one_trial_row(row) for row in rows]
    splits = [number_splits(match.group(4), COUNT) if match else [] for match in matches]
    certain = [certain_split(match.group(4), COUNT) if match else None for match in matches]
    known: set[str] = set()
    for match, cut in zip(matches, certain, strict=True):
        if match:
            items = match.group(4).split(" / ")
            known.update(items[:-1])
            if cut:
                known.add(cut[0].split(" / ")[-1])
    endings = {ending for name in known if (ending := _last_words(name))}
    return [
        _trial_row(match, _by_evidence(options, known, endings) or cut) if match else None
        for match, options, cut in zip(matches, splits, certain, strict=True)
    ]


def _last_words(name: str) -> str:
    return " ".join(name.split(" ")[-2:]) if " " in name else ""


def _by_evidence(options: list[tuple[str, str]], known: set[str], endings: set[str]) -> tuple[str, str] | None:
    if len(options) < 2:  # noqa: PLR2004 - nothing to decide
        return None
    last = [(option, option[0].split(" / ")[-1]) for option in options]
    for evident in (
        [option for option, name in last if name in known],
        [option for option, name in last if _last_words(name) in endings],
    ):
        if len(evident) == 1:
            return evident[0]
        if evident:
            return None
    return None


def _one_trial_row(row: str) -> re.Match[str] | None:
    found = _TRIAL.fullmatch(row)
    return found if found and not _PURPOSE_INSIDE.search(row, found.start(4) + 1) else None


def _trial_row(match: re.Match[str], cut: tuple[str, str] | None) -> Trials | None:
    if cut is None:
        return None
    phases, status, purpose, _ = match.groups()
    conditions = tuple(part.strip() for part in cut[0].split(" / "))
    if not all(conditions):
        return None
    return Trials(phases, status, purpose, conditions, int(cut[1]))
