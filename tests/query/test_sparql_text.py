"""The text of a query: prefixes, values, terms, and faults at their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from pyoxigraph import Literal, NamedNode

import anakinra_kg
from anakinra_kg.errors import AnakinraKGError, GraphSyntaxError
from anakinra_kg.query.sparql_text import SparqlText, term_of
from anakinra_kg.rdf.names import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KG = anakinra_kg.load()


def rows(query: str, values: dict[str, object] | None = None) -> list[Any]:
    """Return the rows that answer a query."""
    return list(cast("Iterable[Any]", KG.sparql(query, values)))


def test_a_known_prefix_needs_no_declaration() -> None:
    """Those of terms and those of databases; one that is declared keeps its meaning."""
    assert rows("SELECT ?s { ?s skos:exactMatch MONDO:0008383 ; a akg:Condition }")
    assert not (rows("PREFIX akg: <http://x.org/> SELECT ?s { ?s a akg:Condition }"))
    complete = SparqlText("PREFIX akg: <http://x.org/> SELECT * { ?s akg:p 'MONDO:1 #' } # HP:2").complete()
    assert complete.count("PREFIX") == 1


def test_an_entity_can_be_pasted_as_it_is_printed() -> None:
    """Also with brackets in its name, before a bracket or full stop of the query, and not in a string."""
    complete = SparqlText(
        "ASK { akd:drug/r-warfarin a akg:Drug . FILTER(?s = akd:drug/anakinra) ?s ?p akd:drug/x. ?s ?p 'akd:drug/y' }"
    ).complete()

    assert "<https://w3id.org/anakinra-kg/id/drug/r-warfarin> a" in complete
    assert "<https://w3id.org/anakinra-kg/id/drug/anakinra>)" in complete
    assert "<https://w3id.org/anakinra-kg/id/drug/x>." in complete
    assert "'akd:drug/y'" in complete
    assert bool(KG.sparql("ASK { akd:drug/anakinra akg:hasTarget ?target }"))


@pytest.mark.parametrize("value", ["'; DROP", '"} DELETE {', "\\", "a\nb", "?x", "é > 5"])
def test_a_bound_text_stays_one_text(value: str) -> None:
    """Whatever characters it has, it is data and never syntax."""
    (row,) = rows("SELECT ?x (STRLEN(?x) AS ?length) { VALUES ?one { 1 } }", {"x": value})

    assert row["x"].value == value
    assert int(row["length"].value) == len(value)


def test_a_bound_variable_keeps_its_column() -> None:
    """In SELECT it becomes the value under its name; in a pattern it is the value."""
    found = rows("SELECT ?c ?label { ?c skos:exactMatch ?id ; rdfs:label ?label }", {"id": "MONDO:0008383"})
    named = SparqlText("SELECT ?id { ?c skos:exactMatch ?id }").bound({"id": NamedNode("a:b")}).text

    assert len(found) == 1
    assert named == "SELECT (<a:b> AS ?id) { ?c skos:exactMatch <a:b> }"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (CONCAT(?y, ?x) AS ?z) { BIND('a' AS ?y) }",
        "SELECT ?x (COUNT(?y) AS ?n) { VALUES ?y { 1 2 } } GROUP BY ?x",
        "SELECT ?y { VALUES ?y { 1 2 } } ORDER BY ?x DESC(?x) ?y LIMIT 1",
        "SELECT ?z { { SELECT ?x (MAX(?y) AS ?z) { VALUES ?y { 1 2 } } GROUP BY ?x HAVING(MAX(?y) > 1) } }",
        "SELECT DISTINCT ?x ?y WHERE { VALUES ?y { 1 } FILTER(?x != ?y) }",
    ],
)
def test_a_variable_can_be_bound_wherever_it_stands(query: str) -> None:
    """In an expression, a group, an order and a subquery alike."""
    assert len(rows(query, {"x": "b"})) == 1


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        ("SELECT ?s { ?s ?p ?o }", "x", "no variable `?x` to bind"),
        ("SELECT ?s { BIND(1 AS ?s) }", "s", "query:1:23: the query assigns a value to `?s`"),
    ],
)
def test_a_value_that_cannot_be_bound_is_refused(query: str, name: str, words: str) -> None:
    """A value must not vanish without a word."""
    with pytest.raises(AnakinraKGError) as raised:
        KG.sparql(query, {name: "1"})

    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("MONDO:0008383", NamedNode("http://purl.obolibrary.org/obo/MONDO_0008383")),
        ("mesh:D001172", NamedNode(PREFIXES["mesh"] + "D001172")),
        ("<a:b>", NamedNode("a:b")),
        ("https://example.org/x", NamedNode("https://example.org/x")),
        ("3", Literal("3", datatype=NamedNode(PREFIXES["xsd"] + "integer"))),
        ("٣", Literal("٣")),
        ("0.5", Literal("0.5", datatype=NamedNode(PREFIXES["xsd"] + "decimal"))),
        ("note: a text", Literal("note: a text")),
        ("Completed", Literal("Completed")),
    ],
)
def test_a_value_is_an_iri_a_number_or_a_text(written: str, term: NamedNode | Literal) -> None:
    """As a person would mean it."""
    assert term_of(written) == term


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELEC * { ?s ?p ?o }", "1:1: `SELEC` is not a SPARQL keyword; did you mean `SELECT`?"),
        ("SELECT *\n{ ?s ?p ?o FITLER(?o = 1) }", "2:12: `FITLER` is not a SPARQL keyword; did you mean `FILTER`?"),
        ("SELECT * { ?s ?p ?o", "1:10: `{` is not closed; close it"),
        ("SELECT * { ?s ?p ?o ) }", "1:21: `)` has no opening bracket; remove it, or add one"),
        ("SELECT * { ?s ?p 'x }", "1:18: the string is not closed; close it with ' on the same line"),
        ("SELECT * { <a b> ?p ?o }", "1:12: the IRI is not closed"),
        ("SELECT * { ?s fo:x ?o }", "1:15: unknown prefix `fo:`; declare it with PREFIX"),
        ("SELECT * { ?s akgg:x ?o }", "1:15: unknown prefix `akgg:`; did you mean `akg`?"),
        ("SELECT ?s WHERE ?s ?p ?o", "1:17: `?s` is not expected here, or something before it is incomplete; write {"),
        ("SELECT * { ?s ?p ?o } LIMIT", "1:23: the query ends too early, after `LIMIT`"),
        ("SELECT * { ?s a akg:Drug , }", "1:28: `}` is not expected here, or something before it is incomplete"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "SELECT * is not authorized with GROUP BY"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "1:1: `INSERT` changes a graph; ask with SELECT"),
        (" # nothing", "1:1: the query is empty; write SELECT, ASK, CONSTRUCT or DESCRIBE"),
        (
            "SELECT * { ?s akg:hasTraget ?o }",
            "1:15: no term `akg:hasTraget` in the ontology; did you mean `akg:hasTarget`?",
        ),
        (
            "SELECT * { ?s a <https://w3id.org/anakinra-kg/ontology#Drugg> }",
            "1:17: no term `akg:Drugg` in the ontology; did you mean `akg:Drug`?",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(query: str, message: str) -> None:
    """One thing is wrong, at its line and column, and the message says what would be right."""
    with pytest.raises(GraphSyntaxError) as raised:
        KG.sparql(query, name="q.rq")

    assert f"q.rq:{message}" in str(raised.value) or message in str(raised.value)
    assert len(str(raised.value)) < 200


def test_a_term_that_only_the_graph_at_hand_has_is_no_fault(tmp_path: Path) -> None:
    """A user's graph may use more terms of the namespace than the ontology of the package."""
    path = tmp_path / "own.nt"
    path.write_text("<a:a> <https://w3id.org/anakinra-kg/ontology#own> <a:b> .", encoding="utf-8")

    assert anakinra_kg.load(path).sparql("ASK { ?s akg:own ?o }")


def test_what_is_not_utf8_is_refused() -> None:
    """An argument of a command in another encoding has lone surrogates, which the engine does not take."""
    with pytest.raises(GraphSyntaxError, match=r"query:2:2: has a byte that is not UTF-8"):
        KG.sparql("ASK {\n \udce9 }")
    with pytest.raises(GraphSyntaxError, match=r"\?s:1:1: has a byte that is not UTF-8"):
        KG.sparql("ASK { ?s ?p ?o }", {"s": "\udce9"})


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ASK { ?s ?p ?o FILTER(akg:hasTarget(?o)) }", "query: The custom function <.*hasTarget> is not supported"),
        ("ASK { ?s akg:\\u ?o }", r"query:1:\d+: `.*` is not expected here"),
        ("ASK { ?s <https://w3id.org/anakinra-kg/ontology#%> ?o }", r"query:1:\d+: "),
    ],
)
def test_what_the_engine_alone_knows_to_be_wrong_is_an_error_of_ours(query: str, words: str) -> None:
    """A function that does not exist, and names that are no IRI."""
    with pytest.raises(GraphSyntaxError, match=words):
        KG.sparql(query)
