"""Infers triples from a graph, the ontology and the rules, and explains contradictions."""

from anakinra_kg.reasoning.inference import reason
from anakinra_kg.reasoning.ontology import ontology_objects

__all__ = ["ontology_objects", "reason"]
