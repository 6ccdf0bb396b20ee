"""The knowledge graph in Python: an Oxigraph store, and an rdflib graph on demand.

Loads and queries a graph; does not build or check it.
"""

from __future__ import annotations

import os
from functools import cache

from pyoxigraph import NamedNode, Store

from anakinra_kg import resources
from anakinra_kg.errors import GraphSyntaxError
from anakinra_kg.query.size import check_size
from anakinra_kg.rdf.files import check_set, load_into, read_triples

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples
    from rdflib import Graph

    from anakinra_kg.query.explain import Explanation
    from anakinra_kg.query.rows import Rows


class KnowledgeGraph:
    """The graph in memory.

    Attributes:
        store: The Oxigraph store; the output of `anakinra-kg build` is in its default graph.

    Example:
        >>> import anakinra_kg
        >>> kg = anakinra_kg.load()
        >>> len(kg) == len(kg.store)
        True
    """

    def __init__(self, store: Store, names: Sequence[str]) -> None:
        self.store = store
        self._names = names
        self._has_named_graphs = next(store.named_graphs(), None) is not None

    @property
    def path(self) -> Path:
        """The file that the graph was loaded from; the first of several.

        Example:
            >>> import anakinra_kg
            >>> anakinra_kg.load().path.name
            'anakinra.ttl'
        """
        from pathlib import Path  # noqa: PLC0415 - not needed to answer a question

        return Path(self._names[0])

    def __len__(self) -> int:
        """Return the number of triples."""
        return len(self.store)

    def evaluate(
        self, query: str, *, allowed_services: Collection[str] = ()
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a complete SPARQL 1.1 query over the union of the default graph and all named graphs.

        Args:
            query: The query.
            allowed_services: Addresses that a SERVICE clause may send requests to; default: none.

        Raises:
            GraphSyntaxError: The query asks a service that is not allowed, and nothing has been sent; or it is too
                long, too deeply nested, or of too many patterns for the engine.
            SyntaxError: The query does not parse.

        Example:
            >>> import anakinra_kg
            >>> bool(anakinra_kg.load().evaluate("ASK { ?s ?p ?o }"))
            True
        """
        if "service" in query.lower():
            from anakinra_kg.query.sparql_text import check_services  # noqa: PLC0415 - canned questions need none

            check_services(query, allowed=allowed_services)
        check_size(query)
        return self.store.query(query, use_default_graph_as_union=self._has_named_graphs)

    def sparql(
        self,
        query: str,
        values: Mapping[str, object] | None = None,
        *,
        name: str = "query",
        allowed_services: Collection[str] = (),
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer any SPARQL 1.1 query.

        Known prefixes need no declaration, and entities may be written in their printed form (`akd:drug/anakinra`).

        Args:
            query: The query.
            values: Values of its variables: an IRI, a CURIE, a number or a text for each.
            name: Name of the query in error messages.
            allowed_services: Addresses that a SERVICE clause may send requests to; default: none.

        Raises:
            GraphSyntaxError: The query does not parse, uses a term that the ontology does not define or a function that
                the engine does not have, or asks a service that is not allowed.
            QuestionError: A variable is not in the query.

        Example:
            >>> import anakinra_kg
            >>> kg = anakinra_kg.load()
            >>> rows = kg.sparql("SELECT (SUM(?n) AS ?trials) WHERE { ?group akg:trialCount ?n }")
            >>> [row["trials"].value for row in rows]
            ['101']
        """
        from anakinra_kg.query.sparql_text import check_services, prepared  # noqa: PLC0415 - canned questions need none

        check_services(query, name, allowed_services)
        check_size(query, name)
        text, complete = prepared(query, name, values or {})
        text.check_terms(self._has_term, _ontology_terms)
        try:
            return self.evaluate(complete, allowed_services=allowed_services)
        except SyntaxError as error:
            raise text.fault(error, complete.count("\n") - text.text.count("\n")) from None
        except RuntimeError as error:  # such as a function that the engine does not have
            raise GraphSyntaxError(name, str(error), "fix the query") from None

    def _has_term(self, iri: str) -> bool:
        """Return whether an IRI occurs in the graph or is a term of the ontology."""
        try:
            node = NamedNode(iri)
        except ValueError:
            return True  # not an IRI: the engine says so, with its place
        for pattern in ((None, node, None, None), (None, None, node, None), (node, None, None, None)):
            if next(self.store.quads_for_pattern(*pattern), None) is not None:
                return True
        return iri in _ontology_terms()

    def query(self, name: str, /, **values: str | int) -> Rows:
        """Answer a canned question, as in `kg.query("trials", phase="3")`.

        Args:
            name: Name of the question, one of `anakinra_kg.questions.names()`.
            values: Values of its parameters, by label, synonym or identifier, regardless of case.

        Raises:
            QuestionError: There is no such question, parameter or value; the message suggests the nearest.

        Example:
            >>> import anakinra_kg
            >>> kg = anakinra_kg.load()
            >>> for trial in kg.query("trials", phase=3, condition="rheumatoid arthritis"):
            ...     print(trial.trials, trial.status, trial.purpose)
            1 Completed Treatment
        """
        from anakinra_kg.query.questions import ask  # noqa: PLC0415 - not every user needs it

        return ask(self.evaluate, name, {parameter: str(value) for parameter, value in values.items()}).rows()

    def explain(self, words: str, *, every: bool = False) -> Explanation:
        """Return everything stated about a thing, each statement with its source, its line and how it was found.

        Args:
            words: A drug, condition, target or claim: its label or part of it, a synonym, an identifier or its IRI.
            every: Whether ambiguous words mean all candidates; default: only `candidates` is filled.

        Raises:
            QuestionError: The graph has no such name; the message suggests the nearest.

        Example:
            >>> import anakinra_kg
            >>> for statement in anakinra_kg.load().explain("abatacept").statements:
            ...     place = statement.places[0]
            ...     print(f"{statement.kind}: {place.source}, line {place.line}; {statement.found}")
            interaction: mayoclinic, line 47; automatic assertion
            >>> [candidate.label for candidate in anakinra_kg.load().explain("warfarin").candidates]
            ['(R)-warfarin', '(S)-Warfarin', 'warfarin']
        """
        from anakinra_kg.query.explain import explain  # noqa: PLC0415 - not every user needs it

        return explain(self.evaluate, words, every=every)

    def rdflib(self) -> Graph:
        """Return the files of the graph, read again, as one rdflib graph; literals keep their spelling in the files.

        Example:
            >>> import anakinra_kg
            >>> from rdflib import URIRef
            >>> target = URIRef("https://w3id.org/anakinra-kg/ontology#hasTarget")
            >>> [str(protein) for protein in anakinra_kg.load().rdflib().objects(predicate=target)]
            ['https://w3id.org/anakinra-kg/id/protein/interleukin-1-receptor-type-1']
        """
        from anakinra_kg.rdf.files import numbered, rdflib_graph  # noqa: PLC0415 - rdflib is slow to import

        return rdflib_graph(numbered(triple for name in self._names for triple in read_triples(name)))


def load(*paths: Path | str) -> KnowledgeGraph:
    """Return the knowledge graph.

    Args:
        paths: RDF files, or folders with `anakinra.ttl`, loaded as one graph; default: `dist/` of the working directory
            if it holds the output of `anakinra-kg build`, otherwise the graph that comes with the package.

    Raises:
        FileError: A file is missing, its ending is unknown, or a folder has files of two builds.
        GraphSyntaxError: It does not parse.

    Example:
        >>> import anakinra_kg
        >>> kg = anakinra_kg.load()
        >>> kg.query("trials-by-phase")
        <8 rows of trials-by-phase: phase, trials>
    """
    store = Store()
    names = tuple(map(_file, paths)) or (_default(),)
    for name in names:
        load_into(store, name)
    return KnowledgeGraph(store, names)


def _default() -> str:
    built = os.path.join("dist", "anakinra.nq")
    if os.path.isfile(built):
        check_set("dist")
        return built
    return resources.resource_name("data", "anakinra.ttl")


def _file(path: Path | str) -> str:
    name = os.fspath(path)
    if not os.path.isdir(name):
        return name
    check_set(name)
    return os.path.join(name, "anakinra.ttl")


@cache
def _ontology_terms() -> set[str]:
    """Return the IRIs that the ontology declares."""
    triples = read_triples(resources.resource_name("ontology", "anakinra.ttl"))
    return {triple.subject.value for triple in triples if isinstance(triple.subject, NamedNode)}
