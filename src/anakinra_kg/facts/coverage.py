"""Accounts for every line of a page: what became of it, and why.

Adds what a curator made of the prose to what the reader says; judges nothing else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anakinra_kg.facts.ledger import LineAccount, LineStatus

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import ProseSentence, Reading
    from anakinra_kg.facts.records import Fact


@dataclass(frozen=True, slots=True)
class Coverage:
    """The account of a page.

    Attributes:
        lines: One account a line; `lines[0]` is the page's first.
        uncurated: Sentences of known sections that nobody has curated.
        counts: How many lines have each status; every status is there.
    """

    lines: tuple[LineAccount, ...]
    uncurated: tuple[ProseSentence, ...]
    counts: dict[str, int]


def coverage(reading: Reading, curated: tuple[Fact, ...]) -> Coverage:
    """Return the account of a page that was read, given the facts a person curated from it.

    A prose line is curated only when a curated fact touches every one of its sentences, or dismisses it with a reason.
    """
    left = uncurated(reading.prose, curated)
    open_lines = {sentence.span.line for sentence in left}
    lines = tuple(
        LineAccount(LineStatus.CURATED, account.reason)
        if account.status is LineStatus.PROSE and number not in open_lines
        else account
        for number, account in enumerate(reading.lines, start=reading.page.first_line)
    )
    counted = Counter(account.status for account in lines)
    return Coverage(lines, left, {status.value: counted[status] for status in LineStatus})


def uncurated(prose: tuple[ProseSentence, ...], curated: tuple[Fact, ...]) -> tuple[ProseSentence, ...]:
    """Return the sentences that none of the curated facts touches."""
    spans = [span for fact in curated for span in (fact.span, *fact.also)]
    return tuple(s for s in prose if not any(c.start < s.span.end and s.span.start < c.end for c in spans))
