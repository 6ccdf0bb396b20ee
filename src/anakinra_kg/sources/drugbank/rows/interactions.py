"""Splits the rows of the drug interactions: the name of a drug and a sentence about two drugs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anakinra_kg.facts.records import Direction


@dataclass(frozen=True, slots=True)
class InteractionReading:
    """The interaction in a row: `drug` is the first cell, `other` the drug of the page."""

    drug: str
    other: str
    effect: str
    direction: Direction
    affected: str | None = None
    activity: str | None = None


_LONGEST_SENTENCE = 600
_DIRECTIONS: dict[str, Direction] = {
    "increase": "increased",
    "increased": "increased",
    "decrease": "decreased",
    "decreased": "decreased",
    "reduced": "decreased",
}
_CAN_BE = r"can be (?P<way>increased|decreased|reduced) when"
# Sentences about two drugs after the first cell: the pattern, the name of the effect if the sentence does not name it,
# and the group that matches the affected drug or metabolite.
_ABOUT_TWO = (
    (
        re.compile(
            rf"(?P<first>.+?)The risk or severity of (?P<effect>.+?) {_CAN_BE} (?P<x>.+?) is combined with (?P<y>.+)\."
        ),
        "",
        "",
    ),
    (
        re.compile(
            rf"(?P<first>.+?)The (?P<effect>serum concentration of the active metabolites) of (?P<x>.+?) {_CAN_BE}"
            r" (?P=x) is used in combination with (?P<y>.+?)(?: resulting in [a-z ]+)?\."
        ),
        "",
        "x",
    ),
    (
        re.compile(
            r"(?P<first>.+?)The serum concentration of (?P<metabolite>.+?), an active metabolite of (?P<x>.+?),?"
            rf" {_CAN_BE} (?:it is )?used in combination with (?P<y>.+)\."
        ),
        "serum concentration",
        "metabolite",
    ),
    (
        re.compile(
            rf"(?P<first>.+?)The (?P<effect>[a-z][a-z ]{{0,40}}?) of (?P<x>.+?) {_CAN_BE}"
            r" (?:it is combined|combined|used in combination) with (?P<y>.+)\."
        ),
        "",
        "x",
    ),
    (
        re.compile(
            r"(?P<first>.+?)The risk of a (?P<effect>hypersensitivity reaction) to (?P<x>.+?)"
            r" is (?P<way>increased) when it is combined with (?P<y>.+)\."
        ),
        "",
        "x",
    ),
)
# Sentences that begin with the name of a drug, joined to the first cell; the effect is on the drug named last.
_FROM_ONE = (
    (
        re.compile(
            r"(?P<head>.+) may (?P<way>increase|decrease) the (?P<activity>[^.]{1,80}?) activities of (?P<y>.+)\."
        ),
        "activities",
    ),
    (
        re.compile(
            r"(?P<head>.+) may (?P<way>increase|decrease) the excretion rate of (?P<y>.+?)"
            r" which could result in [a-z ]+\."
        ),
        "excretion rate",
    ),
    (
        re.compile(
            r"(?P<head>.+) can cause an? (?P<way>increase|decrease) in the absorption of (?P<y>.+?)"
            r" resulting in [a-z ]+\."
        ),
        "absorption",
    ),
    (
        re.compile(r"(?P<head>.+) may (?P<way>decrease) effectiveness of (?P<y>.+) as a diagnostic agent\."),
        "effectiveness as a diagnostic agent",
    ),
)


def interaction_readings(row: str) -> list[InteractionReading]:
    """Return the possible readings of a row of the interactions; `settled` chooses by the drug of the page."""
    if len(row) > _LONGEST_SENTENCE:
        return []
    for pattern, effect, affected in _ABOUT_TWO:
        if found := pattern.fullmatch(row):
            return _about_two(found, effect, affected)
    for pattern, effect in _FROM_ONE:
        if found := pattern.fullmatch(row):
            return _from_one(found, effect)
    return []


def _about_two(found: re.Match[str], effect: str, affected: str) -> list[InteractionReading]:
    first, x, y = found["first"], found["x"], found["y"]
    if x == y or first not in {x, y}:
        return []
    direction = _DIRECTIONS[found["way"]]
    other = y if first == x else x
    return [
        InteractionReading(first, other, effect or found["effect"], direction, found[affected] if affected else None)
    ]


def _from_one(found: re.Match[str], effect: str) -> list[InteractionReading]:
    head, y = found["head"], found["y"]
    direction = _DIRECTIONS[found["way"]]
    activity = found["activity"] if effect == "activities" else None
    half = len(head) // 2
    pairs = []
    if head[:half] == head[half:] != y:
        pairs.append((head[:half], y))
    if head.startswith(y) and head[len(y) :] not in {"", y}:
        pairs.append((y, head[len(y) :]))
    return [InteractionReading(drug, other, effect, direction, y, activity) for drug, other in pairs]


def settled(rows: Sequence[list[InteractionReading]]) -> tuple[str | None, list[InteractionReading | None]]:
    """Return the drug that the rows have in common, and the only reading of each row with that drug."""
    named = Counter(reading.other for readings in rows for reading in readings)
    if not named:
        return None, [None] * len(rows)
    (drug, often), *others = named.most_common(2)
    if others and others[0][1] == often:
        return None, [None] * len(rows)
    fitting = ([reading for reading in readings if reading.other == drug] for readings in rows)
    return drug, [readings[0] if len(readings) == 1 else None for readings in fitting]
