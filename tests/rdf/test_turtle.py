"""Turtle and N-Quads whose bytes depend on the graph alone."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from anakinra_kg.rdf.names import AKD, AKG, term
from anakinra_kg.rdf.turtle import nquads, turtle

DRUG = NamedNode(AKD + "drug/(r)-x")
VALUES: list[Literal | NamedNode] = [
    Literal("plain"),
    Literal('quote " back \\ slash\nline\ttab'),
    Literal("mot", language="fr"),
    Literal("7", datatype=term("xsd:integer")),
    Literal("1.50", datatype=term("xsd:decimal")),
    Literal("100", datatype=term("xsd:decimal")),
    Literal("2019-06-16", datatype=term("xsd:date")),
    NamedNode(AKD + "document/x/y#char=1,2"),
    NamedNode(AKG + "Drug"),
]
TRIPLES = [Triple(DRUG, NamedNode(AKG + "says"), value) for value in VALUES]
TRIPLES += [Triple(DRUG, term("rdf:type"), NamedNode(AKG + "Drug"))]


@pytest.mark.parametrize(("write", "form"), [(turtle, RdfFormat.TURTLE), (nquads, RdfFormat.N_QUADS)])
def test_what_is_written_reads_back_as_the_same_triples(write, form) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Writing loses and changes nothing, literal by literal."""
    text = write(TRIPLES)

    assert set(TRIPLES) == {quad.triple for quad in parse(text, format=form)}


@pytest.mark.parametrize("write", [turtle, nquads])
def test_order_and_repetition_of_triples_do_not_show(write) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Equal graphs give equal bytes, whatever order the triples come in."""
    assert write(TRIPLES) == write([*reversed(TRIPLES), TRIPLES[0]])


def test_a_type_comes_first_and_only_used_prefixes_are_declared() -> None:
    """The text is for people too: `a` first, no idle prefix."""
    text = turtle(TRIPLES)

    assert text.index("    a akg:Drug") < text.index("akg:says")
    assert "@prefix skos:" not in text
    assert "@prefix akg:" in text


def test_a_blank_node_is_refused() -> None:
    """A blank node has no stable name, so the writer does not take it."""
    with pytest.raises(TypeError):
        turtle([Triple(BlankNode(), term("rdf:type"), NamedNode(AKG + "Drug"))])
