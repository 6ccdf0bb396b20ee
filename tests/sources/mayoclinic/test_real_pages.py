"""The real monographs: their counts, and no wrong fact where a line is lost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from anakinra_kg.facts.records import record_of
from anakinra_kg.facts.text import PageText
from anakinra_kg.sources import mayoclinic
from tests.support.mayoclinic_page import facts, statuses

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.facts.ledger import Reading


def real_pages(documents: Path) -> list[Path]:
    """Return the real monographs at hand."""
    found = sorted((documents / "dev" / "mayoclinic").glob("*.txt")) if (documents / "dev").is_dir() else []
    return [documents / "mayoclinic-anakinra.txt", *found]


def _section(reading: Reading, first: str, last: str) -> list[str]:
    lines = reading.page.lines
    begin = lines.index(first)
    end = next(place for place in range(begin, len(lines)) if lines[place].startswith(last))
    return lines[begin:end]


def test_the_page_of_anakinra(documents: Path) -> None:
    """The page of anakinra gives its facts and leaves no line unread."""
    reading = mayoclinic.read(PageText.from_file(documents / "mayoclinic-anakinra.txt"))
    effects = Counter(facts(reading, "adverse_effect", "frequency", "attention"))

    assert effects == {
        ("more common", "immediate"): 28,
        ("less common", "immediate"): 9,
        ("incidence not known", "immediate"): 8,
        (None, "routine"): 4,
    }
    assert facts(reading, "interaction", "advice") == ["usually not recommended"] * 9
    assert len(facts(reading, "medical_problem", "problem")) == 7
    assert facts(reading, "brand_name", "name", "country") == [("Kineret", "US")]
    assert facts(reading, "dosage_form", "form") == ["Solution"]
    assert facts(reading, "availability", "conditions") == [("rheumatoid arthritis", "NOMID", "DIRA"), ("COVID-19",)]
    assert (reading.id, reading.drug) == ("anakinra-subcutaneous-route", "Anakinra")
    assert "unread" not in {account.status.value for account in reading.lines}


def test_the_three_doses_of_anakinra(documents: Path) -> None:
    """The six lines of doses are three regimens, the last with start, maximum and basis."""
    reading = mayoclinic.read(PageText.from_file(documents / "mayoclinic-anakinra.txt"))
    adults, children, by_weight = (record_of(fact) for fact in reading.facts if fact.kind == "dosing_regimen")

    assert (adults["low"], adults["high"], adults["unit"], adults["per"]) == ("100", "100", "mg", "day")
    assert children["advice"] == "not recommended"
    assert (by_weight["low"], by_weight["high"], by_weight["maximum"]) == ("1", "2", "8")
    assert (by_weight["unit"], by_weight["stage"], by_weight["basis"]) == ("mg/kg", "starting", "body weight")
    assert [name.rpartition(" ")[2] for name in by_weight["conditions"]] == ["(NOMID)", "(DIRA)"]


def test_every_item_of_the_real_pages_is_accounted_for(documents: Path) -> None:
    """Of all lines fewer than one in two hundred is unread, and every item of the lists is a fact or unread."""
    lines = unread = 0
    for path in real_pages(documents):
        reading = mayoclinic.read(PageText.from_file(path))
        lines += len(reading.lines)
        unread += statuses(reading, *range(1, len(reading.lines) + 1)).count("unread")
        items = sum(line.startswith("-> ") for line in _section(reading, "Side Effects:", "Drug information"))
        effects = facts(reading, "adverse_effect", "effect") + facts(reading, "overdose_symptom", "effect")
        drugs = sum(line.startswith("-> ") for line in _section(reading, "Drug Interactions:", "Other Medical"))

        assert len(effects) == items, path.name
        assert len(facts(reading, "interaction", "drug")) == drugs, path.name

    assert unread * 200 < lines


def test_lost_headings_are_not_inherited(documents: Path) -> None:
    """The page that lost its repeated headings gives the same effects, and no frequency where one is lost."""
    folder = documents / "dev" / "mayoclinic"
    if not folder.is_dir():
        pytest.skip("the pages for development are not at hand")
    whole, lossy = (
        mayoclinic.read(PageText.from_file(folder / f"clozapine-oral-route{name}.txt")) for name in ("", ".lossy")
    )
    routine = [fact for fact in facts(lossy, "adverse_effect", "attention", "frequency") if fact[0] == "routine"]

    assert facts(lossy, "adverse_effect", "effect", "attention") == facts(
        whole, "adverse_effect", "effect", "attention"
    )
    assert set(routine) == {("routine", None)}


def _says_no_more(found: tuple[Any, ...], known: tuple[Any, ...]) -> bool:
    return all(value in {None, other} for value, other in zip(found, known, strict=True))


def test_no_line_lost_makes_a_wrong_side_effect(documents: Path) -> None:
    """With any one line of its side effects lost, a page still says nothing that it did not say before."""
    path = documents / "mayoclinic-anakinra.txt"
    lines = path.read_text("utf-8").split("\n")
    names = ("effect", "frequency", "attention")
    whole = facts(mayoclinic.read(PageText.from_file(path)), "adverse_effect", *names)
    for lost in range(lines.index("Side Effects:"), len(lines)):
        damaged = PageText("x", "\n".join(lines[:lost] + lines[lost + 1 :]), "")
        for found in facts(mayoclinic.read(damaged), "adverse_effect", *names):
            assert any(_says_no_more(found, known) for known in whole), (lost, found)
