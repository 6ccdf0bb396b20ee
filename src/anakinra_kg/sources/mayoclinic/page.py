"""Reads the facts in the text of a Mayo Clinic monograph, and records the status of every line.

Takes nothing from a sentence unless it knows the whole sentence, and nothing from a list with an unknown or possibly
missing heading: lines of one word and repeated lines may be missing in these texts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from anakinra_kg.errors import PageError
from anakinra_kg.facts.ledger import Ledger
from anakinra_kg.facts.records import (
    AdverseEffect,
    Availability,
    BrandName,
    DosageForm,
    DosingRegimen,
    Instruction,
    Interaction,
    ListNote,
    MedicalProblem,
    OverdoseSymptom,
    PageTitle,
    PopulationAdvice,
    Rights,
)
from anakinra_kg.sources.mayoclinic.dosing import DoseNode, dose_of, dose_tree, labels_of
from anakinra_kg.sources.mayoclinic.effects import FREQUENCIES, OVERDOSE, EffectList, attention_of
from anakinra_kg.sources.mayoclinic.layout import (
    FOOTER,
    FOOTER_OPENINGS,
    HEADINGS,
    OWN_HEADINGS,
    WHITE,
    Row,
    sections_of,
)
from anakinra_kg.sources.mayoclinic.phrases import (
    DrugNames,
    availabilities,
    interaction_advice,
    not_recommended_with,
    problem_advice,
    standard,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anakinra_kg.facts.ledger import Reading
    from anakinra_kg.facts.records import AdvisedPopulation, Fact, InstructionTopic, NotedList
    from anakinra_kg.facts.text import PageText, Span
    from anakinra_kg.sources.mayoclinic.layout import Section
    from anakinra_kg.sources.mayoclinic.phrases import Advised, Standard

SOURCE = "mayoclinic"

_ENOUGH_HEADINGS = 3
_LONGEST_NAME = 12
_HEADING_ONLY = "heading; its value is not in the text"
_EMPTY_LIST = "heading; its list is not in the text"


def recognises(page: PageText) -> bool:
    r"""Return whether a page is a Mayo Clinic monograph: it has several of the headings of the layout as whole lines.

    Example:
        >>> from anakinra_kg.facts.text import PageText
        >>> from anakinra_kg.sources.mayoclinic import recognises
        >>> recognises(PageText.from_bytes("page.txt", b"Before Using:\nProper Use:\nSide Effects:\n"))
        True
    """
    return len(OWN_HEADINGS.intersection(line.strip(WHITE) for line in page.lines)) >= _ENOUGH_HEADINGS


def read(page: PageText) -> Reading:
    r"""Read a Mayo Clinic monograph.

    Raises:
        PageError: The page ends inside a list.

    Example:
        >>> from anakinra_kg.facts.text import PageText
        >>> from anakinra_kg.sources.mayoclinic import read
        >>> text = b"Side Effects:\nRare:\n-> Blue ears\n\nDrug information provided by:\n"
        >>> reading = read(PageText.from_bytes("page.txt", text))
        >>> [(fact.effect, fact.frequency, fact.span.line) for fact in reading.facts]
        [('Blue ears', 'rare', 3)]
    """
    return _Reader(page).read()


class _Reader:
    """Reads one page."""

    def __init__(self, page: PageText) -> None:
        self.page = page
        self.ledger = Ledger(page)
        self.title: PageTitle | None = None
        self.names = DrugNames(None, ())
        self.amount_kind: tuple[str, Span] | None = None

    def read(self) -> Reading:
        sections = sections_of(self.page)
        self._refuse_cut_page(sections)
        for section in sections:
            if section.name == FOOTER:
                self._footer(section.rows)
        described = tuple(row.text for section in sections if section.name == "description" for row in section.rows)
        self.names = DrugNames(self.title.drug if self.title else None, described)
        for section in sections:
            self._section(section)
        stem = re.split(r"[/\\]", self.page.name)[-1].rsplit(".", 1)[0]
        if self.title is None:
            return self.ledger.close(SOURCE, _slug(stem), stem, None)
        return self.ledger.close(SOURCE, _slug(self.title.title), self.title.title, self.title.drug)

    def _refuse_cut_page(self, sections: list[Section]) -> None:
        last = sections[-1]
        if last.heading and last.rows and last.rows[-1].item and all(section.name != FOOTER for section in sections):
            raise PageError(
                f"{self.page.name}:{last.rows[-1].line}",
                f"the page ends inside the list of {last.name}",
                "give the whole page",
            )

    def _section(self, section: Section) -> None:
        if section.heading:
            self.ledger.boilerplate(section.heading.line, "section heading")
        if not section.heading and section.name != FOOTER:
            for row in section.rows:
                self.ledger.unread(row.line, "is before the first heading")
        elif section.name != FOOTER:
            _SECTION_READERS.get(section.name, _Reader.standard)(self, section.name, section.rows)

    # Shared by all sections.

    def _text_span(self, row: Row) -> Span:
        return self.page.span(row.line, row.column, row.column + len(row.text))

    def _sentences(self, row: Row, begin: int | None = None, end: int | None = None) -> Iterator[Span]:
        """Yield the sentences of a line between two columns, without the marker of a list item."""
        base = self.page.line_starts[row.line - 1]
        first = base + (row.column if begin is None else begin)
        last = base + (row.column + len(row.text) if end is None else end)
        for span in self.page.sentences(row.line):
            if first <= span.start and span.end <= last:
                yield span
            elif max(span.start, first) < min(span.end, last):
                yield self.page.span(row.line, max(span.start, first) - base, min(span.end, last) - base)

    def _prose(self, section: str, row: Row) -> None:
        """Record a line sentence by sentence: standard sentences as facts, all others as prose.

        An instruction is read only if all sentences before it in the line are known, because it may refer to them.
        """
        known = True
        for span in self._sentences(row):
            says = standard(section, self.page.quote(span)) if not row.item else None
            if says is not None and self._general(span, says):
                continue
            if says is not None and says.kind == "amount_kind":
                self.amount_kind = says.topic, span
                self.ledger.aside(span, says.says)
            elif says is not None and says.kind == "instruction" and known:
                self.ledger.fact(
                    Instruction(span=span, topic=cast("InstructionTopic", says.topic), instruction=says.says)
                )
            else:
                known = False
                self.ledger.prose(section, span)

    def _general(self, span: Span, says: Standard) -> bool:
        """Record a standard sentence that says something of a list as a whole, or nothing; return whether it does."""
        if says.kind == "boilerplate":
            self.ledger.aside(span, says.says)
        elif says.kind == "list_note":
            self.ledger.fact(ListNote(span=span, list=cast("NotedList", says.topic), statement=says.says))
        return says.kind in {"boilerplate", "list_note"}

    def standard(self, section: str, rows: list[Row]) -> None:
        for row in rows:
            self._prose(section, row)

    # The sections, in page order.

    def brands(self, section: str, rows: list[Row]) -> None:
        country = section.removeprefix("brand name").strip() or None
        previous = ""
        broken = False
        for place, row in enumerate(rows):
            # A line that is not a name belongs to a section whose heading is missing, as do the lines after it.
            broken = broken or row.item or bool(row.odd) or ":" in row.text or row.text.endswith(".")
            broken = broken or len(row.text.split()) > _LONGEST_NAME
            if broken:
                self.ledger.unread(row.line, "neither a brand name nor between brand names")
                continue
            # Names are in alphabetical order, one blank line apart; otherwise the heading of a country is missing.
            if place and (row.blanks != 1 or row.text[0].lower() < previous):
                country = None
            previous = row.text[0].lower()
            self.ledger.fact(BrandName(span=self._text_span(row), name=row.text, country=country))

    def description(self, _section: str, rows: list[Row]) -> None:
        heading: Row | None = None
        for row in rows:
            if row.item and heading:
                if reason := row.odd or _no_name(row.text):
                    self.ledger.unread(row.line, reason)
                else:
                    self.ledger.fact(
                        DosageForm(span=self._text_span(row), form=row.text, also=(self._text_span(heading),))
                    )
                continue
            heading = row if not row.item and row.text.endswith("in the following dosage forms:") else None
            if heading:
                self.ledger.boilerplate(row.line, _EMPTY_LIST)
            else:
                self._described(row)

    def _described(self, row: Row) -> None:
        for span in self._sentences(row):
            had = availabilities(self.page.quote(span))
            for start, end, status, conditions in had:
                column = span.start - self.page.line_starts[row.line - 1]
                clause = self.page.span(row.line, column + start, column + end)
                self.ledger.fact(Availability(span=clause, status=status, conditions=conditions))
            if not had:
                self.ledger.prose("description", span)

    def populations(self, section: str, rows: list[Row]) -> None:
        for row in rows:
            self._population(section, row)

    def _population(self, section: str, row: Row) -> None:
        """Read the advice for children, the elderly or breastfeeding from the standard sentences of a line."""
        asked: tuple[str | None, Span] | None = None
        for span in self._sentences(row):
            sentence = self.page.quote(span)
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
            population = cast("AdvisedPopulation", says.topic)
            self.ledger.fact(
                PopulationAdvice(span=span, population=population, group=group, finding=says.says, also=also)
            )

    def _not_recommended(self, span: Span, sentence: str) -> list[Fact]:
        """Return one fact for each condition with which children should not use the drug."""
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

    def interactions(self, section: str, rows: list[Row]) -> None:
        advised: Advised | None = None
        heading: Span | None = None
        actions: list[tuple[Span, str]] = []
        previous = ""
        for row in rows:
            if not row.item:
                advised, heading, actions = self._interaction_heading(section, row)
                previous = ""
                continue
            # Lists are in alphabetical order without blank lines; otherwise a heading is missing.
            broken = row.odd or _of_another_list(row.text)
            if broken or row.lost_heading or row.text[:1].lower() < previous:
                advised = heading = None
            previous = row.text[:1].lower()
            reason = broken or _no_name(row.text)
            if heading is None or advised is None:
                self.ledger.unread(row.line, reason or "no heading above gives its advice")
            elif reason:
                self.ledger.unread(row.line, reason)
            else:
                advice, category = advised
                self.ledger.fact(
                    Interaction(
                        span=self._text_span(row),
                        drug=row.text,
                        advice=advice,
                        category=category,
                        action="; ".join(action for _, action in actions) or None,
                        also=(heading, *(span for span, _ in actions)),
                    )
                )

    def _interaction_heading(
        self, section: str, row: Row
    ) -> tuple[Advised | None, Span | None, list[tuple[Span, str]]]:
        """Record a line between lists; if it is a heading, return its advice, its span, and what a doctor may do."""
        first, *others = self._sentences(row)
        medicines = section == "drug interactions"
        advised = [interaction_advice(self.page.quote(span), medicines=medicines) for span in (first, *others)]
        if advised[0] is None or any(advised[1:]):
            self._prose(section, row)
            return None, None, []
        self.ledger.aside(first, _EMPTY_LIST)
        actions: list[tuple[Span, str]] = []
        for span in others:
            says = standard(section, self.page.quote(span))
            if says is not None and says.kind == "interaction_action":
                actions.append((span, says.says))
                self.ledger.aside(span, _EMPTY_LIST)
            else:
                self._standard_or_prose(section, span)
        return advised[0], first, actions

    def _standard_or_prose(self, section: str, span: Span) -> None:
        says = standard(section, self.page.quote(span))
        if says is None or not self._general(span, says):
            self.ledger.prose(section, span)

    def problems(self, section: str, rows: list[Row]) -> None:
        chain: list[Row] = []
        listed, doubtful = False, False
        for row in rows:
            dash = "\N{EM DASH}" in row.text
            reason = row.odd
            # A gap, or a label as in doses, shows that another list has begun and its heading is missing.
            if row.lost_heading or (row.item and ": " in row.text.partition("\N{EM DASH}")[0]):
                listed = False
            if not reason and not listed:
                reason = "no line above introduces this list"
            if not reason and dash == row.text.endswith((" or", " and")):
                reason = "a problem with neither or both of advice and a link to the next problem"
            if not row.item or reason:
                # An unreadable item may have been joined by `and` to the next.
                self._chain(chain)
                chain, doubtful = [], row.item
            if not row.item:
                listed = "other medical problems" in row.text and row.text.endswith(":")
                self._prose(section, row)
            elif reason:
                self.ledger.unread(row.line, reason)
            else:
                chain.append(row)
                if dash:
                    self._chain(chain, doubtful=doubtful)
                    chain, doubtful = [], False
        self._chain(chain)

    def _chain(self, chain: list[Row], *, doubtful: bool = False) -> None:
        """Read the problems of a chain of lines; the advice after the last one applies to all of them.

        If `and` joins two, or may join them, the advice is for patients with both, so none of them is recorded.
        """
        if not chain:
            return
        last = chain[-1]
        problem, dash, advice_text = last.text.partition("\N{EM DASH}")
        spans = list(self._sentences(last, last.column + len(problem) + len(dash))) if advice_text.strip() else []
        said = [self.page.quote(span) for span in spans]
        advice, consequence, known = problem_advice(said, self.names)
        if doubtful or any(row.text.endswith(" and") for row in chain):
            advice, consequence, known = None, None, [False] * len(spans)
        whole = self.page.span(last.line, last.column + len(problem) + len(dash)) if advice else None
        for row in chain:
            text = row.text.partition("\N{EM DASH}")[0].rstrip()
            text = text.removesuffix(" or").removesuffix(" and").rstrip()
            if not text:
                self.ledger.unread(row.line, "advice without a problem")
                continue
            self.ledger.fact(
                MedicalProblem(
                    span=self.page.span(row.line, row.column, row.column + len(text)),
                    problem=text,
                    advice=advice,
                    consequence=consequence,
                    also=(whole,) if whole else (),
                )
            )
        for span, understood in zip(spans, known, strict=True):
            if not understood:
                self.ledger.prose("other medical problems", span)

    def dosing(self, section: str, rows: list[Row]) -> None:
        run: list[Row] = []
        self.amount_kind = None
        for row in rows:
            if row.item:
                run.append(row)
                continue
            self._doses(run)
            run = []
            self._prose(section, row)
        self._doses(run)

    def _doses(self, rows: list[Row]) -> None:
        """Read one regimen from each leaf with a dose; the lines are prose if they do not form a tree."""
        whole = not any(row.odd or row.lost_heading for row in rows)
        nodes = dose_tree([row.text for row in rows]) if whole else None
        paths = [node.path() for node in nodes or () if not node.children]
        labels = [labels_of(path) for path in paths]
        if nodes is None or not all("form" in found for found in labels):
            for row in rows:
                self._prose("dosing", row)
            return
        for node in nodes:
            if node.children:
                self._repeated(node, rows[node.index])
        read: set[Span] = set()
        known: list[Span] = []
        for path, found in zip(paths, labels, strict=True):
            self._dose(path, found, rows, read, known)
        for span in known:
            if span not in read:
                self.ledger.prose("dosing", span)

    def _repeated(self, node: DoseNode, row: Row) -> None:
        """Record the part of a line that the lines of its children repeat."""
        begin = row.column + _column(row.text, node.label + node.mark + node.statement)
        for span in self._sentences(row, begin):
            self.ledger.aside(span, "repeated on the lines below, which are read")

    def _dose(
        self, path: list[DoseNode], labels: dict[str, Any], rows: list[Row], read: set[Span], known: list[Span]
    ) -> None:
        """Read the regimen of a leaf.

        Args:
            path: The line and those it stands under.
            labels: The fields from their labels.
            rows: All lines of the tree.
            read: Receives the sentences of other lines that the regimen rests on.
            known: Receives those that are known but not used, as another sentence is not known.
        """
        node = path[-1]
        spans = [self._statement(part, rows[part.index]) for part in path]
        dose, understood = dose_of(self.page.quote(span) for part in spans for span in part)
        row = rows[node.index]
        also = [self._label(part, rows[part.index]) for part in path[:-1]]
        if understood:
            above = [span for statement in spans[:-1] for span in statement]
            read.update(above)
            also += above
        if self.amount_kind and "low" in dose:
            dose["amount_kind"], kind_span = self.amount_kind
            also.append(kind_span)
        self.ledger.fact(DosingRegimen(span=self._text_span(row), also=tuple(also), **labels, **dose))
        if understood:
            return
        for part, statement in zip(path, spans, strict=True):
            if part is node or not dose_of(self.page.quote(span) for span in statement)[1]:
                for span in statement:
                    self.ledger.prose("dosing", span)
            else:
                known += statement

    def _label(self, node: DoseNode, row: Row) -> Span:
        return self.page.span(row.line, row.column, row.column + _column(row.text, node.label + node.mark))

    def _statement(self, node: DoseNode, row: Row) -> list[Span]:
        """Return the sentences between the label of a line and its first child."""
        if not node.statement:
            return []
        label = node.label + node.mark
        begin = row.column + _column(row.text, label)
        end = row.column + _column(row.text, label + node.statement)
        return list(self._sentences(row, begin, end))

    def side_effects(self, section: str, rows: list[Row]) -> None:
        place = EffectList()
        for row in rows:
            if row.item:
                self._effect(row, place)
            elif row.text in FREQUENCIES or row.text == OVERDOSE:
                place.frequency_heading(row, self._text_span(row))
                self.ledger.boilerplate(row.line, _EMPTY_LIST)
            elif urgent := attention_of(row.text):
                first, *others = self._sentences(row)
                attention, overdose = urgent
                place.attention_heading(attention, first, overdose=overdose)
                self.ledger.aside(first, _EMPTY_LIST)
                for span in others:
                    self._standard_or_prose(section, span)
            elif row.text.endswith(":"):
                place.unknown()
                self.ledger.unread(row.line, "a heading the reader does not know")
            else:
                place.unknown()
                self._prose(section, row)

    def _effect(self, row: Row, place: EffectList) -> None:
        place.item(row)
        reason = row.odd or _of_another_list(row.text)
        if reason or not place.known:
            self.ledger.unread(row.line, reason or "no known heading above")
            # It may contain the heading of the next lines.
            if reason:
                place.unknown()
            return
        also = tuple(span for span in (place.attention_span, place.frequency_span) if span)
        span = self._text_span(row)
        if place.overdose:
            self.ledger.fact(OverdoseSymptom(span=span, effect=row.text, attention=place.attention, also=also))
        else:
            self.ledger.fact(
                AdverseEffect(
                    span=span, effect=row.text, frequency=place.frequency, attention=place.attention, also=also
                )
            )

    def _footer(self, rows: list[Row]) -> None:
        before = ["", *(row.text for row in rows)]
        after = [*(row.text for row in rows[1:]), ""]
        other_page = False
        for row, last, following in zip(rows, before, after, strict=False):
            framed = last == "Drugs & Supplements" and _CONTENT_NUMBER.fullmatch(following) is not None
            other_page = other_page or (not row.item and row.text in HEADINGS)
            may_be_title = row.item and self.title is None and not other_page
            titled = self._titled(row, framed=framed) if may_be_title else None
            if row.item and row.text in _FOOTER_ITEMS:
                self.ledger.boilerplate(row.line, _FOOTER_ITEMS[row.text])
            elif titled:
                self.title = titled
                self.ledger.fact(titled)
            elif row.text in FOOTER_OPENINGS:
                self.ledger.boilerplate(row.line, _HEADING_ONLY)
            elif not row.item and _CONTENT_NUMBER.fullmatch(row.text):
                self.ledger.boilerplate(row.line, "the publisher's number of the page, masked")
            else:
                self._footer_sentences(row)

    def _footer_sentences(self, row: Row) -> None:
        rights: list[Rights] = []
        for span in self._sentences(row):
            sentence = self.page.quote(span)
            says = standard("footer", sentence)
            if right := _RIGHTS.fullmatch(sentence):
                start, end = right.start("holder"), right.end("last") if right["last"] else right.end("first")
                column = span.start - self.page.line_starts[row.line - 1]
                rights.append(
                    Rights(
                        span=self.page.span(row.line, column + start, column + end),
                        holder=right["holder"],
                        first_year=right["first"],
                        last_year=right["last"],
                    )
                )
            elif says is not None and says.kind == "rights_terms" and rights:
                last = rights.pop()
                rights.append(replace(last, terms=(*last.terms, says.says), also=(*last.also, span)))
            elif says is not None:
                self.ledger.aside(span, says.says)
            else:
                self.ledger.unread(row.line, "an unknown line of the footer")
        for fact in rights:
            self.ledger.fact(fact)

    def _titled(self, row: Row, *, framed: bool) -> PageTitle | None:
        """Return the title in an item of the footer: an item with routes, or in the position of a title."""
        title = row.text.partition(" - Side effects")[0].strip(WHITE)
        found = _route_title(title)
        if not title or row.text in _FOOTER_ITEMS or row.odd:
            return None
        if found is None and (not framed or "route" in title):
            return None
        return PageTitle(
            span=self.page.span(row.line, row.column, row.column + len(title)),
            title=title,
            drug=found["drug"] if found else title,
            routes=tuple(found["routes"].split(", ")) if found else (),
        )


_SECTION_READERS = {
    "brand name": _Reader.brands,
    "brand name US": _Reader.brands,
    "brand name Canada": _Reader.brands,
    "description": _Reader.description,
    "pediatric": _Reader.populations,
    "geriatric": _Reader.populations,
    "breastfeeding": _Reader.populations,
    "drug interactions": _Reader.interactions,
    "other interactions": _Reader.interactions,
    "other medical problems": _Reader.problems,
    "dosing": _Reader.dosing,
    "side effects": _Reader.side_effects,
}
_FOOTER_ITEMS = {
    "The Mayo Clinic Diet": "a link of the publisher",
    "Drugs & Supplements": "a link to all drugs",
    "Policy": "a link on advertising",
    "Opportunities": "a link on advertising",
    "Ad Choices": "a link on advertising",
}
_TITLE = re.compile(r"(?P<drug>.+?) \((?P<routes>[^()]*\broute\b[^()]*)\)", re.IGNORECASE)
_LONGEST_TITLE = 500
_CONTENT_NUMBER = re.compile(r"CON-[\w-]+")
_RIGHTS = re.compile(r"Copyright: © (?P<holder>\S.*?) (?P<first>\d{4})(?:(?:, ?| ?[-–] ?)(?P<last>\d{4}))?\.")


def _route_title(title: str) -> re.Match[str] | None:
    return _TITLE.fullmatch(title) if len(title) <= _LONGEST_TITLE else None


def _of_another_list(item: str) -> str:
    """Return why an item belongs to another kind of list; empty if it may belong to this one."""
    if "\N{EM DASH}" in item or item.endswith((" or", " and", ".")) or _route_title(item):
        return "looks like a line of another list"
    return ""


def _no_name(item: str) -> str:
    """Return why an item cannot be the name of a substance or a dosage form; empty if it can."""
    if len(item.split()) > _LONGEST_NAME:
        return "too long for a name"
    return _of_another_list(item) or ("begins in lower case, unlike a name" if item[0].islower() else "")


def _column(text: str, prefix: str) -> int:
    """Return the column after `prefix` at the start of a text, ignoring differences in white space."""
    if text.startswith(prefix):
        return len(prefix)
    wanted, column = len("".join(prefix.split())), 0
    while wanted:
        wanted -= not text[column].isspace()
        column += 1
    return column


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "page"
