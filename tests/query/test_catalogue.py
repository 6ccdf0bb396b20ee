"""The canned questions as RDF: what an endpoint or its editor reads there is what the files say, and it runs."""

from __future__ import annotations

import os
import subprocess
import sys

import pyshacl
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib import RDF, RDFS, SH, Graph, Namespace, URIRef
from rdflib import Literal as Text
from rdflib.collection import Collection

from anakinra_kg.query import parameters, questions
from anakinra_kg.query.catalogue import QUERIES, examples
from anakinra_kg.query.graph import load
from anakinra_kg.rdf.names import PREFIXES
from anakinra_kg.rdf.turtle import turtle
from tests.support.query_engines import GRAPH
from tests.support.questions import CASES, expected_rows, rows_of

KG = load(GRAPH)
CSVW = Namespace(PREFIXES["csvw"])
SCHEMA = Namespace(PREFIXES["schema"])
TARGET = "https://example.org/sparql"
GIVEN = Graph().parse(data=turtle(examples(target=TARGET)), format="turtle")
PARAMETERS = [(name, parameter.name) for name in questions.names() for parameter in questions.question(name).parameters]


def node(*parts: str) -> URIRef:
    """Return the node of a question or of a part of it."""
    return URIRef("/".join((QUERIES.value, *parts)))


def test_turtle_has_every_triple_and_no_blank_node() -> None:
    """What is written reads back as the same triples, each subject an IRI."""
    read = {quad.triple for quad in parse(turtle(examples()), format=RdfFormat.TURTLE)}

    assert read == set(examples())
    assert {type(triple.subject) for triple in read} == {NamedNode}
    assert {type(triple.object) for triple in read} == {NamedNode, Literal}


def test_the_bytes_do_not_depend_on_the_run() -> None:
    """Two runs with other hash seeds write the same."""
    code = (
        "from anakinra_kg.query.catalogue import examples; from anakinra_kg.rdf.turtle import turtle; "
        "print(turtle(examples()))"
    )
    written = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=os.environ | seed).stdout
        for seed in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2"})
    }

    assert len(written) == 1


def test_every_question_is_an_executable_and_nothing_else_is() -> None:
    """Each file of queries/ is one executable."""
    executables = set(GIVEN.subjects(RDF.type, SH.SPARQLExecutable))

    assert executables == set(GIVEN.subjects(RDF.type, SH.SPARQLSelectExecutable))
    assert executables == {node(name) for name in questions.names()}


@pytest.mark.parametrize("name", questions.names())
def test_it_is_as_the_examples_of_sib_are(name: str) -> None:
    """One query; a comment in a language; keywords that do not begin or end with a space; the endpoint to ask."""
    question = questions.question(name)

    assert list(GIVEN.objects(node(name), SH.select)) == [Text(question.sparql)]
    assert list(GIVEN.objects(node(name), RDFS.comment)) == [Text(question.question, lang="en")]
    assert {str(word) for word in GIVEN.objects(node(name), SCHEMA.keywords)} == set(question.tags)
    assert all(word == word.strip() for word in question.tags)
    assert list(GIVEN.objects(node(name), SCHEMA.target)) == [URIRef(TARGET)]


def test_no_endpoint_is_named_that_nobody_gave() -> None:
    """Without an address the examples claim none."""
    assert not [triple for triple in examples() if triple.predicate.value == SCHEMA.target.toPython()]


def test_prefixes_are_those_of_every_file() -> None:
    """Each prefix is declared once, with the namespace that it has in the whole project, as an xsd:anyURI."""
    declared = {
        str(GIVEN.value(declaration, SH.prefix)): [str(iri) for iri in GIVEN.objects(declaration, SH.namespace)]
        for declaration in GIVEN.objects(URIRef(QUERIES.value), SH.declare)
    }

    assert declared
    assert declared == {prefix: [PREFIXES[prefix]] for prefix in declared}
    assert {iri.datatype for iri in GIVEN.objects(None, SH.namespace) if isinstance(iri, Text)} == {
        URIRef(PREFIXES["xsd"] + "anyURI")
    }


@pytest.mark.parametrize("name", [case for case in CASES if "=" not in case])
def test_the_query_runs_with_its_prefixes_put_before_it(name: str) -> None:
    """What SHACL makes of it, the declared prefixes and then the text, has the rows of the expected answer."""
    declared = "".join(
        f"PREFIX {GIVEN.value(declaration, SH.prefix)}: <{GIVEN.value(declaration, SH.namespace)}>\n"
        for prefixes in GIVEN.objects(node(name), SH.prefixes)
        for declaration in GIVEN.objects(prefixes, SH.declare)
    )

    assert declared
    assert rows_of(KG.sparql(declared + str(GIVEN.value(node(name), SH.select)))) == expected_rows(name)


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_a_parameter_takes_what_the_question_takes(name: str, parameter: str) -> None:
    """Its variable is one that the query binds; it takes the terms that the allowed words mean in the graph."""
    given, declared = node(name, "parameter", parameter), questions.question(name).parameter(parameter)
    path = str(GIVEN.value(given, SH.path))
    values = GIVEN.value(given, SH["in"])

    assert given in set(GIVEN.objects(node(name), SH.parameter))
    assert f"VALUES ?{path.rpartition('/')[2]} {{" in questions.question(name).sparql
    assert GIVEN.value(given, SH.optional) == Text(not declared.required)
    if values is None:
        kinds = {SH["class"]: "entity", SH.nodeKind: "node"}
        kind = "node" if " " in declared.scope else declared.kind  # SHACL has no choice of classes for a parameter
        assert [kinds[each] for each in kinds if GIVEN.value(given, each)] == [kind]
    else:
        words = declared.allowed.split("; ")
        meant = [term.value for word in words for term in parameters.terms(KG.sparql, name, declared, word)]
        assert [str(value) for value in Collection(GIVEN, values)] == meant


@pytest.mark.parametrize("name", questions.names())
def test_the_answer_has_the_columns_of_the_question(name: str) -> None:
    """Names are in the order of the columns, each with its meaning and a datatype."""
    [answer] = GIVEN.subjects(URIRef(PREFIXES["dcterms"] + "source"), node(name))
    schema = GIVEN.value(answer, CSVW.tableSchema)
    columns = list(Collection(GIVEN, GIVEN.value(schema, CSVW.column)))  # type: ignore[arg-type]

    assert [str(GIVEN.value(column, CSVW.name)) for column in columns] == [
        column.name for column in questions.question(name).columns
    ]
    assert all(str(GIVEN.value(column, CSVW.datatype)).startswith(PREFIXES["xsd"]) for column in columns)


def test_shacl_takes_the_parameters_as_shapes() -> None:
    """A parameter is a property shape, and by the shapes of SHACL for shapes it is a good one."""
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=GIVEN, meta_shacl=True, advanced=True)

    assert conforms, text
