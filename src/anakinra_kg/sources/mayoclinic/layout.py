"""The layout of a Mayo Clinic monograph: its lines, headings, items and sections.

Finds the lines of a section; does not interpret them.
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
        line: Line number.
        column: Column where its text begins, after the marker of a list item.
        text: Its text, without the marker.
        item: Whether it is a list item.
        blanks: Number of blank lines before it.
        after_item: Whether the previous line that is not blank is an item.
    """

    line: int
    column: int
    text: str
    item: bool
    blanks: int
    after_item: bool

    @property
    def lost_heading(self) -> bool:
        """Whether a gap in a list shows that a line before this item is missing."""
        return self.item and self.after_item and self.blanks > 0

    @property
    def odd(self) -> str:
        """Why a line cannot be a single whole list item or name; empty if it can."""
        if not any(map(str.isalnum, self.text)):
            return "an empty item"
        if _UNPRINTED.search(self.text):
            return "a character that no page contains"
        if "->" in self.text:
            return "two lines run together"
        if self.text.endswith(":"):
            return "an item that looks like a heading"
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
        name: Name of the section; empty for the lines before the first heading.
        heading: The line of its heading; None for those lines and for the footer.
        rows: Its other non-blank lines.
    """

    name: str
    heading: Row | None
    rows: list[Row]


def sections_of(page: PageText) -> list[Section]:
    """Return the sections of a page, in order; the footer is the last, because text after it is from another page."""
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
