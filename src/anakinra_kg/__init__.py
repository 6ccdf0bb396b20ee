"""A drug knowledge graph of two public monographs on anakinra.

Example:
    >>> import anakinra_kg
    >>> kg = anakinra_kg.load()
    >>> kg.store  # a pyoxigraph.Store
    <pyoxigraph.Store object at ...>
    >>> kg.rdflib()  # an rdflib.Graph
    <Graph identifier=... (<class 'rdflib.graph.Graph'>)>
"""

from anakinra_kg.query.graph import KnowledgeGraph, load

__all__ = ["KnowledgeGraph", "__version__", "load"]
__version__ = "0.1.0"
