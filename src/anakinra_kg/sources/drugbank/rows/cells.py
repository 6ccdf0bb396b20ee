"""Splits cells that several tables share: `Not Applicable`, and numbers joined to the text before them."""

from __future__ import annotations

import re
from decimal import Decimal

from anakinra_kg.sources.drugbank import vocabulary

Cells = dict[str, str]
NA = vocabulary.NOT_APPLICABLE
_NOT_APPLICABLE = re.compile(NA)
_LONGEST_NUMBER = 12
COUNT = re.compile(r"[1-9]\d*")
COST = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_PLAIN_WORD_END = re.compile(r"[a-z]{2}\)?$|[)\]'’\"%]$")


def is_not_applicable(cell: str) -> bool:
    """Return whether a cell states that its column does not apply."""
    return _NOT_APPLICABLE.fullmatch(cell) is not None


def decimal(text: str) -> Decimal:
    """Return the number in a cell."""
    return Decimal(text.replace(",", ""))


def number_splits(text: str, number: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return every way to split a number off the end of a text, the longest number first."""
    first = len(text.rstrip("0123456789." if number is COST else "0123456789"))
    if len(text) - first > _LONGEST_NUMBER:
        return []
    return [
        (text[:at], text[at:])
        for at in range(max(first, 1), len(text))
        if text[at - 1] not in " -/,(" and (at == first or text[at - 1] != ".") and number.fullmatch(text, at)
    ]


def certain_split(text: str, number: re.Pattern[str]) -> tuple[str, str] | None:
    """Split a number off a text at the only possible place, or after a plain word, which cannot end in a digit."""
    splits = number_splits(text, number)
    if len(splits) == 1:
        return splits[0]
    if splits and not splits[0][0][-1].isdigit() and _PLAIN_WORD_END.search(splits[0][0]):
        return splits[0]
    return None
