"""What a dataset has beside the triples of its pages: its own description, code lists, comparisons, superclasses."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg import __version__, resources
from anakinra_kg.mapping.mapper import DATASET
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import BASE, term
from anakinra_kg.reasoning.rules import compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def added(triples: set[Triple], claims: Iterable[Triple] | None = None) -> set[Triple]:
    """Return what a build adds to the triples of the pages: the dataset, the code lists, comparisons, superclasses.

    Args:
        triples: The triples of the pages.
        claims: The claims to compare; default: those of the triples.
    """
    own = {*_dataset(), *_vocabularies()}
    compared = compare(chain(triples if claims is None else claims, own))
    return own | compared | superclasses(chain(triples, own, compared))


def _vocabularies() -> Iterator[Triple]:
    yield from read_triples(resources.resource_name("ontology", "vocabularies.ttl"))


def superclasses(triples: Iterable[Triple]) -> set[Triple]:
    """Return the subclass axioms of the classes that a graph uses, up to their last named superclass, and their labels.

    SHACL engines look for subclasses in the data and nowhere else; with these axioms every engine finds the members.
    """
    above: dict[object, set[Triple]] = {}
    labels: dict[object, Triple] = {}
    for triple in read_triples(resources.resource_name("ontology", "anakinra.ttl")):
        if triple.predicate == term("rdfs:subClassOf") and isinstance(triple.object, NamedNode):
            above.setdefault(triple.subject, set()).add(triple)
        elif triple.predicate == term("rdfs:label"):
            labels[triple.subject] = triple
    waiting = {triple.object for triple in triples if triple.predicate == term("rdf:type")}
    found: set[Triple] = set()
    while waiting:
        axioms = above.get(waiting.pop(), set()) - found
        found |= axioms
        waiting |= {axiom.object for axiom in axioms}
    named = {node for axiom in found for node in (axiom.subject, axiom.object)}
    return found | {labels[node] for node in named if node in labels}


def _dataset() -> Iterator[Triple]:
    for predicate, value in (
        ("rdf:type", term("dcat:Dataset")),
        ("rdf:type", term("void:Dataset")),
        ("dcterms:title", Literal("Anakinra knowledge graph")),
        ("rdfs:label", Literal("Anakinra knowledge graph")),
        ("dcterms:rights", Literal("Facts under the terms of their sources; each document states its own.")),
        ("dcat:version", Literal(__version__)),
        ("void:vocabulary", NamedNode(BASE + "ontology")),
        ("dcterms:conformsTo", NamedNode(BASE + "shapes")),
    ):
        yield Triple(DATASET, term(predicate), value)
