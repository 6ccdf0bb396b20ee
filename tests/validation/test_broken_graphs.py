"""Graphs that break every constraint of SHACL, in every syntax: what is printed in every format, and nothing else.

`tests/expected/broken/` has the graphs, their shapes, and what is expected, which
`python -m tests.validation.test_broken_graphs` writes anew.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import chdir
from typing import TYPE_CHECKING

import pyshacl
import pytest
from rdflib import SH, BNode, Graph, URIRef

from anakinra_kg import __version__
from anakinra_kg.rdf.inputs import inputs
from anakinra_kg.validation.engine import ENGINES, Validator
from anakinra_kg.validation.formats import WRITERS
from anakinra_kg.validation.shapes import CORE_COMPONENTS
from tests.support.checkout import CHECKOUT
from tests.support.command_line import run

if TYPE_CHECKING:
    from rdflib.term import Node

    from anakinra_kg.validation.findings import Report

FOLDER = CHECKOUT / "tests" / "expected" / "broken"
SYNTAXES = ("ttl", "trig", "nt", "nq", "jsonld", "rdf")
MESSAGES = FOLDER / "syntax.expected"


def report(ending: str, engine: str | None = None) -> Report:
    """Return the report on the graph in a syntax."""
    with chdir(FOLDER):
        validator = Validator([FOLDER / "shapes.ttl"], [FOLDER / "shapes.ttl"], engine)
        return validator.check(inputs([f"graph.{ending}"]))


def written(ending: str, form: str) -> str:
    """Return the report on the graph in a syntax and a format, without the version of the package."""
    return WRITERS[form](report(ending)).replace(f'"version": "{__version__}"', '"version": "…"')


def messages() -> str:
    """Return what is said of the files that do not parse."""
    with chdir(FOLDER):
        return "".join(run("validate", f"syntax.{ending}").stderr for ending in SYNTAXES)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("ending", SYNTAXES)
def test_the_bytes_are_those_expected(ending: str, form: str) -> None:
    """The same graph gives the same bytes in each format, on every machine, with its places."""
    assert written(ending, form) == (FOLDER / f"graph.{ending}.{form}.expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("ending", SYNTAXES)
def test_the_results_are_those_of_the_referee(ending: str, engine: str) -> None:
    """By itself pySHACL gives the same focus nodes, paths, values, components and severities, each as often."""
    if engine != "pyshacl":
        pytest.importorskip({"rudof": "pyrudof"}.get(engine, engine))
    _, results, _ = pyshacl.validate(
        Graph().parse(FOLDER / "graph.ttl", publicID="https://example.org/"),
        shacl_graph=Graph().parse(FOLDER / "shapes.ttl"),
    )

    def name(node: Node | None) -> str:
        return "" if node is None else "_:" if isinstance(node, BNode) else str(node)

    def path(node: Node | None) -> str:
        return str(node) if isinstance(node, URIRef) else ""

    theirs = Counter(
        (
            name(results.value(result, SH.focusNode)),
            path(results.value(result, SH.resultPath)),
            name(results.value(result, SH.value)),
            str(results.value(result, SH.sourceConstraintComponent)),
            str(results.value(result, SH.resultSeverity)),
        )
        for result in results.objects(None, SH.result)
    )
    ours = Counter(
        (
            re.sub("^_:.*", "_:", finding.focus),
            finding.path if finding.path.startswith("https:") else "",
            re.sub("^_:.*", "_:", finding.value),
            f"{SH}{finding.constraint}ConstraintComponent",
            finding.severity if ":" in finding.severity else f"{SH}{finding.severity}",
        )
        for finding in report(ending, engine).findings
    )

    assert ours == theirs
    assert ours.total() > len(CORE_COMPONENTS)


def test_every_constraint_of_shacl_is_broken() -> None:
    """None of those of SHACL Core is left out, nor the one in SPARQL."""
    broken = {f"{SH}{finding.constraint}ConstraintComponent" for finding in report("ttl").findings}

    assert CORE_COMPONENTS - broken == {f"{SH}PropertyConstraintComponent"}
    assert f"{SH}SPARQLConstraintComponent" in broken


@pytest.mark.parametrize("ending", SYNTAXES)
def test_every_finding_has_its_place(ending: str) -> None:
    """In JSON-LD and RDF/XML a blank node has none."""
    unplaced = {finding.focus for finding in report(ending).findings if finding.place is None}

    assert all(focus.startswith("_:") for focus in unplaced)
    assert ending in {"jsonld", "rdf"} or not unplaced


def test_the_syntaxes_have_the_same_findings() -> None:
    """A graph is the same however it is written; only the names of blank nodes follow the order of the text."""
    found = [
        Counter(re.sub(r"_:b\d+", "_:", str(finding.order())) for finding in report(ending).findings)
        for ending in SYNTAXES
    ]

    assert found[1:] == found[:-1]


def test_what_does_not_parse_is_told_with_line_and_column() -> None:
    """And with what the parser expected, in each syntax."""
    assert messages() == MESSAGES.read_text(encoding="utf-8")


if __name__ == "__main__":
    for syntax in SYNTAXES:
        for each in WRITERS:
            (FOLDER / f"graph.{syntax}.{each}.expected").write_text(written(syntax, each), encoding="utf-8")
    MESSAGES.write_text(messages(), encoding="utf-8")
