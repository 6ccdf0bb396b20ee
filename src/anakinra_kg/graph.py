"""The knowledge graph as its users hold it: an Oxigraph store, and an rdflib graph on demand.

Loads and hands out; builds nothing and checks nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, RdfFormat, Store

from anakinra_kg import resources
from anakinra_kg.errors import GraphSyntaxError, PageError

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples
    from rdflib import Graph

    from anakinra_kg.rows import Rows

FORMATS = {
    ".jsonld": RdfFormat.JSON_LD,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
}


class KnowledgeGraph:
    """The graph in memory.

    Attributes:
        store: The Oxigraph store; everything is in its default graph.
        path: The file it was loaded from.
    """

    def __init__(self, store: Store, path: Path) -> None:
        self.store = store
        self.path = path

    def __len__(self) -> int:
        """Return the number of triples."""
        return len(self.store)

    def sparql(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a SPARQL 1.1 query.

        Raises:
            GraphSyntaxError: The query does not parse.
        """
        try:
            return self.store.query(query)
        except SyntaxError as error:
            raise GraphSyntaxError("query", str(error), "write SPARQL 1.1") from None

    def query(self, name: str, /, **values: str | int) -> Rows:
        """Answer a canned question, as in `kg.query("trials", phase="3")`.

        Args:
            name: Name of the question, one of `anakinra_kg.questions.names()`.
            values: Values of its parameters, by label, synonym or identifier, regardless of case.

        Raises:
            QuestionError: There is no such question, parameter or value; the message names the nearest.
        """
        from anakinra_kg.asking import ask  # noqa: PLC0415 - only who asks needs it

        return ask(self.sparql, name, {parameter: str(value) for parameter, value in values.items()})

    def rdflib(self) -> Graph:
        """Return a copy of the graph for rdflib."""
        from rdflib import Graph  # noqa: PLC0415 - slow to import, and not every user needs it

        graph = Graph()
        graph.parse(data=self.store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()), format="nt")
        return graph


def load(path: Path | str | None = None) -> KnowledgeGraph:
    """Return the knowledge graph.

    Args:
        path: A file of triples or a folder with `anakinra.ttl`. Unless told: `dist/` of the working directory where
            `anakinra-kg build` has been run there, else the graph that comes with the package.

    Raises:
        PageError: The file is missing or of a kind that is not known.
        GraphSyntaxError: It does not parse.
    """
    chosen = _choose(Path(path) if path is not None else None)
    if chosen.suffix not in FORMATS:
        raise PageError(str(chosen), f"`{chosen.suffix}` is no known ending", f"use one of: {', '.join(FORMATS)}")
    store = Store()
    try:
        store.load(path=str(chosen), format=FORMATS[chosen.suffix])
    except SyntaxError as error:
        place = f"{chosen}:{error.lineno}:{error.offset}" if error.lineno else str(chosen)
        raise GraphSyntaxError(place, error.msg, "mend the syntax") from None
    except OSError as error:
        raise PageError(str(chosen), (error.strerror or str(error)).lower(), "run `anakinra-kg build`") from None
    return KnowledgeGraph(store, chosen)


def _choose(path: Path | None) -> Path:
    if path is None:
        built = Path("dist") / "anakinra.nq"
        return built if built.is_file() else resources.resource("data", "anakinra.ttl")
    return path / "anakinra.ttl" if path.is_dir() else path
