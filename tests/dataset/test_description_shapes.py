"""The shapes of the description: it meets them, each of their limits counts, and all its terms are declared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection

from anakinra_kg import __version__, resources
from anakinra_kg.dataset.build import check_description
from anakinra_kg.errors import ShapeError
from anakinra_kg.mapping.mapper import DATASET
from anakinra_kg.rdf.files import rdflib_graph, read_triples
from anakinra_kg.rdf.names import BASE, PREFIXES, SHAPES, TERM_PREFIXES
from anakinra_kg.resources import resource
from anakinra_kg.validation.engine import description_shapes, description_terms, ontology_graph, shapes_graph, targets
from tests.support import shacl_engines as other_engines
from tests.support.derived_faults import Limit, limits
from tests.support.fault_runs import Consequences, FaultRun, expected, fault_name, run_of_faults

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.dataset.build import Build

pytestmark = pytest.mark.xdist_group("faults of the description")  # broken once, in one process
NAMES = ("shapes.ttl", "terms.ttl")
CONSEQUENCES: Consequences = {
    r"Checksum-algorithm maxCount": ("the list has one algorithm only", ("Checksum-algorithm", "In")),
    r"Checksum-checksumValue pattern": ("what is no such number is a string", ("Checksum-checksumValue", "Datatype")),
    r"DatasetDescription-distinctSubjects minInclusive": (
        "entities are among the subjects",
        ("DatasetDescription-entities", "LessThanOrEquals"),
    ),
    r"Linkset-subjectsTarget maxCount": ("there is one such dataset only", ("Linkset-subjectsTarget", "Class")),
}
"""Constraints that cannot be violated alone: the reason, and the additional findings."""

LOOKED_AT = {
    "ClassPartition-propertyPartition": "PropertyPartition",
    "DatasetDescription-classPartition": "ClassPartition",
    "DatasetDescription-hasPart": "SourcePart",
    "DatasetDescription-propertyPartition": "PropertyPartition",
    "Linkset-objectsTarget": "TargetVocabulary",
}
"""Properties whose values are looked at by a shape, so that a value that nothing is said of lacks all that it needs."""


def needed(limit: Limit, shapes: Graph) -> set[tuple[str, str]]:
    """Return the findings on an empty node, if violating a constraint links to such a node."""
    if limit.parameter != "class" or limit.shape not in LOOKED_AT:
        return set()
    prefix = f"{LOOKED_AT[limit.shape]}-"
    return {(o.shape, o.component) for o in limits(shapes) if o.parameter == "minCount" and o.shape.startswith(prefix)}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """Return the shapes; do not change them."""
    return description_shapes()


@pytest.fixture(scope="module")
def terms() -> Graph:
    """Return the terms; do not change them."""
    return description_terms()


@pytest.fixture(scope="module")
def sound(built: Build) -> Graph:
    """Return the description; do not change it."""
    return rdflib_graph(built.description)


@pytest.fixture(scope="module")
def run(sound: Graph, shapes: Graph, terms: Graph) -> FaultRun:
    """Break copies of valid nodes in every way and validate once."""
    return run_of_faults(sound, shapes, terms, ())


# --- faults ----------------------------------------------------------------------------------------------------------


def test_the_description_meets_its_shapes(built: Build) -> None:
    """What goes out gives not even a warning."""
    assert check_description(built.description) == []


def test_each_fault_trips_its_limit_and_no_other(run: FaultRun, shapes: Graph) -> None:
    """Violating a constraint gives a finding on that constraint, and only unavoidable other findings."""
    by_hand = {name: {shape for shape, _ in run.found[name]} for name in run.by_hand}
    wanted = {n: expected(limit, CONSEQUENCES) | needed(limit, shapes) for n, limit in run.derived.items()}

    assert by_hand == {name: {fault.shape} for name, fault in run.by_hand.items()}
    assert {n: (run.derived[n], w, run.found[n]) for n, w in wanted.items() if w != run.found[n]} == {}
    assert run.stray == []


def test_every_limit_is_overstepped(run: FaultRun, shapes: Graph) -> None:
    """A limit that no fault trips might as well not be there."""
    tripped = set().union(*run.found.values())

    assert [limit for limit in limits(shapes) if (limit.shape, limit.component) not in tripped] == []
    assert len(limits(shapes)) > 150


@pytest.mark.parametrize("engine", other_engines.ENGINES)
def test_another_engine_agrees(engine: str, run: FaultRun, terms: Graph) -> None:
    """Another SHACL engine finds at each fault just what pySHACL finds, and nothing in the rest."""
    find = other_engines.ENGINES[engine]()
    found: dict[str | None, set[tuple[str, str]]] = {}
    for focus, shape, component, value in find(run.broken + terms, "dataset/shapes.ttl"):
        found.setdefault(fault_name(focus) or fault_name(value), set()).add((shape, component))

    assert found == run.found


# --- the shapes ------------------------------------------------------------------------------------------------------


def test_every_shape_looks_at_something(sound: Graph, shapes: Graph, terms: Graph) -> None:
    """A shape whose target matches nothing would report nothing."""
    assert not [shape for shape, nodes in targets(shapes, terms, sound).items() if not nodes]


def test_every_node_of_the_description_is_looked_at(sound: Graph, shapes: Graph, terms: Graph) -> None:
    """A node is limited by a shape of the description, or is a node of the graph that the graph's shapes limit."""
    looked_at = set().union(*targets(shapes, terms, sound).values())
    looked_at |= set().union(*targets(shapes_graph(), ontology_graph(), sound).values())

    assert not set(sound.subjects()) - looked_at


