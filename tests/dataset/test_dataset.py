"""What the graph of the two pages says, counted over it by SPARQL and compared with the pages by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Quad, QuerySolutions, Store

if TYPE_CHECKING:
    from anakinra_kg.dataset.build import Build

PREFIXES = """
PREFIX akg: <https://w3id.org/anakinra-kg/ontology#>
PREFIX akd: <https://w3id.org/anakinra-kg/id/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX obo: <http://purl.obolibrary.org/obo/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX unit: <http://qudt.org/vocab/unit/>
BASE <https://w3id.org/anakinra-kg/id/>
"""
DRUGBANK = "dcterms:source <document/drugbank-DB00026>"
MAYO = "dcterms:source <document/mayoclinic-anakinra>"


@pytest.fixture(scope="module")
def store(built: Build) -> Store:
    """Return the graph as a store."""
    store = Store()
    store.extend(Quad(*triple) for triple in built.triples)
    return store


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a SELECT query as strings; what is not bound is empty."""
    found = store.query(PREFIXES + query)
    assert isinstance(found, QuerySolutions)
    return [tuple(getattr(value, "value", "") for value in row) for row in found]


COUNTS = {
    "rows of the trials table": ("COUNT(?x)", "?x a akg:TrialGroup", 95),
    "trials in them": ("SUM(?n)", "?x a akg:TrialGroup ; akg:trialCount ?n", 101),
    "distinct strings in their conditions column": (
        "COUNT(DISTINCT ?c)",
        "?x a akg:TrialGroup ; akg:conditionAsWritten ?c",
        114,
    ),
    "strings there that are no conditions": ("COUNT(DISTINCT ?c)", "?x akg:studyTopic ?c", 6),
    "products": ("COUNT(?x)", "?x a akg:Product", 8),
    "interactions of DrugBank": ("COUNT(?x)", f"?x a akg:Interaction ; {DRUGBANK}", 10),
    "interactions of Mayo's list": (
        "COUNT(?x)",
        f"?x a akg:Interaction ; {MAYO} ; akg:interactionAdvice <interaction-advice/usually-not-recommended>",
        9,
    ),
    "combinations Mayo's precautions rule out": (
        "COUNT(?x)",
        f"?x a akg:Interaction ; {MAYO} ; akg:interactionAdvice <interaction-advice/do-not-combine>",
        6,
    ),
    "all interactions": ("COUNT(?x)", "?x a akg:Interaction", 25),
    "side effects of Mayo": ("COUNT(?x)", f"?x a akg:AdverseEffectClaim ; {MAYO}", 57),
    "of which more common": (
        "COUNT(?x)",
        f"?x a akg:AdverseEffectClaim ; {MAYO} ; akg:frequency <frequency/more-common>",
        28,
    ),
    "of which less common": (
        "COUNT(?x)",
        f"?x a akg:AdverseEffectClaim ; {MAYO} ; akg:frequency <frequency/less-common>",
        9,
    ),
    "of which of incidence not known": (
        "COUNT(?x)",
        f"?x a akg:AdverseEffectClaim ; {MAYO} ; akg:frequency <frequency/incidence-not-known>",
        8,
    ),
    "of which without any frequency, and of no urgency": (
        "COUNT(?x)",
        (
            f"?x a akg:AdverseEffectClaim ; {MAYO} ; akg:attention <attention/routine> "
            "FILTER NOT EXISTS { ?x akg:frequency ?f }"
        ),
        4,
    ),
    "reactions in rheumatoid arthritis at 5 % or more": (
        "COUNT(?x)",
        (
            "?x a akg:AdverseEffectClaim ; akg:thresholdPercent 5.0 ; "
            "akg:thresholdRelation <threshold-relation/at-least> ; "
            "akg:population <population/rheumatoid-arthritis-patients>"
        ),
        10,
    ),
    "reactions in NOMID above 10 %": (
        "COUNT(?x)",
        (
            "?x a akg:AdverseEffectClaim ; akg:thresholdPercent 10.0 ; akg:population <population/nomid-patients> ; "
            "akg:thresholdRelation <threshold-relation/more-than> ; akg:period ?p"
        ),
        6,
    ),
    "medical problems": ("COUNT(?x)", "?x a akg:MedicalProblemClaim", 7),
    "of which rule the drug out": (
        "COUNT(?x)",
        "?x a akg:MedicalProblemClaim ; akg:problemAdvice <problem-advice/should-not-be-used>",
        2,
    ),
    "regimens": ("COUNT(?x)", "?x a akg:DosingRegimen", 3),
    "durations": ("COUNT(?x)", "?x a akg:TreatmentDuration ; akg:lowValue ?n ; akg:unit unit:DAY FILTER(?n = 10)", 1),
    "citations": ("COUNT(?x)", "?x a akg:Citation", 9),
    "PubMed identifiers": ("COUNT(DISTINCT ?p)", "?x a akg:Citation ; akg:citedWork/akg:pmid ?p", 8),
    "reported gaps": ("COUNT(?x)", "?x a akg:Gap", 13),
    "packagers": ("COUNT(?x)", "?x a akg:SupplierClaim", 2),
    "prices": ("COUNT(?x)", "?x a akg:PriceClaim", 2),
    "indications of DrugBank": ("COUNT(?x)", f"?x a akg:Indication ; {DRUGBANK}", 2),
    "indications of Mayo": ("COUNT(?x)", f"?x a akg:Indication ; {MAYO}", 4),
    "criteria of use in COVID-19": ("COUNT(?c)", "?x a akg:Indication ; akg:criterion ?c", 4),
    "availability statements": ("COUNT(?x)", "?x a akg:AvailabilityClaim", 2),
    "dates of the record": ("COUNT(?x)", "?x a akg:RecordDate", 2),
}


