"""Where the time of a validation goes: each shape by itself, on data that each engine reads once."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from anakinra_kg.rdf.files import numbered
from anakinra_kg.validation.formats.profile import profile_text
from anakinra_kg.validation.profile import Clock, Profile, ShapeTime, profile
from anakinra_kg.validation.running import ENGINES, Runs, is_installed
from anakinra_kg.validation.shapes import Shapes
from anakinra_kg.validation.targets import target_nodes

if TYPE_CHECKING:
    from anakinra_kg.validation.results import Result

INSTALLED = [
    pytest.param(name, marks=[] if is_installed(name) else pytest.mark.skip(f"the engine {name} is not installed"))
    for name in ENGINES
]


def read(text: str) -> list[Triple]:
    """Return the triples of Turtle."""
    prefixes = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <https://x.example/> . "
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    )
    return list(numbered(quad.triple for quad in parse(prefixes + text, format=RdfFormat.TURTLE)))


CORE = """
e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property e:P, [ sh:path e:q ; sh:minCount 1 ] ; sh:node e:T ;
    sh:message "Fix it." .
e:P sh:path ( e:p [ sh:zeroOrMorePath e:p ] ) ; sh:targetNode e:z ; sh:maxCount 0 .
e:T a sh:NodeShape ; sh:targetSubjectsOf e:q ; sh:or ( [ sh:path e:r ; sh:minCount 1 ] e:S2 ) .
e:S2 a sh:NodeShape ; sh:targetObjectsOf e:p ; sh:nodeKind sh:Literal .
e:D a rdfs:Class, sh:NodeShape ; sh:property [ sh:path e:p ; sh:maxCount 0 ; sh:deactivated true ],
    [ sh:path e:p ; sh:qualifiedValueShape e:S2 ; sh:qualifiedMinCount 2 ] .
e:E a rdfs:Class, sh:NodeShape ; sh:node e:S2, e:D .
[] a sh:NodeShape ; sh:targetNode e:x, e:z ; sh:closed true .
"""
SPARQL = """
e:Q a sh:NodeShape ; sh:targetClass e:C ; sh:property e:P ;
    sh:sparql [ sh:select "SELECT $this WHERE { $this y:p ?o }" ; sh:prefixes e:one ] .
e:one owl:imports e:two . e:two sh:declare [ sh:prefix "y" ; sh:namespace "https://x.example/" ] .
"""
OWN = """
e:K a sh:NodeShape ; sh:targetClass e:C ; e:most 0 .
e:Most a sh:ConstraintComponent ; sh:parameter [ sh:path e:most ] ;
    sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER ($most > 0) }" ; sh:message "Less." ] .
