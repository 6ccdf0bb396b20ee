"""Queries that ask a service, each in another wording; `URL` is in the place of its address."""

from __future__ import annotations

ASKING = (
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * {SERVICE<URL>{?s ?p ?o}}",
    "SELECT * { SERVICE # a comment\n <URL> { ?s ?p ?o } }",
    "PREFIX e: <URL> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:p { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICESILENT:p { ?s ?p ?o } }",
    "PREFIX service: <urn:x:> PREFIX : <URL> SELECT * { SERVICE:p { ?s ?p ?o } }",
    "PREFIX e: <URL> SELECT * { SERVICEe:p { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE<URL>{?s ?p ?o}}",
    "SELECT * { VALUES ?a {1} FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { SELECT ?s { SERVICE <URL> { ?s ?p ?o } } } }",
    "SELECT * { BIND('}' AS ?x) OPTIONAL { SERVICE <URL> { ?s ?p ?o } } }",
    'SELECT * { BIND("""it\'s " """ AS ?x) SERVICE <URL> { ?s ?p ?o } }',
    "SELECT * { VALUES ?x { <URL> } SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <URL> } SERVICE$x { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
)
