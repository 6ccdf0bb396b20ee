"""Asks a store a query and writes the answer for people (an aligned table) or programs (csv, tsv, json, xml, RDF)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

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
from anakinra_kg.iris import AKD, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import QuerySolutions, Store

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES}


def query_text(given: str) -> str:
    """Return a query: the content of the file of that name, standard input for `-`, else the text itself.

    Raises:
        AnakinraKGError: It names a file that is missing or unreadable.
    """
    if given == "-":
        return sys.stdin.read()
    looks_like_file = "\n" not in given and " " not in given.strip() and "{" not in given
    if not looks_like_file and not (len(given) < _LONGEST_PATH and Path(given).is_file()):
        return given
    try:
        return Path(given).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise AnakinraKGError(given, "is not UTF-8", "save the query as UTF-8") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise AnakinraKGError(given, reason, "give a file, the text of a query, or -") from None


_LONGEST_PATH = 4096


def answer(store: Store, query: str, form: str | None = None) -> str:
    """Answer a query.

    Args:
        store: Where to ask.
        query: SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.
        form: How to write it: table, csv, tsv, json, xml for rows; turtle, ntriples for triples.

    Raises:
        GraphSyntaxError: The query does not parse, or fails.
        AnakinraKGError: The answer cannot be written in that form.
    """
    try:
        return _written(store.query(query), form)
    except SyntaxError as error:
        raise GraphSyntaxError("query", " ".join(str(error).split()), "write SPARQL 1.1") from None
    except (RuntimeError, OSError, ValueError) as error:
        raise GraphSyntaxError("query", str(error), "ask for what is in the graph") from None


def _written(result: QuerySolutions | QueryBoolean | QueryTriples, form: str | None) -> str:
    """Write a result; rows come as they are found, so asking may still fail here."""
    if isinstance(result, QueryTriples):
        if form not in (None, *_GRAPHS):
            raise AnakinraKGError("query", f"triples cannot be written as {form}", "use --format turtle or ntriples")
        written = serialize(sorted(result, key=str), format=_GRAPHS[form or "turtle"])
        return written.decode() if written else ""
    if form in _GRAPHS:
        raise AnakinraKGError("query", f"rows cannot be written as {form}", "use table, csv, tsv, json or xml")
    if form is not None and form != "table":
        written = result.serialize(format=_RESULTS[form])
        text = written.decode() if written else ""
        return text if text.endswith("\n") else text + "\n"
    if isinstance(result, QueryBoolean):
        return "yes\n" if result else "no\n"
    return _table(result)


def _table(solutions: QuerySolutions) -> str:
    header = [variable.value for variable in solutions.variables]
    rows = [[_shown(value) for value in solution] for solution in solutions]
    return aligned(header, rows)


def _shown(value: NamedNode | Literal | BlankNode | Triple | None) -> str:
    if value is None:
        return ""
    if isinstance(value, NamedNode):
        return _short(value.value)
    if isinstance(value, Literal):
        return " ".join(value.value.split())
    return str(value)


def _short(iri: str) -> str:
    """Return an entity of ours without our base, another IRI as a prefixed name where we have a prefix."""
    if iri.startswith(AKD):
        return iri.removeprefix(AKD)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as columns of equal width; columns of numbers are aligned at the right."""
    widths = [max(len(line[i]) for line in (header, *rows)) for i in range(len(header))]
    numeric = [bool(rows) and all(_is_number(row[i]) for row in rows) for i in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        padded = (c.rjust(w) if n else c.ljust(w) for c, w, n in zip(cells, widths, numeric, strict=True))
        return "  ".join(padded).rstrip() + "\n"

    rule = "  ".join("-" * width for width in widths) + "\n"
    return line(header) + rule + "".join(line(row) for row in rows)


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).isdigit()
