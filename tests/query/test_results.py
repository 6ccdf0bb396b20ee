"""Answers for people and for programs."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.query.results import answer, query_text
from anakinra_kg.rdf.names import AKD

STORE = Store()
STORE.extend(Quad(NamedNode(AKD + f"drug/{n}"), NamedNode("a:weighs"), Literal(10**n)) for n in range(3))
ROWS = "SELECT ?drug ?weight WHERE { ?drug <a:weighs> ?weight } ORDER BY ?weight"


def test_a_table_shortens_our_own_iris_and_aligns_numbers_at_the_right() -> None:
    """People read columns, and can paste back what they read."""
    expected = "drug        weight\n----------  ------\nakd:drug/0       1\nakd:drug/1      10\nakd:drug/2     100\n"

    assert answer(STORE.query, ROWS) == expected


def test_a_table_writes_known_namespaces_with_their_prefix() -> None:
    """`akg:Drug` reads better than its IRI; what has no prefix stays whole."""
    query = (
        "SELECT ?a ?b WHERE { BIND(<https://w3id.org/anakinra-kg/ontology#Drug> AS ?a) BIND(<http://x.org/y> AS ?b) }"
    )

    assert answer(STORE.query, query).splitlines()[-1] == "akg:Drug  http://x.org/y"


def test_programs_get_the_standard_formats() -> None:
    """csv, tsv, json and xml are those of SPARQL 1.1; each ends in a line feed."""
    for form in ("csv", "tsv", "json", "xml"):
        assert answer(STORE.query, ROWS, form).endswith("\n")
    assert json.loads(answer(STORE.query, ROWS, "json"))["head"]["vars"] == ["drug", "weight"]


def test_yes_no_and_triples_have_their_own_answers() -> None:
    """ASK says yes or no; CONSTRUCT gives Turtle or N-Triples, in a fixed order."""
    construct = "CONSTRUCT { ?s <a:heavy> true } WHERE { ?s <a:weighs> ?w }"

    assert answer(STORE.query, "ASK { ?s <a:weighs> 10 }") == "yes\n"
    assert answer(STORE.query, "ASK { ?s <a:weighs> 11 }") == "no\n"
    assert answer(STORE.query, construct, "ntriples").splitlines() == sorted(
        answer(STORE.query, construct, "ntriples").splitlines()
    )
    assert "<a:heavy>" in answer(STORE.query, construct)


@pytest.mark.parametrize(
    ("query", "form", "words"),
    [
        ("SELECT WHERE", None, "query: "),
        (ROWS, "turtle", "rows cannot be written as turtle"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "triples cannot be written as csv"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", None, "query: "),
    ],
)
def test_a_question_that_cannot_be_answered_is_an_error_of_ours(query: str, form: str | None, words: str) -> None:
    """Bad syntax, a form that does not fit and a failing service say what is wrong."""
    with pytest.raises(AnakinraKGError, match=words):
        answer(STORE.query, query, form)


def test_a_query_is_a_file_or_a_text() -> None:
    """What looks like a query is one; what looks like a file name must be a file."""
    assert query_text(ROWS) == ROWS
    with pytest.raises(AnakinraKGError, match=r"absent\.rq: no such file"):
        query_text("absent.rq")
    with pytest.raises(AnakinraKGError, match="query: is empty"):
        query_text(" ")
