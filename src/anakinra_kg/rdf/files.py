"""Reads RDF files of any common syntax into triples, and hands triples to rdflib as they stand in the file.

Checks nothing but the syntax. Named graphs are read as one.
"""

from __future__ import annotations

import itertools
import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from anakinra_kg.errors import GraphSyntaxError, PageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib import Graph

SYNTAXES = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""Name of a syntax, as the command line takes it."""

ENDINGS = {
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".trig": "trig",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
}
"""Name of the syntax that the ending of a file tells."""

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def read_triples(path: Path, syntax: str | None = None) -> Iterator[Triple]:
    """Yield the triples of a file, those of all its graphs.

    Args:
        path: The file.
        syntax: Its syntax, one of `SYNTAXES`; by the file's ending unless told.

    Raises:
        PageError: The file is missing, or its ending tells no syntax.
        GraphSyntaxError: It does not parse; the place is `file:line:column`.
    """
    named = syntax or ENDINGS.get(path.suffix.lower())
    if named is None:
        endings = ", ".join(ENDINGS)
        raise PageError(str(path), f"`{path.suffix}` is no known ending", f"use one of {endings}, or name the syntax")
    try:
        base = path.resolve().as_uri()
        for quad in parse(path=str(path), format=SYNTAXES[named], base_iri=base, rename_blank_nodes=True):
            if isinstance(quad.object, Triple):
                raise GraphSyntaxError(str(path), f"{quad.object} is a triple within a triple", "write RDF 1.1")
            yield quad.triple
    except SyntaxError as error:
        place = f"{path}:{error.lineno}:{error.offset}" if error.lineno else str(path)
        wrong = " ".join(re.sub(r"^Parser error .*? column \d+: ", "", error.msg).split())
        if "LoadDocumentCallback" in wrong:
            raise GraphSyntaxError(place, "its @context is elsewhere", "put the context into the file") from None
        raise GraphSyntaxError(place, wrong, f"write {named}, or name the syntax that it is") from None
    except FileNotFoundError:
        raise PageError(str(path), "no such file", "give an RDF file") from None
    except OSError as error:
        raise PageError(str(path), (error.strerror or str(error)).lower(), "give an RDF file") from None


def rdflib_graph(triples: Iterable[Triple]) -> Graph:
    """Return triples as an rdflib graph: literals keep their spelling, blank nodes are numbered as they come."""
    from rdflib import Graph  # noqa: PLC0415 - slow to import

    graph = Graph()
    term = _converter()
    with quiet_rdflib():
        for triple in triples:
            graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph


@contextmanager
def quiet_rdflib() -> Iterator[None]:
    """Keep rdflib from telling on stderr, with a traceback, of each literal that does not fit its datatype."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.ERROR + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _converter() -> Any:  # noqa: ANN401 - a function from a term of one library to the same term of the other
    import rdflib  # noqa: PLC0415 - slow to import

    known: dict[NamedNode | BlankNode | Literal, Any] = {}
    numbers = itertools.count(1)

    def convert(term: NamedNode | BlankNode | Literal) -> Any:  # noqa: ANN401 - as above
        found = known.get(term)
        if found is None:
            if isinstance(term, NamedNode):
                found = rdflib.URIRef(term.value)
            elif isinstance(term, BlankNode):
                found = rdflib.BNode(f"b{next(numbers)}")
            elif term.language:
                found = rdflib.Literal(term.value, lang=term.language)
            elif term.datatype.value == _STRING:
                found = rdflib.Literal(term.value)
            else:
                found = rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
            known[term] = found
        return found

    return convert
