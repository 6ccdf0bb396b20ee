"""Answers for people and for programs."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.query.graph import KnowledgeGraph
from anakinra_kg.query.questions import Column, Question
from anakinra_kg.query.results import Answer
from anakinra_kg.rdf.names import AKD

STORE = Store()
STORE.extend(Quad(NamedNode(AKD + f"drug/{n}"), NamedNode("a:weighs"), Literal(10**n)) for n in range(3))
ROWS = "SELECT ?drug ?weight WHERE { ?drug <a:weighs> ?weight } ORDER BY ?weight"
CANNED = Question("q", "?", "", (), parameters=(), columns=(Column("drug", "iri", ""),), sparql=ROWS)


def answer(query: str, format_: str | None = None, question: Question | None = None) -> str:
    """Return the answer to a query over the made-up store."""
    return Answer(KnowledgeGraph(STORE, []).sparql(query), question).written(format_)


def test_a_table_shortens_our_own_iris_and_aligns_numbers_at_the_right() -> None:
    """People read columns, and can paste back what they read."""
    expected = "drug        weight\n----------  ------\nakd:drug/0       1\nakd:drug/1      10\nakd:drug/2     100\n"

    assert answer(ROWS) == expected


def test_a_table_writes_known_namespaces_with_their_prefix() -> None:
    """`akg:Drug` reads better than its IRI; what has no prefix stays whole."""
    query = (
        "SELECT ?a ?b WHERE { BIND(<https://w3id.org/anakinra-kg/ontology#Drug> AS ?a) BIND(<http://x.org/y> AS ?b) }"
    )

    assert answer(query).splitlines()[-1] == "akg:Drug  http://x.org/y"


def test_programs_get_the_standard_formats() -> None:
    """csv, tsv, json and xml are those of SPARQL 1.1, with full IRIs; each ends in a line feed."""
    assert answer(ROWS, "csv").splitlines()[1] == AKD + "drug/0,1"
    assert answer(ROWS, "tsv").splitlines()[:2] == ["?drug\t?weight", f"<{AKD}drug/0>\t1"]
    for form in ("csv", "tsv", "json", "xml"):
        assert answer(ROWS, form).endswith("\n")
    assert json.loads(answer(ROWS, "json"))["head"]["vars"] == ["drug", "weight"]


def test_canned_questions_have_curies_in_csv_and_tsv_only() -> None:
    """What is printed can be pasted back; JSON and XML are for programs."""
    assert answer(ROWS, "csv", CANNED) == "drug,weight\r\nakd:drug/0,1\r\nakd:drug/1,10\r\nakd:drug/2,100\r\n"
    assert answer(ROWS, "tsv", CANNED).splitlines()[:2] == ["?drug\t?weight", "akd:drug/0\t1"]
    assert f"<uri>{AKD}drug/0</uri>" in answer(ROWS, "xml", CANNED)
    assert json.loads(answer(ROWS, "json", CANNED))["results"]["bindings"][0]["drug"]["value"] == AKD + "drug/0"


def test_turtle_has_the_prefixes_that_it_uses() -> None:
    """Also where a query makes blank nodes, whose order is that of the engine."""
    named = answer("CONSTRUCT { ?s a akg:Drug } WHERE { ?s <a:weighs> 10 }")
    blank = answer("CONSTRUCT { [] a akg:Drug } WHERE { ?s <a:weighs> 10 }")

    assert "@prefix akg: <https://w3id.org/anakinra-kg/ontology#> ." in named
    assert "    a akg:Drug ." in named
    assert "akg:Drug" in blank


def test_yes_no_and_triples_have_their_own_answers() -> None:
    """ASK says yes or no; CONSTRUCT gives Turtle or N-Triples, in a fixed order."""
    construct = "CONSTRUCT { ?s <a:heavy> true } WHERE { ?s <a:weighs> ?w }"

    assert answer("ASK { ?s <a:weighs> 10 }") == "yes\n"
    assert answer("ASK { ?s <a:weighs> 11 }") == "no\n"
    assert answer(construct, "ntriples").splitlines() == sorted(answer(construct, "ntriples").splitlines())
    assert "<a:heavy>" in answer(construct)


@pytest.mark.parametrize(
    ("query", "form", "words"),
    [
        ("SELECT WHERE", None, "query:1:8: the query ends too early"),
        (ROWS, "turtle", "rows cannot be written as turtle"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "triples cannot be written as csv"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", None, "query:1:18: SERVICE would send"),
    ],
)
def test_a_question_that_cannot_be_answered_is_an_error_of_ours(query: str, form: str | None, words: str) -> None:
    """Bad syntax, a form that does not fit and a failing service say what is wrong."""
    with pytest.raises(AnakinraKGError, match=words):
        answer(query, form)