@pytest.mark.parametrize("what", COUNTS)
def test_the_graph_counts_what_the_page_shows(what: str, store: Store) -> None:
    """Each count was made by hand on the page."""
    expression, pattern, expected = COUNTS[what]

    ((count,),) = rows(store, f"SELECT ({expression} AS ?n) WHERE {{ {pattern} }}")

    assert int(count) == expected


ANSWERS = {
    "doses": (
        "?low ?high ?maximum ?unit ?per",
        (
            "?x a akg:DosingRegimen ; akg:lowDose ?low ; akg:highDose ?high ; akg:doseUnitAsWritten ?unit ; "
            "akg:dosePeriod ?per OPTIONAL { ?x akg:maximumDose ?maximum }"
        ),
        {("100", "100", "", "mg", "day"), ("1", "2", "8", "mg/kg", "day")},
    ),
    "the regimen that is advised against": (
        "?condition ?population",
        (
            "?x a akg:DosingRegimen ; akg:dosingAdvice <dosing-advice/not-recommended> ; "
            "akg:conditionAsWritten ?condition ; akg:population/rdfs:label ?population"
        ),
        {("rheumatoid arthritis", "children")},
    ),
    "pharmacokinetics": (
        "?parameter ?low ?high ?unit",
        (
            "?x a akg:PharmacokineticClaim ; akg:parameter/rdfs:label ?parameter ; akg:lowValue ?low ; "
            "akg:highValue ?high ; "
            "akg:unitAsWritten ?unit"
        ),
        {
            ("absolute bioavailability", "95", "95", "%"),
            ("time to maximum concentration", "3", "7", "h"),
            ("maximum concentration", "3628", "3628", "ng/mL"),
            ("half-life", "4", "6", "h"),
            ("half-life", "3.1", "28.2", "h"),
        },
    ),
    "the target and what the drug is to it": (
        "?label",
        "<drug/anakinra> akg:hasTarget ?t ; obo:RO_0018029 ?t . ?t rdfs:label ?label",
        {("Interleukin-1 receptor type 1",)},
    ),
    "what is known of the target": (
        "?action ?weight",
        "?x a akg:TargetClaim ; akg:pharmacologicalAction/rdfs:label ?action ; akg:molecularWeightInDaltons ?weight",
        {("yes", "65401.91")},
    ),
    "codes": (
        "?scheme ?code",
        (
            "<drug/anakinra> akg:hasClassification ?c . ?c <http://www.w3.org/2004/02/skos/core#notation> ?code ; "
            "<http://www.w3.org/2004/02/skos/core#inScheme>/rdfs:label ?scheme"
        ),
        {("atc", "L04AC03"), ("ahfs", "92:36.00")},
    ),
    "whom the increased metabolism affects": (
        "?other",
        (
            "?x a akg:Interaction ; akg:interactsWith ?d ; akg:affectedDrug ?d ; akg:direction <direction/increased> ; "
            "akg:interactionEffect/rdfs:label 'metabolism' . ?d rdfs:label ?other FILTER(CONTAINS(?other, 'arfarin'))"
        ),
        {("(R)-warfarin",), ("(S)-Warfarin",)},
    ),
    "when the record was made": (
        "?event ?time",
        "?x a akg:RecordDate ; akg:event/rdfs:label ?event ; akg:dateTime ?time",
        {("created", "2005-06-13T07:24:00"), ("updated", "2019-06-16T06:40:00")},
    ),
    "approval": ("?agency ?date", "?x akg:agency/rdfs:label ?agency ; akg:approvalDate ?date", {("FDA", "2001-11-14")}),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_the_graph_answers_as_the_page_does(what: str, store: Store) -> None:
    """Each answer was read on the page."""
    variables, pattern, expected = ANSWERS[what]

    assert set(rows(store, f"SELECT {variables} WHERE {{ {pattern} }}")) == expected


def test_no_gap_became_a_literal(store: Store) -> None:
    """What the page reports as not available is a gap, never the words themselves."""
    assert not store.query("ASK { ?s ?p ?o FILTER(isLiteral(?o) && LCASE(STR(?o)) = 'not available') }")
