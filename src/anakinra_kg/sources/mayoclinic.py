"""Reads the text of a Mayo Clinic monograph into facts, and accounts for every line.

Takes nothing from a sentence that it does not know as a whole, and nothing from a list whose heading it does not know
or that seems to have lost one: in these texts lines of one word and repeated lines may be missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anakinra_kg.errors import PageError
from anakinra_kg.facts import (
    AdverseEffect,
    Availability,
    BrandName,
    DosageForm,
    DosingRegimen,
    Instruction,
    Interaction,
    MedicalProblem,
    OverdoseSymptom,
    PageTitle,
    PopulationAdvice,
    Rights,
)
from anakinra_kg.sources.ledger import Ledger
from anakinra_kg.sources.mayoclinic_dosing import DoseNode, dose_of, dose_tree, labels_of
from anakinra_kg.sources.mayoclinic_phrases import (
    FREQUENCIES,
    DrugNames,
    attention_of,
    availabilities,
    interaction_advice,
    not_recommended_with,
    problem_advice,
    standard,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from anakinra_kg.facts import Fact
    from anakinra_kg.sources.ledger import Reading
    from anakinra_kg.text import PageText, Span

SOURCE = "mayoclinic"

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
_OWN_HEADINGS = frozenset(
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
_ENOUGH_HEADINGS = 3
_FOOTER_OPENINGS = ("Drug information provided by:", "Portions of this document last updated:", "Copyright: ©")
_WHITE = "\ufeff \t\r\xa0"
_ITEM = re.compile(r"[\ufeff \t\xa0]*->[ \t\xa0]*")
_SPACE = re.compile(r"\s*")
_LONGEST_NAME = 12
_HEADING_ONLY = "heading; its value is not in the text"


@dataclass(frozen=True, slots=True)
class _Row:
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
        """Why an item cannot be one whole item of a list, empty where it can."""
        if not self.text:
            return "an item without words"
        if "->" in self.text:
            return "two lines run together"
        if self.text.endswith(":"):
            return "an item that reads like a heading"
        return ""


def recognises(page: PageText) -> bool:
    """Tell whether a page is a Mayo Clinic monograph: several of the layout's own headings stand on their own lines."""
    return len(_OWN_HEADINGS.intersection(line.strip(_WHITE) for line in page.lines)) >= _ENOUGH_HEADINGS


def read(page: PageText) -> Reading:
    """Read a Mayo Clinic monograph.

    Raises:
        PageError: The page ends inside a list.
    """
    return _Reader(page).read()


