"""A baseline knows findings by their fingerprints, so that only new ones count."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.errors import AnakinraKGError, FileError
from anakinra_kg.validation import baseline
from anakinra_kg.validation.findings import Finding, Place, Report
from anakinra_kg.validation.selection import Selection, selected
from anakinra_kg.validation.shape_names import Choice
from tests.support.doses import DOSE, UNIT, validated

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = f'{{"shape": "s", "focus": "f", "path": "", "fingerprint": "{"0" * 32}"}}'
BAD = "ex:a a ex:T ; ex:dose 'many' .\n"
WORSE = f"\n\n{BAD}ex:b a ex:T ; ex:dose 'few' .\n"


def known(folder: Path, text: str, **options: object) -> Report:
    """Return the report on things beside the baseline of a folder."""
    return selected(validated(folder, text), Selection(baseline=folder / "known.json", **options))  # type: ignore[arg-type]


def test_known_findings_do_not_count_and_new_ones_do(tmp_path: Path) -> None:
    """Moved lines do not make a finding new."""
    written = known(tmp_path, BAD, update_baseline=True)
    again = known(tmp_path, f"\n\n{BAD}")
    worse = known(tmp_path, WORSE)

    assert (written.findings, written.known) == ((), 2)
    assert (again.findings, again.known, again.fixed, again.conforms) == ((), 2, (), False)
    assert {finding.focus for finding in worse.findings} == {"https://example.org/b"}
    assert (len(worse.findings), worse.known) == (2, 2)


def test_what_is_not_found_any_more_is_named_as_fixed_and_goes_with_an_update(tmp_path: Path) -> None:
    """A baseline only shrinks if somebody sees that it can."""
    known(tmp_path, WORSE, update_baseline=True)
    fixed = known(tmp_path, BAD).fixed
    updated = known(tmp_path, BAD, update_baseline=True).fixed

    assert [(each.shape, each.focus, each.path) for each in fixed] == [
        (DOSE, "https://example.org/b", "https://example.org/dose"),
        (UNIT, "https://example.org/b", "https://example.org/unit"),
    ]
    assert updated == fixed
    assert known(tmp_path, BAD).fixed == ()


def test_a_baseline_has_a_line_for_each_finding_in_order(tmp_path: Path) -> None:
    """A change of it can be reviewed, and the same findings give the same bytes."""
    known(tmp_path, WORSE, update_baseline=True)
    text = (tmp_path / "known.json").read_text(encoding="utf-8")
    known(tmp_path, WORSE.replace("\n\n", "\n"), update_baseline=True)
    lines = text.splitlines()

    assert (tmp_path / "known.json").read_text(encoding="utf-8") == text
    assert lines[0] == '{"version": 1, "findings": ['
    assert lines[1:-1] == sorted(lines[1:-1])
    assert len(lines) == 2 + 4
    assert json.loads(text)["findings"][0]["focus"] == "https://example.org/a"


def test_shapes_that_are_not_asked_for_are_neither_known_nor_fixed_and_stay(tmp_path: Path) -> None:
    """Who looks at one shape does not touch what is known of the others."""
    known(tmp_path, WORSE, update_baseline=True)
    report = known(tmp_path, "ex:a a ex:T ; ex:dose 1 ; ex:unit 'mg' .", only=("Thing-dose",), update_baseline=True)

    assert {each.shape for each in report.fixed} == {DOSE}
    assert {each.shape for each in baseline.read(tmp_path / "known.json")} == {UNIT}
    assert known(tmp_path, WORSE, only=("Thing-dose",)).known == 0


def test_a_finding_that_a_comment_ignores_is_not_fixed(tmp_path: Path) -> None:
    """It is still there."""
    known(tmp_path, BAD, update_baseline=True)
    report = known(tmp_path, BAD.replace(".\n", ". # shacl-ignore: Thing-dose as printed"))

    assert (report.fixed, report.known, len(report.ignored)) == ((), 1, 1)


def test_of_findings_alike_as_many_are_known_as_were_there(tmp_path: Path) -> None:
    """Blank nodes are told apart by their number only, and one more of them is new."""
    known(tmp_path, "[] a ex:T ; ex:unit 'mg' ; ex:dose 'x' .", update_baseline=True)
    report = known(tmp_path, "[] a ex:T ; ex:unit 'mg' ; ex:dose 'x' . [] a ex:T ; ex:unit 'mg' ; ex:dose 'x' .")

    assert (len(report.findings), report.known) == (1, 1)
    assert [each.focus for each in baseline.read(tmp_path / "known.json")] == ["_:"]


def test_of_findings_alike_the_one_on_a_changed_line_is_the_new_one() -> None:
    """Whatever the number of its blank node: the others have been there before."""
    new, old = (Finding("Violation", f"_:b{n}", DOSE, "", "", "No.", alike=n, place=Place("f", n)) for n in (0, 1))
    entry = baseline.entries(Report(1, 1, 1, (new,), {}))
    report = Report(1, 1, 1, (new,), {}, unchanged=(old,))

    assert baseline.without_known(report, entry, Choice(report)).findings == (new,)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{"version": 1, "findings": [\n<<<<<<< ours\n]}', 2, "is not JSON"),
        ("[]", 1, "is not a baseline"),
        ('{"version": 2, "findings": []}', 1, "has version 2"),
        ('{"version": 1, "findings": [\n\n{"shape": "s"}\n]}', 3, "is not a known finding"),
        (f'{{"version": 1, "findings": [\n{ENTRY},\n{ENTRY.replace("0", "x")}]}}', 3, "is not a known finding"),
        ("[" * 100_000, 1, "is nested too deeply"),
    ],
)
def test_a_broken_baseline_is_refused_with_its_line(text: str, line: int, words: str, tmp_path: Path) -> None:
    """A conflict that nobody has resolved must not make everything new, or everything known."""
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(FileError, match=words) as raised:
        baseline.read(path)
    assert raised.value.place == f"{path}:{line}"


def test_a_baseline_that_is_missing_or_not_utf_8_is_refused(tmp_path: Path) -> None:
    """Only an update makes one."""
    with pytest.raises(FileError, match="no such file"):
        known(tmp_path, BAD)
    (tmp_path / "known.json").write_bytes(b"\xff")
    with pytest.raises(FileError, match="is not UTF-8"):
        known(tmp_path, BAD, update_baseline=True)


def test_where_nothing_was_checked_nothing_is_written(tmp_path: Path) -> None:
    """A graph without nodes to look at would make an empty baseline."""
    known(tmp_path, BAD, update_baseline=True)
    before = (tmp_path / "known.json").read_bytes()
    known(tmp_path, "ex:a a ex:Other .", update_baseline=True)

    assert (tmp_path / "known.json").read_bytes() == before


def test_an_update_needs_a_file_and_all_lines(tmp_path: Path) -> None:
    """The findings on other lines would be forgotten."""
    with pytest.raises(AnakinraKGError, match="there is no file to write"):
        selected(validated(tmp_path, BAD), Selection(update_baseline=True))
    with pytest.raises(AnakinraKGError, match="leave out --changed-since"):
        known(tmp_path, BAD, update_baseline=True, changed_since="HEAD")
