"""The answer to a query: rows for Python, a table for people, or a standard format for programs.

Formats a result; does not run queries.
"""

from __future__ import annotations

from contextlib import contextmanager

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.query.tables import aligned, markdown
from anakinra_kg.rdf.names import compress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeAlias

    from pyoxigraph import BlankNode, QuerySolutions

    from anakinra_kg.query.questions import Question
    from anakinra_kg.query.rows import Rows

    Result: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples | list[Triple]
    Sparql: TypeAlias = Callable[[str], Result]
    """Function that answers a query: of a graph in memory or an endpoint."""
    Term: TypeAlias = NamedNode | Literal | BlankNode | Triple | None

_STANDARD = {
    "csv": QueryResultsFormat.CSV,
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
ROW_FORMATS = ("table", "markdown", *_STANDARD)
GRAPH_FORMATS = ("turtle", "ntriples")


class Answer:
    """The result of a query; it can be read only once.

    Attributes:
        result: What the engine returned: solutions, a truth value, or triples.
        question: The canned question; None for any other query.
    """

    __slots__ = ("question", "result")

    def __init__(self, result: Result, question: Question | None = None) -> None:
        self.result, self.question = result, question

    def rows(self) -> Rows:
        """Return the rows as Python values; for canned questions only, because their columns have types."""
        from anakinra_kg.query.rows import Rows  # noqa: PLC0415 - the command line writes answers without it

        assert self.question is not None  # noqa: S101 - only a question has columns
        with _failures():
            return Rows(self.question, self.result)

    def written(self, format_: str | None = None, *, width: int | None = None, colour: bool = False) -> str:
        """Return the answer as text.

        IRIs are shortened to CURIEs in tables, in Markdown, and in the CSV and TSV of canned questions. JSON, XML, and
        the CSV and TSV of any other query follow the W3C standards, with full IRIs.

        Args:
            format_: One of `ROW_FORMATS` for rows, of `GRAPH_FORMATS` for triples; default: a table, or Turtle.
            width: Characters in a line of a table; default: as wide as necessary.
            colour: Whether a table may have colours.

        Raises:
            AnakinraKGError: The answer cannot be written in that format, or the query fails while it runs.
        """
        with _failures():
            return self._written(format_, width, colour=colour)

    def _written(self, format_: str | None, width: int | None, *, colour: bool) -> str:
        result = self.result
        if isinstance(result, QueryTriples | list):
            return _graph(list(result), format_ or "turtle")
        if format_ in GRAPH_FORMATS:
            raise AnakinraKGError("--format", f"rows cannot be written as {format_}", f"use {', '.join(ROW_FORMATS)}")
        if format_ in _STANDARD and (self.question is None or format_ in {"json", "xml"}):
            text = (result.serialize(format=_STANDARD[format_]) or b"").decode()
            return text if text.endswith("\n") else text + "\n"
        if isinstance(result, QueryBoolean):
            return "yes\n" if result else "no\n"
        header = [variable.value for variable in result.variables]
        if format_ == "csv":
            return _separated([header, *([_plain(term) for term in solution] for solution in result)])
        if format_ == "tsv":
            lines = [[f"?{name}" for name in header], *([_encoded(term) for term in solution] for solution in result)]
            return "".join("\t".join(cells) + "\n" for cells in lines)
        rows = [[shown(term) for term in solution] for solution in result]
        return markdown(header, rows) if format_ == "markdown" else aligned(header, rows, width=width, colour=colour)


@contextmanager
def _failures() -> Iterator[None]:
    """Convert errors of the engine to `AnakinraKGError`; it computes rows on access, so reading them can fail."""
    try:
        yield
    except (RuntimeError, OSError, ValueError) as error:
        raise AnakinraKGError("query", str(error), "fix the query") from None


def _graph(triples: list[Triple], format_: str) -> str:
    """Return triples as Turtle with the prefixes that they use, or as N-Triples; sorted either way."""
    if format_ not in GRAPH_FORMATS:
        raise AnakinraKGError(
            "--format", f"triples cannot be written as {format_}", f"use {' or '.join(GRAPH_FORMATS)}"
        )
    if format_ == "turtle":
        from anakinra_kg.rdf.turtle import turtle  # noqa: PLC0415 - most answers are rows

        try:
            return turtle(triples)
        except TypeError:  # blank nodes have no stable order
            from anakinra_kg.rdf.names import TERM_PREFIXES  # noqa: PLC0415 - as above

            text = serialize(sorted(triples, key=str), format=RdfFormat.TURTLE, prefixes=TERM_PREFIXES)
            return (text or b"").decode()
    return (serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES) or b"").decode()


def shown(term: Term) -> str:
    """Return a term in readable form: an IRI as a CURIE, a text on one line, nothing for a missing value."""
    if isinstance(term, NamedNode):
        return compress(term.value)
    if isinstance(term, Literal):
        return " ".join(term.value.split())
    return "" if term is None else str(term)


def _plain(term: Term) -> str:
    return term.value if isinstance(term, Literal) else shown(term)


def _encoded(term: Term) -> str:
    """Return a term in the TSV format of SPARQL, except that IRIs are shortened to CURIEs."""
    if isinstance(term, NamedNode):
        return compress(term.value)
    if isinstance(term, Literal) and term.datatype.value.endswith(("#integer", "#decimal")):
        return term.value
    return "" if term is None else str(term).replace("\t", "\\t")


def _separated(lines: Sequence[Sequence[str]]) -> str:
    """Return lines as CSV (RFC 4180)."""
    import csv  # noqa: PLC0415 - most answers are tables
    import io  # noqa: PLC0415

    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue()
