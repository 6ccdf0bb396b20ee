"""The layout of a Mayo Clinic monograph: its lines, which of them are headings and items, and its sections.

Knows where the lines of a section are, not what they say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anakinra_kg.facts.text import PageText

_SECTIONS = {
    "Brand Name:": "brand name",
    "USBrand Name:": "brand name US",
    "US Brand Name:": "brand name US",
    "CanadianBrand Name:": "brand name Canada",
    "Canadian Brand Name:": "brand name Canada",
    "Description:": "description",
    "Before Using:": "before using",
    "Allergies:": "allergies",
    "Pediatric:": "pediatric",
    "Geriatric:": "geriatric",
    "Breastfeeding:": "breastfeeding",
    "Drug Interactions:": "drug interactions",
    "Other Interactions:": "other interactions",
    "Other Medical Problems:": "other medical problems",
    "Proper Use:": "proper use",
    "Dosing:": "dosing",
    "Missed Dose:": "missed dose",
    "Storage:": "storage",
    "Precautions:": "precautions",
    "Side Effects:": "side effects",
}
HEADINGS = frozenset(_SECTIONS)
OWN_HEADINGS = frozenset(
    {
        "Before Using:",
        "Drug Interactions:",
        "Other Interactions:",
        "Other Medical Problems:",
        "Proper Use:",
        "Precautions:",
        "Side Effects:",
    }
)
FOOTER_OPENINGS = ("Drug information provided by:", "Portions of this document last updated:", "Copyright: ©")
FOOTER = "footer"
WHITE = "\ufeff \t\r\xa0"
_UNPRINTED = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufffd]")
_MARKER = "->"


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not blank.

    Attributes:
        line: Its number.
        column: Where its words begin, behind the marker of a list item.
        text: Its words.
        item: Whether it is an item of a list.
        blanks: How many blank lines stand before it.
        after_item: Whether the last line before it that is not blank is an item.
    """

    line: int
    column: int
    text: str
    item: bool
    blanks: int
    after_item: bool

    @property
    def lost_heading(self) -> bool:
        """Whether a gap in a list shows that a line has been lost between this item and the one before."""
        return self.item and self.after_item and self.blanks > 0

    @property
    def odd(self) -> str:
        """Why a line cannot be one whole item of a list, or one name, empty where it can."""
        if not any(map(str.isalnum, self.text)):
            return "an item without words"
        if _UNPRINTED.search(self.text):
            return "a character that no page prints"
        if "->" in self.text:
            return "two lines run together"
        if self.text.endswith(":"):
            return "an item that reads like a heading"
        return ""


def rows_of(page: PageText) -> Iterator[Row]:
    """Yield the lines of a page that are not blank."""
    blanks, after_item = 0, False
    for number, content in enumerate(page.lines, 1):
        text = content.strip(WHITE)
        if not text:
            blanks += 1
            continue
        item = text.startswith(_MARKER)
        if item:
            text = text.removeprefix(_MARKER).strip(WHITE)
        column = content.index(text, content.index(_MARKER) + len(_MARKER) if item else 0)
        yield Row(number, column, text, item, blanks, after_item)
        blanks, after_item = 0, item


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page.

    Attributes:
        name: What it is about; empty for the lines before any heading.
        heading: The line of its heading; None for those and for the footer, which has none.
        rows: Its other lines that are not blank.
    """

    name: str
    heading: Row | None
    rows: list[Row]


def sections_of(page: PageText) -> list[Section]:
    """Return the sections of a page, in order; the footer is the last: what follows it is of another page."""
    sections = [Section("", None, [])]
    for row in rows_of(page):
        if sections[-1].name != FOOTER and not row.item:
            name = _SECTIONS.get(row.text)
            if name is not None:
                sections.append(Section(name, row, []))
                continue
            if row.text.startswith(FOOTER_OPENINGS):
                sections.append(Section(FOOTER, None, []))
        sections[-1].rows.append(row)
    return sections
