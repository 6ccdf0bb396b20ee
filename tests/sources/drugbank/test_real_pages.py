"""The reader of DrugBank pages on real pages, if they are available."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.facts.text import PageText
from anakinra_kg.sources import drugbank
from tests.support.drugbank_page import gaps, records, unread

if TYPE_CHECKING:
    from pathlib import Path


KINDS = {
    "drugbank-DB00026.txt": {
        "trial_group": 95,
        "gap": 13,
        "interaction": 10,
        "reference": 9,
        "product": 8,
        "classification": 8,
        "target": 1,
        "packager": 2,
    },
    "dev/drugbank/DB00316-acetaminophen.txt": {
        "spectrum": 58,
        "supplier": 53,
        "reference": 52,
        "brand_name": 44,
        "property": 42,
        "product": 30,
        "interacting_protein": 13,
        "trial_group": 9,
        "target": 6,
        "gap": 1,
    },
    "dev/drugbank/DB01175-escitalopram.txt": {
        "property": 38,
        "reference": 27,
        "product": 22,
        "packager": 22,
        "pharmacogenomic_effect": 10,
        "trial_group": 10,
        "target": 6,
        "interacting_protein": 3,
        "gap": 2,
    },
}


@pytest.mark.parametrize("name", KINDS)
def test_real_pages_are_read_whole(documents: Path, name: str) -> None:
    """Each available real page is recognised and read without unread lines."""
    page = PageText.from_file(documents / name)
    found = drugbank.read(page)
    counts = Counter(fact.kind for fact in found.facts)

    assert drugbank.recognises(page)
    assert unread(found) == []
    assert {kind: counts[kind] for kind in KINDS[name]} == KINDS[name]


def test_the_anakinra_page(documents: Path) -> None:
    """The totals of the page: trials, conditions, gaps and the section of each sentence."""
    found = drugbank.read(PageText.from_file(documents / "drugbank-DB00026.txt"))
    groups = records(found, "trial_group")
    sections = [(sentence.section, sentence.span.line) for sentence in found.prose]

    assert sum(group["count"] for group in groups) == 101
    assert len({name for group in groups for name in group.get("conditions", [])}) == 114
    assert gaps(found) == [
        "volume of distribution",
        "protein binding",
        "metabolism",
        "route of elimination",
        "pathways",
        "pharmacogenomic effects",
        "food interactions",
        "manufacturers",
        "taxonomy description",
        "alternative parents",
        "substituents",
        "molecular framework",
        "external descriptors",
    ]
    assert list(dict.fromkeys(sections)) == [
        ("description", 11),
        ("indication", 49),
        ("pharmacodynamics", 53),
        ("mechanism of action", 57),
        ("absorption", 78),
        ("half-life", 89),
        ("clearance", 92),
        ("toxicity", 95),
        ("specific function", 302),
    ]
    target = next(fact for fact in found.facts if fact.kind == "target")
    assert getattr(target, "molecular_weight_da", None) == Decimal("65401.91")


def test_no_page_claims_another_layout(documents: Path) -> None:
    """Pages of other kinds are not recognised."""
    others = [documents / "mayoclinic-anakinra.txt", *(documents / "dev" / "mayoclinic").glob("*.txt")]

    assert not any(drugbank.recognises(PageText.from_file(path)) for path in others)
