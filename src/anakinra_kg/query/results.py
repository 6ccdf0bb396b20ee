"""Writes the answer of a store or an endpoint for people (a table) or programs (csv, tsv, json, xml, markdown, RDF).

Asks nothing itself: it is handed what answers.
"""

from __future__ import annotations

import os
import sys

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from anakinra_kg.errors import AnakinraKGError, GraphSyntaxError
from anakinra_kg.query.tables import aligned, markdown
from anakinra_kg.rdf.names import compress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from pyoxigraph import QuerySolutions

    Result: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples | list[Triple]
    Sparql: TypeAlias = Callable[[str], Result]
    """Answers a query over the graph at hand."""

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES}
ROW_FORMS = ("table", "markdown", *_RESULTS)
GRAPH_FORMS = tuple(_GRAPHS)


def query_text(given: str) -> str:
    """Return a query: the content of the file of that name, standard input for `-`, else the text itself.

    Raises:
        AnakinraKGError: It names a file that is missing or unreadable.
    """
    if given == "-":
        return sys.stdin.read()
    if not given.strip():
        raise AnakinraKGError("query", "is empty", "give a file, the text of a query, or -")
    looks_like_file = "\n" not in given and " " not in given.strip() and "{" not in given
    if not looks_like_file and not (len(given) < _LONGEST_PATH and os.path.isfile(given)):
        return given
    try:
        with open(given, encoding="utf-8") as file:
            return file.read()
    except UnicodeDecodeError:
        raise AnakinraKGError(given, "is not UTF-8", "save the query as UTF-8") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise AnakinraKGError(given, reason, "give a file, the text of a query, or -") from None


_LONGEST_PATH = 4096


def answer(
    sparql: Sparql, query: str, form: str | None = None, *, width: int | None = None, colour: bool = False
) -> str:
    """Answer a query.

    Args:
        sparql: What answers.
        query: SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.
        form: How to write it: one of `ROW_FORMS` for rows, of `GRAPH_FORMS` for triples.
        width: Characters in a line of a table; as wide as need be unless told.
        colour: Whether a table may have colours.

    Raises:
        GraphSyntaxError: The query does not parse, or fails.
        AnakinraKGError: The answer cannot be written in that form.
    """
    try:
        return _written(sparql(query), form, width, colour=colour)
    except SyntaxError as error:
        raise GraphSyntaxError("query", " ".join(str(error).split()), "write SPARQL 1.1") from None
    except (RuntimeError, OSError, ValueError) as error:
        raise GraphSyntaxError("query", str(error), "ask for what is in the graph") from None


def _written(result: Result, form: str | None, width: int | None, *, colour: bool) -> str:
    """Write a result; rows come as they are found, so asking may still fail here."""
    if isinstance(result, QueryTriples | list):
        if form not in (None, *_GRAPHS):
            raise AnakinraKGError("query", f"triples cannot be written as {form}", "use --format turtle or ntriples")
        written = serialize(sorted(result, key=str), format=_GRAPHS[form or "turtle"])
        return written.decode() if written else ""
    if form in _GRAPHS:
        raise AnakinraKGError("query", f"rows cannot be written as {form}", f"use {', '.join(ROW_FORMS)}")
    if form in _RESULTS:
        written = result.serialize(format=_RESULTS[form])
        text = written.decode() if written else ""
        return text if text.endswith("\n") else text + "\n"
    if isinstance(result, QueryBoolean):
        return "yes\n" if result else "no\n"
    header = [variable.value for variable in result.variables]
    rows = [[shown(value) for value in solution] for solution in result]
    return markdown(header, rows) if form == "markdown" else aligned(header, rows, width=width, colour=colour)


def shown(value: NamedNode | Literal | BlankNode | Triple | None) -> str:
    """Return a term as people read it: an IRI as a CURIE, a text on one line."""
    if value is None:
        return ""
    if isinstance(value, NamedNode):
        return compress(value.value)
    if isinstance(value, Literal):
        return " ".join(value.value.split())
    return str(value)
