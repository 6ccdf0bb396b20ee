"""The adversary's faults, made from the ontology and the facts, are caught, or listed with the reason why not.

`python -m tests.support.adversary --list` prints the table of faults by kind, and those that escape.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from rdflib import URIRef

from anakinra_kg.rdf.files import rdflib_graph
from anakinra_kg.rdf.names import SHAPES
from anakinra_kg.validation.engine import validate
from tests.support.adversary import Fault, all_faults, thinned
from tests.support.adversary.escapes import accepted, reasons
from tests.support.adversary.judge import ESCAPED, Judge, judged
from tests.support.adversary.world import World, sound

if TYPE_CHECKING:
    from rdflib import Graph

pytest.importorskip("pyrudof", reason="pyrudof is not installed: pip install pyrudof")
pytestmark = pytest.mark.xdist_group("faults of the adversary")  # made once, in one process
_GOAL = 0.95


@pytest.fixture(scope="module")
def world() -> World:
    """Return the committed graph."""
    return sound()


@pytest.fixture(scope="module")
def faults(world: World) -> list[Fault]:
    """Return all faults of the adversary."""
    return all_faults(world)


@pytest.fixture(scope="module")
def judge(world: World) -> Judge:
    """Return what tells whether a fault is caught."""
    return Judge(world)


@pytest.fixture(scope="module")
def sample(faults: list[Fault]) -> list[Fault]:
    """Return some faults, the same ones each time."""
    return random.Random(13).sample(faults, 50)


def test_the_sound_graph_has_no_findings(judge: Judge) -> None:
    """What is found in a broken graph is the fault's."""
    assert judge.sound_hits == set()


def test_each_fault_breaks_the_sound_graph(world: World, faults: list[Fault]) -> None:
    """A fault takes out what is there, puts in what is not, and no other fault is the same."""
    idle = [
        f.name for f in faults if not (f.removed or f.added) or f.removed - world.triples or f.added & world.triples
    ]

    assert idle == []
    assert len({(f.removed, f.added) for f in faults}) == len({f.name for f in faults}) == len(faults)


def test_each_property_of_each_class_has_a_fault(world: World, faults: list[Fault]) -> None:
    """No statement of the graph is of a kind that the adversary leaves alone."""
    changed = {(world.class_of(t.subject), t.predicate) for f in faults if f.kind != "bulk" for t in f.removed}  # type: ignore[arg-type]

    assert world.used.keys() - changed == set()


def test_a_part_of_the_faults_is_of_every_kind(faults: list[Fault]) -> None:
    """A smaller run sees each kind of change."""
    assert {f.kind for f in thinned(faults)} == {f.kind for f in faults}


def test_faults_together_are_judged_as_one_by_one(judge: Judge, sample: list[Fault]) -> None:
    """Many faults in one graph get the verdicts that each gets alone."""
    together = {name: v for batch in judge.batches(sample) for name, v in judge.verdicts(batch).items()}
    alone = {fault.name: judge.verdicts([fault])[fault.name] for fault in sample[:20]}

    assert {name: v.severity == ESCAPED for name, v in alone.items()} == {
        name: together[name].severity == ESCAPED for name in alone
    }


def test_a_sample_is_caught_or_accepted(judge: Judge, sample: list[Fault]) -> None:
    """Some faults are caught, or may escape for a stated reason."""
    verdicts = {name: v for batch in judge.batches(sample) for name, v in judge.verdicts(batch).items()}

    assert [name for name, v in verdicts.items() if v.severity == ESCAPED and not accepted(name)] == []


def test_pyshacl_agrees_on_a_sample(
    world: World, judge: Judge, sample: list[Fault], shapes: Graph, ontology: Graph
) -> None:
    """The engine of record finds at a fault just what the quick one finds: the same shapes at the same nodes."""
    for fault in sample[:3]:
        found = validate(rdflib_graph(fault.apply(world.triples)), shapes, ontology, "pyshacl")
        quick = {(h.shape, h.focus) for h in judge.hits([fault]) if (URIRef(SHAPES + h.shape), None, None) in shapes}

        assert {(f.shape.rpartition("#")[2], f.focus) for f in found} == quick, fault.name


@pytest.mark.slow
def test_nearly_all_faults_are_caught(faults: list[Fault]) -> None:
    """Of all faults at least the goal is caught, and each that escapes is listed with its reason."""
    verdicts = judged(faults)
    escaped = [fault.name for fault in faults if verdicts[fault.name].severity == ESCAPED]

    assert [name for name in escaped if not accepted(name)] == []
    assert len(escaped) <= (1 - _GOAL) * len(faults)
    assert {accepted(name) for name in escaped} == set(reasons())
