"""What a record says of a field agrees with the shape of the property that the field is written to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import RDF, RDFS, SH, URIRef
from rdflib.collection import Collection

from anakinra_kg.facts.records import fields_of
from anakinra_kg.mapping.rules.registry import RULES
from anakinra_kg.rdf.files import rdflib_graph
from anakinra_kg.rdf.names import term
from anakinra_kg.validation.engine import ontology_graph, shapes_graph, targets
from tests.support import made_up_facts as made_up

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from anakinra_kg.facts.records import Fact, Field

CLAIM = URIRef(term("akg:Claim").value)
NAMES = {("classification", "name")}
"""Fields that name the entity a claim points at, and nothing of the claim itself."""

Said = dict["Node", set["Node"]]


@cache
def rules() -> tuple[Graph, Graph]:
    """Return the shapes and the ontology; do not change them."""
    return shapes_graph(), ontology_graph()


def said(fact: Fact) -> Said:
    """Return what a claim says: the values of each property."""
    graph = rdflib_graph(made_up.triples_of(fact))
    (claim,) = graph.subjects(RDF.type, CLAIM)
    found: Said = defaultdict(set)
    for predicate, value in graph.predicate_objects(claim):
        found[predicate].add(value)
    return found


@cache
def limits(kind: str) -> tuple[set[Node], dict[Node, float]]:
    """Return the properties that every claim of a kind must have, by its shapes, and the most values of each property.

    What the shape of a dose, of a value or of a threshold asks for holds only where there is one.
    """
    shapes, ontology = rules()
    classes = ontology.transitive_objects(URIRef(term(RULES[kind].cls).value), RDFS.subClassOf)
    needed: set[Node] = set()
    most: dict[Node, float] = {}
    for cls in classes:
        for node_shape in shapes.subjects(SH.targetClass, cls):
            for shape in shapes.objects(node_shape, SH.property):
                for path in shapes.objects(shape, SH.path):
                    if (shape, SH.minCount, None) in shapes:
                        needed.add(path)
                    for count in shapes.objects(shape, SH.maxCount):
                        most[path] = float(str(count))
    return needed, most


def steps(path: Node) -> set[Node]:
    """Return a property, or those among which a path leaves the choice."""
    shapes, _ = rules()
    choice = shapes.value(path, SH.alternativePath)
    return {path} if choice is None else set(Collection(shapes, choice))


def changed(kind: str, field: Field, value: Any) -> Said:  # noqa: ANN401 - of the field's type
    """Return what a claim with all fields says if one of them has another value."""
    values: dict[str, Any] = {field.name: value}
    return said(replace(made_up.full(kind), **values))


def fields(*, required: bool = False, optional: bool = False, several: bool = False) -> list[Any]:
    """Return kinds and fields that are such."""
    return [
        pytest.param(kind, field, id=f"{kind}.{field.name}")
        for kind in sorted(RULES)
        for field in fields_of(kind)
        if (required and field.required)
        or (optional and not field.required and field.type is not tuple)
        or (several and field.type is tuple)
    ]


@pytest.mark.parametrize(("kind", "field"), fields(required=True))
def test_a_required_field_is_required_by_a_shape(kind: str, field: Field) -> None:
    """Each property that all values of the field are written to is required in any graph."""
    if (kind, field.name) in NAMES:
        return
    before, after = said(made_up.full(kind)), changed(kind, field, made_up.other(kind, field))
    written = {path for path in set(before) & set(after) if before[path] != after[path]}

    assert not {path for path in written if not any(path in steps(needed) for needed in limits(kind)[0])}


@pytest.mark.parametrize(("kind", "field"), fields(optional=True, several=True))
def test_a_field_that_may_be_missing_is_not_required_by_a_shape(kind: str, field: Field) -> None:
    """A page that does not say it would make a graph with findings."""
    without = changed(kind, field, () if field.type is tuple else None)
    lost = set(said(made_up.full(kind))) - set(without)

    assert not lost & limits(kind)[0]


@pytest.mark.parametrize(("kind", "field"), fields(several=True))
def test_a_list_may_have_several_values(kind: str, field: Field) -> None:
    """A second value would make a graph with findings."""
    most = limits(kind)[1]
    several = changed(kind, field, made_up.two(kind, field))

    assert {path for path, values in several.items() if len(values) > most.get(path, len(values))} == set()


def test_every_code_of_a_shape_is_one_of_a_field() -> None:
    """A closed choice of a record and the code list of its property have the same values."""
    shapes, ontology = rules()
    graph = rdflib_graph(made_up.triples())
    looked_at = targets(shapes, ontology, graph)
    unused = {}
    for shape, codes in shapes.subject_objects(SH["in"]):
        (owner,), path = shapes.subjects(SH.property, shape), shapes.value(shape, SH.path)
        used = {value for node in looked_at[owner] for value in graph.objects(node, path)}
        if left := set(Collection(shapes, codes)) ^ used:
            unused[shape] = left

    assert unused == {}
