"""The record of the IRIs and names that users rely on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import AKD, term
from anakinra_kg.resources import resource
from tests.support.make_iris import COMMAND, iris

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from anakinra_kg.dataset.build import Build


def test_the_record_is_that_of_the_graph() -> None:
    """A name that comes or changes is seen in a review; `anakinra-kg diff` takes the record as it is in a version."""
    assert resource("data", "iris.tsv").read_text(encoding="utf-8") == iris(), (
        f"run `{COMMAND}` and read the difference"
    )


def test_every_iri_of_the_graph_is_plain_and_short(built: Build) -> None:
    """A kind, a slash and a key that needs no escape in Turtle; 150 characters at most without the fragment."""
    nodes = {n.value for t in built.triples for n in (t.subject, t.object) if isinstance(n, NamedNode)}
    nodes = {iri for iri in nodes if iri.startswith(AKD)}

    assert len(nodes) > 1900
    for iri in nodes - {AKD + "dataset"}:
        whole, _, fragment = iri.removeprefix(AKD).partition("#")
        assert re.fullmatch(r"[a-z-]+/[A-Za-z0-9]+(--?[A-Za-z0-9]+)*", whole), iri
        assert not fragment or re.fullmatch(r"char=\d+,\d+", fragment), iri
        assert len(AKD + whole) <= 150, iri


def test_a_term_that_is_deprecated_names_the_one_that_replaces_it() -> None:
    """Whoever uses an old term learns what to use now."""
    triples: set[Triple] = set(read_triples(resource("ontology", "anakinra.ttl")))
    old = {t.subject for t in triples if t.predicate == term("owl:deprecated")}

    assert old == {t.subject for t in triples if t.predicate == term("dcterms:isReplacedBy")}
