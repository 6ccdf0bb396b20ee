"""The code lists: closed, complete and in use."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode
from rdflib import RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef

from anakinra_kg import resources
from anakinra_kg.iris import AKD, AKG, BASE, PREFIXES, entity
from tests import made_up

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from anakinra_kg.build import Build

CODE = URIRef(AKG + "Code")
RANK = URIRef(AKG + "rank")
ELSEWHERE = {BASE + "ontology", BASE + "shapes"}
"""What the dataset points at beside entities, terms and web pages."""


@pytest.fixture(scope="module")
def vocabularies() -> Graph:
    """Return the code lists."""
    return Graph().parse(resources.resource("ontology", "vocabularies.ttl"), format="turtle")


def dangling(triples: Iterable[Triple], known: Iterable[str] = ()) -> set[str]:
    """Return the entities and codes that triples point at and neither they nor `known` describe."""
    triples = list(triples)
    described = {t.subject.value for t in triples if isinstance(t.subject, NamedNode)} | set(known)
    pointed = {t.object.value for t in triples if isinstance(t.object, NamedNode)}
    return {iri for iri in pointed - described - ELSEWHERE if iri.startswith(BASE) and not made_up.is_term(iri)}


def test_every_value_that_becomes_a_code_has_one(vocabularies: Graph) -> None:
    """Whatever value a fact may take, the code it is mapped to is in its list."""
    assert not dangling(made_up.triples(), map(str, vocabularies.subjects()))


def test_every_entity_the_dataset_points_at_is_described(built: Build) -> None:
    """No link of the dataset leads into nothing."""
    assert not dangling(built.triples)


def test_no_code_is_idle(vocabularies: Graph) -> None:
    """A code that no fact can be mapped to does not belong in a closed list."""
    reached = {t.object.value for t in made_up.triples() if isinstance(t.object, NamedNode)}

    assert not {str(code) for code in vocabularies.subjects(RDF.type, CODE)} - reached


def test_a_code_is_named_after_its_list_and_its_label(vocabularies: Graph) -> None:
    """Whoever knows list and value knows the code's IRI, save where another vocabulary has the very code."""
    for code in vocabularies.subjects(RDF.type, CODE):
        if str(code).startswith(PREFIXES["obo"]):
            continue
        (scheme,) = vocabularies.objects(code, SKOS.inScheme)
        (label,) = vocabularies.objects(code, RDFS.label)
        kind = str(scheme).removeprefix(AKD + "scheme/")
        assert entity("scheme", kind).value == str(scheme)
        assert entity(kind, str(label)).value == str(code)


def test_a_code_has_the_label_of_the_facts_and_an_english_definition(vocabularies: Graph) -> None:
    """Labels are values, without a language; definitions are English sentences of their own within a list."""
    definitions: Counter[tuple[object, str]] = Counter()
    for code in vocabularies.subjects(RDF.type, CODE):
        (label,), (preferred,) = vocabularies.objects(code, RDFS.label), vocabularies.objects(code, SKOS.prefLabel)
        (definition,) = vocabularies.objects(code, SKOS.definition)
        assert isinstance(label, Literal)
        assert isinstance(definition, Literal)
        assert (label.language, label) == (None, preferred)
        assert definition.language == "en"
        assert definition.endswith(".")
        definitions[vocabularies.value(code, SKOS.inScheme), str(definition)] += 1
    assert set(definitions.values()) == {1}


def test_ranks_order_a_whole_list(vocabularies: Graph) -> None:
    """A list with ranks has them all, 1 first, without gap or tie."""
    ranked = {scheme for code in vocabularies.subjects(RANK) for scheme in vocabularies.objects(code, SKOS.inScheme)}

    assert {str(scheme).rpartition("/")[2] for scheme in ranked} == {"attention", "interaction-advice"}
    for scheme in ranked:
        codes = list(vocabularies.subjects(SKOS.inScheme, scheme))
        assert sorted(int(str(vocabularies.value(code, RANK))) for code in codes) == list(range(1, len(codes) + 1))


def test_there_is_no_blank_node(vocabularies: Graph) -> None:
    """The code lists are part of the dataset, and that has no blank node."""
    assert not [node for triple in vocabularies for node in triple if isinstance(node, BNode)]
