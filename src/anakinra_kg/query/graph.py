"""The knowledge graph as its users hold it: an Oxigraph store, and an rdflib graph on demand.

Loads and hands out; builds nothing and checks nothing.
"""

from __future__ import annotations

import os

from pyoxigraph import Store

from anakinra_kg import resources
from anakinra_kg.errors import GraphSyntaxError
from anakinra_kg.rdf.files import load_into, read_triples

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples
    from rdflib import Graph

    from anakinra_kg.query.explain import Explanation
    from anakinra_kg.query.rows import Rows


class KnowledgeGraph:
    """The graph in memory.

    Attributes:
        store: The Oxigraph store. What `anakinra-kg build` writes is in its default graph.
    """

    def __init__(self, store: Store, names: Sequence[str]) -> None:
        self.store = store
        self._names = names
        self._has_named_graphs = next(store.named_graphs(), None) is not None

    @property
    def path(self) -> Path:
        """The file that the graph was loaded from, the first of several."""
        from pathlib import Path  # noqa: PLC0415 - who only asks a question does without

        return Path(self._names[0])

    def __len__(self) -> int:
        """Return the number of triples."""
        return len(self.store)

    def sparql(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a SPARQL 1.1 query; named graphs of a file are asked as one with its default graph.

        Raises:
            GraphSyntaxError: The query does not parse.
        """
        try:
            return self.store.query(query, use_default_graph_as_union=self._has_named_graphs)
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
        from anakinra_kg.query.ask import ask  # noqa: PLC0415 - only who asks needs it

        return ask(self.sparql, name, {parameter: str(value) for parameter, value in values.items()})

    def explain(self, words: str) -> Explanation:
        """Return all that is said of a thing, each with its source, line and how it was found.

        Args:
            words: A drug, condition, target or claim: its label, a synonym, an identifier or its IRI.

        Raises:
            QuestionError: The graph has nothing of that name; the message names the nearest.
        """
        from anakinra_kg.query.explain import explain  # noqa: PLC0415 - only who asks needs it

        return explain(self.sparql, words)

    def rdflib(self) -> Graph:
        """Return the files of the graph, read again, as one rdflib graph; literals are as the files have them."""
        from anakinra_kg.rdf.files import rdflib_graph  # noqa: PLC0415 - rdflib is slow to import

        return rdflib_graph(triple for name in self._names for triple in read_triples(name))


def load(*paths: Path | str) -> KnowledgeGraph:
    """Return the knowledge graph.

    Args:
        paths: Files of triples, or folders with `anakinra.ttl`, taken as one graph. Unless told: `dist/` of the working
            directory where `anakinra-kg build` has been run there, else the graph that comes with the package.

    Raises:
        FileError: A file is missing, or its ending is unknown.
        GraphSyntaxError: It does not parse.
    """
    store = Store()
    names = tuple(map(_file, paths)) or (_default(),)
    for name in names:
        load_into(store, name)
    return KnowledgeGraph(store, names)


def _default() -> str:
    built = os.path.join("dist", "anakinra.nq")
    return built if os.path.isfile(built) else resources.resource_name("data", "anakinra.ttl")


def _file(path: Path | str) -> str:
    name = os.fspath(path)
    return os.path.join(name, "anakinra.ttl") if os.path.isdir(name) else name
