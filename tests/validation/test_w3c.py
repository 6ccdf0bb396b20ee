"""The SHACL test suite of the W3C, core and SPARQL, run from its manifests as published, on each engine.

`pytest -n 0 -s tests/validation/test_w3c.py -k table` prints how many cases each engine gets right.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from anakinra_kg.errors import ShapeError
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.validation.engine import ENGINES, validate
from anakinra_kg.validation.findings import Report
from anakinra_kg.validation.formats.turtle import as_turtle
from anakinra_kg.validation.lint import lint
from anakinra_kg.validation.running import is_installed
from anakinra_kg.validation.shapes import SH, Shapes
from tests.support.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anakinra_kg.validation.findings import Finding

SUITE = Path(os.environ.get("ANAKINRA_KG_W3C") or CHECKOUT.parent / "shared" / "w3c") / "shacl"
_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_SHT = "http://www.w3.org/ns/shacl-test#"

WRONG = {
    (
        "pyshacl",
        "core/property/uniqueLang-002",
    ): 'only `true` sets sh:uniqueLang; pySHACL takes "1"^^xsd:boolean for it',
    ("pyshacl", "sparql/pre-binding/shapesGraph-001"): "pySHACL does not give queries the graph of shapes",
    ("rudof", "sparql/pre-binding/shapesGraph-001"): "queries are run by pySHACL, as above",
    ("shacl", "sparql/pre-binding/shapesGraph-001"): "queries are run by pySHACL, as above",
}
"""What an engine gets wrong, and why."""

COUNTS = {
    ("core", "shacl"): 98,
    ("core", "rudof"): 98,
    ("core", "pyshacl"): 97,
    **{("sparql", engine): 21 for engine in ENGINES},
}
Expected = list[tuple[str, ...]] | None
"""Focus, path, value, component, severity, shape of each result; None where an engine must fail."""


class Manifest:
    """A file of the suite: its triples, and what its manifest says."""

    def __init__(self, path: Path) -> None:
        self.path, self.triples = path, list(read_triples(path))
        self.shapes = Shapes(self.triples)

    def values(self, subject: object, predicate: str) -> list[object]:
        """Return the values of a property."""
        return [t.object for t in self.triples if t.subject == subject and t.predicate.value == predicate]

    def file(self, subject: object, predicate: str) -> Path:
        """Return the file that a property names."""
        (node,) = self.values(subject, predicate)
        assert isinstance(node, NamedNode)
        return Path(node.value.removeprefix("file://"))

    def expected(self, report: object) -> Expected:
        """Return the results of a report."""
        if report == NamedNode(_SHT + "Failure"):
            return None
        return sorted(map(self._result, self.shapes.objects(report, "result")))

    def _result(self, node: object) -> tuple[str, ...]:
        names = ("focusNode", "resultPath", "value", "sourceConstraintComponent", "resultSeverity", "sourceShape")
        found = [next(iter(self.shapes.objects(node, name)), None) for name in names]
        focus, path, value, component, severity, shape = found
        told = path.value if isinstance(path, NamedNode) else self.shapes.path_text(path)
        return (
            _text(focus),
            told,
            _text(value),
            # A component that shapes define themselves keeps its IRI.
            re.sub(rf"^{re.escape(SH)}(.*)ConstraintComponent$", r"\1", _text(component)),
            _text(severity).removeprefix(SH),
            _text(self.shapes.owner(shape)),
            "" if not isinstance(value, Literal) else f"@{value.language}" if value.language else value.datatype.value,
        )


def _text(node: object) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else "_:" if isinstance(node, BlankNode) else ""


def _told(finding: Finding) -> tuple[str, ...]:
    record = (finding.focus, finding.path, finding.value, finding.constraint, finding.severity, finding.shape)
    return (*("_:" if text.startswith("_:") else text for text in record), finding.datatype)


def cases(manifest: Path) -> Iterator[tuple[str, Manifest, object]]:
    """Yield the name, the file and the node of each case below a manifest."""
    read = Manifest(manifest)
    for triple in read.triples:
        if triple.predicate.value == _MF + "include" and isinstance(triple.object, NamedNode):
            yield from cases(Path(triple.object.value.removeprefix("file://")))
        elif triple.predicate.value == _MF + "entries":
            for node in read.shapes.members(triple.object):
                yield manifest.relative_to(SUITE.resolve()).with_suffix("").as_posix(), read, node


ALL = list(cases(SUITE.resolve() / "manifest.ttl")) if SUITE.is_dir() else []
available = pytest.mark.skipif(not ALL, reason="the W3C suite is not at hand: set ANAKINRA_KG_W3C to its folder")


def is_right(manifest: Manifest, node: object, engine: str) -> bool:
    """Return whether an engine gives the results of a case."""
    if not is_installed(engine):
        pytest.skip(f"the engine {engine} is not installed")
    (action,), (report,) = manifest.values(node, _MF + "action"), manifest.values(node, _MF + "result")
    files = [manifest.file(action, _SHT + name) for name in ("dataGraph", "shapesGraph")]
    data, shapes = (manifest.triples if file == manifest.path else list(read_triples(file)) for file in files)
    try:
        lint(files[1], (), own=False)
        found: Expected = sorted(map(_told, validate(data, shapes, [], engine)))
    except ShapeError:
        found = None
    return found == manifest.expected(report)


@available
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", ALL, ids=lambda case: case[0])
def test_a_case_of_the_suite(case: tuple[str, Manifest, object], engine: str) -> None:
    """Verdict and results are those of the suite, as focus, path, value, component, severity and shape."""
    name, manifest, node = case

    assert is_right(manifest, node, engine) == ((engine, name) not in WRONG)


@available
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("case", ALL, ids=lambda case: case[0])
def test_the_report_in_turtle_says_what_the_findings_say(case: tuple[str, Manifest, object], tmp_path: Path) -> None:
    """Nodes, paths, values, components and severities come back as they were."""
    _, manifest, node = case
    (action,) = manifest.values(node, _MF + "action")
    data, shapes = (list(read_triples(manifest.file(action, _SHT + name))) for name in ("dataGraph", "shapesGraph"))
    try:
        found = validate(data, shapes, [], "pyshacl")
    except ShapeError:
        pytest.skip("an engine must refuse these shapes: there is no report")
    path = tmp_path / "report.ttl"
    path.write_text(as_turtle(Report(1, 1, 1, tuple(found), {})), encoding="utf-8")
    again = Manifest(path)
    (report,) = (t.subject for t in again.triples if t.object == NamedNode(SH + "ValidationReport"))

    def without_shape(results: Expected) -> Expected:
        return sorted((*result[:5], result[6]) for result in results or ())

    assert without_shape(again.expected(report)) == without_shape([*map(_told, found)])


@available
@pytest.mark.filterwarnings("ignore")
def test_table_of_the_suite() -> None:
    """As many cases are right as are said to be."""
    right = dict.fromkeys(COUNTS, 0)
    for part, engine in COUNTS:
        right[part, engine] = sum(is_right(m, node, engine) for name, m, node in ALL if name.startswith(part))
        of = sum(name.startswith(part) for name, _, _ in ALL)
        print(f"{part:<8}{engine:<9}{right[part, engine]:>3} of {of}")  # noqa: T201 - for people, with `-s`

    assert right == COUNTS
