"""Names as parts of IRIs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anakinra_kg.rdf.names import AKD, claim_iri, document_iri, entity, key

PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(R)-warfarin", "(S)-Warfarin"),
        ("(+)-Citalopram", "Citalopram"),
        ("(+)-Citalopram", "(-)-Citalopram"),
        ("1,2-diol", "12-diol"),
        ("1.5 mg", "1-5 mg"),
        ("0.67 mL", "67 mL"),
        ("1/2 tablet", "1-2 tablet"),
        ("BMI >30", "BMI <30"),
        ("BMI >30", "BMI ≥30"),
        ("Type 1", "Type 11"),
        ("50%", "50"),
        ("5'-deoxy", "5-deoxy"),
        ("-5 degrees", "5 degrees"),
        ("CD4+", "CD4-"),
        ("interferon α", "interferon β"),
        ("HLA-B*57", "HLA-B 57"),
        ("布洛芬", "阿司匹林"),
        ("?", "!"),
    ],
)
def test_signs_that_carry_meaning_tell_names_apart(one: str, other: str) -> None:
    """Two things never share an IRI: a sign that makes another name is written in words."""
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("End-Stage Renal", "end stage  renal"),
        ("Café", "Cafe\u0301"),
        ("Sjögren's syndrome", "Sjogren’s Syndrome"),
        ("black, tarry stools", "black tarry stools"),
        ("stomach pain (severe)", "stomach pain, severe"),
        ("Kineret®", "Kineret"),
        (">= 5", "≥5"),
    ],
)
def test_case_spacing_accents_and_marks_that_separate_make_no_other_name(one: str, other: str) -> None:
    """The same name is the same entity, however it is typed."""
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("BMI >30 kg/m2", "bmi-greater-than-30-kg-m2"),
        ("100 mg/0.67mL", "100-mg-per-0-point-67ml"),
        ("2',3'-dideoxy", "2-prime-3-prime-dideoxy"),
        ("9-(N-methyl-L-isoleucine)-cyclosporin A", "9-n-methyl-l-isoleucine-cyclosporin-a"),
        ("IL-1\N{GREEK SMALL LETTER BETA}", "il-1-beta"),
        ("Crohn's disease", "crohns-disease"),
        ("Research & development", "research-and-development"),
    ],
)
def test_a_key_reads_as_its_name(name: str, expected: str) -> None:
    """People recognise in an IRI what it is of."""
    assert key(name) == expected


@given(st.text(min_size=1))
def test_every_name_has_a_plain_key_that_does_not_change(name: str) -> None:
    """Words of a-z and 0-9, at most 90 characters, so that a prefix can stand before it; a key is its own key."""
    made = key(name)

    assert PLAIN.fullmatch(made), made
    assert len(made) <= 90
    assert key(made) == made


def test_long_names_that_differ_at_the_end_stay_apart() -> None:
    """A key is cut after a word; the checksum keeps two long lists two."""
    long = "itching, redness, swelling, " * 10
    one, other = key(long + "pain"), key(long + "rash")

    assert one != other
    assert one.startswith("itching-redness-swelling-")
    assert len(one) <= 90


def test_an_entity_iri_is_kind_and_key() -> None:
    """One slash, so that Turtle can have a prefix per kind; a slash inside a name does not make a new path."""
    assert entity("drug", "Anakinra").value == AKD + "drug/anakinra"
    assert entity("condition", "Autoimmune/Tissue Disease").value == AKD + "condition/autoimmune-tissue-disease"
    assert entity("class", "atc", "L04AC03").value == AKD + "class/atc-l04ac03"


def test_a_claim_iri_names_its_document() -> None:
    """The document keeps its identifier; the example is part of the contract."""
    assert document_iri("drugbank", "DB00026").value == AKD + "document/drugbank-DB00026"
    made = claim_iri("interaction", "mayoclinic", "anakinra", "Abatacept")
    assert made.value == AKD + "interaction/mayoclinic-anakinra-abatacept"


def test_claims_of_two_documents_never_meet() -> None:
    """Where one identifier begins as another does, the key of a claim still tells whose it is."""
    one = claim_iri("interaction", "mayoclinic", "insulin", "glargine fever")
    other = claim_iri("interaction", "mayoclinic", "insulin-glargine", "fever")

    assert one != other
    assert claim_iri("gap", "mayoclinic", "a b", "x") != claim_iri("gap", "mayoclinic", "a", "b x")


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_iri_is_longer_than_150_characters(identifier: str, name: str) -> None:
    """Whatever a page is called and says, each IRI without its fragment stays short."""
    assert len(document_iri("drugbank-xml", identifier).value) <= 150
    assert len(claim_iri("pharmacokinetic-influence", "drugbank-xml", identifier, name).value) <= 150
