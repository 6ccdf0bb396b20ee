"""Facts to RDF triples: one rule a kind of fact, the same for every source."""

from anakinra_kg.mapping.mapper import AUTOMATIC, MANUAL, Mapper

__all__ = ["AUTOMATIC", "MANUAL", "Mapper"]
