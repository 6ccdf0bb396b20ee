"""Reads manufacturers and packagers, dosage forms, prices and patents."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from anakinra_kg.facts.records import (
    DosageForm,
    Manufacturer,
    Packager,
    Price,
    Supplier,
)
from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.rows import products as rows
from anakinra_kg.sources.drugbank.rows.cells import decimal, is_not_applicable
from anakinra_kg.sources.drugbank.sections.reader import LONGEST_ROW, UNSURE_CELLS
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.lines import Block
    from anakinra_kg.sources.drugbank.sections.reader import Rule, SectionReader


def read_suppliers(r: SectionReader, lines: Sequence[int], slots: tuple[str, ...]) -> None:
    """Read manufacturers and packagers; two lists without headings cannot be separated."""
    blocks = [block for block in r.lines.blocks(lines) if block.lines]
    if slots == ("manufacturers", "packagers") and {block.kind for block in blocks} == {"list"}:
        for block in blocks:
            _take_suppliers(r, "", block)
    else:
        r.values(blocks, slots, partial(_take_suppliers, r), headed=False)


def _take_suppliers(r: SectionReader, slot: str, block: Block) -> None:
    record = {"manufacturers": Manufacturer, "packagers": Packager}.get(slot, Supplier)
    for line in block.lines:
        name, span = r.lines.item(line)
        r.lines.ledger.fact(record(span=span, name=name))


def _supplier_list(r: SectionReader, part: Part) -> None:
    slots: tuple[str, ...] = (part.key,)
    if part.key == "manufacturers" and part.next_key != "packagers":
        slots = ("manufacturers", "packagers")
    read_suppliers(r, part.lines, slots)


def _dosage_forms(r: SectionReader, part: Part) -> None:
    """Read the forms; missing prices and patents follow as gaps without a heading."""
    missing = {"prices": (), "patents": ("prices",)}.get(part.next_key, ("prices", "patents"))
    r.values(r.lines.blocks(r.head(part)), ("dosage forms", *missing), partial(_take_forms, r))


def _take_forms(r: SectionReader, _slot: str, block: Block) -> None:
    for line in block.lines:
        text = r.text(line)
        cells = rows.dosage_form(text) if len(text) <= LONGEST_ROW else None
        if cells is None:
            r.lines.unread(line, UNSURE_CELLS)
            continue
        inapplicable = tuple(name for name, cell in cells.items() if is_not_applicable(cell))
        known = {name: cell for name, cell in cells.items() if name not in inapplicable}
        r.lines.ledger.fact(
            DosageForm(span=r.lines.span(line), not_applicable=inapplicable, **known)  # type: ignore[arg-type]
        )


def _prices(r: SectionReader, part: Part) -> None:
    closed = False
    for line in r.head(part):
        text = r.text(line)
        if vocabulary.DISCLAIMER.fullmatch(text):
            r.lines.boilerplate(line, "disclaimer")
            closed = True
        elif text == NOT_AVAILABLE and part.next_key != "patents" and closed:
            r.lines.gap(line, "patents")
        elif text == NOT_AVAILABLE and part.next_key == "patents" and line == part.lines[0]:
            r.lines.gap(line, "prices")
        else:
            _price(r, line, text)


def _price(r: SectionReader, line: int, text: str) -> None:
    cells = rows.price(text) if len(text) <= LONGEST_ROW else None
    if cells is None:
        r.lines.unread(line, UNSURE_CELLS)
        return
    fact = Price(
        span=r.lines.span(line),
        description=cells["description"],
        cost=decimal(cells["cost"]),
        currency=cells["currency"],
        unit=cells["unit"],
    )
    r.lines.ledger.fact(fact)


def _patents(r: SectionReader, part: Part) -> None:
    for place, line in enumerate(r.head(part)):
        if place == 0 and r.text(line) == NOT_AVAILABLE:
            r.lines.gap(line, "patents")
        else:
            r.lines.unread(line, "there is no kind of fact for a patent")


READERS: dict[str, Rule] = {
    "manufacturers": _supplier_list,
    "packagers": _supplier_list,
    "dosage forms": _dosage_forms,
    "prices": _prices,
    "patents": _patents,
}
