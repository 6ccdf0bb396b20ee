"""Traverses the element of one drug of DrugBank XML: reads texts, makes facts with their spans, records every line.

Does not interpret elements; the rules do. Text without a rule is unread; a line with tags only is markup.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from anakinra_kg.errors import PageError
from anakinra_kg.facts.ledger import Ledger, LineAccount, LineStatus
from anakinra_kg.facts.records import Fact, Gap

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from anakinra_kg.facts.ledger import Reading
    from anakinra_kg.facts.text import PageText
    from anakinra_kg.sources.drugbank_xml.elements import Element, ElementText

    Rule = Callable[["DrugReader", Element], None]

FLAGS = {"true": "yes", "1": "yes", "false": "no", "0": "no"}
"""The lexical forms of an XML Schema boolean."""

_MARKUP = LineAccount(LineStatus.BOILERPLATE, "markup")


class XmlLedger(Ledger):
    """A ledger that takes line numbers of the document, although its page may be one element of it."""

    def __init__(self, page: PageText, first_line: int) -> None:
        super().__init__(page)
        self._first_line = first_line

    def _account(self, line: int, status: LineStatus, reason: str) -> None:
        super()._account(line - self._first_line + 1, status, reason)

    def taken(self, line: int, kind: str) -> None:
        """Record the kind of fact that a line belongs to."""
        self._account(line, LineStatus.FACT, kind)

    def markup(self) -> None:
        """Record the remaining lines as markup, because they contain no text."""
        for index, content in enumerate(self.page.lines):
            if self._accounts[index] is None and content.strip("\ufeff \t\r\xa0"):
                self._accounts[index] = _MARKUP


class Row:
    """The texts of an element's children, by name.

    Attributes:
        element: The row.
        cells: Text of each child that has text.
        at: The child element of each name.
        doubled: A name that appears twice, which may mean two joined rows; empty if there is none.
    """

    __slots__ = ("at", "cells", "doubled", "element")

    def __init__(self, element: Element) -> None:
        self.element = element
        self.cells: dict[str, str] = {}
        self.at: dict[str, Element] = {}
        self.doubled = ""


class DrugReader:
    """Makes a reading from the element of one drug."""

    def __init__(self, page: ElementText, element: Element, ledger: XmlLedger) -> None:
        self.page = page
        self.element = element
        self.ledger = ledger
        names = (child.normalized_text() for child in element.children if child.tag == "name")
        self.name = next(filter(None, names), None)

    def read(self, source: str, rules: Mapping[str, Rule], aside: Callable[[str, str], str]) -> Reading:
        """Read the content of the element and record each of its lines.

        Args:
            source: Name of the kind of document.
            rules: The rule for each child of the element, by name, and for the element itself.
            aside: Returns, by the names of a parent and its child, why text without a rule states nothing about the
                drug; empty if it may. The reason applies to all descendants.

        Raises:
            PageError: The element does not identify its drug.
        """
        children = self.element.children
        identifiers = [child for child in children if child.tag == "drugbank-id" and child.normalized_text()]
        if not identifiers:
            place = f"{self.page.name}:{self.page.line_of(self.element)}"
            raise PageError(place, "the drug has no <drugbank-id>", "give the whole element of a drug")
        identifier = next(filter(is_primary, identifiers), identifiers[0]).normalized_text()
        rules["drug"](self, self.element)
        for child in children:
            rule = rules.get(child.tag)
            if rule is not None and child.tag != "drug":
                rule(self, child)
        self._account_for_rest(aside)
        self.ledger.markup()
        found = self.ledger.close(source, identifier, self.name or identifier, self.name)
        return replace(found, whole_lines=True)

    def add(self, record: type[Fact], principal: Element, /, **fields: Any) -> None:  # noqa: ANN401 - any field
        """Add a fact whose main text is in an element."""
        first, *rest = self.page.element_spans(principal)
        self.ledger.fact(record(span=first, also=tuple(rest), **fields))

    def add_attribute(self, record: type[Fact], element: Element, attribute: str, /, **fields: Any) -> None:  # noqa: ANN401
        """Add a fact whose main text is the value of an attribute."""
        self.ledger.fact(record(span=self.page.attribute_span(element, attribute), **fields))

    def take(self, element: Element, use: str) -> str | None:
        """Return the text of an element and mark it as read; `Not Available` is recorded as a gap instead."""
        text = element.normalized_text()
        if not text or element.children:
            return None
        element.use = use
        if text.lower() == "not available":
            self.add(Gap, element, field=element.tag.replace("-", " "))
            return None
        return text

    def texts(self, element: Element, tag: str, use: str) -> tuple[str, ...]:
        """Read the texts of all children with a name."""
        texts = (self.take(child, use) for child in element.children if child.tag == tag)
        return tuple(text for text in texts if text is not None)

    def row(self, element: Element, use: str, *tags: str) -> Row:
        """Read the texts of the children with the given names."""
        row = Row(element)
        for child in element.children:
            if child.tag in row.at:
                row.doubled = child.tag
            elif child.tag in tags and not child.use:
                row.at[child.tag] = child
                text = self.take(child, use)
                if text is not None:
                    row.cells[child.tag] = text
        return row

    def complete(self, row: Row, *tags: str) -> bool:
        """Return whether a row is a single row with the required texts; otherwise all its text is unread."""
        missing = [tag for tag in tags if tag not in row.cells]
        if row.doubled:
            self.refuse(row.element, f"{row.element.tag} with two <{row.doubled}>")
        elif missing:
            self.refuse(row.element, f"{row.element.tag} without {' and '.join(missing)}")
        return not missing and not row.doubled

    def drop_unless(self, pattern: re.Pattern[str], row: Row, *tags: str) -> None:
        """Drop the texts of a row that do not match the pattern; they are unread."""
        for tag in tags:
            if tag in row.cells and not pattern.fullmatch(row.cells[tag]):
                self.refuse(row.at[tag], f"{tag} is not of a form that is known")
                del row.cells[tag]

    def prose(self, element: Element, section: str) -> None:
        """Leave the sentences of an element for curation."""
        if not element.children:
            element.use = "prose"
            for line in self.page.element_spans(element):
                for span in self.page.sentence_spans(line):
                    self.ledger.prose(section, span)

    def refuse(self, element: Element, reason: str) -> None:
        """Report all text of an element as unread."""
        waiting = [element]
        while waiting:
            found = waiting.pop()
            waiting += found.children
            for line in self.page.lines_of(found):
                self.ledger.unread(line, reason)

    def _account_for_rest(self, aside: Callable[[str, str], str]) -> None:
        """Record the status of every text."""
        waiting = [(child, child.tag, aside("", child.tag)) for child in self.element.children]
        if self.element.text:
            self._account_for(self.element, "", self.element.tag)
        while waiting:
            element, section, reason = waiting.pop()
            waiting += [(child, section, reason or aside(element.tag, child.tag)) for child in element.children]
            if element.text and element.use != "prose":
                self._account_for(element, reason, section)

    def _account_for(self, element: Element, reason: str, section: str) -> None:
        for line in self.page.lines_of(element):
            if element.use:
                self.ledger.taken(line, element.use)
            elif reason:
                self.ledger.boilerplate(line, reason)
            else:
                self.ledger.unread(line, f"{section}: no rule takes <{element.tag}>")


def is_primary(element: Element) -> bool:
    """Return whether an identifier is the primary one of its record."""
    return FLAGS.get(element.attributes.get("primary", "")) == "yes"
