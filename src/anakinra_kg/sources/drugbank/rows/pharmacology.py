"""Splits rows of pathways and pharmacogenomic effects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anakinra_kg.sources.drugbank.rows.cells import Cells

_PATHWAY = re.compile(rf"(.+\S)({one_of(vocabulary.PATHWAY_CATEGORIES)})")
_PATHWAY_CATEGORY = re.compile(rf"(?<=[^\s-])(?:{one_of(vocabulary.PATHWAY_CATEGORIES)})")


def pathway(row: str) -> tuple[str, str] | None:
    """Return name and category of a pathway."""
    found = _PATHWAY.fullmatch(row)
    if found is None or _PATHWAY_CATEGORY.search(found.group(1)):
        return None
    return found.group(1), found.group(2)


_VARIANT = re.compile(
    rf"(?P<allele>---|{NOT_AVAILABLE}|[A-Z][A-Z0-9]*\*[0-9]+[A-Z]?)(?P<genotype>---|{NOT_AVAILABLE}|\([^()\s;]+;[^()\s;]+\))"
    rf"(?P<defining_change>\S.*?)(?P<evidence>{one_of(vocabulary.PHARMACOGENOMIC_TYPES)})(?P<description>\S.*)Details"
)


def pharmacogenomics(row: str, proteins: Iterable[str]) -> tuple[Cells, int, int] | None:
    """Return the cells of a row that begins with a known protein, and where its sentence begins and ends."""
    splits = []
    for protein in proteins:
        if row.startswith(protein) and (found := _VARIANT.fullmatch(row, len(protein))):
            cells = {"protein": protein, **found.groupdict()}
            del cells["description"]
            splits.append((cells, found.start("description"), found.end("description")))
    return splits[0] if len(splits) == 1 else None
