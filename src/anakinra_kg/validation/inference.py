"""Adds what RDFS or OWL 2 RL infer from a graph and its ontology, as pySHACL does before it validates.

Loads rdflib and owlrl, which are slow, and only if something is to be inferred.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from anakinra_kg.errors import did_you_mean
from anakinra_kg.rdf.files import graph_triples, rdflib_graph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

KINDS = ("none", "rdfs", "owlrl")
"""What can be inferred: nothing, or what follows by the rules of RDFS or OWL 2 RL."""


def with_inferred(data: Iterable[Triple], ontology: Iterable[Triple], kind: str) -> list[Triple]:
    """Return triples, and after them those that follow from them and the ontology, sorted.

    Args:
        data: The triples.
        ontology: What is known of their classes and properties; of it only what follows for the data is in the result.
        kind: One of `KINDS`.

    Raises:
        ValueError: There is no such kind.

    Example:
        >>> from pyoxigraph import parse, RdfFormat
        >>> text = "<urn:a> a <urn:Cat> . <urn:Cat> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <urn:Animal> ."
        >>> data = [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]
        >>> "<urn:a> a <urn:Animal>" in " ".join(map(str, with_inferred(data, (), "rdfs"))).replace(
        ...     "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "a"
        ... )
        True
    """
    if kind not in KINDS:
        raise ValueError(f"`{kind}` is no kind of inference; {did_you_mean(kind, KINDS)}")
    triples = list(data)
    if kind == "none":
        return triples
    from owlrl import DeductiveClosure, OWLRL_Semantics  # noqa: PLC0415 - slow to import
    from pyshacl.inference import CustomRDFSSemantics  # noqa: PLC0415 - as above

    known = list(ontology)
    graph = rdflib_graph([*triples, *known])
    DeductiveClosure(CustomRDFSSemantics if kind == "rdfs" else OWLRL_Semantics).expand(graph)
    inferred: list[Triple] = []
    for triple in graph:
        with contextlib.suppress(TypeError, ValueError):  # a literal as subject is no RDF
            inferred += graph_triples([triple])
    return [*triples, *sorted({*inferred} - {*triples, *known}, key=str)]
