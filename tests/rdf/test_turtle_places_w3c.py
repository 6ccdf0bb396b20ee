"""The syntax and evaluation tests of the W3C for Turtle, TriG and N-Triples, run from their manifests as published."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from anakinra_kg.errors import GraphSyntaxError
from anakinra_kg.rdf.files import SYNTAXES
from anakinra_kg.rdf.turtle_places import places
from tests.support.checkout import CHECKOUT
from tests.support.places import read_back

SUITE = Path(os.environ.get("ANAKINRA_KG_W3C") or CHECKOUT.parent / "shared" / "w3c") / "rdf11"
_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

GOOD = {"rdf-turtle": 219, "rdf-trig": 241, "rdf-n-triples": 41}
"""How many texts of each suite are well formed: its positive syntax tests and its evaluation tests."""
BAD = {"rdf-turtle": 94, "rdf-trig": 115, "rdf-n-triples": 29}
SYNTAX = {"rdf-turtle": "turtle", "rdf-trig": "trig", "rdf-n-triples": "ntriples"}

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason=f"the tests of the W3C are not at {SUITE}")


@cache
def cases(suite: str, *, negative: bool) -> list[Path]:
    """Return the files that the manifest of a suite calls well formed, or not."""
    manifest = SUITE / suite / "manifest.ttl"
    base = manifest.as_uri()
    kinds, actions = {}, {}
    for quad in parse(path=manifest, format=RdfFormat.TURTLE, base_iri=base):
        if quad.predicate.value == _TYPE and "/rdftest#Test" in quad.object.value:
            kinds[quad.subject] = quad.object.value
        elif quad.predicate.value == _MF + "action":
            assert isinstance(quad.object, NamedNode)
            actions[quad.subject] = manifest.parent / quad.object.value.rpartition("/")[2]
    return [actions[test] for test, kind in kinds.items() if ("Negative" in kind) is negative]


@pytest.mark.parametrize("suite", GOOD)
def test_every_good_text_is_placed(suite: str) -> None:
    """The terms that are found, in order, are those of the parser, and each place holds its term."""
    placed = 0
    for path in cases(suite, negative=False):
        text, base = path.read_bytes().decode(), f"https://w3c.example/{suite}/{path.name}"
        theirs = list(parse(text, format=SYNTAXES[SYNTAX[suite]], base_iri=base))
        found = list(places(text, SYNTAX[suite], base, parsed=theirs))

        assert [quad for quad, _ in found] == theirs
        assert read_back(found, text, SYNTAX[suite], base) == [], path.name
        placed += 1

    assert placed == GOOD[suite]


@pytest.mark.parametrize("suite", BAD)
def test_no_bad_text_is_placed(suite: str) -> None:
    """What the parser refuses has no places: its error comes before the first."""
    answered = []
    for path in cases(suite, negative=True):
        text = path.read_bytes().decode(errors="surrogateescape")
        try:
            next(places(text, SYNTAX[suite], "https://w3c.example/"), None)
        except GraphSyntaxError:
            continue
        answered.append(path.name)

    assert answered == []
    assert len(cases(suite, negative=True)) == BAD[suite]
