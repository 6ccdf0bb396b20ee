"""The sheet a generated DrugBank page is printed on: it loses what such pages lose, and knows where each fact stands.

Knows no section of a page. Where headings are lost, it works out by brute force which section a value can belong to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from anakinra_kg.facts.records import Fact, Gap
from anakinra_kg.facts.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

NOT_AVAILABLE = "Not Available"


@dataclass(frozen=True, slots=True)
class Generated:
    """A whole page, and what reading it must give back.

    Attributes:
        text: The page.
        drug: Name of its drug.
        accession: Its accession number.
        facts: The facts that must be read, in no order.
        doubtful: Facts that may be read; where one is not, its line must be unread.
        unreadable: Lines that must be unread.
        hidden: Facts that are true but that the page has lost the sign of; their lines are among the unreadable.
    """

    text: str
    drug: str
    accession: str
    facts: tuple[Fact, ...]
    doubtful: tuple[Fact, ...]
    unreadable: frozenset[int]
    hidden: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A line that stands on the sheet: its number, and the position of its first character."""

    number: int
    start: int
    length: int

    def span(self, begin: int = 0, end: int | None = None) -> Span:
        """Point at some of its characters."""
        return Span(self.number, self.start + begin, self.start + (self.length if end is None else end))


@dataclass(frozen=True, slots=True)
class Value:
    """What one section prints, and the forms its value may take.

    Attributes:
        heading: Its heading.
        field: Name of the gap where the value is not available.
        lines: `None` is not available; else the value as printed, "" a blank line, "• " before an item.
        forms: Pattern of what the section may print: B blank line, G not available, L item, T text.
    """

    heading: str
    field: str
    lines: Sequence[str] | None
    forms: str = "G|L+|B(?:T?B)+"


@dataclass(slots=True)
class Sheet:
    """Takes lines one after the other.

    Attributes:
        rng: Where chance comes from.
        lossy: Whether lines of a single word are lost.
        newline: What ends a line.
        untidy: Whether some lines end in white space.
    """

    rng: Random
    lossy: bool
    newline: str
    untidy: bool
    text: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    doubtful: list[Fact] = field(default_factory=list)
    unreadable: set[int] = field(default_factory=set)
    hidden: list[Fact] = field(default_factory=list)
    _position: int = 0
    _number: int = 0

    def line(self, content: str, indent: str = "") -> Printed | None:
        """Print a line, unless it is lost."""
        if self.lossy and content and len(content.split()) == 1:
            return None
        printed = Printed(self._number + 1, self._position + len(indent), len(content))
        ending = " " * self.rng.randint(1, 3) if self.untidy and self.rng.random() < 0.1 else ""
        whole = indent + content + ending + self.newline
        self.text.append(whole)
        self._position += len(whole)
        self._number += 1
        return printed

    def blank(self, times: int = 1) -> None:
        """Print empty lines."""
        for _ in range(times):
            self.line("")

    def item(self, content: str) -> Printed | None:
        """Print an item of a list; the bullet is a word of its own, so it is never lost."""
        printed = self.line(f"• {content}", "  ")
        return Printed(printed.number, printed.start + 2, printed.length - 2) if printed else None

    def fact(
        self,
        record: type[Fact],
        place: Printed | None,
        begin: int = 0,
        end: int | None = None,
        **fields: Any,  # noqa: ANN401 - any field of any record
    ) -> None:
        """Expect a fact on a line; not where the line is lost."""
        if place:
            self.facts.append(record(span=place.span(begin, end), **fields))

    def maybe(self, record: type[Fact], place: Printed | None, **fields: Any) -> None:  # noqa: ANN401 - as above
        """Expect a fact, or that its line is unread."""
        if place:
            self.doubtful.append(record(span=place.span(), **fields))

    def never(self, place: Printed | None) -> None:
        """Expect that a line is unread."""
        if place:
            self.unreadable.add(place.number)

    def hide(self, record: type[Fact], place: Printed | None, **fields: Any) -> None:  # noqa: ANN401 - as above
        """Expect that a line is unread, though it states a fact."""
        if place:
            self.hidden.append(record(span=place.span(), **fields))
            self.never(place)

    def gap(self, place: Printed | None, name: str) -> None:
        """Expect a gap."""
        self.fact(Gap, place, field=name)

    def values(self, values: Sequence[Value]) -> list[list[Printed]]:
        """Print sections one after the other and expect their gaps where the section is the only possible one.

        Returns:
            The lines of each section that are not blank, gaps left out.
        """
        run: list[Value] = []
        forms = ""
        gaps: list[tuple[int, int, Printed]] = []
        placed: list[list[Printed]] = []
        for value in values:
            if self.line(value.heading):
                self._settle(run, forms, gaps)
                run, forms, gaps = [], "", []
            run.append(value)
            placed.append([])
            for content in (NOT_AVAILABLE,) if value.lines is None else value.lines:
                place = self.item(content[2:]) if content.startswith("• ") else self.line(content)
                if place is None:
                    continue
                form = _form(content)
                if form == "G":
                    gaps.append((len(forms), len(run) - 1, place))
                elif form != "B":
                    placed[-1].append(place)
                forms += form
        self._settle(run, forms, gaps)
        return placed

    def _settle(self, run: Sequence[Value], forms: str, gaps: Sequence[tuple[int, int, Printed]]) -> None:
        for at, own, place in gaps:
            possible = holders(forms, [value.forms for value in run], at)
            if possible == {own}:
                self.gap(place, run[own].field)
            else:
                self.hide(Gap, place, field=run[own].field)


def _form(content: str) -> str:
    if content == NOT_AVAILABLE:
        return "G"
    if content.startswith("• "):
        return "L"
    return "T" if content else "B"


def holders(printed: str, forms: Sequence[str], at: int) -> set[int]:
    """Return which of several sections, printed one after the other, can have printed the line at a place.

    Args:
        printed: The forms of the lines, a letter each.
        forms: Pattern of what each section may print.
        at: The place.
    """
    patterns = [re.compile(form) for form in forms]
    size = len(printed) + 1
    reach = [{0}]
    for pattern in patterns:
        ends = {end for begin in reach[-1] for end in range(begin, size) if pattern.fullmatch(printed, begin, end)}
        reach.append(ends)
    back = {len(printed)}
    found = set()
    for index in range(len(patterns) - 1, -1, -1):
        spans = {
            (begin, end) for begin in reach[index] for end in back if patterns[index].fullmatch(printed, begin, end)
        }
        if any(begin <= at < end for begin, end in spans):
            found.add(index)
        back = {begin for begin, _ in spans}
    return found
