"""Damaged text, impossible dates and numbers, and units that do not fit are found wherever they stand."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.mapping.units import UNITS
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import AKD, term
from anakinra_kg.resources import resource
from anakinra_kg.validation.plausibility import check_plausibility

NODE = NamedNode(AKD + "product/x")


def found(*statements: tuple[str, NamedNode | Literal]) -> list[tuple[str, str, str]]:
    """Return the severity, check and value of what is found in the statements about a node."""
    triples = [Triple(NODE, term(name), value) for name, value in statements]
    return [(f.severity, f.constraint.removeprefix("Plausible"), f.value) for f in check_plausibility(triples)]


def test_the_committed_graph_is_plausible() -> None:
    """Every text, date, number and unit of it."""
    assert list(check_plausibility(list(read_triples(resource("data", "anakinra.ttl"))))) == []


@pytest.mark.parametrize(
    "text",
    [
        "a\u200bb",
        "a\x07b",
        "a\nb",
        "\ufeffname",
        "lost \ufffd letter",
        "private \ue000",
        "soft\u00adhyphen",
        "left \u202eto right",
        "wide \uff21",
        "caf\u00c3\u00a9",
        "it\u00e2\u20ac\u2122s",
        "<b>bold</b>",
        "less &lt; more",
        "&#8804; 5",
        "100%20mg",
        "{{name}}",
        "cafe\u0301",
        "two  spaces",
        " before",
        "after ",
        "N/A",
        "n/a",
        "tbd",
        "--",
        "a\u043d",
    ],
)
def test_damaged_text_is_found(text: str) -> None:
    """In any property, with and without a language."""
    assert found(("akg:name", Literal(text))) == [("Violation", "Text", text)]
    assert found(("rdfs:label", Literal(text, language="en"))) == [("Violation", "Text", text)]


@pytest.mark.parametrize(
    "text",
    [
        "TNF-α",
        "BMI >30 kg/m2",
        "5 % & more",
        "≥ 5%",
        "Sjögren's",
        "a < b",
        "100 mg/0.67mL",
        "α1-acid",
        "R&D",
        "NA",
        "Na",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    """Signs, accents and Greek letters belong to names."""
    assert found(("akg:name", Literal(text))) == []


def test_dates_that_cannot_be_are_found() -> None:
    """Before 1900, or what has happened after the page was written; a patent expires later."""
    page = NamedNode(AKD + "document/p")
    triples = [
        Triple(page, term("dcterms:modified"), Literal("2019-06-16", datatype=term("xsd:date"))),
        Triple(NODE, term("dcterms:source"), page),
        *(
            Triple(NODE, term(name), Literal(value, datatype=term("xsd:date")))
            for name, value in (
                ("akg:marketingStart", "1819-01-01"),
                ("akg:approvalDate", "2019-06-17"),
                ("akg:date", "2019-06-16"),
                ("akg:expiryDate", "2030-01-01"),
            )
        ),
    ]

    assert sorted(finding.value for finding in check_plausibility(triples)) == ["1819-01-01", "2019-06-17"]


@pytest.mark.parametrize(
    ("name", "value", "unit", "severity"),
    [
        ("akg:lowDose", "1001", "unit:MilliGM-PER-KiloGM", "Warning"),
        ("akg:lowDose", "5001", "unit:MilliGM-PER-KiloGM", "Violation"),
        ("akg:maximumDose", "0", "unit:MilliGM-PER-KiloGM", "Violation"),
        ("akg:highDose", "12000", "unit:MilliGM", "Warning"),
        ("akg:highDose", "120000", "unit:MilliGM", "Violation"),
    ],
)
def test_numbers_that_no_pharmacist_would_accept_are_found(name: str, value: str, unit: str, severity: str) -> None:
    """By the unit beside them; what is rare but possible is a warning."""
    number = Literal(value, datatype=term("xsd:decimal"))

    assert found((name, number), ("akg:doseUnit", term(unit))) == [(severity, "Number", value)]
    assert found((name, Literal("100", datatype=term("xsd:decimal"))), ("akg:doseUnit", term(unit))) == []


def test_a_unit_of_another_quantity_is_found() -> None:
    """No hours for a dose, no milligrams for a half-life."""
    half_life = ("akg:parameter", NamedNode(AKD + "parameter/half-life"))

    assert found(("akg:doseUnit", term("unit:HR"))) == [("Violation", "Unit", term("unit:HR").value)]
    assert found(half_life, ("akg:unit", term("unit:MilliGM"))) == [("Violation", "Unit", term("unit:MilliGM").value)]
    assert found(half_life, ("akg:unit", term("unit:HR"))) == []


def test_the_tables_name_what_there_is() -> None:
    """A property, unit or code that is misspelt would limit nothing."""
    files = [resource("ontology", name) for name in ("anakinra.ttl", "vocabularies.ttl")]
    known = {triple.subject.value for file in files for triple in read_triples(file)}  # type: ignore[union-attr]
    known |= {term("schema:costPerUnit").value, *(term(name).value for name, _, _ in UNITS.values())}
    named: set[str] = set()
    for table in ("numbers.tsv", "units.tsv"):
        _, *rows = resource("ontology", "plausible", table).read_text(encoding="utf-8").splitlines()
        for row in rows:
            prefixed, of, *_ = row.split("\t")
            named |= {term(prefixed).value, *([term(of).value if ":" in of else AKD + of] if of else [])}
            if table == "units.tsv":
                named |= {term(unit).value for unit in row.split("\t")[2].split()}

    assert named - known == set()
