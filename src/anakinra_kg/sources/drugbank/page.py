"""Reads the text of a DrugBank page in the layout of 2019: one fact for each row, list item and labelled value.

In the text, cells of a row run together, and every line of a single word is missing, both headings and values. A cell
is read only if its row can be split in one way, and a value is assigned to a section only if the page order allows one
section; everything else is reported as unread. Sentences are left for curation.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from anakinra_kg.errors import PageError
from anakinra_kg.facts.records import Identifier, PageTitle, RecordDate
from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.layout import CLOSING, Layout, layout
from anakinra_kg.sources.drugbank.lines import Lines
from anakinra_kg.sources.drugbank.protein_blocks import FIRST_FIELD, names_of, protein_blocks
from anakinra_kg.sources.drugbank.proteins import read_proteins
from anakinra_kg.sources.drugbank.sections import read_sections
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading
    from anakinra_kg.facts.records import RecordEvent
    from anakinra_kg.facts.text import PageText
    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.sections.reader import SectionReader

SOURCE = "drugbank"

_ENOUGH_HEADINGS = 6
_KNOWN_LINES = (
    vocabulary.CERTAIN | frozenset(vocabulary.TABLE_HEADERS) | frozenset(vocabulary.PRODUCT_CATEGORIES) | {FIRST_FIELD}
)
_TABLES = {
    "product ingredients": "ingredients",
    "products": "products",
    "mixtures": "products",
    "pharmacogenomic effects": "pharmacogenomic effects",
    "drug interactions": "interactions",
    "clinical trials": "clinical trials",
    "dosage forms": "dosage forms",
    "prices": "prices",
    "patents": "patents",
    "experimental properties": "properties",
    "predicted properties": "properties",
    "predicted admet features": "properties",
    "spectra": "spectra",
}
_SEQUENCE_NUMBER = re.compile(r">(DB\d{5}) sequence")
_CLOSING = re.compile(rf"{CLOSING}(.+?)(?: / Updated on (.+))?")
_NO_NAME = re.compile(r"(?:Identification|Name)\b|.*[.?]")
_MOMENT = re.compile(r"([A-Z][a-z]+) (\d\d?), (\d{4}) (\d\d):(\d\d)")
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - a list
)


def recognises(page: PageText) -> bool:
    r"""Return whether a page is a DrugBank page of 2019: several headings and table headers are whole lines.

    Example:
        >>> from anakinra_kg.facts.text import PageText
        >>> from anakinra_kg.sources.drugbank import recognises
        >>> recognises(PageText.from_bytes("page.txt", b"Side Effects:\nProper Use:\n"))
        False
    """
    return len({line.strip() for line in page.lines} & _KNOWN_LINES) >= _ENOUGH_HEADINGS


def read(page: PageText) -> Reading:
    r"""Read a DrugBank page.

    Raises:
        PageError: The page ends inside a table, or does not name its drug.

    Example:
        >>> from anakinra_kg.facts.text import PageText
        >>> from anakinra_kg.sources.drugbank import read
        >>> page = PageText.from_bytes("page.txt", "Accession Number\nDB99001\nSynonyms\n  • Zorblaminum\n".encode())
        >>> [(fact.kind, page.quote(fact.span)) for fact in read(page).facts]
        [('identifier', 'DB99001'), ('synonym', 'Zorblaminum')]
    """
    lines = Lines(page)
    plan = layout(lines)
    _refuse_cut_table(lines, plan)
    blocks = protein_blocks(lines, plan.proteins_begin, plan.proteins_end)
    sections = read_sections(lines, names_of(lines, blocks), plan.parts)
    read_proteins(lines, sections.badges, blocks)
    if plan.closing is not None:
        _closing(lines, plan.closing)
    drug = _name_above(lines, plan.parts, sections)
    number = sections.accession or _number_of_sequence(lines)
    if number is None and drug is None:
        raise PageError(f"{page.name}:1", "the page does not state which drug it is about", "give the whole page")
    return lines.ledger.close(SOURCE, number or _slug(drug or ""), drug or number or "", drug)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "drug"


def _refuse_cut_table(lines: Lines, plan: Layout) -> None:
    """Raise an error if the page ends inside a table, because rows and everything after them are missing."""
    part = plan.parts[-1]
    if plan.closing is not None or plan.proteins_begin < len(lines.texts) or part.key not in _TABLES:
        return
    if part.advertised is not None or any(not lines.texts[line] for line in part.lines[:-1]):
        return
    last = max((line for line in (part.heading, *part.lines) if line is not None and lines.texts[line]), default=0)
    if (
        lines.texts[last] == NOT_AVAILABLE
        or vocabulary.DISCLAIMER.fullmatch(lines.texts[last])
        or vocabulary.ADMET_NOTE.fullmatch(lines.texts[last])
    ):
        return
    raise PageError(
        f"{lines.page.name}:{last + 1}", f"the page ends inside the table of {_TABLES[part.key]}", "give the whole page"
    )


def _closes_table(text: str) -> bool:
    """Return whether a line is the note under a table."""
    return vocabulary.DISCLAIMER.fullmatch(text) is not None or vocabulary.ADMET_NOTE.fullmatch(text) is not None


def _name_above(lines: Lines, parts: list[Part], sections: SectionReader) -> str | None:
    """Return the name of the drug, or None if it is uncertain.

    A name of several words is directly above the accession number. It is used if the interactions or synonyms confirm
    it, or if it is the only line that remains of the top of the page.
    """
    drug = sections.drug
    left = [
        line for line in parts[0].lines if lines.texts[line] and lines.texts[line] not in {"Identification", "Name"}
    ]
    for line in parts[0].lines:
        if lines.texts[line] in {"Identification", "Name"}:
            lines.heading(line)
    if len(parts) < 2 or parts[1].key != "accession" or not left:  # noqa: PLR2004 - the accession follows the top
        return drug
    line = left[-1]
    name = lines.texts[line]
    confirmed = (
        name == drug or name in sections.names or (drug is None and len(left) == 1 and line + 1 == parts[1].heading)
    )
    if not confirmed or drug not in {None, name} or _NO_NAME.match(name):
        return drug
    lines.ledger.fact(PageTitle(span=lines.span(line), title=name, drug=name))
    return name


def _number_of_sequence(lines: Lines) -> str | None:
    """Return the accession number from the header of a sequence; its own line is a single word and may be missing."""
    numbers = {
        found.group(1): line for line, text in enumerate(lines.texts) if (found := _SEQUENCE_NUMBER.fullmatch(text))
    }
    if len(numbers) != 1:
        return None
    number, line = numbers.popitem()
    lines.ledger.fact(Identifier(span=lines.span(line, 1, 1 + len(number)), scheme=SOURCE, value=number))
    return number


def _closing(lines: Lines, line: int) -> None:
    """Read the line with the dates of creation and update of the record."""
    found = _CLOSING.fullmatch(lines.texts[line])
    moments = [_moment(text) for text in found.groups() if text is not None] if found else []
    if found is None or None in moments:
        lines.unread(line, "not two dates with a time")
        return
    events: tuple[RecordEvent, ...] = ("created", "updated")
    for event, group, moment in zip(events, (1, 2), moments, strict=False):
        span = lines.span(line, found.start(group), found.end(group))
        lines.ledger.fact(RecordDate(span=span, event=event, date_time=moment or ""))


def _moment(text: str) -> str | None:
    found = _MOMENT.fullmatch(text)
    if found is None or found.group(1) not in _MONTHS:
        return None
    month, day, year, hour, minute = found.groups()
    try:
        return datetime(int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute)).isoformat()  # noqa: DTZ001 - the page gives no zone
    except ValueError:
        return None
