"""Reads the classes of a drug: categories, ATC and AHFS codes, chemical taxonomy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anakinra_kg.facts.records import (
    Classification,
)
from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.layout import is_show_more
from anakinra_kg.sources.drugbank.sections.reader import GLUED
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anakinra_kg.facts.text import Span
    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.sections.reader import Rule, SectionReader

_ATC = re.compile(r"([A-Z]\d\d[A-Z]{2}\d\d) — ")
_AHFS = re.compile(r"(\d\d:\d\d(?:\.\d\d)*) — (\S.*)")
_DESCRIPTOR = re.compile(r"(.*\S) \(([A-Z][A-Za-z0-9]*[:-][A-Za-z0-9+_-]*\d)\)")
_SHOW_MORE = re.compile(r"show \d+ more")
_SHOWN = 10
_BELOW = {
    "kingdom": "super class",
    "class": "sub class",
    "sub class": "direct parent",
    "direct parent": "alternative parents",
    "molecular framework": "external descriptors",
}
_LEVELS = {
    "alternative parents": "alternative parent",
    "substituents": "substituent",
    "external descriptors": "external descriptor",
}


def _categories(r: SectionReader, part: Part) -> None:
    def take(line: int, _text: str) -> bool:
        if not r.lines.is_bullet(line):
            return False
        name, span = r.lines.item(line)
        r.lines.ledger.fact(Classification(span=span, scheme="category", name=name))
        return True

    r.rows(r.head(part), "categories", take)


def _atc(r: SectionReader, part: Part) -> None:
    def take(line: int, text: str) -> bool:
        codes = _atc_codes(text)
        for begin, end, code, name in codes:
            span = r.lines.span(line, begin, end)
            r.lines.ledger.fact(Classification(span=span, scheme="atc", code=code, name=name))
        return bool(codes)

    r.rows(r.head(part), "atc codes", take)


def _atc_codes(row: str) -> list[tuple[int, int, str, str]]:
    """Return start, end, code and name of each ATC code of a line; none if the line contains anything else."""
    found = list(_ATC.finditer(row))
    if not found or found[0].start():
        return []
    ends = [match.start() for match in found[1:]] + [len(row)]
    codes = [
        (match.start(), end, match.group(1), row[match.end() : end]) for match, end in zip(found, ends, strict=True)
    ]
    return codes if all(name.strip() for *_, name in codes) else []


def _ahfs(r: SectionReader, part: Part) -> None:
    def take(line: int, _text: str) -> bool:
        item, span = r.lines.item(line)
        found = _AHFS.fullmatch(item) if r.lines.is_bullet(line) else None
        if found:
            code, name = found.groups()
            r.lines.ledger.fact(Classification(span=span, scheme="ahfs", code=code, name=name))
        return found is not None

    r.rows(r.head(part), "ahfs codes", take)


def _level(r: SectionReader, part: Part) -> None:
    """Read the class at a level; if the next heading is missing, it may be the class of the next level."""
    head = r.head(part)
    if part.key == "class" and any(r.text(line).lower() in vocabulary.SUPER_CLASSES for line in head):
        return
    if len(head) == 1 and part.next_key == _BELOW.get(part.key, part.next_key):
        _take_class(r, head[0], part.key)


def _take_class(r: SectionReader, line: int, level: str | None) -> None:
    text = r.text(line)
    if text == NOT_AVAILABLE and level:
        r.lines.gap(line, level)
    elif text != NOT_AVAILABLE:
        r.classify(line, "chemical", text, level)


def _super_class(r: SectionReader, part: Part) -> None:
    """Read super class and class; if one is missing, the closed list of super classes determines which."""
    head = r.head(part)
    if any(r.text(line) in vocabulary.KINGDOMS for line in head):
        head = []  # the heading is misplaced
    if part.next_key == "sub class" and len(head) == len(("super class", "class")):
        known = r.text(head[0]).lower() in vocabulary.SUPER_CLASSES
        _take_class(r, head[0], "super class" if known else None)
        _take_class(r, head[1], "class" if known else None)
    elif part.next_key in {"class", "sub class"} and len(head) == 1:
        name = r.text(head[0]).lower()
        if name in vocabulary.SUPER_CLASSES or (part.next_key == "class" and name == NOT_AVAILABLE.lower()):
            _take_class(r, head[0], "super class")
        elif not name.startswith(tuple(vocabulary.SUPER_CLASSES)):
            _take_class(r, head[0], None)


def _class_lists(r: SectionReader, part: Part) -> None:
    """Read lists of classes: alternative parents and substituents follow each other if a heading is missing."""
    levels: tuple[str, ...] = (_LEVELS[part.key],)
    if part.key == "alternative parents" and part.next_key == "molecular framework":
        levels = ("alternative parent", "substituent")
    values: list[tuple[int, int]] = []
    for line in r.head(part):
        text = r.text(line)
        if r.lines.is_bullet(line):
            return  # another list is joined to the classes
        if is_show_more(text):
            r.lines.boilerplate(line, "link that shows the rest of the list")
            values[-1:] = [(above, int(text.split(" ")[1])) for above, _ in values[-1:]]
        else:
            values.append((line, 0))
    if len(values) == len(levels):
        for level, (line, hidden) in zip(levels, values, strict=True):
            if r.text(line) == NOT_AVAILABLE:
                r.lines.gap(line, f"{level}s")
            else:
                _class_list(r, line, level, hidden)


def _class_list(r: SectionReader, line: int, level: str, hidden: int) -> None:
    """Read a list with ten visible items; the tenth is joined to the first hidden item."""
    items = list(r.lines.parts(line, " / "))
    glued_at = _SHOWN - 1 if hidden and len(items) == _SHOWN + hidden - 1 else None
    for place, (name, span) in enumerate(items):
        seams = [found.start() for found in GLUED.finditer(name)]
        if _SHOW_MORE.search(name):
            r.lines.unread(line, "a list is run together with another line")
        elif not seams and place != glued_at:
            _class(r, span, name, level)
        elif place == glued_at and len(seams) == 1:
            at = seams[0]
            _class(r, type(span)(span.line, span.start, span.start + at), name[:at], level)
            _class(r, type(span)(span.line, span.start + at, span.end), name[at:], level)
        else:
            r.lines.unread(line, "where one class ends and the next begins is not certain")


def _class(r: SectionReader, span: Span, text: str, level: str) -> None:
    found = _DESCRIPTOR.fullmatch(text) if level == "external descriptor" else None
    name, code = found.groups() if found else (text, None)
    r.lines.ledger.fact(Classification(span=span, scheme="chemical", code=code, name=name, level=level))


def read_taxonomy_head(r: SectionReader, lines: Sequence[int], *, with_kingdom: bool) -> None:
    """Read the description and the kingdom, which come before the super class."""
    values = [line for line in lines if r.text(line)]
    if with_kingdom and values and r.text(values[-1]) in vocabulary.KINGDOMS:
        _take_class(r, values.pop(), "kingdom")
    elif with_kingdom and len(values) == len(("description", "kingdom")):
        if r.text(values[-1]) == NOT_AVAILABLE:
            r.lines.gap(values.pop(), "kingdom")
    elif with_kingdom:
        return
    if [r.text(line) for line in values] == [NOT_AVAILABLE]:
        r.lines.gap(values[0], "taxonomy description")
        return
    for line in values:
        if r.text(line) != NOT_AVAILABLE:
            r.lines.prose(line, "taxonomy description")


def _taxonomy_description(r: SectionReader, part: Part) -> None:
    read_taxonomy_head(r, part.lines, with_kingdom=part.next_key == "super class")


READERS: dict[str, Rule] = {
    "categories": _categories,
    "atc codes": _atc,
    "ahfs codes": _ahfs,
    "taxonomy description": _taxonomy_description,
    "super class": _super_class,
    **dict.fromkeys(("kingdom", "class", "sub class", "direct parent", "molecular framework"), _level),
    **dict.fromkeys(("alternative parents", "substituents", "external descriptors"), _class_lists),
}
