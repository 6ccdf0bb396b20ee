"""The title of a monograph in its footer, and its rights."""

from __future__ import annotations

import pytest

from anakinra_kg.facts.text import PageText
from anakinra_kg.sources import mayoclinic
from tests.support.mayoclinic_page import FOOTER, facts, page, read, statuses


def test_the_title_names_drug_and_routes() -> None:
    """The title in the footer gives the drug, its routes and the identifier of the page."""
    reading = read("Side Effects:")

    assert reading.title == "Xanakin (oral route, nasal route)"
    assert reading.drug == "Xanakin"
    assert reading.id == "xanakin-oral-route-nasal-route"
    assert facts(reading, "page_title", "routes") == [("oral route", "nasal route")]


def test_a_title_loses_what_the_site_adds() -> None:
    """What the site adds behind the routes is not part of the title."""
    footer = FOOTER.replace("nasal route)", "nasal route) - Side effects & uses")
    reading = mayoclinic.read(page("Side Effects:", footer=footer))

    assert reading.title == "Xanakin (oral route, nasal route)"


def test_a_page_without_title_goes_by_its_file() -> None:
    """A page that lost its title takes its identifier from the file name, and names no drug."""
    footer = "Drug information provided by:\n\n-> Drugs & Supplements\n"
    reading = mayoclinic.read(page("Side Effects:", footer=footer, name="a/B pages/Some Drug.v2.txt"))

    assert (reading.id, reading.drug) == ("some-drug-v2", None)
    assert facts(reading, "page_title", "drug") == []


@pytest.mark.parametrize("title", ["Xanakin (oral route)CON-XXXXXXXX", "Xanakin (oral route), "])
def test_a_title_run_together_with_something_is_no_title(title: str) -> None:
    """A title that names its routes does so at its end; another one would give the drug a wrong name."""
    text = f"Side Effects:\n\nDrug information provided by:\n-> Drugs & Supplements\n-> {title}\nCON-X\n"
    reading = mayoclinic.read(PageText.from_bytes("x.txt", text.encode()))

    assert reading.drug is None
    assert statuses(reading, 5) == ["unread"]


def test_the_title_of_a_second_page_is_not_that_of_the_first() -> None:
    """A page that has lost its title does not go by that of the next one in the file."""
    one, two = page("Storage:", "Do not freeze.", footer="Copyright: ©\n"), page("Side Effects:", "")
    reading = mayoclinic.read(PageText.from_bytes("x.txt", (one.text + two.text).encode()))

    assert reading.drug is None
    assert facts(reading, "page_title") == []


def test_rights_give_holder_and_years() -> None:
    """The copyright line is a fact with its holder and years."""
    assert facts(read("Side Effects:"), "rights", "holder", "first_year", "last_year") == [
        ("Press House L.P.", "1981", "2024")
    ]
