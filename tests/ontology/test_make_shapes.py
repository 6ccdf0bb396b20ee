"""The shapes are what their tables and the hand-written ones give, and the tables say nothing twice."""

from __future__ import annotations

from collections import Counter

from rdflib import RDFS, SH, URIRef

from anakinra_kg.rdf.names import compress, term
from anakinra_kg.resources import resource
from anakinra_kg.validation.engine import ontology_graph, shapes_graph
from tests.support.make_shapes import COMMAND, Class, Property, Values, rows, shapes


def test_the_shapes_are_made_from_their_tables() -> None:
    """What is checked is what the tables and the hand-written shapes say."""
    committed = resource("ontology", "shapes.ttl").read_text(encoding="utf-8")

    assert committed == shapes(), f"ontology/shapes.ttl is out of date: run `{COMMAND}`"


def test_a_shape_stands_in_one_place() -> None:
    """A second row, or a hand-written shape for a row, would silently replace or lose a definition."""
    by_hand = resource("ontology", "shapes", "by-hand.ttl").read_text(encoding="utf-8")
    names = [row.shape for row in rows("properties.tsv", Property)]
    names += [row.shape for row in rows("classes.tsv", Class)]
    names += [line.removeprefix("shape:") for line in by_hand.splitlines() if line.startswith("shape:")]

    assert not {name for name, count in Counter(names).items() if count > 1}


def test_tables_are_in_order() -> None:
    """A new row has one place."""
    properties = [tuple(row.shape.split("-")) for row in rows("properties.tsv", Property)]
    classes = [row.shape for row in rows("classes.tsv", Class)]
    values = [row.name for row in rows("values.tsv", Values)]

    assert properties == sorted(properties, key=lambda name: (name[0].casefold(), name[1]))
    assert classes == sorted(classes, key=str.casefold)
    assert values == sorted(values, key=str.casefold)


def test_rows_do_not_repeat_what_follows() -> None:
    """A cell is empty where the name of the shape or the ontology says the same; each kind of values is used."""
    ontology = ontology_graph()
    repeated = []
    for row in rows("properties.tsv", Property):
        follows = f"akg:{row.shape.partition('-')[2]}"
        declared = ontology.value(URIRef(term(row.property or follows).value), RDFS.range)
        range_ = {"xsd:string": "text"}.get(name := compress(str(declared)), name)
        if row.property == follows or (row.values and row.values == range_):
            repeated.append(row.shape)
    kinds = {row.name for row in rows("values.tsv", Values)} - {row.values for row in rows("properties.tsv", Property)}

    assert (repeated, kinds) == ([], set())


def test_a_message_says_how_many_and_of_what() -> None:
    """People read the limits of a row in the message of its shape."""
    found = {str(shape): str(text) for shape, text in shapes_graph().subject_objects(SH.message)}

    assert found[term("shape:AdverseEffectClaim-frequency").value] == (
        "An adverse effect claim has at most one akg:frequency: a code of the list `frequency`."
    )
    assert found[term("shape:Indication-prerequisite").value] == (
        "Each akg:prerequisite of an indication must be a string without white space around it."
    )
