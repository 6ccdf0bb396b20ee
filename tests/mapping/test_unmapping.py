"""Facts are read back from the graph that they are mapped to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from anakinra_kg.dataset.additions import added
from anakinra_kg.dataset.labels import united
from anakinra_kg.facts.data_folder import load_data_folder
from anakinra_kg.facts.records import KINDS, DosingRegimen, Fact, Relation
from anakinra_kg.facts.text import Span
from anakinra_kg.mapping import AUTOMATIC, MANUAL, map_document
from anakinra_kg.mapping.rules import RULES
from anakinra_kg.mapping.unmapping import Graph, claims_of, documents_of
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.resources import resource
from tests.support.graphs import DOCUMENT
from tests.support.made_up_facts import facts, full


def same(fact: Fact) -> Fact:
    """Return a fact without what the graph does not tell."""
    if isinstance(fact, DosingRegimen):
        fact = replace(fact, conditions=())  # the rule takes them from the condition where there are none
    if isinstance(fact, Relation) and fact.object_cut:
        fact = replace(fact, object_kind="biological entity")  # what is left of a name has no node
    return replace(fact, also=tuple(sorted(fact.also)))


def test_the_facts_of_the_committed_graph_are_read_back() -> None:
    """Every claim of both pages, with its words, numbers, codes and places."""
    graph = Graph(read_triples(resource("data", "anakinra.ttl")))
    read = {(document, same(claim.fact)) for document, claim in claims_of(graph, documents_of(graph))}
    mapped = {
        (found.document, same(fact))
        for found in load_data_folder()
        for fact in (*found.read, *found.curated)
        if fact.kind in RULES
    }

    assert read == mapped


@pytest.mark.parametrize("kind", sorted(set(KINDS) & set(RULES)))
def test_a_fact_with_every_field_is_read_back(kind: str) -> None:
    """A new kind, or a new field of one, is read back without a line of code for it."""
    fact = replace(full(kind), span=Span(1, 0, 9), also=(Span(1, 3, 5),))
    triples = united([map_document(DOCUMENT, [(fact, MANUAL)])])
    graph = Graph(triples | added(triples))
    read = [claim for _, claim in claims_of(graph, documents_of(graph))]

    assert [(same(claim.fact), claim.method) for claim in read] == [(same(fact), MANUAL)]


def test_made_up_facts_map_to_the_same_triples_when_they_are_read_back() -> None:
    """Every value that a field may take; fields may be filled in other ways that mean the same."""
    numbered = [(replace(fact, span=Span(1, 10 * n, 10 * n + 9), also=()), AUTOMATIC) for n, fact in enumerate(facts())]
    triples = united([map_document(DOCUMENT, numbered)])
    graph = Graph(triples)
    read = [(claim.fact, claim.method) for _, claim in claims_of(graph, documents_of(graph))]

    assert len(read) == sum(fact.kind in RULES for fact, _ in numbered)
    assert united([map_document(DOCUMENT, read)]) == triples