class _Reader:
    """One walk over one page."""

    def __init__(self, page: PageText) -> None:
        self.page = page
        self.ledger = Ledger(page)
        self.title: PageTitle | None = None
        self.names = DrugNames(None, ())

    def read(self) -> Reading:
        blocks = list(self._blocks())
        self._refuse_cut_page(blocks)
        for section, rows in blocks:
            if section == "footer":
                self._footer(rows)
        for section, rows in blocks:
            if section == "description":
                self.names = DrugNames(self.title.drug if self.title else None, tuple(row.text for row in rows))
        for section, rows in blocks:
            if section != "footer":
                self._section(section, rows)
        stem = re.split(r"[/\\]", self.page.name)[-1].rsplit(".", 1)[0]
        if self.title is None:
            return self.ledger.close(SOURCE, _slug(stem), stem, None)
        return self.ledger.close(SOURCE, _slug(self.title.title), self.title.title, self.title.drug)

    def _rows(self) -> Iterator[_Row]:
        blanks, after_item = 0, False
        for number, content in enumerate(self.page.lines, 1):
            text = content.strip(_WHITE)
            if not text:
                blanks += 1
                continue
            marker = _ITEM.match(content) if text.startswith("->") else None
            if marker:
                column, text = marker.end(), content[marker.end() :].strip(_WHITE)
            else:
                column = content.index(text)
            yield _Row(number, column, text, marker is not None, blanks, after_item)
            blanks, after_item = 0, marker is not None

    def _blocks(self) -> Iterator[tuple[str, list[_Row]]]:
        """Yield the sections of the page with their lines, in order; the first holds what stands before any heading."""
        section: str = ""
        rows: list[_Row] = []
        for row in self._rows():
            heading = None if row.item else _SECTIONS.get(row.text)
            if heading is None and section != "footer" and row.text.startswith(_FOOTER_OPENINGS):
                heading = "footer"
            if heading is None:
                rows.append(row)
                continue
            yield section, rows
            section, rows = heading, [row] if heading == "footer" else []
            if heading != "footer":
                self.ledger.boilerplate(row.line, "section heading")
        yield section, rows

    def _refuse_cut_page(self, blocks: list[tuple[str, list[_Row]]]) -> None:
        section, rows = blocks[-1]
        if section and rows and rows[-1].item and all(name != "footer" for name, _ in blocks):
            raise PageError(
                f"{self.page.name}:{rows[-1].line}",
                f"the page ends inside the list of {section}",
                "give the whole page",
            )

    def _section(self, section: str, rows: list[_Row]) -> None:
        special: dict[str, Callable[[list[_Row]], None]] = {
            "description": self._description,
            "drug interactions": lambda rows: self._interactions(section, rows),
            "other interactions": lambda rows: self._interactions(section, rows),
            "other medical problems": self._problems,
            "dosing": self._dosing,
            "side effects": self._side_effects,
        }
        if not section:
            for row in rows:
                self.ledger.unread(row.line, "stands before the first heading")
        elif section.startswith("brand name"):
            self._brands(rows, section.removeprefix("brand name").strip() or None)
        elif section in {"pediatric", "geriatric", "breastfeeding"}:
            for row in rows:
                self._population(section, row)
        elif section in special:
            special[section](rows)
        else:
            for row in rows:
                self._prose(section, row)

    # What every section shares.

    def _words(self, row: _Row) -> Span:
        return self.page.span(row.line, row.column, row.column + len(row.text))

    def _sentences(self, row: _Row, begin: int | None = None, end: int | None = None) -> Iterator[Span]:
        """Yield the sentences of a line between two columns, without the marker of an item."""
        base = self.page.line_starts[row.line - 1]
        first = base + (row.column if begin is None else begin)
        last = base + (row.column + len(row.text) if end is None else end)
        for span in self.page.sentences(row.line):
            start, stop = max(span.start, first), min(span.end, last)
            if start < stop:
                yield self.page.span(row.line, start - base, stop - base)

    def _prose(self, section: str, row: _Row) -> None:
        """Account for a line sentence by sentence: standard ones for what they say, all others as prose.

        An instruction stands only where every sentence of the line before it is known: it may speak of what they name.
        """
        known = True
        for span in self._sentences(row):
            says = standard(section, self.page.words(span)) if not row.item else None
            if says is not None and says.kind == "boilerplate":
                self.ledger.boilerplate(row.line, says.says)
            elif says is not None and known:
                self.ledger.fact(Instruction(span=span, topic=says.topic, instruction=says.says))
            else:
                known = False
                self.ledger.prose(section, span)

    # The sections, in the order of the page.

    def _brands(self, rows: list[_Row], country: str | None) -> None:
        previous = ""
        for place, row in enumerate(rows):
            if row.item or len(row.text.split()) > _LONGEST_NAME or row.text.endswith((".", ":")):
                self.ledger.unread(row.line, "not a brand name")
                country = None
                continue
            # Names stand in alphabetical order, one blank line apart; otherwise the heading of a country is lost.
            if place and (row.blanks > 1 or row.text[0].lower() < previous):
                country = None
            previous = row.text[0].lower()
            self.ledger.fact(BrandName(span=self._words(row), name=row.text, country=country))

    def _description(self, rows: list[_Row]) -> None:
        forms = False
        heading: _Row | None = None
        for row in rows:
            if row.item and forms:
                if row.odd or len(row.text.split()) > _LONGEST_NAME:
                    self.ledger.unread(row.line, row.odd or "too long for a dosage form")
                else:
                    heading_spans = (self._words(heading),) if heading else ()
                    self.ledger.fact(DosageForm(span=self._words(row), form=row.text, also=heading_spans))
                continue
            forms = not row.item and row.text.endswith("in the following dosage forms:")
            if forms:
                heading = row
                self.ledger.boilerplate(row.line, _HEADING_ONLY)
            else:
                self._described(row)

    def _described(self, row: _Row) -> None:
        for span in self._sentences(row):
            had = availabilities(self.page.words(span))
            for start, end, status, conditions in had:
                column = span.start - self.page.line_starts[row.line - 1]
                clause = self.page.span(row.line, column + start, column + end)
                self.ledger.fact(Availability(span=clause, status=status, conditions=conditions))
            if not had:
                self.ledger.prose("description", span)

    def _population(self, section: str, row: _Row) -> None:
        """Take the advice for children, the elderly or breastfeeding from the standard sentences of a line."""
        asked: tuple[str | None, Span] | None = None
        for span in self._sentences(row):
            sentence = self.page.words(span)
            if section == "pediatric" and (facts := self._not_recommended(span, sentence)):
                for fact in facts:
                    self.ledger.fact(fact)
                asked = None
                continue
            pattern, group, names_group = self.names.pattern(sentence)
            says = standard(section, pattern) if not row.item else None
            also: tuple[Span, ...] = ()
            if says is not None and says.says == "safety and efficacy not established" and not names_group:
                if asked is None:
                    says = None
                else:
                    group, also = asked[0], (asked[1],)
            if says is None:
                self.ledger.prose(section, span)
                asked = None
                continue
            asked = (group, span) if says.says == "no studies performed" else None
            self.ledger.fact(
                PopulationAdvice(span=span, population=says.topic, group=group, finding=says.says, also=also)
            )

    def _not_recommended(self, span: Span, sentence: str) -> list[Fact]:
        """Return one fact for each condition of children in which the drug is not recommended."""
        found = not_recommended_with(sentence, self.names)
        column = span.start - self.page.line_starts[span.line - 1]
        return [
            PopulationAdvice(
                span=span,
                population="children",
                finding="not recommended",
                condition=sentence[start:end],
                also=(self.page.span(span.line, column + start, column + end),),
            )
            for start, end in found
        ]

    def _interactions(self, section: str, rows: list[_Row]) -> None:
        category = "food, alcohol or tobacco" if section == "other interactions" else None
        advice: str | None = None
        heading: Span | None = None
        previous = ""
        for row in rows:
            if not row.item:
                advice, heading = self._interaction_heading(section, row)
                previous = ""
                continue
            # Lists stand in alphabetical order, without blank lines; otherwise a heading between is lost.
            if row.lost_heading or row.text[:1].lower() < previous:
                advice = heading = None
            previous = row.text[:1].lower()
            reason = row.odd or self._no_name(row.text)
            if not reason and (advice is None or heading is None):
                reason = "stands under no heading that gives its advice"
            if reason:
                self.ledger.unread(row.line, reason)
            else:
                self.ledger.fact(
                    Interaction(
                        span=self._words(row), drug=row.text, advice=advice, category=category, also=(heading,) * 1
                    )
                )
