"""The reader of DrugBank pages as a whole, on a page of an invented drug."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.errors import PageError
from anakinra_kg.facts.records import record_of
from anakinra_kg.facts.text import PageText
from anakinra_kg.sources import drugbank
from tests.support.drugbank_page import PAGE, gaps, prose, read, records, replaced, unread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anakinra_kg.facts.ledger import Reading


def test_every_line_of_a_sound_page_is_accounted_for(reading: Reading) -> None:
    """A page in the known layout has no unread line."""
    assert unread(reading) == []
    assert (reading.source, reading.id, reading.title, reading.drug) == (
        "drugbank",
        "DB99001",
        "Zorblamine",
        "Zorblamine",
    )


def test_every_span_holds_what_its_fact_says(reading: Reading) -> None:
    """The span of a fact with one name or value contains it."""
    for fact in reading.facts:
        value = getattr(fact, "value", None) or getattr(fact, "name", None)
        if value and fact.kind != "download":
            assert value in reading.page.quote(fact.span)


def test_only_its_own_layout_is_recognised() -> None:
    """A page is recognised by its headings, not by words that resemble them."""

    def claimed(text: str) -> bool:
        return drugbank.recognises(PageText.from_bytes("x", text.encode()))

    assert claimed(PAGE)
    assert claimed(PAGE.replace("\n", "\r\n"))
    assert not claimed("Accession Number\nDB00001\n")
    assert not claimed("<drugbank><atc-codes/></drugbank>\nDosage forms\n")
    assert not claimed("Side Effects\n-> rash\nProper Use\n")


def test_text_is_left_to_its_section_even_where_the_heading_is_lost(reading: Reading) -> None:
    """The page order and blank lines determine the section of a paragraph."""
    assert prose(reading) == {
        "description": ["Zorblamine soothes invented gryphons.", "It tastes of lemon."],
        "indication": ["For gryphons that cannot sleep."],
        "pharmacodynamics": ["Gryphons calm down."],
        "mechanism of action": ["It binds the purple receptor."],
        "absorption": ["Quickly taken up."],
        "volume of distribution": ["• 12 L/kg"],
        "metabolism": ["Cut in half by the liver."],
        "toxicity": ["Gryphons turn blue."],
        "food interactions": ["• Take it with honey."],
        "taxonomy description": ["A gryphonoid by class."],
        "specific function": ["It is purple and it sits in...", "It halves."],
        "curator comments": ["Perhaps a target"],
    }


def test_a_gap_is_named_after_its_section(reading: Reading) -> None:
    """`Not Available` belongs to the section that the page order determines."""
    assert gaps(reading) == [
        "route of elimination",
        "half-life",
        "clearance",
        "pharmacogenomic effects",
        "manufacturers",
        "mass spec (nist)",
        "specific function",
    ]


def test_a_gap_of_doubtful_section_is_unread() -> None:
    """If there are fewer values than sections, a gap is assigned to none of them."""
    page = read(replaced("Half life\nNot Available\nNot Available\n", "Half life\nNot Available\n"))

    assert "half-life" not in gaps(page)
    assert "Not Available" in unread(page)


def test_a_name_of_several_words_above_the_number_is_the_drug() -> None:
    """A name, if present, is directly above the accession number."""
    page = read(PAGE.replace("Zorblamine.", "Zorb lamine.").replace("Accession", "Zorb lamine\nAccession"))

    assert records(page, "page_title")[0]["drug"] == "Zorb lamine"


def test_a_number_lost_from_its_line_is_found_in_the_sequence() -> None:
    """An accession number without secondary ones is a line of one word, and thus missing."""
    text = replaced("DB99001\xa0 (APRD99001, QQQ1)\n", "")
    sequence = replaced("lemon.\n\n", "lemon.\n\nProtein structure\n>DB99001 sequence\nDownload FASTA Format\n", text)

    assert read(sequence).id == "DB99001"
    assert read(text).id == "zorblamine"


def test_a_page_that_names_no_drug_is_refused() -> None:
    """A page without number and name is an error."""
    with pytest.raises(PageError, match=r"^page\.txt:1: .*which drug"):
        read("Accession Number\n\nExternal Links\nKEGG Drug\n")


@pytest.mark.parametrize("line", ["Drug created on Juni 13, 2005 07:24", "Drug created on June 31, 2005 07:24"])
def test_a_date_that_is_none_is_unread(line: str) -> None:
    """A date that does not exist is reported."""
    page = read(PAGE[: PAGE.index("Drug created on")] + line)

    assert unread(page) == [line]


@pytest.mark.parametrize(
    "last",
    [
        "Zorbla One",
        "MoonstoneThe serum",
        "1, 2Active",
        "KitOral",
        "Zorbla 10 mg tablet2.75",
        "logP3.5",
        "Unit descriptionCostUnit",
        "P-glycoprotein inhibitor I",
    ],
)
def test_a_page_cut_inside_a_table_is_refused(last: str) -> None:
    """A page that ends inside a table is an error."""
    cut = PAGE[: PAGE.index("\n", PAGE.index(last)) + 1]

    with pytest.raises(PageError, match=r"^page\.txt:\d+: the page ends inside the table of .*; give the whole page"):
        read(cut)


def test_a_page_cut_between_sections_is_read() -> None:
    """A page that ends after a complete section is read."""
    page = read(PAGE[: PAGE.index("Experimental Properties")])

    assert len(records(page, "dosage_form")) == 3


def damaged(text: str, rng: random.Random) -> str:
    """Return a page with a few lines cut, removed, joined, swapped, changed or duplicated."""
    lines = text.split("\n")
    for _ in range(rng.choice((1, 2, 5))):
        at = rng.randrange(len(lines) - 1)
        harm = rng.randrange(6)
        if harm == 0:
            lines[at] = lines[at][: rng.randrange(len(lines[at]) + 1)]
        elif harm == 1:
            del lines[at]
        elif harm == 2:
            lines[at : at + 2] = [lines[at] + lines[at + 1]]
        elif harm == 3:
            lines[at], lines[at + 1] = lines[at + 1], lines[at]
        elif harm == 4 and lines[at]:
            place = rng.randrange(len(lines[at]))
            lines[at] = lines[at][:place] + chr(rng.randrange(32, 0x2FF)) + lines[at][place + 1 :]
        else:
            lines[at:at] = lines[at : at + rng.randrange(1, 12)]
    return "\n".join(lines)


def values(reading: Reading) -> Iterable[tuple[str, int]]:
    """Yield the names of interactions and products with their lines."""
    for fact in reading.facts:
        if fact.kind in {"interaction", "product", "trial_group", "synonym", "price", "dosage_form", "target"}:
            record = {
                name: value
                for name, value in record_of(fact).items()
                if name not in {"line", "start", "end", "also", "category"}
            }
            yield repr(record), fact.span.line


def test_damage_breaks_nothing_but_what_it_touches() -> None:
    """On a damaged page, the reader raises only its own errors, and intact rows yield unchanged facts."""
    rng = random.Random(7)
    sound = {value for value, _ in values(read(PAGE))}
    lines = set(PAGE.split("\n"))
    for _ in range(400):
        text = damaged(PAGE, rng)
        try:
            page = read(text)
        except PageError:
            continue
        for value, line in values(page):
            if page.page.lines[line - 1] in lines and "'kind': 'target'" not in value:
                assert value in sound


@pytest.mark.parametrize(
    "junk", ["", "A", "1", ", ", "Not Available", "TabletOral", "(", "The metabolism of X can be "]
)
def test_time_grows_with_length_alone(junk: str) -> None:
    """A line of any length in any table is read or rejected quickly."""
    text = PAGE
    for row in (
        "Zorbla One",
        "Aid Kit",
        "MoonstoneThe",
        "1, 2Active",
        "KitOral",
        "Zorbla 10 mg",
        "logP3.5",
        "Predicted GC",
    ):
        at = text.index(row)
        text = text[:at] + (junk or "\t") * 4000 + text[at:]
    begin = time.process_time()
    read(text)

    assert time.process_time() - begin < 5
