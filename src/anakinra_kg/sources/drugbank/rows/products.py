"""Splits rows of products, mixtures, ingredients, dosage forms and prices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.rows.cells import COST, NA, certain_split
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from anakinra_kg.sources.drugbank.rows.cells import Cells

_DATE = rf"(?:(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|{NA}|{NOT_AVAILABLE})"
_MARKETING = re.compile(rf"({_DATE})({_DATE})(US|Us|Canada|EU|Eu)(?![a-z])")
_FORM = re.compile(vocabulary.FORM)
# A cell never ends in white space or an opening character, so a form cannot begin after one.
_FORM_AFTER_CELL = re.compile(rf"(?<=[^\s(/+,-])(?=[A-Z])(?=({vocabulary.FORM}))")
_ROUTE = re.compile(rf"(?:{vocabulary.ROUTE}|{NA})(?![a-z])")
_STRENGTH_BEFORE_ROUTE = tuple(
    re.compile(rf"({pattern}|{NA}|{NOT_AVAILABLE})({vocabulary.ROUTE}|{NA})(?![\s;,)-])")
    for pattern in (vocabulary.STRENGTH, vocabulary.ANY_STRENGTH)
)
_ROUTE_BEFORE_LABELLER = re.compile(rf"({vocabulary.ROUTE})(?![\s;,)-])")
_STRENGTH_CELL = re.compile(rf"(?:{vocabulary.STRENGTH}|{vocabulary.ANY_STRENGTH}|{NA})")
_NOT_APPLICABLE = re.compile(NA)
_IMAGE_TEXT = re.compile(r"nlmimage|rxnavimage|\.(?:jpe?g|png)|\d{4,5} \d{3,4} \d\d", re.IGNORECASE)


def product(row: str) -> tuple[Cells, int] | None:
    """Return the cells of a product row and their total length.

    Text after the region does not belong to the columns (the text of a picture, or a joined second row).
    """
    tail = _marketing_cells(row)
    if tail is None:
        return None
    front, cells, length = tail
    splits: list[tuple[int, Cells]] = []
    for strengths in _STRENGTH_BEFORE_ROUTE:
        splits = splits or list(_form_splits(front, partial(_strength_and_route, front, strengths)))
    if len(splits) != 1:
        return None
    begin, middle = splits[0]
    name = front[:begin]
    if _IMAGE_TEXT.search(name) or ") + " in name or not middle["labeller"]:
        return None
    return {"name": name, **middle, **cells}, length


def _marketing_cells(row: str) -> tuple[str, Cells, int] | None:
    found = _MARKETING.search(row)
    if found is None:
        return None
    start, end, region = found.groups()
    return row[: found.start()], {"marketing_start": start, "marketing_end": end, "region": region}, found.end()


def _form_splits(front: str, after: Callable[[int], Cells | None]) -> Iterator[tuple[int, Cells]]:
    for place in _FORM_AFTER_CELL.finditer(front):
        form = place.group(1)
        rest = after(place.start() + len(form))
        if rest is not None:
            yield place.start(), {"dosage_form": form, **rest}


def _strength_and_route(front: str, strengths: re.Pattern[str], at: int) -> Cells | None:
    both = strengths.match(front, at)
    if both:
        return {"strength": both.group(1), "route": both.group(2), "labeller": front[both.end() :]}
    return _route_and_labeller(front, at)


def _route_and_labeller(front: str, at: int) -> Cells | None:
    """Read the cells after a form without a strength; only a kit may also lack its route."""
    route = _ROUTE_BEFORE_LABELLER.match(front, at)
    if route:
        return {"route": route.group(1), "labeller": front[route.end() :]}
    labeller = front[at:]
    if front.endswith("Kit", 0, at) and labeller[:1].isupper() and not _NOT_APPLICABLE.match(labeller):
        return {"labeller": labeller}
    return None


_INGREDIENT = re.compile(r"(?P<name>.*\S) \((?P<strength>[^()]*)\)")
# Where a second cell may begin: a capital or digit that does not follow white space or a joining character.
_CELL_START = re.compile(r"(?<=[^\s(/+,.'’&-])(?=[A-Z0-9])")
# Makes a single such place uncertain: the name of an ingredient may begin with a bracket or a lower-case letter.
_OTHER_CELL_START = re.compile(r"\S\(|(?:alpha|beta|gamma|delta|epsilon|omega|tert|sec)-|[^\x00-\x7f]")
_CAPITALISED = re.compile(r"[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Mixture:
    """A mixture row with the columns after the ingredients split, and name and ingredients still joined.

    Attributes:
        cells: Form, route, labeller, dates and region.
        listing: Name and ingredients, joined.
        length: Length of the columns in characters.
    """

    cells: Cells
    listing: str
    length: int

    def ingredients(self) -> Iterator[str]:
        """Yield the names of all ingredients except the first, which is joined to the name of the product."""
        for item in self.listing.split(" + ")[1:]:
            found = _INGREDIENT.fullmatch(item)
            if found:
                yield found["name"]

    def named(self, known: Collection[str]) -> Cells | None:
        """Return all cells; known ingredient names determine where the first ingredient begins."""
        items = self.listing.split(" + ")
        first = _INGREDIENT.fullmatch(items[0])
        if first is None or not all(_INGREDIENT.fullmatch(item) for item in items):
            return None
        glued = first["name"]
        places = [found.start() for found in _CELL_START.finditer(glued) if found.start()]
        sure = [place for place in places if glued[place:] in known]
        if not sure and len(places) == 1 and not _OTHER_CELL_START.search(glued):
            sure = [place for place in places if _CAPITALISED.match(glued, place)]
        if len(sure) != 1:
            return None
        return {"name": glued[: sure[0]], "ingredients": self.listing[sure[0] :], **self.cells}


def mixture(row: str) -> Mixture | None:
    """Return a row of a table of mixtures with its later columns split."""
    tail = _marketing_cells(row)
    if tail is None:
        return None
    front, cells, length = tail
    splits = list(_form_splits(front, partial(_route_and_labeller, front)))
    if len(splits) != 1:
        return None
    begin, middle = splits[0]
    return Mixture({**middle, **cells}, front[:begin], length)


_INGREDIENT_CODES = re.compile(
    rf"([A-Z0-9]{{10}}|{NOT_AVAILABLE})(\d{{2,7}}-\d\d-\d|{NOT_AVAILABLE})"
    rf"([A-Z]{{14}}-[A-Z]{{10}}-[A-Z]|{NOT_AVAILABLE})"
)
_CODE_INSIDE = re.compile(rf"[A-Z]{{14}}-[A-Z]{{10}}-[A-Z]|{NOT_AVAILABLE}")
_LONGEST_CODES = 60


def ingredient(row: str) -> Cells | None:
    """Return name, UNII, CAS number and InChI key of an ingredient row; check characters determine the split."""
    splits = []
    for name_end in range(max(1, len(row) - _LONGEST_CODES), len(row)):
        found = _INGREDIENT_CODES.fullmatch(row, name_end)
        if found and row[name_end - 1] != " " and not _CODE_INSIDE.search(row, 0, name_end):
            unii, cas, key = found.groups()
            if _unii_checks(unii) and _cas_checks(cas):
                splits.append({"name": row[:name_end], "unii": unii, "cas": cas, "inchi_key": key})
    return splits[0] if len(splits) == 1 else None


def _unii_checks(unii: str) -> bool:
    if unii == NOT_AVAILABLE:
        return True
    return sum(int(sign, 36) for sign in unii[:9]) % 36 == int(unii[9], 36)


def _cas_checks(cas: str) -> bool:
    if cas == NOT_AVAILABLE:
        return True
    digits = cas.replace("-", "")
    return sum(place * int(digit) for place, digit in enumerate(reversed(digits[:-1]), 1)) % 10 == int(digits[-1])


def dosage_form(row: str) -> Cells | None:
    """Return form, route and strength of a row of the dosage forms."""
    form = _FORM.match(row)
    if form is None:
        return None
    cells = {"form": form.group()}
    at = form.end()
    route = _ROUTE.match(row, at)
    if route:
        cells["route"] = route.group()
        at = route.end()
    if at < len(row):
        strength = _STRENGTH_CELL.fullmatch(row, at)
        if strength is None or _FORM.search(row, at):
            return None
        cells["strength"] = strength.group()
    return cells


_DIGITS_BEFORE_CURRENCY = re.compile(r"(.+\d)([A-Z]{3}) ([A-Za-z]+(?: [A-Za-z]+)?)")
_COST_AND_CURRENCY = re.compile(r"\d[A-Z]{3} [a-z]")


def price(row: str) -> Cells | None:
    """Return description, cost, currency and unit of a row of the prices."""
    found = _DIGITS_BEFORE_CURRENCY.fullmatch(row)
    split = certain_split(found.group(1), COST) if found else None
    if found is None or split is None or _COST_AND_CURRENCY.search(split[0]):
        return None
    return {"description": split[0], "cost": split[1], "currency": found.group(2), "unit": found.group(3)}