def test_every_shape_is_closed(shapes: Graph) -> None:
    """A misspelt property of any node is found."""
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        assert shapes.value(shape, SH.closed) == Literal(lexical_or_value=True)
        ignored = shapes.value(shape, SH.ignoredProperties)
        assert ignored is not None
        assert list(Collection(shapes, ignored)) == [RDF.type]


def test_shapes_have_names_of_their_own(shapes: Graph) -> None:
    """No shape is named as one of those of the graph: a finding is of one of them."""
    others = set(shapes_graph().subjects(RDF.type, None))

    assert not {s for s in shapes.subjects(RDF.type, None) if isinstance(s, URIRef)} & others


def test_shapes_speak_to_people(shapes: Graph) -> None:
    """A shape has a name, a reason and a message that says how to fix the data and names the property."""
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        (owner,) = shapes.subjects(SH.property, shape)
        assert re.fullmatch(rf"{re.escape(str(owner))}-[a-z]\w+", str(shape))
        (name,), (why,), (message,) = (shapes.objects(shape, p) for p in (SH.name, SH.description, SH.message))
        assert {text.language for text in (name, why, message) if isinstance(text, Literal)} == {"en"}, shape
        assert str(why).endswith("."), shape
        assert re.search(r"[a-z]+:\w+", str(message)), shape
        assert shapes.value(shape, SH.severity) == SH.Violation, shape
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        assert shapes.value(shape, RDFS.label), shape
        assert shapes.value(shape, RDFS.comment), shape


def test_the_header_has_the_version(shapes: Graph) -> None:
    """The shapes are of the version that comes with them."""
    header = URIRef(BASE + "dataset-shapes")

    assert str(shapes.value(header, URIRef(PREFIXES["owl"] + "versionInfo"))) == __version__


# --- the terms -------------------------------------------------------------------------------------------------------


def test_every_term_used_is_declared_and_none_is_idle(sound: Graph, terms: Graph) -> None:
    """Each term in the description is declared, and each declared term is used."""
    known = set(ontology_graph().subjects(RDF.type, None))
    declared = set(terms.subjects(RDF.type, None))
    used = set(sound.predicates()) | set(sound.objects(None, RDF.type))

    assert not {term for term in used - known - declared if not str(term).startswith((str(RDF), str(RDFS)))}
    assert not declared - used
    assert not declared & known


def test_every_term_is_labelled_and_defined(terms: Graph) -> None:
    """A term has one label and one definition in English, and its home."""
    for term in set(terms.subjects(RDF.type, None)):
        for predicate in (RDFS.label, SKOS.definition):
            (text,) = terms.objects(term, predicate)
            assert isinstance(text, Literal)
            assert text.language == "en"
        (home,) = terms.objects(term, RDFS.isDefinedBy)
        assert str(term).startswith(str(home).rstrip("#")) or str(home) == "http://vocab.deri.ie/void", term


@pytest.mark.parametrize("name", NAMES)
def test_a_prefix_means_the_same_everywhere(name: str) -> None:
    """Each file has the prefixes it uses, A-Z, as the code has them."""
    text = resource("ontology", "dataset", name).read_text(encoding="utf-8")
    prefixes = re.findall(r"^@prefix (\w+): <(.*)> \.$", text, flags=re.MULTILINE)
    body = text[text.rindex("@prefix") :].partition("\n")[2]

    assert prefixes == sorted(prefixes)
    assert dict(prefixes).items() <= TERM_PREFIXES.items()
    assert [p for p, _ in prefixes] == [p for p, _ in prefixes if re.search(rf"(?<![\w<:/`]){p}:", body)]
    assert list(read_triples(resource("ontology", "dataset", name)))


# --- the build -------------------------------------------------------------------------------------------------------


def test_a_wrong_description_is_a_finding_of_the_build(built: Build) -> None:
    """A missing count is a finding with its shape, like an error in the graph."""
    lost = {t for t in built.description if t.subject == DATASET and t.predicate.value.endswith("#triples")}
    (finding,) = check_description(built.description - lost)

    assert (finding.severity, finding.shape) == ("Violation", f"{SHAPES}DatasetDescription-triples")


def test_a_shape_that_passes_in_silence_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """These shapes are linted too: a misspelt term is an error with its line."""
    broken, real = tmp_path / "shapes.ttl", resources.resource
    text = real("ontology", "dataset", "shapes.ttl").read_text(encoding="utf-8")
    broken.write_text(text.replace("sh:path void:entities", "sh:path void:entitys", 1), encoding="utf-8")
    monkeypatch.setattr(resources, "resource", lambda *p: broken if p[1:] == ("dataset", "shapes.ttl") else real(*p))

    with pytest.raises(
        ShapeError, match=r"shapes\.ttl:\d+: void:entitys is not a property .*; did you mean `void:entities"
    ):
        description_shapes()
