"""Reports the status of every line of a page, and the reason for it.

Combines the reader's account with the curated facts; does not judge either.
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
    """The status of every line of a page.

    Attributes:
        lines: One account per line; `lines[0]` is the first line of the page.
        uncurated: Sentences of known sections that no curated fact covers.
        counts: Number of lines per status; every status has an entry.
    """

    lines: tuple[LineAccount, ...]
    uncurated: tuple[ProseSentence, ...]
    counts: dict[str, int]


def coverage(reading: Reading, curated: tuple[Fact, ...]) -> Coverage:
    """Return the coverage of a page, from its reading and its curated facts.

    A prose line is curated only if curated facts overlap all of its sentences; a `dismissed` fact counts too.
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
    """Return the sentences that no curated fact overlaps."""
    spans = [span for fact in curated for span in (fact.span, *fact.also)]
    return tuple(s for s in prose if not any(c.start < s.span.end and s.span.start < c.end for c in spans))
