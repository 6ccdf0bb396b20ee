"""A comment beside a triple ignores a finding, and says why; one that does not is a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anakinra_kg.errors import FileError
from anakinra_kg.rdf.names import SHAPES
from anakinra_kg.validation.engine import check
from anakinra_kg.validation.selection import Selection, selected
from tests.support.doses import DOSE, RARE, UNIT, validated

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.validation.findings import Report

IGNORE = SHAPES + "Ignore"


def chosen(folder: Path, text: str, selection: Selection | None = None, name: str = "data.ttl") -> Report:
    """Return the report on things, as far as it counts."""
    return selected(validated(folder, text, name), selection or Selection())


def shapes(report: Report) -> list[str]:
    """Return the shapes of the findings that count."""
    return sorted(finding.shape for finding in report.findings)


@pytest.mark.parametrize(
    "text",
    [
        "ex:a a ex:T ; ex:unit 'mg' ;\n ex:dose 'x' . # shacl-ignore: Thing-dose as printed",
        "ex:a a ex:T ; ex:unit 'mg' ;\n # shacl-ignore: Thing-dose as printed\n ex:dose 'x' .",
        "ex:a a ex:T ; ex:unit 'mg' ;\n # shacl-ignore: Thing-dose as printed\n # more\n ex:dose 'x' .",
        "ex:a a ex:T ; ex:unit 'mg' ; ex:dose 'x' .## SHACL-Ignore:Thing-dose as printed",
        f"ex:a a ex:T ; ex:unit 'mg' ; ex:dose 'x' . # shacl-ignore: <{DOSE}> as printed\r\n",
        "ex:a a ex:T ; ex:unit 'mg' ;\n ex:dose '''x\ny\n''' . # shacl-ignore: Thing-dose as printed",
        "ex:a a ex:T ; ex:unit 'mg' ;\n ex:dose 'x' # shacl-ignore: Thing-dose as printed\n ^^ex:no .",
        "ex:a a ex:T ; ex:dose 1 . # shacl-ignore: Thing-unit as printed",
        "# shacl-ignore: Thing-unit as printed\nex:a a ex:T ;\n ex:dose 1 .",
    ],
)
def test_a_comment_at_the_end_of_the_line_or_above_it_ignores_the_finding(text: str, tmp_path: Path) -> None:
    """It is kept with its reason; a finding on what is missing is at its subject."""
    report = chosen(tmp_path, text)

    assert report.findings == ()
    assert [each.reason for each in report.ignored] == ["as printed"]
    assert not report.conforms


@pytest.mark.parametrize(
    "text",
    [
        "ex:a a ex:T ; ex:unit 'mg' ; ex:dose 'x # shacl-ignore: Thing-dose no comment' .",
        "ex:a a ex:T ; ex:unit 'mg' ; ex:dose '''\n# shacl-ignore: Thing-dose no comment\n''' .",
        "ex:a a ex:T ; ex:unit 'mg' ; ex:dose <a#shacl-ignore:Thing-dose> .",
        "ex:a a ex:T ; ex:unit 'mg' ; ex:dose 'x' . # see shacl-ignore: Thing-dose in the manual",
    ],
)
def test_what_is_no_such_comment_ignores_nothing(text: str, tmp_path: Path) -> None:
    """A text in the data must not hide what is wrong with it."""
    report = chosen(tmp_path, text)

    assert shapes(report) == [DOSE]
    assert report.ignored == ()


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("# shacl-ignore: Thing-dose", "Say why"),
        ("# shacl-ignore Thing-dose as printed", "Write `# shacl-ignore: SHAPE reason`."),
        ("# shacl-ignore:", "Write `# shacl-ignore: SHAPE reason`."),
        ("# shacl-ignore: Thing-dos as printed", "did you mean `https://example.org/Thing-dose`?"),
        ("# shacl-ignore: Thing-unit as printed", "there is no finding of https://example.org/Thing-unit beside it"),
    ],
)
def test_a_comment_without_reason_shape_or_finding_is_a_finding(comment: str, words: str, tmp_path: Path) -> None:
    """It ignores nothing, and is told with its place."""
    report = chosen(tmp_path, f"ex:a a ex:T ; ex:unit 'mg' ; ex:dose 'x' .  {comment}\n")
    (found,) = (finding for finding in report.findings if finding.shape == IGNORE)

    assert shapes(report) == sorted([DOSE, IGNORE])
    assert words in found.message
    assert found.place is not None
    assert (found.place.line, found.place.column) == (2, 45)
    assert found.severity == "Violation"
    assert report.rules[IGNORE].description


def test_a_comment_does_not_reach_beyond_its_line_or_an_empty_one(tmp_path: Path) -> None:
    """What stands further away has a comment of its own, or a finding."""
    text = "# shacl-ignore: Thing-dose as printed\n\nex:a a ex:T ; ex:unit 'mg' ;\n ex:dose 'x' ,\n 'y' ."

    assert shapes(chosen(tmp_path, text)) == sorted([DOSE, DOSE, IGNORE])


def test_an_unused_comment_for_a_shape_that_is_not_asked_for_is_not_told(tmp_path: Path) -> None:
    """Nor is one for a check that did not run."""
    text = (
        "ex:a a ex:T ; ex:unit 'mg' ; ex:dose 1 . # shacl-ignore: Thing-rare as printed\n# shacl-ignore: Against later"
    )

    assert shapes(chosen(tmp_path, text, Selection(skip=("Thing-rare",), idle=frozenset({"Against"})))) == []
    assert shapes(chosen(tmp_path, text, Selection(skip=("Thing-rare",)))) == [IGNORE]
    assert shapes(chosen(tmp_path, text)) == [IGNORE, IGNORE]


def test_what_is_ignored_of_a_shape_that_is_not_asked_for_is_counted_with_it(tmp_path: Path) -> None:
    """Ignored findings are those of the shapes that were asked for."""
    report = chosen(
        tmp_path, "ex:a a ex:T ; ex:rare 1 ; ex:dose 1 . # shacl-ignore: Thing-unit x", Selection(only=(RARE,))
    )

    assert (shapes(report), report.ignored, report.unselected) == ([RARE], (), 1)


def test_the_fingerprint_of_a_comment_outlives_moved_lines(tmp_path: Path) -> None:
    """A known one stays known, and two alike are told apart."""
    text = "ex:a a ex:T ; ex:unit 'mg' ; ex:dose 1 . # shacl-ignore: Thing-unit x\n"
    (one,) = chosen(tmp_path, text).findings
    two = chosen(tmp_path, "\n\n" + text + text).findings

    assert one.fingerprint() == two[0].fingerprint() != two[1].fingerprint()


@pytest.mark.parametrize("ending", ["trig", "nt", "nq"])
def test_the_comments_of_other_syntaxes_are_read(ending: str, tmp_path: Path) -> None:
    """TriG, N-Triples and N-Quads have the same comments."""
    lines = "".join(
        f"<https://example.org/a> <{name}> {value} .{comment}\n"
        for name, value, comment in (
            ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "<https://example.org/T>", ""),
            ("https://example.org/unit", '"mg"', ""),
            ("https://example.org/dose", '"x"', " # shacl-ignore: Thing-dose as printed"),
        )
    )
    path = tmp_path / f"data.{ending}"
    validated(tmp_path, "", "other.ttl")
    path.write_text(lines, encoding="utf-8")
    report = selected(check([path], [tmp_path / "shapes.ttl"]), Selection())

    assert (report.findings, len(report.ignored)) == ((), 1)


def test_a_file_that_is_too_large_to_be_read_as_a_whole_has_no_comments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was validated, and nothing in it has a place: that is no error."""
    report = validated(tmp_path, "ex:a a ex:T ; ex:unit 'mg' . # shacl-ignore: Thing-unit as printed")

    def refuse(file: str) -> bytes:
        raise FileError(file, "is larger than 256 MiB", "give a smaller file")

    monkeypatch.setattr("anakinra_kg.rdf.inputs.read_bytes", refuse)

    assert selected(report, Selection()).findings == ()


def test_unit_is_a_finding_where_nothing_ignores_it(tmp_path: Path) -> None:
    """The graphs of these tests have the findings that comments ignore."""
    assert shapes(chosen(tmp_path, "ex:a a ex:T ; ex:dose 'x' .")) == sorted([DOSE, UNIT])
