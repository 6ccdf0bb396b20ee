"""The real documents: their counts, read whole and streamed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.facts.text import PageText
from anakinra_kg.sources.drugbank_xml import read, read_drugs, recognises
from tests.support.drugbank_xml_page import facts, unread

if TYPE_CHECKING:
    from pathlib import Path

GOLDEN = {
    "DB00001-lepirudin-2024.xml": {
        "classification": 28,
        "dosage_form": 6,
        "external_link": 2,
        "identifier": 14,
        "interaction": 652,
        "manufacturer": 1,
        "organism": 1,
        "packager": 2,
        "page_title": 1,
        "patent": 1,
        "pathway": 1,
        "price": 1,
        "product": 6,
        "property": 6,
        "reaction": 4,
        "record_date": 2,
        "reference": 16,
        "synonym": 6,
        "target": 1,
    },
    "DB00002-cetuximab-2018.xml": {
        "classification": 29,
        "dosage_form": 3,
        "external_link": 4,
        "identifier": 13,
        "interaction": 47,
        "organism": 1,
        "packager": 4,
        "page_title": 1,
        "patent": 1,
        "pathway": 1,
        "pharmacogenomic_effect": 2,
        "product": 10,
        "property": 6,
        "record_date": 2,
        "reference": 36,
        "synonym": 4,
        "target": 12,
    },
}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_real_documents_give_what_they_gave(documents: Path, name: str) -> None:
    """Both are read to the last line, every interaction understood, and streamed they give the same."""
    path = documents / "dev" / "drugbank-xml" / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand")
    text = PageText.from_file(path)
    found = read(text)

    assert recognises(text)
    assert Counter(fact.kind for fact in found.facts) == GOLDEN[name]
    assert unread(found) == {}
    assert all("effect" in fact for fact in facts(found) if fact["kind"] == "interaction")
    assert [r.facts for r in read_drugs(path)] == [found.facts]
