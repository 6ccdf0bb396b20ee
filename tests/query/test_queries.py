"""Each canned question: its header holds, and its answers are the ones read from the pages by hand."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Quad, RdfFormat, Store

from anakinra_kg.mapping.identifiers import vocabularies
from anakinra_kg.query import questions
from anakinra_kg.query.graph import KnowledgeGraph, load
from anakinra_kg.query.questions import query_text
from anakinra_kg.resources import resource
from tests.support import made_up_facts as made_up
from tests.support.questions import CASES, expected_rows, question_of, rows_of


@pytest.fixture(scope="session")
def kg() -> KnowledgeGraph:
    """Return the committed graph."""
    return load(resource("data", "anakinra.ttl"))


@pytest.mark.parametrize("case", CASES)
def test_the_answer_is_the_one_read_by_hand(case: str, kg: KnowledgeGraph) -> None:
    """Each row, each cell and the order of rows are those of the expected file."""
    question, values = question_of(case)

    assert rows_of(kg.evaluate(query_text(kg.evaluate, question, values))) == expected_rows(case)


@pytest.mark.parametrize("name", questions.names())
def test_every_question_has_an_expected_answer(name: str) -> None:
    """No question goes unchecked."""
    assert any(case == name or case.startswith(f"{name}.") for case in CASES)


@pytest.mark.parametrize("name", questions.names())
def test_the_columns_are_those_of_the_header(name: str, kg: KnowledgeGraph) -> None:
    """The header of the file names each column of the answer, in order, in lower case, and its type holds."""
    question = questions.question(name)
    header = rows_of(kg.sparql(question.sparql))[0]

    assert header == [column.name for column in question.columns]
    assert all(name == name.lower() and name.isidentifier() for name in header)
    values = {parameter.name: parameter.example for parameter in question.parameters if parameter.required}
    assert kg.query(name, **values) is not None


@pytest.mark.parametrize("name", questions.names())
def test_each_example_of_a_parameter_narrows_the_answer(name: str, kg: KnowledgeGraph) -> None:
    """The example in the header is known to the graph and gives some of the rows, and not none."""
    question = questions.question(name)
    required = {parameter.name: parameter.example for parameter in question.parameters if parameter.required}
    whole = list(kg.query(name, **required))
    for parameter in question.parameters:
        narrowed = kg.query(name, **{**required, parameter.name: parameter.example})
        assert narrowed
        if not parameter.required:
            assert set(narrowed) < set(whole)


@pytest.mark.parametrize("name", questions.names())
def test_the_codes_allowed_are_those_of_the_list(name: str, kg: KnowledgeGraph) -> None:
    """The header of a question names every code that its parameter takes."""
    for parameter in questions.question(name).parameters:
        if parameter.kind == "code":
            scheme = f"<https://w3id.org/anakinra-kg/id/scheme/{parameter.scope}>"
            listed = kg.sparql(
                _PREFIXES + f"SELECT ?label WHERE {{ ?code skos:prefLabel ?label ; skos:inScheme {scheme} }}"
            )
            assert sorted(parameter.allowed.split("; ")) == sorted(row[0] for row in rows_of(listed)[1:])
        elif parameter.kind == "value":
            found = kg.sparql(_PREFIXES + f"SELECT DISTINCT ?v WHERE {{ ?s {parameter.scope} ?v }}")
            assert sorted(parameter.allowed.split("; ")) == sorted(row[0] for row in rows_of(found)[1:])


_PREFIXES = "PREFIX akg: <https://w3id.org/anakinra-kg/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


@pytest.mark.parametrize("name", questions.names())
def test_rows_are_fully_ordered(name: str) -> None:
    """ORDER BY names every column, so every engine gives the rows in one order."""
    question = questions.question(name)
    order = question.sparql.rpartition("ORDER BY")[2]

    for column in question.columns:
        assert f"?{column.name}" in order.split() or f"DESC(?{column.name})" in order.split()


ANSWERED = {
    "adverse-effects": ("adverse_effect",),
    "classification": ("classification",),
    "dosing": ("dosing_regimen",),
    "drug-profile": (
        *("approval", "availability", "brand_name", "characteristic", "classification", "dosage_form"),
        *("external_link", "identifier", "manufacturer", "organism", "packager", "property", "record_date"),
        *("supplier", "synonym", "target"),
    ),
    "gaps": ("gap",),
    "indications": ("indication",),
    "interactions": ("interaction",),
    "mechanism": ("mechanism", "relation"),
    "pharmacokinetics": ("pharmacokinetic", "pharmacokinetic_influence"),
    "precautions": ("medical_problem", "population_advice", "precaution"),
    "prices": ("price",),
    "products": ("product",),
    "references": ("reference",),
    "targets": ("mechanism", "target"),
    "trials": ("trial_group",),
    "warning-symptoms": ("warning_symptom",),
}
"""Questions that show statements one by one, and the kinds of facts that they show."""


@pytest.mark.parametrize("name", ANSWERED)
def test_no_statement_is_lost_for_what_it_does_not_say(name: str) -> None:
    """A fact with the needed fields only has its row as well as one with all of them, whatever page it is from."""
    facts, triples = made_up.one_a_line()
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in triples)
    store.load(path=str(resource("ontology", "vocabularies.ttl")), format=RdfFormat.TURTLE)
    header, *answer = rows_of(store.query(questions.question(name).sparql))
    shown = {row[header.index("line")] for row in answer}

    expected = {line: fact.kind for line, fact in facts.items() if fact.kind in ANSWERED[name]}
    if name == "mechanism":  # what a condition is a kind of explains no mechanism
        of_conditions = {line for line, fact in facts.items() if getattr(fact, "subject_kind", None) == "condition"}
        expected = {line: kind for line, kind in expected.items() if line not in of_conditions}

    assert expected
    assert {line: kind for line, kind in expected.items() if str(line) not in shown} == {}


ANOTHER_DRUG = """
PREFIX akd: <https://w3id.org/anakinra-kg/id/>
PREFIX akg: <https://w3id.org/anakinra-kg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
INSERT {
  akd:page a akg:SourceDocument ; akg:sourceKind "madeup" .
  akd:advice a akg:Interaction ; akg:aboutDrug akd:another ; akg:interactsWith ?other ;
    akg:interactionAdvice ?strongest ; dcterms:source akd:page ; prov:wasDerivedFrom akd:place .
  akd:indication a akg:Indication ; akg:aboutDrug akd:another ; akg:indicatedCondition ?studied , ?indicated ;
    dcterms:source akd:page ; prov:wasDerivedFrom akd:place .
  akd:place akg:line 1 .
}
WHERE {
  { ?claim akg:interactsWith ?other . ?strongest akg:rank 1 . FILTER(CONTAINS(STR(?strongest), "interaction-advice")) }
  UNION { ?group akg:studiedCondition ?studied ; a akg:TrialGroup }
  UNION { ?use akg:indicatedCondition ?indicated ; a akg:Indication }
}
"""


@pytest.mark.parametrize("name", ["avoid-combinations", "indication-agreement", "investigational-conditions"])
def test_what_is_said_of_one_drug_changes_no_answer_on_another(name: str) -> None:
    """A page on another drug, with stronger advice and more indications, leaves the rows on this one as they are."""
    graph = load(resource("data", "anakinra.ttl"))
    graph.store.update(ANOTHER_DRUG)
    answer = rows_of(graph.sparql(questions.question(name).sparql))

    assert [row for row in expected_rows(name) if row not in answer] == []


def test_a_mean_or_a_lone_value_is_told() -> None:
    """A value that is not a range is complete: a mean is in the column of means, a value of unstated kind is not."""
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in made_up.one_a_line()[1])
    store.load(path=str(resource("ontology", "vocabularies.ttl")), format=RdfFormat.TURTLE)
    header, *answer = rows_of(store.query(questions.question("pharmacokinetics").sparql))

    columns = [header.index(name) for name in ("mean", "central", "central_kind")]
    assert ["0.5", "0.5", "not said"] in [[row[column] for column in columns] for row in answer]


def test_identifiers_know_the_vocabularies_that_the_tables_map_to() -> None:
    """A query cannot read the table of prefixes: it repeats the part that it needs, and this holds the two together."""
    pairs = re.findall(r'\("(http[^"]+)" "([^"]+)"\)', questions.question("identifiers").sparql)

    assert {prefix: space for space, prefix in pairs} == {v.prefix: v.iri_space for v in vocabularies()}
