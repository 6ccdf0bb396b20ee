"""Divides a DrugBank page into sections, advertisements, proteins and closing line, by the headings that remain.

Finds where a section begins and ends, and records headings and advertisements; reads no values.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.protein_blocks import FIRST_FIELD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anakinra_kg.sources.drugbank.lines import Lines

CLOSING = "Drug created on "
_ADVERTISEMENT = "Additional Data Available"
_OFFER_END = "Learn more"
_AN_ADVERTISEMENT = "advertisement of data that is not on the page"
_LONGEST_TITLE = 60
_OFFERS = frozenset(("Application Number", "Evidence Level", "Extended Description", "Filed On", "Product Code"))
_BANNER = ("Logo pink", "Are you a", "new drug developer?")
_BANNER_END = re.compile(r"Contact us to learn more about .*\.")
_HEADINGS = vocabulary.CERTAIN | frozenset(vocabulary.PRODUCT_CATEGORIES)
_PRODUCTS_RANK = vocabulary.RANK["Product Images"] + 0.5
_MIXTURE = vocabulary.PRODUCT_CATEGORIES["Mixture Products"]
_OTHER = vocabulary.PRODUCT_CATEGORIES["Unapproved/Other Products"]  # of one drug or of several
_RANK_OF_SECTION = {section: vocabulary.RANK[heading] for heading, section in vocabulary.SECTION.items()}
_TABLE_RANK = {
    header: _RANK_OF_SECTION.get(section, _PRODUCTS_RANK) for header, section in vocabulary.TABLE_HEADERS.items()
}
# A heading or table header is a line of its own. One of a single word counts only if no space separates it from the
# other line, or if it is rarely the last word of other text.
_TELLING = tuple(_HEADINGS | vocabulary.TABLE_HEADERS.keys())
_SOURCES = ("FDA label", "MSDS")  # also at the end of rows of measured properties
_MEASURED = frozenset(("experimental properties", "predicted properties"))
_HEADERS = tuple(vocabulary.TABLE_HEADERS)
_LONGEST_WORD = 20
_ONE_WORD = vocabulary.one_of(tuple(heading for heading in vocabulary.RANK if " " not in heading))
_SELDOM_ELSE = (
    "Class|Description|Kingdom|Manufacturers|Packagers|Pathways|Patents|Prices|SMILES|Substituents|Synonyms|UNII"
)
_WORD_AT_END = re.compile(rf"[a-z0-9)](?:{_ONE_WORD})$|\S\s*(?:{_SELDOM_ELSE})$")
_WORD_AT_START = re.compile(rf"(?:{_ONE_WORD})[A-Z]|(?:{_SELDOM_ELSE})\s")
_LINE_INSIDE_ITEM = re.compile(f"•|{vocabulary.NOT_AVAILABLE}")
_SHOW_MORE = re.compile(r"show \d+ more")


@dataclass(slots=True)
class Part:
    """The lines under one heading.

    Attributes:
        key: The section, named by its heading in lower case; `banner` before the first heading.
        heading: Line of the heading; None if there is none.
        lines: The lines under it, without advertisements.
        advertised: Number of lines before the first advertisement; None if there is none.
        next_key: The next section; empty at the end.
        category: The kind of products in a table of products.
    """

    key: str
    heading: int | None
    lines: list[int] = field(default_factory=list)
    advertised: int | None = None
    next_key: str = ""
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The sections of a page, and where its proteins begin and end (equal if it has none)."""

    parts: list[Part]
    proteins_begin: int
    proteins_end: int
    closing: int | None


def layout(lines: Lines) -> Layout:
    """Divide a page, and record its headings, table headers and advertisements."""
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
    """Return the first line of the first protein: its heading, or the text directly above it.

    The proteins follow all sections. A protein between sections is misplaced and may be incomplete.
    """
    texts = lines.texts
    # "Protein binding" is a heading and also a general function.
    headings = (line for line, text in enumerate(texts) if text in _HEADINGS and texts[line - 1] != "General Function")
    sections_end = max(headings, default=0)
    begin = next((line for line in range(sections_end, len(texts)) if texts[line] == FIRST_FIELD), len(texts))
    if begin == len(texts):
        return begin
    while begin and texts[begin - 1] and texts[begin - 1] not in vocabulary.RANK:
        begin -= 1
    return begin


def _rank(text: str) -> float | None:
    """Return the rank of a heading of several words in the page order."""
    if text in vocabulary.PRODUCT_CATEGORIES:
        return _PRODUCTS_RANK
    return vocabulary.RANK[text] if text in vocabulary.CERTAIN else None


def _in_order(ranks: dict[int, float]) -> dict[int, float]:
    """Return the headings that are certainly in page order: those in every longest increasing subsequence.

    The others are misplaced or duplicates.
    """
    before = _lengths(ranks.values())
    after = _lengths(-rank for rank in reversed(ranks.values()))[::-1]
    longest = max(before, default=0)
    places = [own if own + rest == longest + 1 else 0 for own, rest in zip(before, after, strict=True)]
    often = Counter(places)
    return {
        line: rank for (line, rank), place in zip(ranks.items(), places, strict=True) if place and often[place] == 1
    }


def _lengths(ranks: Iterable[float]) -> list[int]:
    """Return for each rank the length of the longest non-decreasing subsequence that ends with it."""
    ends: list[float] = []  # the lowest rank that ends a subsequence of each length
    lengths = []
    for rank in ranks:
        place = bisect_right(ends, rank)
        ends[place : place + 1] = [rank]
        lengths.append(place + 1)
    return lengths


