"""The chemical classes of a DrugBank page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.drugbank_page import read, records, replaced, unread

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading


def test_chemical_classes(reading: Reading) -> None:
    """Classes have levels; the tenth item of a shortened list is joined to the eleventh."""
    classes = [
        (one.get("level"), one["name"]) for one in records(reading, "classification") if one["scheme"] == "chemical"
    ]

    assert classes[:4] == [
        ("kingdom", "Organic compounds"),
        ("super class", "Organic acids and derivatives"),
        ("class", "Gryphonic acids and derivatives"),
        ("direct parent", "Lemon acids"),
    ]
    assert [name for level, name in classes if level == "alternative parent"][-3:] == ["Jjs", "Kay compounds", "Lls"]
    assert [name for level, name in classes if level == "substituent"] == ["Sour compound", "Lemon moiety"]
    assert classes[-3:] == [
        ("molecular framework", "Aromatic rings"),
        ("external descriptor", "lemon, sour"),
        ("external descriptor", "a made up thing"),
    ]


def test_a_lone_class_has_a_level_only_from_the_closed_list() -> None:
    """One line between super class and sub class is a super class only if it is in the list of super classes."""
    known = read(replaced("Gryphonic acids and derivatives\n", ""))
    unknown = read(replaced("Organic acids and derivatives\n", ""))

    assert ("super class", "Organic acids and derivatives") in [
        (one.get("level"), one["name"]) for one in records(known, "classification")
    ]
    assert (None, "Gryphonic acids and derivatives") in [
        (one.get("level"), one["name"]) for one in records(unknown, "classification")
    ]


def test_a_glued_class_that_may_end_in_two_places_is_unread() -> None:
    """The certain items of a list are read, and the line is reported."""
    page = read(replaced("JjsKay compounds", "JjsKayEll compounds"))
    parents = [one["name"] for one in records(page, "classification") if one.get("level") == "alternative parent"]

    assert parents == ["Aas", "Bbs", "Ccs", "Dds", "Ees", "Ffs", "Ggs", "Hhs", "Iis", "Lls"]
    assert len(unread(page)) == 1
