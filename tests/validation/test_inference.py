"""What is inferred before shapes look at a graph."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyshacl
import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import SH, Graph

from anakinra_kg.rdf.inputs import inputs
from anakinra_kg.validation.engine import ENGINES, Validator
from anakinra_kg.validation.inference import KINDS, with_inferred

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """
@prefix e: <urn:x:> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
DATA = "e:a e:mother e:b . e:b e:age 3 . e:c e:child e:d . e:d a e:Person ."
ONTOLOGY = (
    "e:mother rdfs:subPropertyOf e:parent ; rdfs:range e:Woman . e:Woman rdfs:subClassOf e:Person ."
    "e:parent owl:inverseOf e:child ; rdfs:domain e:Person ."
)
SHAPES = (
    "e:S a sh:NodeShape ; sh:targetClass e:Person ; sh:property [ sh:path e:age ; sh:minCount 1 ] ;"
    "sh:property [ sh:path e:parent ; sh:maxCount 0 ] ; sh:property [ sh:path e:child ; sh:maxCount 0 ] ."
)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Return a graph, its ontology and shapes."""
    texts = {"data": DATA, "ontology": ONTOLOGY, "shapes": SHAPES}
    for name, text in texts.items():
        (tmp_path / f"{name}.ttl").write_text(PREFIXES + text, encoding="utf-8")
    return {name: tmp_path / f"{name}.ttl" for name in texts}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_results_are_those_of_pyshacl(kind: str, engine: str, files: dict[str, Path]) -> None:
    """Its users move over and find the same, at the same nodes."""
    _, results, _ = pyshacl.validate(
        Graph().parse(files["data"]),
        shacl_graph=Graph().parse(files["shapes"]),
        ont_graph=Graph().parse(files["ontology"]),
        inference=kind,
    )
    theirs = Counter(
        (str(results.value(node, SH.focusNode)), str(results.value(node, SH.value) or ""))
        for node in results.objects(None, SH.result)
    )
    validator = Validator([files["shapes"]], [files["ontology"]], engine, inference=kind)
    report = validator.check(inputs([files["data"]]))

    assert Counter((finding.focus, finding.value) for finding in report.findings) == theirs
    assert theirs.total() == {"none": 1, "rdfs": 3, "owlrl": 5}[kind]
    assert report.triples == DATA.count(" .")


def test_what_is_inferred_comes_after_what_is_said_and_is_not_of_the_ontology() -> None:
    """Places are looked up by the order of the triples, and the ontology is not validated."""
    data, ontology = (
        [quad.triple for quad in parse(PREFIXES + text, format=RdfFormat.TURTLE)] for text in (DATA, ONTOLOGY)
    )
    inferred = with_inferred(data, ontology, "owlrl")

    assert inferred[: len(data)] == data
    assert not {*inferred} & {*ontology}
    assert inferred == with_inferred(data[::-1], ontology[::-1], "owlrl")[len(data) - 1 :: -1] + inferred[len(data) :]
