"""The alignments: each with its reason, each term read in a named release, nothing said that is not meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef

from anakinra_kg import __version__, resources
from anakinra_kg.rdf.names import AKG, BASE, TERM_PREFIXES, entity, term
from anakinra_kg.reasoning import reason

if TYPE_CHECKING:
    from rdflib.term import Node

SUBSUMED = {RDFS.subClassOf, RDFS.subPropertyOf}
NEAR = {SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch}
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
TEXT = resources.resource("ontology", "alignments.ttl").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def alignments() -> Graph:
    """Return the alignments alone."""
    return Graph().parse(data=TEXT, format="turtle")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """Return the terms alone."""
    return Graph().parse(resources.resource("ontology", "anakinra.ttl"), format="turtle")


def aligned(alignments: Graph) -> list[tuple[Node, Node, Node]]:
    """Return every alignment: a term of the ontology, the relation, and the external term."""
    return [(s, p, o) for s, p, o in alignments if p in SUBSUMED | NEAR]


def test_every_alignment_has_one_reason_that_survives_parsing(alignments: Graph) -> None:
    """Reasons are annotations of the axioms, not comments in the file, so they are loaded with it."""
    annotated = {
        (
            alignments.value(a, OWL.annotatedSource),
            alignments.value(a, OWL.annotatedProperty),
            alignments.value(a, OWL.annotatedTarget),
        ): a
        for a in alignments.subjects(RDF.type, OWL.Axiom)
    }

    assert set(annotated) == set(aligned(alignments))
    for axiom in annotated.values():
        (reason,) = alignments.objects(axiom, RDFS.comment)
        assert re.fullmatch(r"[A-Z].*\.", str(reason))


def test_ours_are_declared_there_and_theirs_here(alignments: Graph, ontology: Graph) -> None:
    """The left side is a term of the ontology; the right side has a kind, a label, a home, and where it was read."""
    for ours, _, theirs in aligned(alignments):
        assert str(ours).startswith(AKG)
        assert set(ontology.objects(ours, RDF.type)) & KINDS
        assert len(KINDS & set(alignments.objects(theirs, RDF.type))) == 1
        assert len(list(alignments.objects(theirs, RDFS.label))) == 1
        assert len(list(alignments.objects(theirs, RDFS.isDefinedBy))) == 1
        (source,) = alignments.objects(theirs, DCTERMS.source)
        assert re.search(r"\.(yaml|ttl|owl|rdf), .*\d", str(source)), theirs


def test_no_term_of_others_is_idle(alignments: Graph) -> None:
    """A term that is declared is aligned."""
    declared = {term for kind in KINDS for term in alignments.subjects(RDF.type, kind)}

    assert declared - {o for _, _, o in aligned(alignments)} <= {SKOS.closeMatch, SKOS.relatedMatch}


def test_nothing_is_said_to_be_the_same(alignments: Graph) -> None:
    """No alignment is an equivalence: members of a broader external term must not become members of ours."""
    assert not {p for _, p, _ in alignments} & {
        OWL.equivalentClass,
        OWL.equivalentProperty,
        OWL.sameAs,
        SKOS.exactMatch,
    }


def test_subsumption_keeps_to_the_kind(alignments: Graph, ontology: Graph) -> None:
    """Classes lie below classes, properties below properties of their kind."""
    for ours, how, theirs in aligned(alignments):
        if how in SUBSUMED:
            kind = KINDS & set(ontology.objects(ours, RDF.type))
            assert kind == KINDS & set(alignments.objects(theirs, RDF.type))
            assert (how == RDFS.subClassOf) == (kind == {OWL.Class})


def test_alignments_stand_in_order_with_the_prefixes_of_the_code() -> None:
    """Prefixes mean the same in every file; alignments and terms are in order A-Z."""
    prefixes = re.findall(r"^@prefix (\w+): <(.*)> \.$", TEXT, flags=re.MULTILINE)
    ours = re.findall(r"^(akg:\w+) \S+ (\S+) \.$", TEXT, flags=re.MULTILINE)
    theirs = re.findall(r"^(?!akg)(\w+:\w+)\n", TEXT, flags=re.MULTILINE)

    assert prefixes == sorted(prefixes)
    assert dict(prefixes).items() <= TERM_PREFIXES.items()
    assert ours == sorted(ours) != []
    assert theirs == sorted(theirs) != []


def test_the_header_says_what_it_is(alignments: Graph) -> None:
    """The file is an ontology of its own, with a version, and imports nothing."""
    this = URIRef(BASE + "alignments")

    assert str(alignments.value(this, OWL.versionIRI)) == f"{this}/{__version__}"
    assert str(alignments.value(this, OWL.versionInfo)) == __version__
    assert alignments.value(this, OWL.imports) is None


def test_members_and_values_follow_in_the_terms_of_others() -> None:
    """With the alignments drugs, names and targets come in the terms of Biolink and RO; without them they do not."""
    drug, protein, name = entity("drug", "madeupine"), entity("protein", "made-up receptor"), Literal("Madeup")
    graph = [
        Triple(drug, term("rdf:type"), term("akg:Drug")),
        Triple(drug, term("akg:hasTarget"), protein),
        Triple(drug, term("akg:hasBrandName"), name),
    ]
    expected = {
        Triple(drug, term("rdf:type"), term("biolink:ChemicalEntity")),
        Triple(drug, term("biolink:affects"), protein),
        Triple(drug, term("obo:RO_0002434"), protein),
        Triple(drug, term("biolink:trade_name"), name),
    }

    assert expected <= reason(graph, alignments=True).inferred
    assert not {t for t in reason(graph).inferred if isinstance(t.object, NamedNode) and t in expected}
