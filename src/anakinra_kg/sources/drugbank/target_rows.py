"""Reads the rows of targets under the mechanism: a letter, the name, and the cells after it.

Makes no facts: `proteins` matches the rows with blocks, which determines where the name ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anakinra_kg.facts.records import YesNoUnknown
    from anakinra_kg.sources.drugbank.lines import Lines

_ORGANISM = re.compile(r"[A-Z][a-z]+ (?:[a-z].*|.* virus\b.*)(?<!\.)")
_GLUED_ACTION = re.compile(rf"\S(?:{one_of(vocabulary.ACTIONS)})$", re.IGNORECASE)
GLUED_ORGANISM = re.compile(r"(?:[a-z0-9)][A-Z][a-z]+|[A-Z]{2}[a-z]{2,}) [a-z]+$")
_ONE_WORD_ORGANISM = re.compile(r"(?:[A-Z][a-z]+)?")
_BADGE = re.compile(r"[AUN](?=[A-Z0-9(\[])")
_BADGE_ACTIONS = re.compile(one_of(vocabulary.ACTIONS), re.IGNORECASE)
_TRAILING_ACTIONS = re.compile(rf"(?:{one_of(vocabulary.ACTIONS)})+$")
HUMANS = "Humans"
_LONGEST_NAME = 150
_LONGEST_ORGANISM = 80


@dataclass(slots=True)
class Badge:
    """A row of the targets table: a letter, the name of the target, then actions and organism if present.

    Attributes:
        line: The line that names the target.
        text: That line.
        actions: The actions joined to the name.
        organism: The organism joined to the name.
        cells: Lines below with an action or, as the last, an organism; they belong to this row if none is missing.
        is_whole: Whether one of them is the organism, which ends the row.
    """

    line: int
    text: str
    actions: list[str] = field(default_factory=list)
    organism: str | None = None
    cells: list[int] = field(default_factory=list)
    is_whole: bool = False

    @property
    def action(self) -> YesNoUnknown:
        """Whether the action on the target is pharmacological, according to the letter."""
        return vocabulary.BADGES[self.text[0]]


def badge_rows(lines: Lines, run: Sequence[int], names: frozenset[str]) -> list[Badge]:
    """Return the rows of targets among the lines after the mechanism; other lines get no status."""
    badges: list[Badge] = []
    for line in run:
        text = lines.texts[line]
        if _is_badge(text, names):
            badges.append(Badge(line, text))
        elif badges and not _belongs(lines, badges[-1], line):
            return badges
    return badges


def _is_badge(text: str, names: frozenset[str]) -> bool:
    if text[:1] not in vocabulary.BADGES or len(text) > _LONGEST_NAME:
        return False
    return text[1:] in names or (_BADGE.match(text) is not None and not text.endswith("."))


def _belongs(lines: Lines, badge: Badge, line: int) -> bool:
    """Add a cell on a line of its own to a row: actions first, then the organism."""
    text = lines.texts[line]
    of_organism = text == HUMANS or is_organism(text)
    if badge.is_whole or not (of_organism or actions_of(text)):
        return False
    badge.is_whole = of_organism
    badge.cells.append(line)
    return True


def is_organism(text: str) -> bool:
    """Return whether a text is the name of an organism of several words."""
    if len(text) > _LONGEST_ORGANISM or text in vocabulary.PROTEIN_KINDS or actions_of(text):
        return False
    return _ORGANISM.fullmatch(text) is not None


def actions_of(text: str) -> list[str]:
    """Return the actions joined in a text; none if it contains anything else."""
    found, at = [], 0
    while at < len(text):
        action = _BADGE_ACTIONS.match(text, at)
        if action is None:
            return []
        found.append(action.group())
        at = action.end()
    return found


def names_target(row: str, names: frozenset[str]) -> bool:
    """Return whether a row is certainly a target: a known protein name follows its letter."""
    return row[:1] in vocabulary.BADGES and not names.isdisjoint(possible_names(row))


def runs_on(name: str) -> bool:
    """Return whether more cells may follow an apparent name: an action or an organism."""
    return name.endswith(HUMANS) or _GLUED_ACTION.search(name) is not None or GLUED_ORGANISM.search(name) is not None


def possible_names(row: str) -> dict[str, None]:
    """Return the possible names in a row: all of its text, or the part before the joined cells."""
    text = row[1:]
    bare = text.removesuffix(HUMANS)
    return dict.fromkeys((text, bare, _TRAILING_ACTIONS.sub("", bare), text.partition(NOT_AVAILABLE)[0]))


def read_remainder(badge: Badge, rest: str) -> bool:
    """Read the cells joined to the name of a target: actions or `Not Available`, then the organism."""
    organism = rest.removeprefix(NOT_AVAILABLE)
    actions: list[str] = []
    if organism != rest and not (_ONE_WORD_ORGANISM.fullmatch(organism) or is_organism(organism)):
        return False
    if organism == rest:
        organism = HUMANS if rest.endswith(HUMANS) else ""
        actions = actions_of(rest.removesuffix(HUMANS))
        if len("".join(actions)) + len(organism) != len(rest):
            return False
    if organism:
        badge.organism = organism
    badge.actions += actions
    return True
