"""Fills templates of labels: the label of a claim is a phrase with the values of its fact.

Knows nothing of RDF; the templates are those of `rules`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from anakinra_kg.facts.documents import Document
    from anakinra_kg.facts.records import Fact

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)(?:-(\w+))?\}")


def number(value: Decimal) -> str:
    """Return a decimal in digits, without zeros at its end."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def phrase(template: str, fact: Fact, document: Document) -> str:
    """Return a template filled with the fields of a fact.

    `{name}` is a field, `{low-high}` a range of two fields, `{of_drug}` the drug of the page. Of a part in square
    brackets the first alternative (divided by `|`) stands whose fields are all present, or nothing.

    Args:
        template: The template, such as `{effect}: adverse effect of {of_drug}[, {frequency}]`.
        fact: The fact.
        document: Its page.
    """

    def value(name: str) -> str | None:
        found = document.drug if name == "of_drug" else getattr(fact, name)
        if isinstance(found, tuple):
            return ", ".join(found) or None
        if isinstance(found, Decimal):
            return number(found)
        return None if found is None else str(found)

    return "".join(_written(part, value) for part in _parts(template))


@cache
def fields_in(template: str) -> frozenset[str]:
    """Return the names of the fields that a template has."""
    return frozenset(name for found in _FIELD.finditer(template) for name in found.groups() if name) - {"of_drug"}


@cache
def _parts(template: str) -> tuple[tuple[str, ...], ...]:
    """Return a template as parts, each with its alternatives; the last one of an optional part is empty."""
    return tuple(_divided(template))


def _divided(template: str) -> Iterator[tuple[str, ...]]:
    end = 0
    for found in _OPTIONAL.finditer(template):
        yield (template[end : found.start()],)
        yield (*found[1].split("|"), "")
        end = found.end()
    yield (template[end:],)


def _written(alternatives: tuple[str, ...], value: Callable[[str], str | None]) -> str:
    for text in alternatives:
        filled = [_filled(found, value) for found in _FIELD.finditer(text)]
        if None not in filled:
            values = iter(filled)
            return _FIELD.sub(lambda _, values=values: next(values) or "", text)  # type: ignore[misc]
    return ""


def _filled(found: re.Match[str], value: Callable[[str], str | None]) -> str | None:
    low, high = value(found[1]), value(found[2]) if found[2] else None
    return low if found[2] is None or low is None or high is None or low == high else f"{low} to {high}"
