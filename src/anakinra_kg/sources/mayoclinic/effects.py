"""Tracks which headings of the side effects of a Mayo Clinic monograph apply to an item.

Assumes that a heading is missing rather than assign an item to the wrong one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anakinra_kg.facts.records import Attention, Frequency
    from anakinra_kg.facts.text import Span
    from anakinra_kg.sources.mayoclinic.layout import Row

FREQUENCIES: dict[str, Frequency] = {
    "More common:": "more common",
    "Less common:": "less common",
    "Less common or rare:": "less common or rare",
    "Rare:": "rare",
    "Incidence not known:": "incidence not known",
}
"""Headings of the lists of side effects, in their order under one attention heading."""

_ATTENTION = re.compile(
    r"(?:Stop (?:taking|using) this medicine and )?(?:(?P<emergency>get emergency help immediately)"
    r"|check with your [a-z ,]{1,60}? (?P<when>immediately|right away|as soon as possible))"
    r" if any of the following (?P<what>[a-z ]{1,60}?) occur:",
    re.IGNORECASE,
)
_ROUTINE = re.compile(r"Some side effects may occur that usually \w+ \w+ need medical attention\.")


def attention_of(line: str) -> tuple[Attention, bool] | None:
    """Return the urgency of an attention heading and whether it is about overdose; None if the line is no heading."""
    text = " ".join(line.split())
    if _ROUTINE.match(text):
        return "routine", False
    found = _ATTENTION.fullmatch(text)
    if not found:
        return None
    overdose = "overdose" in found["what"].lower()
    if found["emergency"]:
        return "emergency", overdose
    return ("soon" if found["when"].lower() == "as soon as possible" else "immediate"), overdose


OVERDOSE = "Symptoms of overdose:"
_BELOW_ATTENTION = 2
_RANKS = {heading: rank for rank, heading in enumerate(FREQUENCIES)}


class EffectList:
    """The headings of an item of the side effects, as far as they are certain.

    A heading may be missing. This is assumed if an item other than the first begins with a capital letter (lists begin
    with one and continue in lower case), if a blank line separates an item from the item or frequency before it, if
    the frequencies under one attention heading do not decrease, or if a list and the next frequency are not separated
    by exactly one blank line.
    """

    def __init__(self) -> None:
        self.unknown()

    def unknown(self) -> None:
        """Reset all headings."""
        self.attention: Attention | None = None
        self.attention_span: Span | None = None
        self.frequency: Frequency | None = None
        self.frequency_span: Span | None = None
        self.overdose = False
        self.known = False
        self._rank = -1
        self._begun = False

    def attention_heading(self, attention: Attention, span: Span, *, overdose: bool) -> None:
        """Begin a new block, with unknown frequency."""
        self.unknown()
        self.attention, self.attention_span = attention, span
        self.overdose, self.known = overdose, True

    def frequency_heading(self, row: Row, span: Span) -> None:
        """Begin a new list; a frequency directly under an overdose heading means that a heading is missing."""
        overdose = row.text == OVERDOSE
        if self.overdose and not overdose and not self._begun:
            self.unknown()
            return
        rank = len(_RANKS) if overdose else _RANKS[row.text]
        own_block = self.attention == "emergency" and self.overdose and self._rank < 0
        lost = (row.after_item and row.blanks != 1) or rank <= self._rank or overdose != self.overdose
        if lost and not (overdose and own_block):
            self.attention, self.attention_span = None, None
        self.overdose, self.known, self._begun, self._rank = overdose, True, False, rank
        self.frequency, self.frequency_span = FREQUENCIES.get(row.text), span

    def item(self, row: Row) -> None:
        """Record another item."""
        new_list = self._begun and row.text[:1].isupper()
        below_frequency = self.frequency_span is not None and not self._begun
        if row.lost_heading or (below_frequency and row.blanks) or (new_list and self.overdose):
            # Two blank lines follow an attention heading: its content may have been overdose.
            known = self.known and not self.overdose and row.blanks < _BELOW_ATTENTION
            self.unknown()
            self.known = known
        elif new_list:
            self.frequency, self.frequency_span = None, None
        self._begun = True
