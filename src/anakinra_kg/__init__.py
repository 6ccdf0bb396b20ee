"""A drug knowledge graph of two public monographs on anakinra.

Example:
    >>> import anakinra_kg
    >>> kg = anakinra_kg.load()
    >>> kg.store  # a pyoxigraph.Store
    <pyoxigraph.Store object at ...>
    >>> kg.rdflib()  # an rdflib.Graph
    <Graph identifier=... (<class 'rdflib.graph.Graph'>)>
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from anakinra_kg.query.graph import KnowledgeGraph, load

__all__ = ["KnowledgeGraph", "__version__", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Return a name of `query.graph`, imported when it is first used: the command line starts without it."""
    if name in __all__:
        from anakinra_kg.query import graph  # noqa: PLC0415 - see above

        return getattr(graph, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
