"""The canned questions as RDF for endpoints and query editors: SPARQL executables, in the form of the SIB examples.

Reads the files of `queries/`; queries no store and makes no blank nodes. In addition to what SIB requires, a question
has parameters, declared like those of a SHACL function, and the columns of its answer, declared like those of a table
in CSV on the Web (CSVW, the W3C vocabulary for table columns):

- `sh:name` is the display name of a `sh:Parameter`; as in SHACL, the local name of its `sh:path` is the variable to
  bind; its allowed values are `sh:in` (codes and values of a closed list), `sh:class`, or any IRI;
- the answer is a `csvw:Table` whose `dcterms:source` is the question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.query import questions
from anakinra_kg.rdf.names import BASE, entity, key, term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anakinra_kg.query.questions import Column, Parameter, Question

QUERIES = NamedNode(BASE + "queries")
"""The node that declares the prefixes; the IRI of a question is `…/queries/NAME`."""

_PLAIN = re.compile(r"[a-z][a-z0-9_-]*")
_PREFIX = re.compile(r"^PREFIX (\w+): <([^>]*)>$", re.MULTILINE)
_DATATYPES = {
    "date": "xsd:date",
    "decimal": "xsd:decimal",
    "integer": "xsd:integer",
    "iri": "xsd:anyURI",
    "string": "xsd:string",
}


def examples(asked: Sequence[Question] | None = None, target: str | None = None) -> list[Triple]:
    """Return canned questions as triples.

    Args:
        asked: The questions; default: all of them.
        target: Address of an endpoint that answers them; required in SIB examples.

    Raises:
        QuestionError: The header of a file is not well formed.
        ValueError: The address is not an IRI.
    """
    if asked is None:
        asked = [questions.question(name) for name in questions.names()]
    triples = [*_prefixes(asked)]
    for question in asked:
        triples += [*executable(question), *_signature(question)]
        if target is not None:
            triples.append(Triple(_named(question.name), term("schema:target"), NamedNode(target)))
    return triples


def _named(*parts: str) -> NamedNode:
    # The last part of a parameter's IRI is its variable in the query, so a plain name stays as it is.
    return NamedNode("/".join((QUERIES.value, *(part if _PLAIN.fullmatch(part) else key(part) for part in parts))))


def _text(text: str) -> Literal:
    return Literal(text, language="en")


def _prefixes(asked: Sequence[Question]) -> Iterator[Triple]:
    yield Triple(QUERIES, term("rdf:type"), term("owl:Ontology"))
    yield Triple(QUERIES, term("rdfs:label"), _text("Canned questions of the anakinra knowledge graph"))
    for prefix, namespace in sorted({pair for question in asked for pair in _PREFIX.findall(question.sparql)}):
        node = _named("prefix", prefix)
        yield Triple(QUERIES, term("sh:declare"), node)
        yield Triple(node, term("rdf:type"), term("sh:PrefixDeclaration"))
        yield Triple(node, term("sh:prefix"), Literal(prefix))
        yield Triple(node, term("sh:namespace"), Literal(namespace, datatype=term("xsd:anyURI")))


def executable(question: Question) -> Iterator[Triple]:
    """Yield the triples of a question: its description, tags and query, which includes its prefixes."""
    node = _named(question.name)
    yield Triple(node, term("rdf:type"), term("sh:SPARQLExecutable"))
    yield Triple(node, term("rdf:type"), term("sh:SPARQLSelectExecutable"))
    yield Triple(node, term("rdfs:label"), Literal(question.name))
    yield Triple(node, term("rdfs:comment"), _text(question.question))
    for tag in question.tags:
        yield Triple(node, term("schema:keywords"), Literal(tag))
    yield Triple(node, term("sh:select"), Literal(question.sparql))


def _signature(question: Question) -> Iterator[Triple]:
    node = _named(question.name)
    yield Triple(node, term("sh:prefixes"), QUERIES)
    for parameter in question.parameters:
        yield Triple(node, term("sh:parameter"), _named(question.name, "parameter", parameter.name))
        yield from _parameter(question.name, parameter)
    yield from _answer(question)


def _parameter(question: str, parameter: Parameter) -> Iterator[Triple]:
    place = (question, "parameter", parameter.name)
    node = _named(*place)
    yield Triple(node, term("rdf:type"), term("sh:Parameter"))
    yield Triple(node, term("sh:path"), _named(question, f"wanted_{parameter.name}"))
    yield Triple(node, term("sh:name"), _text(parameter.name))
    yield Triple(node, term("sh:description"), _text(parameter.meaning))
    yield Triple(node, term("skos:example"), Literal(parameter.example))
    yield Triple(node, term("sh:optional"), Literal(not parameter.required))
    classes = parameter.scope.split()
    if parameter.kind == "entity" and len(classes) == 1:
        yield Triple(node, term("sh:class"), term(classes[0]))
    elif parameter.kind in {"entity", "node"}:  # sh:class twice would ask for both
        yield Triple(node, term("sh:nodeKind"), term("sh:IRI"))
    else:
        words = parameter.allowed.split("; ")
        members = [entity(parameter.scope, word) if parameter.kind == "code" else Literal(word) for word in words]
        yield Triple(node, term("sh:in"), _named(*place, words[0]))
        yield from _list([_named(*place, word) for word in words], members)


def _answer(question: Question) -> Iterator[Triple]:
    answer, schema = _named(question.name, "answer"), _named(question.name, "columns")
    yield Triple(answer, term("rdf:type"), term("csvw:Table"))
    yield Triple(answer, term("dcterms:source"), _named(question.name))
    yield Triple(answer, term("dcterms:description"), _text(question.row))
    yield Triple(answer, term("csvw:tableSchema"), schema)
    yield Triple(schema, term("rdf:type"), term("csvw:Schema"))
    cells = [_named(question.name, "columns", column.name) for column in question.columns]
    columns = [_named(question.name, "column", column.name) for column in question.columns]
    yield Triple(schema, term("csvw:column"), cells[0])
    yield from _list(cells, columns)
    for node, column in zip(columns, question.columns, strict=True):
        yield from _column(node, column)


def _column(node: NamedNode, column: Column) -> Iterator[Triple]:
    yield Triple(node, term("rdf:type"), term("csvw:Column"))
    yield Triple(node, term("csvw:name"), Literal(column.name))
    yield Triple(node, term("dcterms:description"), _text(column.meaning))
    yield Triple(node, term("csvw:datatype"), term(_DATATYPES[column.type]))


def _list(cells: Sequence[NamedNode], members: Sequence[NamedNode | Literal]) -> Iterator[Triple]:
    """Yield the triples of an RDF list whose cells have IRIs."""
    for cell, member, rest in zip(cells, members, [*cells[1:], term("rdf:nil")], strict=True):
        yield Triple(cell, term("rdf:first"), member)
        yield Triple(cell, term("rdf:rest"), rest)