class _Divider:
    """Iterates over the headings; one of a single word counts only where the page order allows it."""

    def __init__(self, lines: Lines, end: int) -> None:
        self._lines = lines
        self._end = end
        self.parts = [Part("banner", None)]
        self._rank: float = -1
        self._chapter = ""
        self._placed = _in_order({line: rank for line in range(end) if (rank := _rank(lines.texts[line])) is not None})
        self._next_ranks = self._ranks_ahead()

    def _ranks_ahead(self) -> list[float]:
        """Return for each line the rank of the next certain heading."""
        ahead = [inf] * self._end
        rank = inf
        for line in range(self._end - 1, -1, -1):
            ahead[line] = rank
            rank = self._placed.get(line, rank)
        return ahead

    def take(self, line: int) -> int:
        """Process a line, or a whole advertisement; return the next line to process."""
        text = self._lines.texts[line]
        if text == _ADVERTISEMENT:
            part = self.parts[-1]
            if part.advertised is None:
                part.advertised = len(part.lines)
            return _pass_advertisement(self._lines, line)
        if reason := _states_nothing(text):
            self._lines.boilerplate(line, reason)
        elif self._heading(line, text):
            pass
        elif _holds_heading(text) and not (self.parts[-1].key in _MEASURED and text.endswith(_SOURCES)):
            self._lines.unread(line, "a heading is run together with another line")
            self.parts.append(Part("", line))
        elif self._lines.is_bullet(line) and _LINE_INSIDE_ITEM.search(text, 1):
            self._lines.unread(line, "an item is run together with another line")
        else:
            self.parts[-1].lines.append(line)
        return line + 1

    def _heading(self, line: int, text: str) -> bool:
        if line in self._placed:
            self._open(line, vocabulary.SECTION.get(text, "product category"), self._placed[line])
            self.parts[-1].category = self._category(line)
        elif text in vocabulary.TABLE_HEADERS and self._rank <= _TABLE_RANK[text] <= self._next_ranks[line]:
            self._open_table(line, vocabulary.TABLE_HEADERS[text])
        elif text in _HEADINGS or text in vocabulary.TABLE_HEADERS:
            self._lines.unread(line, "this heading is not in the expected order")
            self.parts.append(Part("", line))
        elif text == "Description" and self._chapter == "Taxonomy":
            self._open(line, "taxonomy description", self._rank)
        elif text in vocabulary.RANK and self._rank < vocabulary.RANK[text] < self._next_ranks[line]:
            self._single_word(line, text)
        else:
            return False
        return True

    def _category(self, line: int) -> str | None:
        """Return the kind of products of a heading; None if it may be the end of another heading."""
        text = self._lines.texts[line]
        category = vocabulary.PRODUCT_CATEGORIES.get(text)
        above = self._lines.texts[line - 1] if line else ""
        if category and (self._lines.is_indented(line) or f"{above} {text}" in vocabulary.PRODUCT_CATEGORIES):
            self._lines.unread(line, "the beginning of this heading is missing")
            return None
        return category

    def _single_word(self, line: int, text: str) -> None:
        self._rank = vocabulary.RANK[text]
        if vocabulary.SECTION[text] == "chapter":
            self._lines.boilerplate(line, "heading")
            self._chapter = text
        else:
            self._open(line, vocabulary.SECTION[text], self._rank)

    def _open(self, line: int, key: str, rank: float) -> None:
        below, further = [*self._lines.texts[line + 1 : line + 3], "", ""][:2]
        value = below or (further if key in vocabulary.TEXT_SECTIONS else "")
        self._lines.heading(line, valued=bool(value) and value not in _HEADINGS)
        self.parts.append(Part(key, line))
        self._rank = rank
        self._chapter = ""

    def _open_table(self, line: int, key: str) -> None:
        above = self.parts[-1]
        self._lines.boilerplate(line, "table header")
        table = Part(key, line)
        if above.key == "product category" and not any(self._lines.texts[known] for known in above.lines):
            table.category = self._category_of(table, above)
        self.parts.append(table)

    def _category_of(self, table: Part, above: Part) -> str | None:
        """Return the kind of products of a table; None if its columns do not match the heading above it."""
        if above.category in {None, _OTHER} or (above.category == _MIXTURE) == (table.key == "mixtures"):
            return above.category
        if above.heading is not None:
            self._lines.unread(above.heading, "the columns of the table do not match this heading")
        return None


def _states_nothing(text: str) -> str:
    """Return why a line never states anything about the drug; empty if it may."""
    if text in vocabulary.PLAIN_HEADERS:
        return "table header"
    if text.removeprefix("• ") in _OFFERS:
        return _AN_ADVERTISEMENT
    if text in _BANNER or _BANNER_END.fullmatch(text):
        return "banner"
    return _AN_ADVERTISEMENT if text == _OFFER_END else ""


def _holds_heading(text: str) -> bool:
    """Return whether a heading is joined to the beginning or end of a line."""
    if text.endswith(_TELLING) or text.startswith(_HEADERS) or _WORD_AT_END.search(text[-_LONGEST_WORD:]):
        return True
    return _WORD_AT_START.match(text) is not None and not text.endswith(".")


def _pass_advertisement(lines: Lines, line: int) -> int:
    """Record the part of an advertisement that has the known form, and return the line after it."""
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
    """Record one offer: a title (missing if it is one word), a sentence and a link, with blank lines between them."""
    texts = lines.texts
    if len(title) > _LONGEST_TITLE or title in vocabulary.RANK:
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
    """Return whether a line is the link that shows the rest of a long list."""
    return _SHOW_MORE.fullmatch(text) is not None
