"""A drug knowledge graph of two public monographs on anakinra.

import anakinra_kg
kg = anakinra_kg.load()
kg.store      # pyoxigraph.Store
kg.rdflib()   # rdflib.Graph
"""

from anakinra_kg.query.graph import KnowledgeGraph, load

__all__ = ["KnowledgeGraph", "__version__", "load"]
__version__ = "0.1.0"
