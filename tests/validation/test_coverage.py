"""What shapes look at: each rule by a small graph, circles and depth, and what ours look at in our graph."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib import RDF, RDFS

from anakinra_kg import resources
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.inputs import inputs
from anakinra_kg.rdf.names import AKG, SHAPES
from anakinra_kg.validation.coverage import Coverage, Idle, Left, Share, coverage
from anakinra_kg.validation.engine import Validator, ontology_files
from anakinra_kg.validation.formats.coverage import coverage_text
from anakinra_kg.validation.shapes import Shapes
from tests.support.copies import TEN_TIMES, copies

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <urn:x:> . "
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
)


def read(text: str) -> list[Triple]:
    """Return the triples of Turtle."""
    return [quad.triple for quad in parse(HEAD + text, format=RdfFormat.TURTLE)]


def looked_at(data: str, shapes: str, ontology: str = "") -> Coverage:
    """Return what shapes look at in data."""
    return coverage(read(data), Shapes(read(shapes)), read(ontology))


def statements(found: Coverage) -> set[str]:
    """Return the properties of a coverage with statements that are looked at."""
    return {name.removeprefix("urn:x:") for name, share in found.properties.items() if share.looked_at}


PATHS = {
    "e:p": "p",
    "[ sh:inversePath e:in ]": "in",
    "( e:p e:q e:r )": "p q r",
    "( e:p [ sh:inversePath e:back ] )": "p back",
    "[ sh:inversePath ( e:deep e:in ) ]": "in deep",
    "[ sh:inversePath [ sh:inversePath e:p ] ]": "p",
    "[ sh:alternativePath ( e:p e:z ) ]": "p z",
    "[ sh:zeroOrMorePath e:next ]": "next",
    "[ sh:oneOrMorePath e:next ]": "next",
    "( [ sh:zeroOrOnePath e:p ] e:q )": "p q",
    "( [ sh:zeroOrOnePath e:absent ] e:p )": "p",
    "( [ sh:oneOrMorePath e:absent ] e:p )": "",
    "( [ sh:zeroOrMorePath [ sh:alternativePath ( e:p e:q ) ] ] e:r )": "p q r",
    "( e:p e:absent e:q )": "p",
    "( e:absent e:p )": "",
}
CHAIN = """
e:x e:p e:y ; e:z 1 ; e:next e:x2 . e:y e:q e:w . e:w e:r 1 . e:b e:back e:y . e:i e:in e:x . e:d e:deep e:i .
e:x2 e:next e:x3 . e:x3 e:next e:x .
"""


@pytest.mark.parametrize("path", PATHS)
def test_a_path_looks_at_the_statements_that_it_follows(path: str) -> None:
    """Every form of path is followed from the node on, as far as it goes and no farther."""
    found = looked_at(CHAIN, f"e:S sh:targetNode e:x ; sh:property [ sh:path {path} ; sh:maxCount 9 ] .")

    assert statements(found) == set(PATHS[path].split())


def test_each_statement_on_a_circle_is_looked_at() -> None:
    """Paths of any length come round to where they began, and end there."""
    found = looked_at(CHAIN, "e:S sh:targetNode e:x ; sh:property [ sh:path [ sh:oneOrMorePath e:next ] ] .")

    assert found.properties["urn:x:next"] == Share(3, 3)


LEADING = {
    "sh:property [ sh:path e:p ; sh:node e:T ]": True,
    "sh:property [ sh:path e:p ; sh:property [ sh:path e:q ] ]": True,
    "sh:property [ sh:path e:p ; sh:qualifiedValueShape e:T ; sh:qualifiedMinCount 0 ]": True,
    "sh:property [ sh:path e:p ; sh:not e:T ]": True,
    "sh:property [ sh:path e:p ; sh:and ( e:T ) ]": True,
    "sh:property [ sh:path e:p ; sh:or ( [ sh:nodeKind sh:IRI ] e:T ) ]": True,
    "sh:property [ sh:path e:p ; sh:xone ( e:T [ sh:nodeKind sh:Literal ] ) ]": True,
    "sh:node [ sh:or ( [ sh:not [ sh:and ( [ sh:path e:p ; sh:node e:T ] ) ] ] ) ]": True,
    "sh:property [ sh:path e:p ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:in ( e:y ) ; sh:hasValue e:y ]": False,
    "sh:property [ sh:path e:p ; sh:node e:T ; sh:deactivated true ]": False,
    "sh:property [ sh:path e:absent ; sh:node e:T ]": False,
}


@pytest.mark.parametrize("constraint", LEADING)
def test_a_value_is_looked_at_if_it_has_to_have_a_shape(constraint: str) -> None:
    """A value that is counted, listed or told from a literal could say anything all the same."""
    shapes = f"e:S sh:targetNode e:x ; {constraint} . e:T sh:property [ sh:path e:q ; sh:maxCount 1 ] ."
    found = looked_at("e:x e:p e:y . e:y e:q 1 .", shapes)

    assert (found.nodes, "q" in statements(found)) == (Share(1 + LEADING[constraint], 2), LEADING[constraint])


def test_a_class_looks_at_the_types_that_lead_to_it() -> None:
    """The type and the subclass axioms on the way are looked at, other types and axioms are not."""
    data = (
        "e:x a e:B, e:Other ; e:p e:y . e:y a e:D, e:Other . e:B rdfs:subClassOf e:A, e:Z . e:Z rdfs:subClassOf e:A2 ."
    )
    shapes = "e:S sh:targetClass e:A ; sh:property [ sh:path e:p ; sh:class e:C ] ."
    found = looked_at(data, shapes, "e:D rdfs:subClassOf e:C .")

    assert found.properties[str(RDF.type)] == Share(2, 4)
    assert found.properties[str(RDFS.subClassOf)] == Share(1, 3)
    assert found.classes == (Left("", 2, "urn:x:B"),)


def test_a_closed_shape_looks_at_every_statement_that_it_does_not_ignore() -> None:
    """What is ignored must be looked at by another shape, or nobody does."""
    shapes = "e:S sh:targetNode e:x ; sh:closed true ; sh:ignoredProperties ( e:p ) ."
    data = "e:x e:p 1 ; e:q 2 . e:y e:q 2 ."

    assert looked_at(data, shapes).properties == {"urn:x:p": Share(0, 1), "urn:x:q": Share(1, 2)}
    assert statements(looked_at(data, shapes.replace("true", "false"))) == set()


@pytest.mark.parametrize("name", ["equals", "disjoint", "lessThan", "lessThanOrEquals"])
def test_what_values_are_compared_with_is_looked_at(name: str) -> None:
    """Both sides of a comparison decide about it."""
    found = looked_at("e:x e:p 1 ; e:q 2 .", f"e:S sh:targetNode e:x ; sh:property [ sh:path e:p ; sh:{name} e:q ] .")

    assert found.statements == Share(2, 2)


def test_a_target_by_its_use_looks_at_the_statement_with_the_target_as_value() -> None:
    """The subjects of a property are chosen whatever its value is, so nobody looks at that."""
    data = "e:x e:p e:y . e:y e:q 1 ."

    assert statements(looked_at(data, "e:S sh:targetObjectsOf e:p ; sh:nodeKind sh:IRI .")) == {"p"}
    assert statements(looked_at(data, "e:S sh:targetSubjectsOf e:p ; sh:nodeKind sh:IRI .")) == set()
    assert looked_at(data, "e:S sh:targetSubjectsOf e:p ; sh:nodeKind sh:IRI .").nodes == Share(1, 2)


def test_what_a_query_looks_at_is_not_counted_and_told() -> None:
    """The targets of a constraint in SPARQL, or of a component that shapes define, are nodes that are looked at."""
    shapes = """e:S sh:targetNode e:x ; sh:sparql [ sh:select "SELECT $this WHERE { $this <urn:x:p> 1 }" ] .
        e:T sh:targetNode e:y ; e:most 1 . e:U sh:targetNode e:z ; sh:nodeKind sh:IRI .
        e:C a sh:ConstraintComponent ; sh:parameter [ sh:path e:most ] ."""
    found = looked_at("e:x e:p 1 . e:y e:p 1 . e:z e:p 1 .", shapes)

    assert (found.nodes, found.statements, found.sparql) == (Share(3, 3), Share(0, 3), ("urn:x:S", "urn:x:T"))


def test_shapes_and_constraints_that_look_at_nothing_are_named() -> None:
    """A shape without a node, and a path without a value; not what is deactivated, or has no node to look from."""
    shapes = """e:Idle sh:targetClass e:Nobody ; sh:property [ sh:path e:p ] .
        e:Off sh:targetClass e:Nobody ; sh:deactivated true .
        e:S sh:targetNode e:x ; sh:property e:P, [ sh:path ( e:p e:q ) ], [ sh:path e:p ] . e:P sh:path e:absent ."""
    found = looked_at("e:x e:p 1 .", shapes)

    assert (found.shapes, found.idle_shapes) == (Share(1, 2), ("urn:x:Idle",))
    assert found.constraints == Share(1, 3)
    assert found.idle_constraints == (Idle("urn:x:P", "<urn:x:absent>"), Idle("urn:x:S", "<urn:x:p>/<urn:x:q>"))


def test_what_is_left_is_counted_by_property_and_class() -> None:
    """First what nobody looks at, the most first; a node of two classes is in both, one without any is told too."""
    data = """e:a a e:A, e:B ; e:p 1 . e:b a e:B ; e:p 1 ; e:q 1 . e:c e:p 1 ; e:r 1, 2 . _:n a e:B ; e:s 1 .
        e:x e:s 1 ; e:s 2, 3 ."""
    found = looked_at(data, "e:S sh:targetNode e:x ; sh:property [ sh:path e:s ] .")

    names = ("p", "r", "q", "s")
    assert [name for name in found.properties if name != str(RDF.type)] == [f"urn:x:{name}" for name in names]
    assert [(left.name, left.nodes) for left in found.classes] == [("urn:x:B", 3), ("", 1), ("urn:x:A", 1)]
    assert found.classes[0].example.startswith("_:")


def test_what_is_inferred_is_seen_and_not_counted(tmp_path: Path) -> None:
    """The share is of what stands in the files."""
    (tmp_path / "data.ttl").write_text(HEAD + "e:x e:p 1 . e:p rdfs:domain e:C .", encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(HEAD + "e:S sh:targetClass e:C ; sh:property [ sh:path e:p ] .", "utf-8")
    files = [tmp_path / "shapes.ttl"], [tmp_path / "shapes.ttl"]

    found = [
        Validator(*files, inference=kind, with_coverage=True).check(inputs([tmp_path / "data.ttl"], None)).coverage
        for kind in ("none", "rdfs")
    ]
    assert [each and (each.statements, each.nodes) for each in found] == [
        (Share(0, 2), Share(0, 2)),
        (Share(1, 2), Share(1, 2)),
    ]


def test_a_percentage_is_exact_and_rounded_down() -> None:
    """What is not all is never 100 %, and a limit is compared without rounding; of nothing, nothing is looked at."""
    nearly = Share(10**20 - 1, 10**20)

    assert (nearly.percent, Share(3, 3).percent, Share(2, 3).percent) == (
        Decimal("99.99"),
        Decimal(100),
        Decimal("66.66"),
    )
    assert not nearly.reaches(Decimal(100))
    assert nearly.reaches(Decimal("99.9999999"))
    assert Share(199, 200).reaches(Decimal("99.5"))
    assert (Share(0, 0).percent, Share(0, 0).reaches(Decimal(0))) == (Decimal(0), False)


# --- circles and depth -----------------------------------------------------------------------------------------------


def test_circles_end() -> None:
    """Shapes, lists, paths, classes and data that lead back to themselves are gone round once."""
    shapes = """e:S sh:targetClass e:C ; sh:node e:S ; sh:property e:P ; sh:or _:l .
        e:P sh:path e:p ; sh:node e:S ; sh:property e:P . _:l rdf:first e:S ; rdf:rest _:l .
        e:T sh:targetNode e:x ; sh:property [ sh:path _:path ], [ sh:path _:both ],
            [ sh:path [ sh:zeroOrMorePath _:star ] ] .
        _:path sh:inversePath _:path . _:both sh:alternativePath ( e:q _:both ) .
        _:star sh:zeroOrMorePath _:star ."""
    found = looked_at(
        "e:x a e:D ; e:p e:y ; e:q 1 . e:y e:p e:x .", shapes, "e:C rdfs:subClassOf e:D . e:D rdfs:subClassOf e:C ."
    )

    assert (found.statements, found.nodes) == (Share(4, 4), Share(2, 2))


def test_depth_ends() -> None:
    """Long lists, paths within paths, shapes within shapes and chains of nodes need no more stack than short ones."""
    deep, many = 3000, " ".join(f"e:a{number}" for number in range(3000))
    nested = "[ sh:inversePath " * 100 + "e:q" + " ]" * 100
    inner = "".join(f"_:s{number} sh:node _:s{number + 1} . " for number in range(deep))
    chain = "".join(f"e:n{number} e:next e:n{number + 1} . " for number in range(deep))
    shapes = f"""e:S sh:targetNode e:n0 ; sh:node _:s0 ; sh:or ( {many} ) ;
        sh:property [ sh:path [ sh:alternativePath ( {many} e:p ) ] ], [ sh:path ( e:p {many} ) ], [ sh:path {nested} ],
        [ sh:path [ sh:zeroOrMorePath e:next ] ] . {inner} _:s{deep} sh:property [ sh:path e:last ] ."""
    found = looked_at(f"{chain} e:n0 e:p 1 ; e:q 1 ; e:last 1 .", shapes)

    assert found.statements == Share(deep + 3, deep + 3)


def test_a_path_that_says_things_over_and_over_ends() -> None:
    """Twenty alternatives of two, each within the next, are a million paths of the same property."""
    within = "".join(f"_:p{number} sh:alternativePath ( _:p{number + 1} _:p{number + 1} ) . " for number in range(20))
    shapes = f"e:S sh:targetNode e:x ; sh:property [ sh:path _:p0 ] . {within} _:p20 sh:alternativePath ( e:p e:p ) ."

    assert looked_at("e:x e:p 1 .", shapes).statements == Share(1, 1)


# --- our own graph ---------------------------------------------------------------------------------------------------

KINDS_OF_OTHER_PAGES = {
    *("IngredientClaim", "InteractingProteinClaim", "OverdoseSymptomClaim", "PatentClaim", "PathwayClaim"),
    *("PharmacogenomicClaim", "ReactionClaim", "SpectrumClaim"),
}
"""Classes of claims that neither page has."""


@pytest.fixture(scope="module")
def own() -> Coverage:
    """Return what our shapes look at in our graph."""
    return own_coverage(list(dict.fromkeys(read_triples(resources.resource("data", "anakinra.ttl")))))


def own_coverage(data: list[Triple]) -> Coverage:
    """Return what our shapes look at in a graph."""
    terms = [triple for file in ontology_files() for triple in read_triples(file)]
    return coverage(data, Shapes(read_triples(resources.resource("ontology", "shapes.ttl"))), terms)


def test_our_shapes_look_at_every_statement_about_our_nodes(own: Coverage) -> None:
    """What is left are the terms of the ontology that the graph repeats for other tools: their labels and axioms."""
    data = list(read_triples(resources.resource("data", "anakinra.ttl")))
    classes = {triple.subject for triple in data if triple.predicate.value == str(RDFS.subClassOf)}
    terms = {triple.subject.value for triple in data if isinstance(triple.subject, NamedNode)} - {
        triple.subject.value
        for triple in data
        if isinstance(triple.subject, NamedNode) and triple.predicate.value == str(RDF.type)
    }

    assert own.statements.percent >= Decimal("99.4")
    assert {name for name, share in own.properties.items() if share.left} == {
        *map(str, (RDF.type, RDFS.label, RDFS.subClassOf))
    }
    assert 0 < own.nodes.left <= len(terms)
    assert len(classes) <= len(terms)
    assert [left.name for left in own.classes] == [""]


def test_no_shape_of_ours_looks_at_nothing(own: Coverage) -> None:
    """Each shape has a node in our graph, but those of claims that only other pages have."""
    assert set(own.idle_shapes) == {SHAPES + name for name in KINDS_OF_OTHER_PAGES}
    assert not KINDS_OF_OTHER_PAGES & {
        triple.object.value.removeprefix(AKG)
        for triple in read_triples(resources.resource("data", "anakinra.ttl"))
        if triple.predicate.value == str(RDF.type) and isinstance(triple.object, NamedNode)
    }


def test_a_graph_of_ten_times_the_size_takes_seconds(tmp_path: Path) -> None:
    """The time grows with the graph, and so do the counts."""
    (tmp_path / "many.nt").write_text(copies(str(resources.resource("data", "anakinra.ttl")), TEN_TIMES), "utf-8")
    data = list(read_triples(tmp_path / "many.nt"))
    before = time.process_time()
    found = own_coverage(data)

    assert time.process_time() - before < 20  # 3 s where it was measured
    assert found.statements.all == len(data)
    assert found.statements.percent >= Decimal("99.9")


# --- as text ---------------------------------------------------------------------------------------------------------


def test_the_text_fits_in_80_columns_and_shows_the_first_of_each_list() -> None:
    """Long lists are cut and say so; no character of a graph reaches the terminal as a command."""
    properties = "".join(
        f"e:x e:p{number} 1 . e:y{number} a e:C{number}, <urn:x:\u202e{number}> . " for number in range(12)
    )
    shapes = "".join(
        f"e:S{number} sh:targetClass e:None ; sh:nodeKind sh:IRI . e:P sh:property [ sh:path e:q{number} ] . "
        for number in range(12)
    )
    text = coverage_text(looked_at(properties, f"e:P sh:targetNode e:x . {shapes}"))

    assert text.splitlines()[0] == "coverage: 0 of 36 statements (0 %), 1 of 13 nodes (7.69 %)"
    assert text.count("\n        … ") == 4
    assert "    12 of 13 shapes with a target have no node:\n        urn:x:S0\n" in text
    assert "    12 of 12 property shapes have no value to look at:\n        urn:x:P, path <urn:x:q0>\n" in text
    assert max(map(len, text.splitlines())) <= 80
    assert "\u202e" not in text
