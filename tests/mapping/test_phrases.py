"""Labels of claims: phrases made by a rule per kind of fact."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal

from anakinra_kg.facts import records as k
from anakinra_kg.facts.documents import load_documents
from anakinra_kg.facts.records import fields_of
from anakinra_kg.facts.text import Span
from anakinra_kg.mapping.phrases import fields_in, phrase
from anakinra_kg.mapping.rules import RULES
from anakinra_kg.rdf.names import term

if TYPE_CHECKING:
    from anakinra_kg.dataset.build import Build

PAGE = load_documents()[0]
SPAN = Span(1, 0, 4)
KINDS_OF_THING = {"subject_kind", "object_kind"}
"""Fields that choose the class of an entity; its name is in the label."""


@pytest.mark.parametrize("kind", sorted(RULES))
def test_a_label_has_every_code_and_number_of_its_fact(kind: str) -> None:
    """What a label leaves out could be changed in the graph without a contradiction to be seen."""
    said = fields_in(RULES[kind].label)
    known = {field.name: field for field in fields_of(kind)}
    matters = {name for name, field in known.items() if field.type in {Decimal, int} or field.values or field.required}

    assert said <= known.keys()
    assert not matters - said - KINDS_OF_THING


def test_a_part_without_its_value_is_left_out() -> None:
    """Square brackets hold what may be absent; the first complete alternative stands."""
    fact = k.Interaction(span=SPAN, drug="Quexol", effect="metabolism")

    assert phrase("{drug}[: {direction} {effect}|: {effect}][, {advice}] with {of_drug}", fact, PAGE) == (
        f"Quexol: metabolism with {PAGE.drug}"
    )


@pytest.mark.parametrize(("high", "expected"), [("1.50", "1.5 mg"), ("2", "1.5 to 2 mg")])
def test_a_range_of_one_value_is_that_value(high: str, expected: str) -> None:
    """Numbers are written as in the graph."""
    fact = k.DosingRegimen(span=SPAN, low=Decimal("1.5"), high=Decimal(high), unit="mg")

    assert phrase("{low-high} {unit}", fact, PAGE) == expected


def test_every_claim_has_one_label_in_english_with_its_publisher(built: Build) -> None:
    """Abatacept is one to read."""
    claims = {t.subject for t in built.triples if t.predicate == term("rdf:type") and t.object == term("akg:Claim")}
    labels = {t.subject: t.object for t in built.triples if t.subject in claims and t.predicate == term("rdfs:label")}

    assert claims == labels.keys()
    for label in labels.values():
        assert isinstance(label, Literal)
        assert label.language == "en"
        assert label.value.endswith((" (DrugBank)", " (Mayo Clinic)"))
    assert Literal("Abatacept: usually not recommended with Anakinra (Mayo Clinic)", language="en") in labels.values()


def test_every_node_of_the_graph_has_a_label(built: Build) -> None:
    """A stranger's tool shows words, not IRIs."""
    labelled = {t.subject for t in built.triples if t.predicate == term("rdfs:label")}

    assert {t.subject for t in built.triples} == labelled
