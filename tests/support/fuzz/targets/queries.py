"""SPARQL queries, with values for their variables, on a small graph.

An input is refused with an error, or answered, twice with the same answer. No answer asks the network: a listener waits
for what a SERVICE clause sends, and no message is that of a failed request. A value is always one term.
"""

from __future__ import annotations

import re
import socket
import threading
from functools import cache, partial
from random import Random

from pyoxigraph import QueryTriples, Store

from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.query.graph import KnowledgeGraph
from anakinra_kg.query.results import GRAPH_FORMATS, ROW_FORMATS, Answer
from anakinra_kg.query.sparql_text import term_of
from anakinra_kg.rdf.files import load_into
from anakinra_kg.rdf.sparql import tokens
from anakinra_kg.resources import resource
from tests.support.fuzz.campaign import READ, REFUSED, Case, Target
from tests.support.fuzz.mutators import HOSTILE
from tests.support.fuzz.oracles import check_error, nothing_else_touched, scratch
from tests.support.services import ASKING

_PORT = 45999
"""In the place of the port of the listener, so that the same case is the same input everywhere."""
_GRAPH = """
PREFIX akd: <https://w3id.org/anakinra-kg/id/> PREFIX akg: <https://w3id.org/anakinra-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
<urn:x:a> a akg:Drug ; rdfs:label "zorblamine", "Zorblamin"@de ; akg:trialCount 2, 3.50 ; akg:hasTarget <urn:x:b> .
<urn:x:b> a akg:Protein ; rdfs:label "purple\\treceptor\\u001B[31m" .
"""
_QUERIES = (
    "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o",
    "SELECT DISTINCT ?label WHERE { ?s rdfs:label ?label . FILTER(LANG(?label) = '') }",
    "PREFIX e: <urn:x:> SELECT * { e:a akg:hasTarget/rdfs:label ?l OPTIONAL { e:a akg:trialCount ?n } }",
    (
        "SELECT (SUM(?n) AS ?all) (GROUP_CONCAT(?n; SEPARATOR=', ') AS ?each) { ?s akg:trialCount ?n } GROUP BY ?s "
        "HAVING(SUM(?n) > 1)"
    ),
    "ASK { VALUES (?s ?n) { (<urn:x:a> 2) (UNDEF 3.50) } ?s akg:trialCount ?n }",
    "CONSTRUCT { ?s rdfs:label ?new } WHERE { ?s rdfs:label ?l BIND(CONCAT(UCASE(?l), '!') AS ?new) }",
    "DESCRIBE <urn:x:a>",
    "SELECT ?s { { ?s a akg:Drug } UNION { ?s a akg:Protein } MINUS { ?s akg:hasTarget ?t } } LIMIT 3 OFFSET 0",
    "SELECT ?x { ?x (akg:hasTarget|^akg:hasTarget)* ?y . FILTER NOT EXISTS { ?y !a ?z } } ORDER BY DESC(?x)",
    "SELECT ?s { { SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s } FILTER(?n IN (1, 2, 3)) }",
    "SELECT * { ?s ?p ?o . FILTER(REGEX(STR(?o), '^z(o|r)+', 'i') && !isBlank(?o) || ?o >= 2.5e0) }",
    "SELECT * FROM <urn:x:g> FROM NAMED <urn:x:h> { GRAPH ?g { ?s ?p ?o } }",
    "BASE <urn:x:> SELECT (<a> AS ?i) ('''a\n\"b'''@en-GB AS ?t) (-1.5 AS ?n) (true AS ?b) {} # a comment",
    (
        "SELECT ?o { ?s ?p ?o . FILTER(STRDT(STR(?o), xsd:decimal) < 3) "
        "BIND(IF(BOUND(?o), REPLACE(STR(?o), 'a', 'b'), 1/0) AS ?r) }"
    ),
    "SELECT * { akd:drug/anakinra ?p ?o . <urn:x:a> rdfs:label ?l ; a [] . [] ?q ( 1 2 ) }",
    "INSERT DATA { <urn:x:a> <urn:x:p> 1 } ; DELETE WHERE { ?s ?p ?o }",
    "LOAD <file:///etc/hostname>",
)
_VARYING = re.compile(rb"rand|uuid|now|bnode|_:|\[|\(\s*\d", re.IGNORECASE)
"""What may give other answers each time: chance, the clock, and blank nodes, which are named anew."""
_REQUESTS = re.compile(r"connect|refused|lookup|resolve|http error|timed out|tls|dedicated to an other", re.IGNORECASE)
_LONGEST = 900
"""Characters of a canned question that is a seed: longer ones take long to check for unknown terms."""


