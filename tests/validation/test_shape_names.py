"""Shapes and checks are named as reports print them, and a name that is none is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.rdf.names import SHAPES
from anakinra_kg.validation.engine import check
from anakinra_kg.validation.findings import Report
from anakinra_kg.validation.selection import Selection, selected
from anakinra_kg.validation.shape_names import Choice, ShapeNames, rule_iri
from tests.support.doses import DOSE, UNIT, validated

if TYPE_CHECKING:
    from pathlib import Path

NAMES = frozenset({f"{SHAPES}Gap-field", "https://example.org/Gap", "https://example.com/Gap"})
TWO = "ex:a a ex:T ; ex:dose 'many' ."


@pytest.mark.parametrize(
    ("written", "iri"),
    [
        ("shape:Gap-field", f"{SHAPES}Gap-field"),
        ("Gap-field", f"{SHAPES}Gap-field"),
        (f"{SHAPES}Gap-field", f"{SHAPES}Gap-field"),
        ("<https://example.org/Gap>", "https://example.org/Gap"),
        ("UnknownTerm", f"{SHAPES}UnknownTerm"),
        ("shape:PlausibleText", f"{SHAPES}PlausibleText"),
    ],
)
def test_a_name_is_that_of_a_report_or_a_part_of_it(written: str, iri: str) -> None:
    """What is printed can be pasted, and need not be written whole."""
    assert ShapeNames(Report(1, 1, 1, (), {}, names=NAMES)).iri(written) == iri


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("shape:Gap-feild", "did you mean `shape:Gap-field`?"),
        ("Gap", "write `https://example.com/Gap` or `https://example.org/Gap`"),
    ],
)
def test_a_name_of_none_or_of_several_is_refused_with_what_is_right(written: str, words: str) -> None:
    """A misspelt name would choose nothing, in silence."""
    with pytest.raises(AnakinraKGError, match=r"^--skip: ") as raised:
        Choice(Report(1, 1, 1, (), {}, names=NAMES), skip=[written])

    assert words in str(raised.value)


def test_every_shape_with_findings_has_a_name(tmp_path: Path) -> None:
    """Whatever is found can be chosen, also of shapes that have no type."""
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .\n"
        "ex:A sh:targetClass ex:T ; sh:property ex:B , [ sh:path ex:q ; sh:minCount 1 ] .\n"
        "ex:B sh:path ex:p ; sh:minCount 1 .",
        encoding="utf-8",
    )
    data = tmp_path / "data.ttl"
    data.write_text("@prefix ex: <https://example.org/> . ex:a a ex:T .", encoding="utf-8")
    report = check([data], [shapes])

    assert {rule_iri(finding) for finding in report.findings} == report.names
    assert report.names == {"https://example.org/A", "https://example.org/B"}


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        (Selection(only=("Thing-dose",)), {DOSE}),
        (Selection(skip=("Thing-dose",)), {UNIT}),
        (Selection(only=("Thing-dose,Thing-unit",), skip=(f"<{UNIT}>",)), {DOSE}),
        (Selection(), {DOSE, UNIT}),
    ],
)
def test_only_the_shapes_that_are_asked_for_count(selection: Selection, left: set[str], tmp_path: Path) -> None:
    """The rest is counted, so that nobody takes a part for the whole."""
    report = selected(validated(tmp_path, TWO), selection)

    assert {finding.shape for finding in report.findings} == left
    assert report.unselected == 2 - len(left)
    assert not report.conforms
