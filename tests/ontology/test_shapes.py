"""The shapes: the dataset meets them, a broken one does not, and none of them is there in vain."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from anakinra_kg.rdf.files import rdflib_graph
from anakinra_kg.rdf.names import AKG, PREFIXES, SHAPES, compress
from anakinra_kg.validation.engine import targets, validate
from tests.support import made_up_facts as made_up

if TYPE_CHECKING:
    from rdflib.term import Node

    from anakinra_kg.dataset.build import Build

A = Namespace(AKG)
OPEN = {
    "AhfsClass",
    "AtcClass",
    "CasIdentifier",
    "Claim",
    "ClaimByUse",
    "ClaimOnDrug",
    "Code",
    "Concept",
    "ConceptScheme",
    "Contradiction",
    "Dataset",
    "DosageForm",
    "Dose",
    "Drug",
    "DrugClass",
    "DrugbankIdentifier",
    "Entity",
    "EvidenceByUse",
    "InteractionDirection",
    "ListEntry",
    "Population",
    "Protein",
    "ProteinClaim",
    "Route",
    "SelectorByUse",
    "SourceDocumentByUse",
    "Strength",
    "StudyTopic",
    "Substance",
    "Threshold",
    "UniiIdentifier",
    "Unit",
    "Value",
}


@pytest.fixture(scope="module")
def sound(built: Build) -> Graph:
    """Return the dataset; do not change it."""
    return rdflib_graph(built.triples)


def test_the_dataset_meets_all_shapes(sound: Graph, shapes: Graph, ontology: Graph) -> None:
    """The graph that goes out gives not even a hint."""
    assert validate(sound, shapes, ontology) == []


# --- no shape is there in vain ---------------------------------------------------------------------------------------


def node_shapes(shapes: Graph) -> list[URIRef]:
    """Return the node shapes that have a name."""
    return sorted(node for node in shapes.subjects(RDF.type, SH.NodeShape) if isinstance(node, URIRef))


def property_shapes(shapes: Graph) -> list[URIRef]:
    """Return the property shapes that have a name."""
    return sorted(node for node in shapes.subjects(RDF.type, SH.PropertyShape) if isinstance(node, URIRef))


def test_every_shacl_term_exists(shapes: Graph) -> None:
    """A misspelt constraint would report nothing."""
    terms = {node for triple in shapes for node in triple if str(node).startswith(str(SH))}

    assert not {term for term in terms if term not in SH}  # type: ignore[attr-defined] # it is, by its metaclass


def test_every_property_shape_has_its_node_shape_and_name(shapes: Graph) -> None:
    """A property shape is used by one node shape and named after it, so that a finding says where to look."""
    for shape in property_shapes(shapes):
        (owner,) = shapes.subjects(SH.property, shape)
        assert re.fullmatch(rf"{re.escape(str(owner))}-[a-z]\w+", str(shape))
    assert {s for s in shapes.objects(None, SH.property) if isinstance(s, URIRef)} == set(property_shapes(shapes))


def test_shapes_speak_to_people(shapes: Graph) -> None:
    """A shape has a name, a reason and a message that says how to fix the data and names the property."""
    for shape in property_shapes(shapes):
        (name,), (why,), (message,) = (shapes.objects(shape, p) for p in (SH.name, SH.description, SH.message))
        assert {text.language for text in (name, why, message) if isinstance(text, Literal)} == {"en"}, shape
        assert str(why) != str(message), shape
        assert str(why).endswith("."), shape
        assert re.search(r"[a-z]+:\w+", str(message)), shape
        assert shapes.value(shape, SH.severity) in {None, SH.Warning, SH.Info}, shape  # a violation is the default
    for shape in node_shapes(shapes):
        assert shapes.value(shape, RDFS.label), shape
        assert shapes.value(shape, RDFS.comment), shape


def test_every_property_shape_limits_something(shapes: Graph) -> None:
    """A shape without a limit never fires."""
    words = {RDF.type, SH.name, SH.description, SH.message, SH.severity, SH.path, SH.flags}
    for shape in property_shapes(shapes):
        assert set(shapes.predicates(shape)) - words, shape


def test_shapes_are_core_shacl(shapes: Graph) -> None:
    """SPARQL constraints are slow and not every engine has them."""
    assert (None, SH.sparql, None) not in shapes


def below(ontology: Graph, cls: Node) -> set[Node]:
    """Return a class and those under it."""
    return {node for node in ontology.transitive_subjects(RDFS.subClassOf, cls) if node is not None}


@pytest.fixture(scope="module")
def example(built: Build) -> Graph:
    """Return the dataset with made-up facts of every kind added; do not change it."""
    return rdflib_graph({*built.triples, *made_up.triples()})


def test_every_target_class_has_an_instance(example: Graph, shapes: Graph, ontology: Graph) -> None:
    """A shape whose target matches nothing would report nothing."""
    for cls in shapes.objects(None, SH.targetClass):
        assert any((None, RDF.type, c) in example for c in below(ontology, cls)), cls
    assert not [shape for shape, nodes in targets(shapes, ontology, example).items() if not nodes]


def test_every_class_of_the_data_has_a_shape(example: Graph, shapes: Graph, ontology: Graph) -> None:
    """Each kind of claim has a shape in addition to the one for all claims."""
    special = {cls for _, cls in shapes.subject_objects(SH.targetClass)} - {A.Claim}
    covered = {cls for top in special for cls in below(ontology, top)}

    # Every claim is of class Claim too; the dataset and its parts are void:Dataset.
    uncovered = {cls for _, cls in example.subject_objects(RDF.type)} - covered
    assert uncovered == {A.Claim, URIRef(PREFIXES["void"] + "Dataset")}


def limited(shapes: Graph, looked_at: dict[Node, set[Node]]) -> dict[Node, set[Node]]:
    """Return the properties of each node that some shape limits."""
    found: dict[Node, set[Node]] = defaultdict(set)
    for shape, nodes in looked_at.items():
        paths = {path for part in shapes.objects(shape, SH.property) for path in shapes.objects(part, SH.path)}
        for node in nodes:
            found[node] |= paths
    return found


def test_every_property_of_every_class_has_a_shape(example: Graph, shapes: Graph, ontology: Graph) -> None:
    """Each property of a node in the data is constrained by a shape of the node."""
    paths = limited(shapes, targets(shapes, ontology, example))
    nodes = set(example.subjects()) - set(ontology.subjects(RDF.type, OWL.Class))
    nodes -= {node for node in nodes if compress(str(node)).startswith("ECO:")}  # labelled only, by its own vocabulary
    free = {(s, p) for s in nodes for p in set(example.predicates(s)) - {RDF.type} if p not in paths[s]}

    assert not free


def test_closed_shapes_let_pass_what_other_shapes_limit(example: Graph, shapes: Graph, ontology: Graph) -> None:
    """The list of properties that a closed shape leaves to others has none that no other limits."""
    looked_at = targets(shapes, ontology, example)
    paths = limited(shapes, looked_at)
    for shape, listed in shapes.subject_objects(SH.ignoredProperties):
        ignored = set(Collection(shapes, listed))

        assert RDF.type in ignored, shape
        assert not ignored - {RDF.type} - set().union(*(paths[node] for node in looked_at[shape])), shape


def test_what_is_closed_and_what_is_open(shapes: Graph) -> None:
    """All kinds of claims, their evidence, works and pages are closed; what other graphs may say more of is open."""
    closed = set(shapes.subjects(SH.closed, Literal(lexical_or_value=True)))
    open_ = {str(shape).removeprefix(SHAPES) for shape in node_shapes(shapes) if shape not in closed}

    assert open_ == OPEN


def test_code_lists_in_shapes_and_vocabularies_agree(shapes: Graph, ontology: Graph) -> None:
    """A property takes codes of one list; all shapes of the list together take all of its codes."""
    taken: dict[Node, set[Node]] = defaultdict(set)
    for values in shapes.objects(None, SH["in"]):
        codes = set(Collection(shapes, values))
        schemes = {scheme for value in codes for scheme in ontology.objects(value, SKOS.inScheme)}
        if not schemes:
            assert all(compress(str(code)).startswith("ECO:") for code in codes)  # another vocabulary has the list
            continue
        (scheme,) = schemes
        taken[scheme] |= codes
    for scheme, codes in taken.items():
        assert set(ontology.subjects(SKOS.inScheme, scheme)) == codes, scheme
