"""The knowledge graph as its users hold it: an Oxigraph store, and an rdflib graph on demand.

Loads and hands out; builds nothing and checks nothing.
"""

from __future__ import annotations

import os

from pyoxigraph import DefaultGraph, RdfFormat, Store

from anakinra_kg import resources
from anakinra_kg.errors import GraphSyntaxError, PageError
from anakinra_kg.rdf.files import ENDINGS, SYNTAXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples
    from rdflib import Graph

    from anakinra_kg.query.explain import Explanation
    from anakinra_kg.query.rows import Rows


class KnowledgeGraph:
    """The graph in memory.

    Attributes:
        store: The Oxigraph store. What `anakinra-kg build` writes is in its default graph.

    Example:
        >>> import anakinra_kg
        >>> kg = anakinra_kg.load()
        >>> len(kg) == len(kg.store)
        True
    """

    def __init__(self, store: Store, name: str) -> None:
        self.store = store
        self._name = name
        self._has_named_graphs = next(store.named_graphs(), None) is not None

    @property
    def path(self) -> Path:
        """The file that the graph was loaded from, the first of several.

        Example:
            >>> import anakinra_kg
            >>> anakinra_kg.load().path.name
            'anakinra.ttl'
        """
        from pathlib import Path  # noqa: PLC0415 - who only asks a question does without

        return Path(self._name)

    def __len__(self) -> int:
        """Return the number of triples."""
        return len(self.store)

    def sparql(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a SPARQL 1.1 query; named graphs of a file are asked as one with its default graph.

        Raises:
            GraphSyntaxError: The query does not parse.

        Example:
            >>> import anakinra_kg
            >>> kg = anakinra_kg.load()
            >>> akg = "PREFIX akg: <https://w3id.org/anakinra-kg/ontology#>"
            >>> rows = kg.sparql(akg + "SELECT (SUM(?n) AS ?trials) WHERE { ?group akg:trialCount ?n }")
            >>> [row["trials"].value for row in rows]
            ['101']
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

        Example:
            >>> import anakinra_kg
            >>> kg = anakinra_kg.load()
            >>> for trial in kg.query("trials", phase=3, condition="rheumatoid arthritis"):
            ...     print(trial.trials, trial.status, trial.purpose)
            1 Completed Treatment
        """
        from anakinra_kg.query.ask import ask  # noqa: PLC0415 - only who asks needs it

        return ask(self.sparql, name, {parameter: str(value) for parameter, value in values.items()})

    def explain(self, words: str) -> Explanation:
        """Return all that is said of a thing, each with its source, line and how it was found.

        Args:
            words: A drug, condition, target or claim: its label, a synonym, an identifier or its IRI.

        Raises:
            QuestionError: The graph has nothing of that name; the message names the nearest.

        Example:
            >>> import anakinra_kg
            >>> for statement in anakinra_kg.load().explain("abatacept").statements:
            ...     place = statement.places[0]
            ...     print(f"{statement.kind}: {place.source}, line {place.line}; {statement.found}")
            interaction: mayoclinic, line 47; automatic assertion
        """
        from anakinra_kg.query.explain import explain  # noqa: PLC0415 - only who asks needs it

        return explain(self.sparql, words)

    def rdflib(self) -> Graph:
        """Return a copy of the graph for rdflib.

        Example:
            >>> import anakinra_kg
            >>> from rdflib import URIRef
            >>> target = URIRef("https://w3id.org/anakinra-kg/ontology#hasTarget")
            >>> [str(protein) for protein in anakinra_kg.load().rdflib().objects(predicate=target)]
            ['https://w3id.org/anakinra-kg/id/protein/interleukin-1-receptor-type-1']
        """
        from rdflib import Graph  # noqa: PLC0415 - slow to import, and not every user needs it

        graph = Graph()
        graph.parse(data=self.store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()), format="nt")
        return graph


def load(*paths: Path | str) -> KnowledgeGraph:
    """Return the knowledge graph.

    Args:
        paths: Files of triples, or folders with `anakinra.ttl`, taken as one graph. Unless told: `dist/` of the working
            directory where `anakinra-kg build` has been run there, else the graph that comes with the package.

    Raises:
        PageError: The file is missing or of a kind that is not known.
        GraphSyntaxError: It does not parse.

    Example:
        >>> import anakinra_kg
        >>> kg = anakinra_kg.load()
        >>> kg.query("trials-by-phase")
        <8 rows of trials-by-phase: phase, trials>
    """
    store = Store()
    chosen = tuple(map(_file, paths)) or (_default(),)
    for path in chosen:
        _load(store, path)
    return KnowledgeGraph(store, chosen[0])


def _default() -> str:
    built = os.path.join("dist", "anakinra.nq")
    return built if os.path.isfile(built) else resources.resource_name("data", "anakinra.ttl")


def _file(path: Path | str) -> str:
    name = os.fspath(path)
    return os.path.join(name, "anakinra.ttl") if os.path.isdir(name) else name


def _load(store: Store, path: str) -> None:
    ending = os.path.splitext(path)[1].lower()
    if ending not in ENDINGS:
        raise PageError(path, f"`{ending}` is no known ending", f"use one of: {', '.join(ENDINGS)}")
    try:
        store.bulk_load(path=path, format=SYNTAXES[ENDINGS[ending]])
    except SyntaxError as error:
        place = f"{path}:{error.lineno}:{error.offset}" if error.lineno else path
        raise GraphSyntaxError(place, error.msg, "mend the syntax") from None
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (os error")[0].lower()
        raise PageError(path, reason, "give an RDF file, or run `anakinra-kg build`") from None
