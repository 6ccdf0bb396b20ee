"""The result of a reader: the facts of a page, and the status of every line.

A line without a status is reported as unread, so that no content is dropped silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from anakinra_kg.facts.records import trimmed

if TYPE_CHECKING:
    from anakinra_kg.facts.records import Fact
    from anakinra_kg.facts.text import PageText, Span


class LineStatus(StrEnum):
    """The status of a line of a page."""

    FACT = "fact"
    CURATED = "curated"
    PROSE = "prose"
    GAP = "gap"
    BOILERPLATE = "boilerplate"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class LineAccount:
    """The status of one line, with a reason if boilerplate or unread, or a section if prose."""

    status: LineStatus
    reason: str


@dataclass(frozen=True, slots=True)
class ProseSentence:
    """A sentence with a known section that no rule of a reader covers; it is left for curation."""

    section: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading one page.

    Attributes:
        source: Kind of the page: `drugbank`, `mayoclinic` …
        page: The text that was read.
        id: Identifier from the page: its accession number, or its title as a slug.
        title: Title of the page, or the best available name.
        drug: Name of the drug, as written on the page; None if the page does not state it.
        facts: The facts, sorted by position.
        lines: One account per line; `lines[0]` is line 1.
        prose: Sentences left for curation, sorted by position.
        asides: Sentences that state nothing about the drug, each with the reason, sorted by position.
        whole_lines: Whether the status of a line is that of all its text, as in XML, where a fact is a whole row.
    """

    source: str
    page: PageText
    id: str
    title: str
    drug: str | None
    facts: tuple[Fact, ...]
    lines: tuple[LineAccount, ...]
    prose: tuple[ProseSentence, ...]
    asides: tuple[tuple[Span, str], ...] = ()
    whole_lines: bool = False


_UNTOUCHED = LineAccount(LineStatus.UNREAD, "no rule of the reader matches this line")


class Ledger:
    """Collects facts and the account of each line while a reader walks a page.

    A line may contain facts and prose; the first of these wins: unread, prose, gap, fact, boilerplate.
    """

    def __init__(self, page: PageText) -> None:
        self.page = page
        self._facts: list[Fact] = []
        self._prose: list[ProseSentence] = []
        self._asides: list[tuple[Span, str]] = []
        self._accounts: list[LineAccount | None] = [None] * len(page.lines)

    _GRAVITY = (
        LineStatus.BOILERPLATE,
        LineStatus.FACT,
        LineStatus.GAP,
        LineStatus.PROSE,
        LineStatus.UNREAD,
    )

    def _account(self, line: int, status: LineStatus, reason: str) -> None:
        known = self._accounts[line - 1]
        if known is None or self._GRAVITY.index(status) > self._GRAVITY.index(known.status):
            self._accounts[line - 1] = LineAccount(status, reason)

    def fact(self, fact: Fact) -> None:
        """Add a fact, its fields without outer white space, and record the status of all its lines."""
        whole = trimmed(fact)
        if whole is None:
            self.unread(fact.span.line, f"{fact.kind} without text")
            return
        fact = whole
        self._facts.append(fact)
        status = LineStatus.GAP if fact.kind == "gap" else LineStatus.FACT
        self._account(fact.span.line, status, fact.kind)
        for span in fact.also:
            self._account(span.line, LineStatus.FACT, fact.kind)

    def prose(self, section: str, span: Span) -> None:
        """Leave a sentence for curation."""
        self._prose.append(ProseSentence(section, span))
        self._account(span.line, LineStatus.PROSE, section)

    def prose_line(self, section: str, line: int) -> None:
        """Leave every sentence of a line for curation."""
        for span in self.page.sentences(line):
            self.prose(section, span)

    def boilerplate(self, line: int, reason: str) -> None:
        """Record why a line states nothing about the drug."""
        self._account(line, LineStatus.BOILERPLATE, reason)

    def aside(self, span: Span, reason: str) -> None:
        """Record why a sentence states nothing about the drug, in a line that may contain others."""
        self._asides.append((span, reason))
        self._account(span.line, LineStatus.BOILERPLATE, reason)

    def unread(self, line: int, reason: str) -> None:
        """Record why a line could not be read; facts already taken from it remain valid."""
        self._account(line, LineStatus.UNREAD, reason)

    def is_open(self, line: int) -> bool:
        """Return whether a line has no status yet."""
        return self._accounts[line - 1] is None

    def close(self, source: str, page_id: str, title: str, drug: str | None) -> Reading:
        """Return the reading; blank lines become boilerplate, lines without a status become unread."""
        accounts = []
        for content, account in zip(self.page.lines, self._accounts, strict=True):
            if account is not None:
                accounts.append(account)
            elif not content.strip("\ufeff \t\r\xa0"):
                accounts.append(LineAccount(LineStatus.BOILERPLATE, "blank"))
            else:
                accounts.append(_UNTOUCHED)
        return Reading(
            source,
            self.page,
            page_id,
            title,
            drug,
            tuple(sorted(self._facts, key=lambda fact: fact.span)),
            tuple(accounts),
            tuple(sorted(self._prose, key=lambda sentence: sentence.span)),
            tuple(sorted(self._asides)),
        )
