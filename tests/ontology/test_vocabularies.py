"""The code lists: closed, complete and in use."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode
from rdflib import RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef

from anakinra_kg import resources
from anakinra_kg.rdf.names import AKD, AKG, BASE, PREFIXES, entity, term
from tests.support import made_up_facts as made_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from anakinra_kg.dataset.build import Build

CODE = URIRef(AKG + "Code")
RANK = URIRef(AKG + "rank")
OPEN_LISTS = {"dosage-form": "DosageForm", "population": "Population", "route": "Route"}
"""Lists that pages may go beyond, and the class of their entries."""
ELSEWHERE = {BASE + "ontology", BASE + "shapes"}
"""Namespaces that the dataset links to, other than entities, terms and web pages."""


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
    """The IRI of a code follows from its list and value, unless another vocabulary has the same code."""
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

    assert {str(scheme).rpartition("/")[2] for scheme in ranked} == {"attention", "interaction-advice", "seriousness"}
    for scheme in ranked:
        codes = list(vocabularies.subjects(SKOS.inScheme, scheme))
        assert sorted(int(str(vocabularies.value(code, RANK))) for code in codes) == list(range(1, len(codes) + 1))


def test_open_lists_hold_entries_of_their_class_and_no_codes(vocabularies: Graph) -> None:
    """Every concept of a list is a code of a closed one, or an entry of an open one and of its class."""
    for concept in vocabularies.subjects(RDF.type, SKOS.Concept):
        (scheme,) = vocabularies.objects(concept, SKOS.inScheme)
        kind = str(scheme).removeprefix(AKD + "scheme/")
        cls = URIRef(AKG + OPEN_LISTS[kind]) if kind in OPEN_LISTS else CODE

        assert set(vocabularies.objects(concept, RDF.type)) == {SKOS.Concept, cls}, concept


def entries(vocabularies: Graph) -> Iterator[tuple[str, URIRef]]:
    """Yield the entries of the open lists, each with its kind."""
    for kind, cls in OPEN_LISTS.items():
        for entry in vocabularies.subjects(RDF.type, URIRef(AKG + cls)):
            assert isinstance(entry, URIRef)
            yield kind, entry


def test_an_entry_is_defined_and_named_as_its_iri(vocabularies: Graph) -> None:
    """An entry has one label, which gives its IRI, and one definition that begins with its genus."""
    for kind, entry in entries(vocabularies):
        (label,), (preferred,) = vocabularies.objects(entry, RDFS.label), vocabularies.objects(entry, SKOS.prefLabel)
        (definition,) = vocabularies.objects(entry, SKOS.definition)

        assert label == preferred
        assert entity(kind, str(label)).value == str(entry)
        assert isinstance(definition, Literal)
        assert definition.language == "en"
        assert definition.startswith(kind.replace("-", " ").capitalize()), entry


def test_an_entry_is_at_the_top_or_below_another(vocabularies: Graph) -> None:
    """The entries of a list are a tree or several, without a way round."""
    for kind, entry in entries(vocabularies):
        above = set(vocabularies.objects(entry, SKOS.broader))

        assert bool(above) != bool(set(vocabularies.objects(entry, SKOS.topConceptOf))), entry
        assert {s for a in above for s in vocabularies.objects(a, SKOS.inScheme)} <= {URIRef(f"{AKD}scheme/{kind}")}, (
            entry
        )
        assert entry not in {a for b in above for a in vocabularies.transitive_objects(b, SKOS.broader)}, entry


def test_every_value_of_the_two_pages_is_in_its_list(built: Build) -> None:
    """Each population, route and dosage form has a definition."""
    listed = {t.subject for t in built.triples if t.predicate == term("skos:inScheme")}
    members = {t.subject for t in built.triples for cls in OPEN_LISTS.values() if t.object == term(f"akg:{cls}")}

    assert members
    assert not members - listed


def test_there_is_no_blank_node(vocabularies: Graph) -> None:
    """The code lists are part of the dataset, and that has no blank node."""
    assert not [node for triple in vocabularies for node in triple if isinstance(node, BNode)]
