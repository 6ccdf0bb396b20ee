"""The terms: all declared, all explained, none idle, and used as they are declared."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal as OxigraphLiteral
from pyoxigraph import NamedNode
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection

from anakinra_kg import __version__, resources
from anakinra_kg.rdf.names import AKG, BASE, PREFIXES, TERM_PREFIXES
from tests.support import made_up_facts as made_up

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from anakinra_kg.dataset.build import Build

FILES = ("anakinra.ttl", "shapes.ttl", "vocabularies.ttl")
ONTOLOGY = URIRef(BASE + "ontology")
UNIT = URIRef(PREFIXES["qudt"] + "Unit")
KINDS_OF_TERM = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
PROPERTIES = KINDS_OF_TERM - {OWL.Class}
WRITTEN_IN_ORDER = (
    RDF.type,
    RDFS.label,
    SKOS.definition,
    SKOS.example,
    (
        OWL.disjointWith,
        OWL.equivalentClass,
        OWL.propertyChainAxiom,
        RDFS.domain,
        RDFS.range,
        RDFS.subClassOf,
        RDFS.subPropertyOf,
    ),
    DCTERMS.source,
    RDFS.isDefinedBy,
)


def file_of(name: str) -> str:
    """Return the text of a file of the ontology folder."""
    return resources.resource("ontology", name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """Return the terms alone, without the code lists."""
    return Graph().parse(data=file_of("anakinra.ttl"), format="turtle")


@pytest.fixture(scope="module")
def declared(ontology: Graph) -> set[str]:
    """Return the IRIs that the ontology declares as classes or properties."""
    found = {term for kind in KINDS_OF_TERM for term in ontology.subjects(RDF.type, kind)}
    return {str(term) for term in found if isinstance(term, URIRef)}


@pytest.fixture(scope="module")
def data(built: Build) -> set[Triple]:
    """Return the triples of the dataset and of made-up facts of every kind."""
    return {*built.triples, *made_up.triples()}


@pytest.fixture(scope="module")
def used(ontology: Graph, data: set[Triple]) -> set[str]:
    """Return every term that data, shapes and code lists use, and the ontology other than for its own terms."""
    found = {node.value for t in data for node in (t.predicate, t.object) if isinstance(node, NamedNode)}
    for name in FILES[1:]:
        graph = Graph().parse(data=file_of(name), format="turtle")
        found |= {str(node) for triple in graph if triple[1] != SH.datatype for node in triple}
    for s, p, o in ontology:
        found |= {str(p)} | ({str(o)} if p != RDF.type and not (made_up.is_ours(str(s)) and s == o) else set())
    return {iri for iri in found if made_up.is_term(iri)}


def test_every_term_used_is_declared(used: set[str], declared: set[str]) -> None:
    """Each term in data, shapes or code lists is declared, whether ours or from another vocabulary."""
    assert not used - declared


def test_no_term_is_idle(ontology: Graph, used: set[str], declared: set[str]) -> None:
    """A term that nothing uses is a promise without data; a class with a definition in OWL gets its members by it."""
    assert not declared - used - {str(cls) for cls in ontology.subjects(OWL.equivalentClass)}


def test_every_term_is_labelled_defined_and_placed(ontology: Graph, declared: set[str]) -> None:
    """A term has one label, one definition and one home, in English; one of ours has an example too."""
    for iri in map(URIRef, sorted(declared)):
        needed = [RDFS.label, SKOS.definition] + ([SKOS.example] if made_up.is_ours(iri) else [])
        for predicate in needed:
            (text,) = ontology.objects(iri, predicate)
            assert isinstance(text, Literal)
            assert text.language == "en", iri
            assert text.strip() == str(text) != "", iri
        (home,) = ontology.objects(iri, RDFS.isDefinedBy)
        assert (home == ONTOLOGY) == made_up.is_ours(iri), iri


def test_labels_are_lower_case(ontology: Graph, declared: set[str]) -> None:
    """Labels are words of a sentence: only names and abbreviations have capitals."""
    words = {word for iri in declared for word in str(ontology.value(URIRef(iri), RDFS.label)).split()}

    assert not {word for word in words if word[0].isupper() and word[1:].islower()}


def test_definitions_are_single_sentences_of_their_own(ontology: Graph) -> None:
    """Two terms with one definition would be one term."""
    definitions = [str(definition) for definition in ontology.objects(None, SKOS.definition)]

    assert len(definitions) == len(set(definitions))
    assert not [text for text in definitions if not re.fullmatch(r"[A-Z].*[^.]\.", text) or ". " in text]


@pytest.mark.parametrize("kind", [{OWL.Class}, PROPERTIES])
def test_no_two_of_our_terms_share_a_label(ontology: Graph, declared: set[str], kind: set[URIRef]) -> None:
    """Labels of classes are unique, and labels of properties too."""
    labels = [
        str(ontology.value(URIRef(iri), RDFS.label))
        for iri in declared
        if made_up.is_ours(iri) and ontology.value(URIRef(iri), RDF.type) in kind
    ]

    assert len(labels) == len(set(labels))


def test_a_term_is_of_one_kind(ontology: Graph, declared: set[str]) -> None:
    """OWL 2 DL lets no property be of two kinds, and no class be a property."""
    for iri in declared:
        assert len(KINDS_OF_TERM & set(ontology.objects(URIRef(iri), RDF.type))) == 1, iri


def test_names_follow_the_kind(ontology: Graph, declared: set[str]) -> None:
    """Classes begin with a capital, properties with a small letter."""
    for iri in filter(made_up.is_ours, declared):
        is_class = ontology.value(URIRef(iri), RDF.type) == OWL.Class
        assert iri[len(AKG)].isupper() == is_class, iri


def test_the_header_says_what_the_ontology_is(ontology: Graph) -> None:
    """The header has title, creator, licence and version, and imports nothing."""
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.license, OWL.versionIRI):
        assert len(list(ontology.objects(ONTOLOGY, predicate))) == 1
    assert str(ontology.value(ONTOLOGY, OWL.versionInfo)) == __version__
    assert str(ontology.value(ONTOLOGY, OWL.versionIRI)) == f"{ONTOLOGY}/{__version__}"
    assert ontology.value(ONTOLOGY, OWL.imports) is None


def test_axioms_keep_to_the_datatypes_of_owl_2(ontology: Graph) -> None:
    """Dates and years are no datatypes of OWL 2: reasoners stop at them."""
    allowed = {XSD.string, XSD.boolean, XSD.decimal, XSD.integer, XSD.dateTime}

    assert {node for node in ontology.objects() if str(node).startswith(str(XSD))} <= allowed


def test_terms_are_written_in_order() -> None:
    """Under a heading, terms are A-Z; within a term type, label, definition, example, axioms, source, home."""
    for section in re.split(r"^# =+\n# .*\n# =+\n", file_of("anakinra.ttl"), flags=re.MULTILINE)[1:]:
        blocks = re.findall(r"^([a-z]+:\w+)\n((?: {4}.*\n)+)", section, flags=re.MULTILINE)
        names = [name for name, _ in blocks]
        assert names == sorted(names)
        for name, block in blocks:
            predicates = re.findall(r"^ {4}(?:(a)|([a-z]+):(\w+)) ", block, flags=re.MULTILINE)
            iris = [RDF.type if a else URIRef(PREFIXES[prefix] + local) for a, prefix, local in predicates]
            places = [next(i for i, step in enumerate(WRITTEN_IN_ORDER) if iri == step or iri in step) for iri in iris]
            assert places == sorted(places), name


@pytest.mark.parametrize("name", FILES)
def test_a_prefix_means_the_same_everywhere(name: str) -> None:
    """Each file has the prefixes it uses, A-Z, as the code has them."""
    text = file_of(name)
    prefixes = re.findall(r"^@prefix (\w+): <(.*)> \.$", text, flags=re.MULTILINE)

    assert prefixes == sorted(prefixes)
    assert dict(prefixes).items() <= TERM_PREFIXES.items()
    body = text[text.rindex("@prefix") :].partition("\n")[2]
    assert [p for p, _ in prefixes] == [p for p, _ in prefixes if re.search(rf"(?<![\w<:/`]){p}:", body)]


def test_data_keeps_to_domains_and_ranges(ontology: Graph, data: set[Triple]) -> None:
    """What a reasoner would conclude from a domain or a range, the data already says."""
    above = {
        cls: set(ontology.transitive_objects(cls, RDFS.subClassOf)) for cls in ontology.subjects(RDF.type, OWL.Class)
    }
    types: dict[str, set[object]] = {}
    for t in data:
        if t.predicate.value == str(RDF.type):
            assert isinstance(t.object, NamedNode)
            types.setdefault(str(t.subject), set()).update(above[URIRef(t.object.value)])
    codes = Graph().parse(data=file_of("vocabularies.ttl"), format="turtle").subjects(RDF.type, URIRef(AKG + "Code"))
    types |= {f"<{code}>": {URIRef(AKG + "Code")} for code in codes}
    # QUDT says what its units are.
    types |= {str(t.object): {UNIT} for t in data if str(t.object).startswith("<http://qudt.org/vocab/unit/")}
    for t in data:
        predicate = URIRef(t.predicate.value)
        for domain in ontology.objects(predicate, RDFS.domain):
            assert domain in types[str(t.subject)], t
        for expected in ontology.objects(predicate, RDFS.range):
            if isinstance(t.object, OxigraphLiteral):
                assert str(expected) == t.object.datatype.value, t
            else:
                assert expected in types[str(t.object)], t


def test_nothing_is_of_two_classes_that_exclude_each_other(ontology: Graph, data: set[Triple]) -> None:
    """Data and disjointness do not contradict each other."""
    excluded = {frozenset(pair) for pair in ontology.subject_objects(OWL.disjointWith)}
    for axiom in ontology.subjects(RDF.type, OWL.AllDisjointClasses):
        members = ontology.value(axiom, OWL.members)
        assert members is not None
        excluded |= {frozenset(pair) for pair in combinations(Collection(ontology, members), 2)}
    types: dict[str, set[URIRef]] = {}
    for t in data:
        if t.predicate.value == str(RDF.type) and isinstance(t.object, NamedNode):
            above = ontology.transitive_objects(URIRef(t.object.value), RDFS.subClassOf)
            types.setdefault(str(t.subject), set()).update(c for c in above if isinstance(c, URIRef))

    assert len(excluded) > 500
    assert not [s for s, found in types.items() if any(frozenset(p) in excluded for p in combinations(found, 2))]
