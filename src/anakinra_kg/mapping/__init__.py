"""Maps facts to RDF triples: one rule per kind of fact, the same for every source."""

from anakinra_kg.mapping.mapper import AUTOMATIC, MANUAL, Mapped, map_document

__all__ = ["AUTOMATIC", "MANUAL", "Mapped", "map_document"]
