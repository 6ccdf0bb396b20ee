"""All that is said of a thing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.errors import QuestionError
from anakinra_kg.query import explain
from anakinra_kg.query.graph import load
from anakinra_kg.query.results import shown
from anakinra_kg.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

KG = load(resource("data", "anakinra.ttl"))

_PREFIXES = """@prefix akg: <https://w3id.org/anakinra-kg/ontology#> .
@prefix data: <https://example.org/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def _graph(folder: Path, more: str) -> Path:
    """Return a file with a claim on an invented drug, and whatever else a test needs."""
    file = folder / "graph.ttl"
    file.write_text(
        f"""{_PREFIXES}
data:claim a akg:WarningSymptom ; akg:aboutDrug data:testol ; prov:wasDerivedFrom data:span .
data:testol a akg:Drug ; rdfs:label "Testol" .
data:fever a akg:ClinicalFinding ; rdfs:label "Fever" .
{more}
""",
        encoding="utf-8",
    )
    return file


def test_a_drug_is_explained_with_its_identifiers_and_every_claim() -> None:
    """Both kinds of advice on adalimumab are kept, each with its own line of the page."""
    found = KG.explain("adalimumab")

    assert [thing.label for thing in found.things if thing.kind == "drug"] == ["Adalimumab"]
    advice = {
        (dict(made.says)["interaction advice"], made.places[0].line)
        for made in found.statements
        if made.kind == "interaction"
    }
    assert advice == {("usually not recommended", 48), ("do not combine", 125)}


def test_every_statement_says_where_it_stands_first() -> None:
    """Places that state a claim come before its context, and each has a line and characters."""
    for made in KG.explain("anakinra").statements:
        assert made.places[0].role == "states"
        assert all(place.line > 0 and 0 <= place.start < place.end for place in made.places)


def test_every_claim_on_a_thing_is_there() -> None:
    """The target is explained by its claim, its mechanism and whatever else points at it."""
    found = KG.explain("protein/interleukin-1-receptor-type-1")
    pointing = KG.sparql(
        "PREFIX prov: <http://www.w3.org/ns/prov#> SELECT DISTINCT ?c WHERE { ?c ?p "
        "<https://w3id.org/anakinra-kg/id/protein/interleukin-1-receptor-type-1> ; prov:wasDerivedFrom ?e }"
    )

    assert sorted(made.iri for made in found.statements) == sorted(row[0].value for row in pointing)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "words",
    ["(R)-warfarin", "NOMID", "protein/interleukin-1-receptor-type-1", "rash", "abatacept", "anakinra", "children"],
)
def test_no_value_of_a_claim_is_left_out(words: str) -> None:
    """What a claim says means something else without one of its values, so all are told, the explained thing too."""
    found = KG.explain(words)
    fields = (
        "rdf:type, rdfs:label, skos:prefLabel, akg:assertionMethod, akg:restsOn, dcterms:source, prov:wasDerivedFrom"
    )
    for made in found.statements:
        rows = KG.sparql(
            f"SELECT DISTINCT ?p ?v WHERE {{ <{made.iri}> ?p ?o FILTER(?p NOT IN ({fields})) "
            "OPTIONAL { ?o rdfs:label ?l } BIND(COALESCE(?l, ?o) AS ?v) }"
        )
        expected = sorted(" ".join(shown(row["v"]).split()) for row in rows)  # type: ignore[union-attr]

        assert sorted(value for _, value in made.says) == expected


def test_a_statement_names_the_thing_that_is_explained() -> None:
    """The drug whose metabolism rises is named, and a regimen for two conditions names both."""
    warfarin = explain.text(KG.explain("(R)-warfarin"))
    regimen = next(made for made in KG.explain("NOMID").statements if made.kind == "dosing regimen")

    assert "\n    affected drug: (R)-warfarin\n" in warfarin
    assert "\n    interacts with: (R)-warfarin\n" in warfarin
    assert [value for name, value in regimen.says if name == "treated condition"] == [
        "Neonatal-Onset Multisystem Inflammatory Disease (NOMID)",
        "deficiency of interleukin-1 receptor antagonist (DIRA)",
    ]


def test_the_label_of_a_claim_stands_above_what_it_says(tmp_path: Path) -> None:
    """A claim that has a label is shown with it."""
    more = "data:claim rdfs:label 'Fever: seen with Testol' ; akg:reaction data:fever ."
    found = load(_graph(tmp_path, more)).explain("Fever")

    assert [made.label for made in found.statements] == ["Fever: seen with Testol"]
    assert "\n  - Fever: seen with Testol\n    about drug: Testol\n    reaction: Fever\n" in explain.text(found)


def test_what_is_said_of_the_patients_is_said_of_the_condition(tmp_path: Path) -> None:
    """A population that points at a condition brings what hangs on it."""
    more = """data:flu a akg:Condition ; rdfs:label "Flu" .
    data:patients a akg:Population ; rdfs:label "flu patients" ; data:with data:flu .
    data:half-life a akg:PharmacokineticClaim ; akg:aboutDrug data:testol ; akg:population data:patients ;
      akg:highValue 7 ; prov:wasDerivedFrom data:span ."""
    found = load(_graph(tmp_path, more)).explain("flu")

    assert [thing.label for thing in found.things] == ["Flu", "flu patients"]
    assert [(made.iri, made.says) for made in found.statements] == [
        (
            "https://example.org/half-life",
            (("about drug", "Testol"), ("high value", "7"), ("population", "flu patients")),
        )
    ]


