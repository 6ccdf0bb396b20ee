"""The ontology as owlready2 objects, and its triples."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Triple

from anakinra_kg import resources
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import BASE, term

if TYPE_CHECKING:
    from collections.abc import Iterator

from anakinra_kg.reasoning.hermit import ntriples

_TYPE = term("rdf:type")


def ontology_objects() -> Any:  # noqa: ANN401 - owlready2 has no types
    """Return the ontology and the code lists as an owlready2 ontology, in a separate world.

    Classes and properties are its attributes.

    Example:
        >>> from anakinra_kg.reasoning import ontology_objects
        >>> ontology = ontology_objects()
        >>> ontology.Drug.is_a
        [ontology.Entity]
        >>> ontology.hasTarget.range
        [ontology.Protein]
    """
    import owlready2  # noqa: PLC0415 - slow to import

    triples = list(ontology_triples(alignments=False))
    codes: set[object] = {t.subject for t in triples if t.predicate == _TYPE and t.object == term("akg:Code")}
    codes |= {t.object for t in triples if t.predicate == term("owl:hasValue")}
    named = [Triple(code, _TYPE, term("owl:NamedIndividual")) for code in codes if isinstance(code, NamedNode)]
    ontology = owlready2.World().get_ontology(f"{BASE}ontology#")
    return ontology.load(fileobj=io.BytesIO(ntriples([*triples, *named])))


def ontology_triples(*, alignments: bool) -> Iterator[Triple]:
    """Yield the triples of the ontology and the code lists, and, on request, of the alignments."""
    for name in ("anakinra.ttl", "vocabularies.ttl", *(("alignments.ttl",) if alignments else ())):
        yield from read_triples(resources.resource_name("ontology", name))
