"""Reports the status of every line and every sentence of a page, and the reason for it.

Combines the reader's account with the curated facts; does not judge either.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anakinra_kg.facts.ledger import LineAccount, LineStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anakinra_kg.facts.ledger import ProseSentence, Reading
    from anakinra_kg.facts.records import Fact
    from anakinra_kg.facts.text import Span

_GRAVITY = (
    LineStatus.BOILERPLATE,
    LineStatus.FACT,
    LineStatus.GAP,
    LineStatus.CURATED,
    LineStatus.PROSE,
    LineStatus.UNREAD,
)
"""The statuses of sentences, the best understood first; a line has that of its least understood sentence."""
_OF_WHOLE_LINES = frozenset({LineStatus.BOILERPLATE, LineStatus.UNREAD})
_HIDDEN = LineAccount(LineStatus.UNREAD, "no fact rests on a sentence of this line")


@dataclass(frozen=True, slots=True)
class SentenceAccount:
    """The status of one sentence, with the reason or section, and its place."""

    span: Span
    account: LineAccount


@dataclass(frozen=True, slots=True)
class Coverage:
    """The status of every line and sentence of a page.

    Attributes:
        lines: One account per line; `lines[0]` is the first line of the page.
        sentences: One account per sentence, in order; a blank line has none.
        uncurated: Sentences of known sections that no curated fact covers.
        counts: Number of lines per status; every status has an entry.
        sentence_counts: Number of sentences per status; every status has an entry.
    """

    lines: tuple[LineAccount, ...]
    sentences: tuple[SentenceAccount, ...]
    uncurated: tuple[ProseSentence, ...]
    counts: dict[str, int]
    sentence_counts: dict[str, int]


def coverage(reading: Reading, curated: tuple[Fact, ...]) -> Coverage:
    """Return the coverage of a page, from its reading and its curated facts.

    A sentence is a fact, a gap or curated if such a fact rests on some of its characters; `dismissed` counts too.
    A line counts as the least understood of its sentences.
    """
    left = uncurated(reading.prose, curated)
    sentences = tuple(_sentences(reading, curated, left))
    of_line: dict[int, list[LineAccount]] = {}
    for sentence in sentences:
        of_line.setdefault(sentence.span.line, []).append(sentence.account)
    open_lines = {sentence.span.line for sentence in left}
    lines = []
    for number, account in enumerate(reading.lines, start=reading.page.first_line):
        if account.status is LineStatus.PROSE and number not in open_lines:
            account = LineAccount(LineStatus.CURATED, account.reason)  # noqa: PLW2901 - the account of this line
        hidden = any(a is _HIDDEN for a in of_line.get(number, ()))
        lines.append(_HIDDEN if hidden and account.status is not LineStatus.UNREAD else account)
    return Coverage(
        tuple(lines),
        sentences,
        left,
        _counted(account.status for account in lines),
        _counted(sentence.account.status for sentence in sentences),
    )


def _sentences(
    reading: Reading, curated: tuple[Fact, ...], left: tuple[ProseSentence, ...]
) -> Iterator[SentenceAccount]:
    """Yield the account of each sentence: of a fact on it, of prose, of an aside, or else that of its line."""
    accounts: list[tuple[Span, LineAccount]] = []
    for fact in reading.facts:
        status = LineStatus.GAP if fact.kind == "gap" else LineStatus.FACT
        accounts += [(span, LineAccount(status, fact.kind)) for span in (fact.span, *fact.also)]
    accounts += [
        (span, LineAccount(LineStatus.CURATED, fact.kind)) for fact in curated for span in (fact.span, *fact.also)
    ]
    accounts += [(prose.span, LineAccount(LineStatus.PROSE, prose.section)) for prose in left]
    accounts += [(span, LineAccount(LineStatus.BOILERPLATE, reason)) for span, reason in reading.asides]
    on_line: dict[int, list[tuple[Span, LineAccount]]] = {}
    for span, account in accounts:
        on_line.setdefault(span.line, []).append((span, account))
    for number, line in enumerate(reading.lines, start=reading.page.first_line):
        rest = line if reading.whole_lines or line.status in _OF_WHOLE_LINES else _HIDDEN
        for sentence in reading.page.sentences(number):
            yield SentenceAccount(sentence, _account(sentence, rest, on_line.get(number, ())))


def _account(sentence: Span, rest: LineAccount, on_line: Iterable[tuple[Span, LineAccount]]) -> LineAccount:
    found = [account for span, account in on_line if span.start < sentence.end and sentence.start < span.end]
    if found:
        # What a fact says is understood, whatever else is said of the same words.
        stated = [account for account in found if account.status is not LineStatus.BOILERPLATE]
        return min(stated or found, key=lambda account: _GRAVITY.index(account.status))
    return rest


def _counted(statuses: Iterable[LineStatus]) -> dict[str, int]:
    counted = Counter(statuses)
    return {status.value: counted[status] for status in LineStatus}


def uncurated(prose: tuple[ProseSentence, ...], curated: tuple[Fact, ...]) -> tuple[ProseSentence, ...]:
    """Return the sentences that no curated fact overlaps."""
    spans = [span for fact in curated for span in (fact.span, *fact.also)]
    return tuple(s for s in prose if not any(c.start < s.span.end and s.span.start < c.end for c in spans))