"""
DATA = """
e:x a e:C ; e:p e:y . e:y a e:C, e:D, e:E ; e:p 1 ; e:q 1 . e:z a e:C ; e:p e:z, e:x ; e:q 2 . e:w a e:D ; e:r 1 .
_:b a e:C ; e:p _:b .
"""


def runs_of(shapes: str, engine: str, data: str = DATA) -> tuple[Runs, dict[str, list[Result]]]:
    """Return runs of shapes on data, and the results of each shape with a target by itself."""
    rules, triples = Shapes(read(shapes)), read(data)
    runs = Runs(triples, rules, engine)
    runs.all()
    return runs, {str(shape): runs.of(shape) for shape in target_nodes(rules, [], triples)}


@pytest.mark.parametrize("shapes", [CORE, CORE + SPARQL, CORE + OWN], ids=["core", "sparql", "component of its own"])
@pytest.mark.parametrize("engine", INSTALLED)
def test_each_shape_finds_by_itself_what_it_finds_with_the_others(engine: str, shapes: str) -> None:
    """It has what it refers to, and none of the targets of others, so all of them together find what all find."""
    runs, alone = runs_of(shapes, engine)

    def told(results: list[Result]) -> Counter[tuple[str, str]]:
        return Counter((str(result.focus), result.component) for result in results)

    assert sum((told(results) for results in alone.values()), Counter()) == told(runs.all())
    assert all(alone.values())


@pytest.mark.parametrize("engine", INSTALLED)
def test_shapes_are_run_by_the_engine_that_would_run_them(engine: str) -> None:
    """What the quick engine refuses, pySHACL has run, and runs by itself too."""
    quick, full = {engine}, "pyshacl"

    assert {*runs_of(CORE, engine)[0].engines} == quick
    assert {*runs_of(CORE + SPARQL, engine)[0].engines} == quick | {full}
    assert {*runs_of(CORE + OWN, engine)[0].engines} == {full}
    digits = DATA + "e:long e:n 1.00000000000000000000000000000000000000001 ."
    assert {*runs_of(CORE, engine, digits)[0].engines} == {full}


@pytest.mark.parametrize("engine", INSTALLED)
def test_the_slowest_shape_is_the_first(engine: str) -> None:
    """A shape has its processor time, target nodes and results; one without nodes takes no time."""
    shapes = """e:None sh:targetClass e:None ; sh:nodeKind sh:Literal .
        e:Few sh:targetClass e:Few ; sh:nodeKind sh:Literal .
        e:Many sh:targetClass e:Many ; sh:property [ sh:path [ sh:zeroOrMorePath e:next ] ; sh:maxCount 1000 ] ."""
    chain = "".join(f"e:n{number} a e:Many ; e:next e:n{number + 1} . " for number in range(150))
    triples, rules = read(f"{chain} e:f1 a e:Few . e:f2 a e:Few ."), Shapes(read(shapes))
    found = profile(Runs(triples, rules, engine), target_nodes(rules, [], triples), {"reading": 1.0, "running": 2.0})

    assert [
        (each.shape, each.nodes, each.results) for each in found.shapes if each.shape != "https://x.example/None"
    ] == [
        ("https://x.example/Many", 150, 0),
        ("https://x.example/Few", 2, 2),
    ]
    assert ShapeTime("https://x.example/None", 0, 0, 0) in found.shapes
    assert found.shapes[0].seconds > max(found.shapes[1].seconds, found.shapes[2].seconds) >= 0
    assert (found.engines, found.total, found.idle > 0) == ((engine,), 3.0, True)


def test_a_clock_adds_up_the_time_of_the_processor() -> None:
    """A part that comes again is counted again; time that passes without work is not."""
    clock = Clock()
    time.sleep(0.2)
    clock.lap("waiting")
    for _ in range(2):
        end = time.process_time() + 0.05
        while time.process_time() < end:
            pass
        clock.lap("working")

    assert list(clock.parts) == ["waiting", "working"]
    assert clock.parts["waiting"] < 0.1 <= clock.parts["working"]


def test_the_text_fits_in_80_columns_and_shows_the_slowest() -> None:
    """The shapes that are not shown are counted and added up; no name reaches the terminal as a command."""
    shapes = tuple(ShapeTime(f"urn:x:\x1b{number}", 1 / (number + 1), number, 0) for number in range(25))
    text = profile_text(Profile(("shacl", "pyshacl"), {"reading": 0.25, "running": 1.5}, shapes, 0.125))
    lines = text.splitlines()

    assert lines[:4] == [
        "profile: processor seconds; engine shacl and pyshacl",
        "        0.250  reading",
        "        1.500  running",
        "        1.750  together",
    ]
    assert lines[5:8] == [
        "      seconds    nodes  results  shape, by itself",
        "        1.000        0        0  urn:x:\\x1b0",
        "        0.500        1        0  urn:x:\\x1b1",
    ]
    assert lines[-3:] == [
        "        0.218                    5 more",
        "        3.816                    together",
        "        0.125                    the engine without shapes, once",
    ]
    assert max(map(len, lines)) <= 80
