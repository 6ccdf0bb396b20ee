"""Reads the tables of products, mixtures and their ingredients, and the brands."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from anakinra_kg.facts.records import (
    BrandName,
    Ingredient,
    Product,
)
from anakinra_kg.sources.drugbank.rows import products as rows
from anakinra_kg.sources.drugbank.rows.cells import is_not_applicable
from anakinra_kg.sources.drugbank.sections.reader import LONGEST_NAME, WEIGHT
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE

if TYPE_CHECKING:
    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.rows.cells import Cells
    from anakinra_kg.sources.drugbank.sections.reader import Rule, SectionReader

_BRAND = re.compile(r"(.*\S) \(([^()]+)\)")
_ROW_LIKE = re.compile(r"\d|^Not Available$|Not [Aa]pplicable")


def _ingredients(r: SectionReader, part: Part) -> None:
    r.rows(r.head(part), "product ingredients", partial(_ingredient, r))


def _ingredient(r: SectionReader, line: int, text: str) -> bool:
    cells = rows.ingredient(text)
    if cells is None:
        return False
    r.names.add(cells["name"])
    known = {name: cell for name, cell in cells.items() if cell != NOT_AVAILABLE}
    r.lines.ledger.fact(Ingredient(span=r.lines.span(line), **known))  # type: ignore[arg-type]
    return True


def _products(r: SectionReader, part: Part) -> None:
    def take(line: int, text: str) -> bool:
        found = rows.product(text)
        if found is None:
            return False
        _product(r, line, *found, part.category)
        return True

    r.rows(_product_rows(r, part), "products", take)


def _product_rows(r: SectionReader, part: Part) -> list[int]:
    """Return the lines of a table up to the first line that is not even a broken row; another table may follow."""
    head = r.head(part)
    for place, line in enumerate(head):
        if not _ROW_LIKE.search(r.text(line)):
            return head[:place]
    return head


def _product(r: SectionReader, line: int, cells: Cells, length: int, category: str | None) -> None:
    known: dict[str, str] = {}
    inapplicable, missing = [], []
    for name, cell in cells.items():
        if is_not_applicable(cell):
            inapplicable.append(name)
        elif cell == NOT_AVAILABLE:
            missing.append(name)
        else:
            known[name] = cell
    fact = Product(
        span=r.lines.span(line, 0, length),
        category=category,
        not_applicable=tuple(inapplicable),
        not_available=tuple(missing),
        **known,  # type: ignore[arg-type]
    )
    r.lines.ledger.fact(fact)
    if length < len(r.text(line)):
        r.lines.unread(line, "more text after the last cell of the row")


def _mixture_rows(r: SectionReader, part: Part) -> None:
    def take(line: int, text: str) -> bool:
        mixture = rows.mixture(text)
        if mixture:
            r.mixtures.append((line, part.category, mixture))
        return mixture is not None

    r.rows(_product_rows(r, part), "mixture products", take)


def read_mixtures(r: SectionReader) -> None:
    """Add the mixtures; all ingredient names of the page determine where the name of a mixture ends."""
    known = r.names | {name for _, _, mixture in r.mixtures for name in mixture.ingredients()}
    if r.drug:
        known.add(r.drug)
    for line, category, mixture in r.mixtures:
        cells = mixture.named(known)
        if cells is None:
            r.lines.unread(line, "where the name ends and the ingredients begin is not certain")
        else:
            _product(r, line, cells, mixture.length, category)


def _brands(r: SectionReader, part: Part) -> None:
    for place, line in enumerate(r.head(part)):
        if r.text(line) == NOT_AVAILABLE:
            r.lines.gap(line, "international/other brands")
        elif place == 0 and not r.lines.is_bullet(line):
            _brand_names(r, line)


def _brand_names(r: SectionReader, line: int) -> None:
    for item, span in r.lines.parts(line, " / "):
        if len(item) > LONGEST_NAME or WEIGHT.search(item):
            r.lines.unread(line, "not the name of a brand")
            continue
        found = _BRAND.fullmatch(item)
        name, labeller = found.groups() if found else (item, None)
        r.lines.ledger.fact(BrandName(span=span, name=name, labeller=labeller))


READERS: dict[str, Rule] = {
    "product ingredients": _ingredients,
    "products": _products,
    "mixtures": _mixture_rows,
    "brands": _brands,
}
