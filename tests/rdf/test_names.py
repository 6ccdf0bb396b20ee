"""Names as parts of IRIs."""

from __future__ import annotations

import pytest

from anakinra_kg.rdf.names import AKD, entity, key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(R)-warfarin", "(S)-Warfarin"),
        ("(+)-Citalopram", "Citalopram"),
        ("1,2-diol", "12-diol"),
        ("Type 1", "Type 11"),
        ("A/B", "A B"),
        ("50%", "50"),
    ],
)
def test_names_that_differ_in_more_than_case_and_hyphens_stay_apart(one: str, other: str) -> None:
    """Brackets, signs, commas and digits carry meaning in drug names: they keep two substances two."""
    assert key(one) != key(other)


@pytest.mark.parametrize(("one", "other"), [("End-Stage Renal", "end stage  renal"), ("Café", "Cafe\u0301")])
def test_names_that_differ_in_case_spacing_or_encoding_are_one(one: str, other: str) -> None:
    """The same name is the same entity, however it is typed."""
    assert key(one) == key(other)


def test_an_entity_iri_is_kind_and_key() -> None:
    """IRIs read as what they name; a slash inside a name does not make a new path."""
    assert entity("drug", "Anakinra").value == AKD + "drug/anakinra"
    assert entity("condition", "Autoimmune/Tissue Disease").value == AKD + "condition/autoimmune%2Ftissue-disease"
