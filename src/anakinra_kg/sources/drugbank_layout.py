"""Divides a DrugBank page into its sections, advertisements, proteins and closing line by the headings that survived.

Decides where a section begins and ends, and accounts for headings and advertisements; reads no value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

from anakinra_kg.sources import drugbank_vocabulary as words
from anakinra_kg.sources.drugbank_proteins import FIRST_FIELD

if TYPE_CHECKING:
    from anakinra_kg.sources.drugbank_lines import Lines

CLOSING = "Drug created on "
_ADVERTISEMENT = "Additional Data Available"
_OFFER_END = "Learn more"
_AN_ADVERTISEMENT = "advertisement of data that is not on the page"
_LONGEST_TITLE = 60
_BANNER = ("Logo pink", "Are you a", "new drug developer?")
_BANNER_END = re.compile(r"Contact us to learn more about .*\.")
_HEADINGS = words.CERTAIN | frozenset(words.PRODUCT_CATEGORIES)
_SHOW_MORE = re.compile(r"show \d+ more")


@dataclass(slots=True)
class Part:
    """What stands below one heading.

    Attributes:
        key: The section, by the name of its heading in lower case; `banner` before the first heading.
        heading: Line of the heading, None where there is none.
        lines: The lines below it, advertisements left out.
        advertised: How many of the lines stand before the first advertisement; None where there is none.
        next_key: The section that follows; empty at the end.
        category: The kind of products a table of products lists.
    """

    key: str
    heading: int | None
    lines: list[int] = field(default_factory=list)
    advertised: int | None = None
    next_key: str = ""
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The sections of a page, and where its proteins begin and end (equal where it has none)."""

    parts: list[Part]
    proteins_begin: int
    proteins_end: int
    closing: int | None


def layout(lines: Lines) -> Layout:
    """Divide a page; accounts for its headings, table headers and advertisements."""
    texts = lines.texts
    end = len(texts)
    closing = next((line for line in range(end - 1, -1, -1) if texts[line].startswith(CLOSING)), None)
    begin = _proteins_begin(lines)
    divider = _Divider(lines, begin)
    line = 0
    while line < begin:
        line = divider.take(line)
    for part, following in zip(divider.parts, divider.parts[1:], strict=False):
        part.next_key = following.key
    proteins_end = end if closing is None or closing < begin else closing
    return Layout(divider.parts, begin, proteins_end, closing)


def _proteins_begin(lines: Lines) -> int:
    """Return the first line of the first protein: its heading, or what stands directly above it."""
    texts = lines.texts
    if FIRST_FIELD not in texts:
        return len(texts)
    begin = texts.index(FIRST_FIELD)
    while begin and texts[begin - 1] and texts[begin - 1] not in words.RANK:
        begin -= 1
    return begin


class _Divider:
    """Walks down the headings; one of a single word counts only where the order of the page expects it."""

    def __init__(self, lines: Lines, end: int) -> None:
        self._lines = lines
        self._end = end
        self.parts = [Part("banner", None)]
        self._rank: float = -1
        self._chapter = ""
        self._next_ranks = self._ranks_ahead()

    def _ranks_ahead(self) -> list[float]:
        """Return for each line the rank of the next heading that is certain to be one."""
        ahead = [inf] * self._end
        rank = inf
        for line in range(self._end - 1, -1, -1):
            ahead[line] = rank
            text = self._lines.texts[line]
            if text in words.CERTAIN:
                rank = words.RANK[text]
            elif text in words.PRODUCT_CATEGORIES:
                rank = words.RANK["Product Images"] + 0.5
        return ahead

    def take(self, line: int) -> int:
        """Take a line, or a whole advertisement; return the line to take next."""
        text = self._lines.texts[line]
        if text == _ADVERTISEMENT:
            part = self.parts[-1]
            if part.advertised is None:
                part.advertised = len(part.lines)
            return _pass_advertisement(self._lines, line)
        if reason := _states_nothing(text):
            self._lines.boilerplate(line, reason)
        elif not self._heading(line, text):
            self.parts[-1].lines.append(line)
        return line + 1

    def _heading(self, line: int, text: str) -> bool:
        if text in words.CERTAIN:
            self._open(line, words.SECTION[text], words.RANK[text])
        elif text in words.PRODUCT_CATEGORIES:
            self._open(line, "product category", words.RANK["Product Images"] + 0.5)
            self.parts[-1].category = words.PRODUCT_CATEGORIES[text]
        elif text in words.TABLE_HEADERS:
            self._open_table(line, words.TABLE_HEADERS[text])
        elif text == "Description" and self._chapter == "Taxonomy":
            self._open(line, "taxonomy description", self._rank)
        elif text in words.RANK and self._rank < words.RANK[text] < self._next_ranks[line]:
            self._single_word(line, text)
        else:
            return False
        return True

    def _single_word(self, line: int, text: str) -> None:
        self._rank = words.RANK[text]
        if words.SECTION[text] == "chapter":
            self._lines.boilerplate(line, "heading")
            self._chapter = text
        else:
            self._open(line, words.SECTION[text], self._rank)

    def _open(self, line: int, key: str, rank: float) -> None:
        below, further = [*self._lines.texts[line + 1 : line + 3], "", ""][:2]
        value = below or (further if key in words.TEXT_SECTIONS else "")
        self._lines.heading(line, valued=bool(value) and value not in _HEADINGS)
        self.parts.append(Part(key, line))
        self._rank = rank
        self._chapter = ""

    def _open_table(self, line: int, key: str) -> None:
        above = self.parts[-1]
        self._lines.boilerplate(line, "table header")
        table = Part(key, line)
        if above.key == "product category" and not any(self._lines.texts[known] for known in above.lines):
            table.category = above.category
        self.parts.append(table)


def _states_nothing(text: str) -> str:
    """Return why a line states nothing about the drug wherever it stands; empty where it may."""
    if text in words.PLAIN_HEADERS:
        return "table header"
    if text in _BANNER or _BANNER_END.fullmatch(text):
        return "banner"
    return _AN_ADVERTISEMENT if text == _OFFER_END else ""


def _pass_advertisement(lines: Lines, line: int) -> int:
    """Account for an advertisement as far as it has the known form, and return the line after it."""
    lines.boilerplate(line, _AN_ADVERTISEMENT)
    line += 1
    if line < len(lines.texts) and not lines.is_bullet(line):
        return _offer_end(lines, line, line, lines.texts[line]) or line
    while line < len(lines.texts) and lines.is_bullet(line):
        after = _offer_end(lines, line, line + 1, lines.item(line)[0])
        if after is None:
            break
        line = after
    return line


def _offer_end(lines: Lines, begin: int, line: int, title: str) -> int | None:
    """Account for one offer: a title (lost where it is one word), a sentence and a link, blank lines between them."""
    texts = lines.texts
    if len(title) > _LONGEST_TITLE or title in words.RANK:
        return None
    if line < len(texts) and title and texts[line] == title:
        line += 1
    blank, sentence, *rest = [*texts[line : line + 4], "", "", "", ""][:4]
    if blank or not sentence.endswith(".") or rest != ["", _OFFER_END]:
        return None
    for passed in range(begin, line + 4):
        if texts[passed]:
            lines.boilerplate(passed, _AN_ADVERTISEMENT)
    return line + 4


def is_show_more(text: str) -> bool:
    """Tell whether a line is the link that shows the rest of a long list."""
    return _SHOW_MORE.fullmatch(text) is not None
