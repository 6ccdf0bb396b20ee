"""What the engine would not come back from is refused, and nothing that people ask."""

from __future__ import annotations

import pytest

import anakinra_kg
from anakinra_kg.errors import GraphSyntaxError
from anakinra_kg.query.size import check_size
from tests.support.checkout import CHECKOUT

KG = anakinra_kg.load()
STAR = [f"?s <urn:x:{n}> ?v{n} . " for n in range(101)]
FILES = sorted(path for folder in ("queries", "ontology", "examples") for path in (CHECKOUT / folder).rglob("*.rq"))


@pytest.mark.parametrize(
    "nested",
    [
        "ASK { FILTER(" + "ABS(" * 950 + "1" + ")" * 950 + ") }",
        "ASK " + "{" * 2490 + "}" * 2490,
        "SELECT * " + "{{ SELECT * " * 300 + "{}" + "}}" * 300,
    ],
)
def test_a_short_query_may_be_too_deep_too(nested: str) -> None:
    """The engine would end the process; less than 5,000 characters are enough for that."""
    assert len(nested) < 5000
    for answer in (KG.sparql, KG.evaluate):
        with pytest.raises(GraphSyntaxError, match="more than 200 levels of brackets"):
            answer(nested)


@pytest.mark.parametrize(
    "joining",
    [
        "".join(STAR),
        "?s " + " ; ".join(each[3:-3] for each in STAR),
        "?s ?p " + "?o , " * 100 + "?o",
        "?s " + "a/" * 100 + "a ?o",
        "?s " + "a*/" * 100 + "a ?o",
        "?s " + "a/(" * 100 + "a" + ")" * 100 + " ?o",
        "?s ?p " + "[ ?q " * 101 + "?o" + " ]" * 101,
        "?s ?p " + "[ ?q () ] , " * 51 + "?o",
        "(" * 101 + "1" + ")" * 101 + " ?p ?o",
        "(" + "1 " * 51 + ") ?p ?o",
        "(" + "[] " * 51 + ") ?p ?o",
        "?s ?p ?o FILTER(?s > 1) " * 101,
        "?s ?p ?o BIND(1 AS ?b) " * 101,
        "?s ?p ?o OPTIONAL { ?s a ?o } " * 101,
        "?s ?p ?o FILTER EXISTS { ?s a ?o } " * 101,
        "{ ?s ?p ?o } " * 101,
        "{ ?s ?p ?o . " * 101 + "}" * 101,
        "{ ?s ?p ?o FILTER(?s > 1) } " * 101,
        "GRAPH ?g { ?s ?p ?o } " * 101,
        "GRAPH ?g { ?s ?p ?o . " * 101 + "}" * 101,
        "VALUES ?s { 1 } " * 101,
        "{ ?s ?p ?o } UNION { ?s a ?o } " * 101,
        "OPTIONAL { " + "".join(STAR) + "}",
        "{ ?s ?p ?o } UNION { " + "".join(STAR) + "}",
        "FILTER NOT EXISTS { " + "".join(STAR) + "}",
        "{ SELECT (COUNT(*) AS ?n) { " + "".join(STAR) + "} GROUP BY ?s }",
    ],
    ids=lambda text: text[:40],
)
def test_what_takes_long_to_plan_is_refused(joining: str) -> None:
    """However the patterns of a group are written, 200 of them take the engine seconds, 400 minutes."""
    for answer in (KG.sparql, KG.evaluate):
        with pytest.raises(GraphSyntaxError, match="a group joins more than 100 patterns; ask in several queries"):
            answer(f"ASK {{ {joining} }}")


@pytest.mark.parametrize(
    "query",
    [
        "ASK { " + "".join(STAR[:100]) + "}",
        "ASK { " + "OPTIONAL { ?s ?p ?o } " * 300 + "}",
        "ASK { " + "{ ?s ?p ?o } UNION " * 300 + "{} }",
        "ASK { " + "{ ?s a ?a ; ?b ?c , ?d } UNION " * 300 + "{ ?s (a|!(a|^a))+/a ?o } }",
        "ASK { ?s ?p ?o FILTER(?o IN (" + "1, " * 2000 + "1)) }",
        "ASK { ?s ?p ?o FILTER(" + "?o = 1/2 || " * 300 + "?o = 3) }",
        "ASK { VALUES (?s ?o) { " + "(1 2) " * 1000 + "} ?s ?p ?o }",
        "ASK { ?s ?p ?o } VALUES ?s { " + "1 " * 1000 + "}",
        "CONSTRUCT { " + "?s ?p ?o ; ?q ( 1 2 ) . " * 300 + "} WHERE { ?s ?p ?o }",
        "DESCRIBE " + "<urn:x:a> " * 1000,
        "SELECT " + "".join(f"(SUM(?o) AS ?n{n}) " for n in range(300)) + "{ ?s ?p ?o }",
    ],
    ids=lambda text: text[:40],
)
def test_what_is_only_long_is_answered(query: str) -> None:
    """Alternatives, options, values and expressions take the engine no time: they may be many."""
    KG.evaluate(query)


def test_the_queries_of_the_project_are_far_below_the_limits() -> None:
    """The patterns of each may be in one group five times."""
    assert len(FILES) > 50
    for path in FILES:
        _, _, patterns = path.read_text(encoding="utf-8").partition("WHERE")
        check_size(f"ASK {{ {patterns * 5} }}", path.name)


@pytest.mark.parametrize("query", ["", "}", ")]}", "{{{", "SELECT", "ASK { VALUES", "( [ {", "ASK { ?s ?p ?o } }"])
def test_what_is_no_query_is_left_to_the_engine(query: str) -> None:
    """It says what is wrong, with its place."""
    check_size(query)

    with pytest.raises(GraphSyntaxError, match=r"query:\d"):
        KG.sparql(query)
