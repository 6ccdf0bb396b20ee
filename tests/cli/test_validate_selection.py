"""What the command `validate` makes of its options on which findings count."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.cli import main
from tests.support.checkout import CHECKOUT
from tests.support.doses import files

if TYPE_CHECKING:
    from pathlib import Path

BAD = "ex:a a ex:T ; ex:unit 'mg' ; ex:dose 'many' .\nex:b a ex:T ; ex:dose 1 . # shacl-ignore: Thing-unit as printed\n"


def validate(folder: Path, *options: str, text: str = BAD) -> int:
    """Run the command on things and return its status."""
    data, shapes = files(folder, text)
    return main(["validate", str(data), "--shapes", str(shapes), *options])


def test_findings_that_do_not_count_do_not_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The summary tells how many there are."""
    assert validate(tmp_path) == 1
    assert validate(tmp_path, "--skip", "Thing-dose") == 0
    assert validate(tmp_path, "--only", "Thing-unit,Thing-rare") == 0
    assert capsys.readouterr().out.endswith(": no other findings; 1 ignored; 1 of shapes not asked for\n")


def test_a_baseline_is_written_and_then_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is known does not fail, what is new does, and what is fixed is named."""
    known = str(tmp_path / "known.json")
    assert validate(tmp_path, "--baseline", known) == 2
    assert validate(tmp_path, "--baseline", known, "--update-baseline") == 0
    assert f"wrote {known}, known findings: 1" in capsys.readouterr().err
    assert validate(tmp_path, "--baseline", known) == 0
    assert validate(tmp_path, "--baseline", known, text=BAD.replace("many", "few")) == 1
    assert "fixed: https://example.org/Thing-dose at https://example.org/a, path" in capsys.readouterr().out
    assert validate(tmp_path, "--baseline", known, text="ex:a a ex:T ; ex:unit 'mg' .") == 0
    assert capsys.readouterr().out.endswith(": no findings; 1 fixed\n")


def test_never_ends_well_whatever_is_found(tmp_path: Path) -> None:
    """But not if nothing was checked, or the command could not run."""
    assert validate(tmp_path, "--fail-on", "never") == 0
    assert validate(tmp_path, "--fail-on", "never", text="ex:a a ex:Other .") == 3
    assert validate(tmp_path, "--fail-on", "never", text="ex:a a") == 2


def test_only_changed_lines_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What others have left behind does not stop a change."""
    files(tmp_path, BAD)
    who = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")
    for command in (["init"], ["add", "."], ["commit", "-m", "first"]):
        subprocess.run(["git", "-C", tmp_path, *who, *command], check=True, capture_output=True)  # noqa: S607

    assert validate(tmp_path, "--changed-since", "HEAD") == 0
    assert capsys.readouterr().out.endswith("; 1 ignored; 1 on unchanged lines\n")
    assert validate(tmp_path, "--changed-since", "HEAD", text=BAD.replace("many", "few")) == 1
    assert validate(tmp_path, "--changed-since", "nowhere") == 2
    assert "`nowhere` is not a revision" in capsys.readouterr().err


def test_how_many_findings_are_shown_holds_for_each_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The status and the counts are those of all findings."""
    out = tmp_path / "out.json"
    text = BAD + "ex:c a ex:T ; ex:unit 'mg' ; ex:dose 'few' , 'more' ."
    assert validate(tmp_path, "--max", "1", "--out", f"json={out}", text=text) == 1
    content = json.loads(out.read_text(encoding="utf-8"))

    assert (len(content["findings"]), content["counts"]["Violation"]) == (1, 3)
    assert "1 of 3 findings are shown" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--max", "-1"], "--max: -1 findings cannot be shown"),
        (["--skip", "Thing-dos"], "did you mean `https://example.org/Thing-dose`?"),
        (["--update-baseline"], "name it with --baseline FILE"),
        (["--update-baseline", "--baseline", "x", "--changed-since", "HEAD"], "leave out --changed-since"),
    ],
)
def test_an_option_that_cannot_be_is_refused(
    options: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what would be right, and without a report."""
    assert validate(tmp_path, *options) == 2

    printed = capsys.readouterr()
    assert words in printed.err
    assert printed.out == ""


def test_checks_of_our_graphs_can_be_skipped_and_ignored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are named like shapes; one that did not run is not missed."""
    data = tmp_path / "gap.ttl"
    data.write_text(
        "@prefix akg: <https://w3id.org/anakinra-kg/ontology#> .\n"
        "# shacl-ignore: UnknownTerm it is to come\n"
        "<https://w3id.org/anakinra-kg/id/gap/x> akg:nothingLikeIt 1 . # shacl-ignore: Against made up\n",
        encoding="utf-8",
    )
    assert main(["validate", str(data), "--format", "json"]) == 3
    content = json.loads(capsys.readouterr().out)

    assert [each["constraint"] for each in content["ignored"]] == ["UnknownTerm"]
    assert {each["constraint"] for each in content["findings"]} == {"Unseen"}


def test_the_output_that_the_documentation_shows_is_the_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a graph with one finding that is known, one that is ignored, and one that counts."""
    text = (CHECKOUT / "docs" / "validation.md").read_text(encoding="utf-8")
    shown = re.search(r"## Which findings count\n.*?```turtle\n(.*?)```\n\n```text\n(.*?)```", text, re.DOTALL)
    assert shown
    monkeypatch.chdir(tmp_path)
    arguments = ["validate", "gaps.ttl", "--shapes", "shapes.ttl", "--baseline", "known.json"]
    (tmp_path / "shapes.ttl").write_text(
        "@prefix akg: <https://w3id.org/anakinra-kg/ontology#> .\n"
        "@prefix shape: <https://w3id.org/anakinra-kg/shapes#> .\n"
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "shape:Gap a sh:NodeShape ; sh:targetClass akg:Gap ; sh:property shape:Gap-field , shape:Gap-label .\n"
        "shape:Gap-field a sh:PropertyShape ; sh:path akg:missingField ; sh:pattern '^[a-z -]+$' ;\n"
        "    sh:message 'A field is in lower case.'@en .\n"
        "shape:Gap-label a sh:PropertyShape ; sh:path rdfs:label ; sh:minCount 1 ; sh:message 'A label.'@en .",
        encoding="utf-8",
    )
    (tmp_path / "gaps.ttl").write_text(shown[1].replace("Price", "price"), encoding="utf-8")
    assert main([*arguments, "--update-baseline"]) == 0
    (tmp_path / "gaps.ttl").write_text(shown[1], encoding="utf-8")
    capsys.readouterr()

    assert main(arguments) == 1
    assert capsys.readouterr().out == shown[2]
