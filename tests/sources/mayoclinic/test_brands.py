"""The brand names of each country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.mayoclinic_page import facts, read, statuses

if TYPE_CHECKING:
    from collections.abc import Iterable


def test_brand_names_have_their_country() -> None:
    """A name stands for the country of the heading above it."""
    reading = read("Brand Name:", "", "USBrand Name:", "Aba", "", "Bea", "", "CanadianBrand Name:", "Aba XR")

    assert facts(reading, "brand_name", "name", "country") == [("Aba", "US"), ("Bea", "US"), ("Aba XR", "Canada")]


@pytest.mark.parametrize("gap", [("", "", ""), ("",)], ids=["three blank lines", "names out of order"])
def test_a_lost_country_heading_is_noticed(gap: Iterable[str]) -> None:
    """Where the names begin anew, a heading may be lost, and the country is not known."""
    reading = read("USBrand Name:", "Mea", "", "Nia", *gap, "Aba")

    assert facts(reading, "brand_name", "name", "country") == [("Mea", "US"), ("Nia", "US"), ("Aba", None)]


def test_prose_is_no_brand_name() -> None:
    """A sentence under a heading of brand names is unread."""
    assert statuses(read("USBrand Name:", "This is a sentence that strayed here."), 2) == ["unread"]


@pytest.mark.parametrize("between", ["Canadian Brand Name: Y", "-> Z", "It is red."])
def test_what_stands_behind_a_line_that_is_no_brand_name_is_unread(between: str) -> None:
    """A line that is no name belongs to a section whose heading is lost, and so may those behind it."""
    reading = read("USBrand Name:", "Alo", "", between, "", "Zub")

    assert facts(reading, "brand_name", "name") == ["Alo"]
    assert statuses(reading, 4, 6) == ["unread", "unread"]