def test_a_wider_population_does_not_bring_the_claims_of_a_narrower() -> None:
    """What holds for the elderly is not said of adults; the order of populations links no claims."""
    assert "elderly" not in [thing.label for thing in KG.explain("adults").things]
    assert "children" not in [thing.label for thing in KG.explain("adults and children").things]


def test_words_that_may_mean_several_things_give_the_candidates() -> None:
    """Nothing else is told, unless all of them are wanted."""
    found = KG.explain("warfarin")
    every = KG.explain("warfarin", every=True)

    assert [(candidate.label, candidate.kind) for candidate in found.candidates] == [
        ("(R)-warfarin", "drug"),
        ("(S)-Warfarin", "drug"),
        ("warfarin", "drug class"),
    ]
    assert (found.things, found.statements) == ((), ())
    assert {thing.label for thing in every.things} == {"(R)-warfarin", "(S)-Warfarin", "warfarin"}
    assert len(every.statements) == 2
    assert every.candidates == ()


def test_candidates_with_one_label_are_told_apart_by_their_iri() -> None:
    """An IRI is shown where the label would not do."""
    candidates = (
        explain.Candidate("https://w3id.org/anakinra-kg/id/drug/a", "Testol", "drug"),
        explain.Candidate("https://w3id.org/anakinra-kg/id/class/a", "testol", "drug class"),
        explain.Candidate("https://w3id.org/anakinra-kg/id/drug/b", "Testol forte", "drug"),
    )

    assert explain.text(explain.Explanation((), (), candidates)).splitlines()[1:] == [
        "  Testol (drug) akd:drug/a",
        "  testol (drug class) akd:class/a",
        "  Testol forte (drug)",
    ]


def test_a_broader_thing_is_explained_with_all_below() -> None:
    """The broadest comes first, and what is narrower is named."""
    things = KG.explain("diabetes").things

    assert [thing.label for thing in things] == [
        "Diabetes Mellitus (DM)",
        "Type 1 Insulin-Dependent Diabetes Mellitus",
        "Type 2 Diabetes Mellitus",
    ]
    assert [value for name, value in things[0].says if name == "narrower"] == [thing.label for thing in things[1:]]


def test_a_brand_name_explains_the_drug_with_its_products() -> None:
    """The products are among the statements."""
    found = KG.explain("Kineret")

    assert "Anakinra" in [thing.label for thing in found.things]
    assert len([made for made in found.statements if made.kind == "product"]) == 8


def test_a_claim_is_explained_by_itself() -> None:
    """The IRI of a claim gives that claim and its properties."""
    claim = KG.explain("anakinra").statements[0]
    found = KG.explain(claim.iri)

    assert claim.iri in [made.iri for made in found.statements]
    assert found.things == ()


def test_the_words_of_the_page_stand_beside_the_places() -> None:
    """With the page at hand its line is shown, with another page nothing is."""
    found = KG.explain("adalimumab")
    place = found.statements[0].places[0]
    page = [f"line {number}" for number in range(1, 400)]

    assert f"| line {place.line}" in explain.text(found, {place.sha256: page})
    assert "| line" not in explain.text(found, {"0" * 64: page})
    assert f'"words": "line {place.line}"' in explain.json_text(found, {place.sha256: page})


def test_a_thing_keeps_what_only_itself_says() -> None:
    """The authors of a work are on the work only; the shortcuts of a drug are also on claims."""
    work = KG.explain("work/pmid-10210771").things[0]
    drug = next(thing for thing in KG.explain("drug/anakinra").things if thing.kind == "drug")

    assert "Vannier E" in dict(work.says)["authors"]
    assert not [name for name, _ in drug.says if name.startswith("has ")]


def test_programs_get_the_same_as_json() -> None:
    """Every statement of the text is in the JSON, with its places."""
    found = KG.explain("adalimumab")
    content = json.loads(explain.json_text(found))

    assert len(content["statements"]) == len(found.statements)
    assert content["statements"][0]["places"][0]["line"] == found.statements[0].places[0].line


def test_the_text_fits_the_terminal() -> None:
    """No line is longer than asked, but for one long word such as an IRI."""
    lines = explain.text(KG.explain("NOMID"), width=60).splitlines()

    assert all(len(line) <= 60 or len(line.split()) <= 2 for line in lines)
    assert all(line.startswith("  ") for line in lines if "https://" in line)


def test_what_the_graph_does_not_know_is_no_explanation() -> None:
    """An unknown name is an error with the nearest known."""
    with pytest.raises(QuestionError, match="did you mean `adalimumab`"):
        KG.explain("adalimumap")


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("IL1R1", "Interleukin-1 receptor type 1"),
        ("HGNC:5993", "Interleukin-1 receptor type 1"),
        ("ENSG00000115594", "Interleukin-1 receptor type 1"),
        ("P14778", "Interleukin-1 receptor type 1"),
        ("Humira", "Adalimumab"),
        ("Kineret", "Anakinra"),
        ("FMF", "Familial Mediterranean Fever (FMF )"),
        ("FCAS", "Familial Cold Autoinflammatory Syndrome (FCAS)"),
        ("DRESS", "drug reaction with eosinophilia and systemic symptoms (DRESS)"),
        ("RA", "Rheumatoid Arthritis"),
        ("CAPS", "Cryopyrin-associated Periodic Syndromes (CAPS)"),
        ("COVID-19", "coronavirus disease 2019 (COVID-19)"),
        ("NOMID", "Neonatal-Onset Multisystem Inflammatory Disease (NOMID)"),
        ("live vaccines", "live vaccines"),
    ],
)
def test_things_are_found_by_the_words_that_people_use(words: str, label: str) -> None:
    """Gene symbols, database identifiers, brands of this and of other drugs, and abbreviations."""
    assert KG.explain(words).things[0].label == label
