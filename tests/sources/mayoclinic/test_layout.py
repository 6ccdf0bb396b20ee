"""Items, names and headings as the layout of a monograph prints them."""

from __future__ import annotations

import pytest

from tests.support.mayoclinic_page import AT_ONCE, NOT_RECOMMENDED, facts, read, statuses


@pytest.mark.parametrize("marker", ["-> ", "->", " ->\xa0 ", "->\r ", "\ufeff-> \ufeff"])
def test_an_item_begins_behind_its_marker_and_all_white_space(marker: str) -> None:
    """Whatever stands between the marker and the words is not in the span of the fact."""
    reading = read("Drug Interactions:", NOT_RECOMMENDED, "", f"{marker}Zubrin")

    assert [reading.page.quote(fact.span) for fact in reading.facts if fact.kind == "interaction"] == ["Zubrin"]


@pytest.mark.parametrize("name", ["Zu\x1dbrin", "Zubrin\u2028Alopan", "Zubrin\rAlopan", "®"])
def test_a_name_with_a_character_that_no_page_prints_is_unread(name: str) -> None:
    """A control character is damage; so is a name without a letter or digit."""
    reading = read("USBrand Name:", name, "Drug Interactions:", NOT_RECOMMENDED, "", f"-> {name}", "-> Zubrin")

    assert facts(reading, "brand_name", "name") + facts(reading, "interaction", "drug") == []
    assert statuses(reading, 2, 6) == ["unread", "unread"]


def test_items_under_unknown_headings_are_unread() -> None:
    """A heading that is not known leaves its items unread, with the reason."""
    reading = read("Side Effects:", AT_ONCE, "", "In spring:", "-> Itch", "Words between.", "-> Chills")

    assert statuses(reading, 4, 5, 6, 7) == ["unread", "unread", "prose", "unread"]
    assert reading.lines[3].reason == "a heading the reader does not know"