def target(name: str) -> Target:
    """Return the target."""
    services = [query.replace("URL", f"http://127.0.0.1:{_PORT}/") for query in ASKING]
    canned = [path.read_text(encoding="utf-8") for path in sorted(resource("queries").glob("*.rq"))]
    bodies = [re.sub(r"(?m)^(#|PREFIX).*\n", "", query) for query in canned]
    seeds = [*_QUERIES * 3, *services, *(body for body in bodies if len(body) < _LONGEST)]
    words = set(re.findall(r"[?\w:]+|[^\w\s]", " ".join([*_QUERIES, *services])))
    words |= {
        f"SERVICE <http://127.0.0.1:{_PORT}/> {{ ?s ?p ?o }}",
        "SERVICE",
        "SILENT",
        f"<http://127.0.0.1:{_PORT}/>",
    }
    return Target(
        name=name,
        seeds=[seed.encode() for seed in seeds],
        check=partial(_check, _graph(), _listener()),
        words=[word.encode() for word in sorted(words)],
        patience_seconds=8,
        may_run_away=True,
    )


@cache
def _graph() -> KnowledgeGraph:
    path = scratch() / "graph.ttl"
    path.write_text(_GRAPH, encoding="utf-8")
    store = Store()
    load_into(store, path)
    return KnowledgeGraph(store, [str(path)])


class _Listener:
    """Counts the connections to a port, and closes each at once, so that whoever sent a request goes on."""

    def __init__(self) -> None:
        self.connections = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            self.connections += 1
            connection.close()


@cache
def _listener() -> _Listener:
    return _Listener()


def _check(graph: KnowledgeGraph, listener: _Listener, case: Case) -> str:
    try:
        query = case.content.decode("utf-8")
    except UnicodeDecodeError:
        query = case.content.decode("utf-8", errors="surrogateescape")  # as an argument of a command is decoded
    query = query.replace(str(_PORT), str(listener.port))
    values = _values(case.choice)
    try:
        with nothing_else_touched():
            first = _answer(graph, query, values, case.choice)
    except AnakinraKGError as error:
        assert not listener.connections, "a query has sent a request"
        check_error(error)
        tried = _REQUESTS.search(error.wrong.partition("SERVICE would")[0])
        assert not tried, f"a request was tried: {error}"  # noqa: PT017 - this is no test
        return REFUSED
    assert not listener.connections, "a query has sent a request"
    assert isinstance(first, str), "an answer is not text"
    if not _VARYING.search(case.content):
        again = _answer(graph, query, values, case.choice)
        assert again == first, f"another answer the second time: {first[:200]!r} and {again[:200]!r}"
    return READ


def _answer(graph: KnowledgeGraph, query: str, values: dict[str, str], choice: int) -> str:
    result = graph.sparql(query, values)
    forms = (*GRAPH_FORMATS, None) if isinstance(result, QueryTriples) else (*ROW_FORMATS, None)
    return Answer(result).written(forms[choice % len(forms)], width=80 if choice % 3 else None, colour=choice % 5 == 0)


def _values(choice: int) -> dict[str, str]:
    """Return a hostile value for a variable now and then; it is one term, whatever it is."""
    if choice % 8:
        return {}
    random = Random(choice)
    parts = ["> . ?s ?p ?o", "http://a", "urn:x:", "akd:", "MONDO:", "1", " ", '"', "<urn:x:a>"]
    parts += [each.decode("utf-8", errors="replace") for each in HOSTILE]
    value = "".join(random.choices(parts, k=random.randint(1, 4)))
    written = str(term_of(value))
    kinds = [token.kind for token in tokens(written)]
    assert kinds in (["iri"], ["string"], ["string", "other", "other", "iri"]), f"a value is not one term: {written!r}"
    return {"s": value}
