"""The parts of a drug: what the schema gives a meaning becomes facts."""

from __future__ import annotations

import pytest

from anakinra_kg.sources.drugbank_xml import read
from tests.support.drugbank_xml_page import HEAD, TAIL, drug, facts, page, reading, unread
from tests.support.drugbank_xml_parts import PARTS


@pytest.mark.parametrize("case", PARTS)
@pytest.mark.parametrize("breaks", ["", "\n", "\r\n    "])
def test_each_part_of_a_drug_becomes_its_facts(case: str, breaks: str) -> None:
    """On one line or on a line for each tag, the same facts; no line is unread, empty elements say nothing."""
    body, expected = PARTS[case]
    found = reading(body.replace("><", f">{breaks}<"))

    assert facts(found) == expected
    assert unread(found) == {}


def test_the_attributes_of_a_drug_are_facts() -> None:
    """The kind of drug and the days of its record stand in the start tag; a date without a time stays one."""
    text = drug().replace("<drug>", "<drug type='biotech' note='created=\"1\"' created=\"2001-02-03\" updated='then'>")
    whole = HEAD + text + TAIL
    found = read(page(whole))

    assert facts(found) == [
        {"kind": "classification", "scheme": "type", "name": "biotech"},
        {"kind": "record_date", "event": "created", "date_time": "2001-02-03"},
    ]
    assert whole[found.facts[1].span.start : found.facts[1].span.end] == "2001-02-03"
    assert unread(found) == {3: "updated is not of a form that is known"}


def test_an_attribute_has_no_line_break() -> None:
    """As the text of an element: a reference to a line feed is a space."""
    found = reading('<atc-codes><atc-code code="Z99&#10;ZZ09"/></atc-codes>')

    assert [fact.get("code") for fact in facts(found)] == ["Z99 ZZ09"]
