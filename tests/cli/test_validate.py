"""`validate` on the files that people name: folders, patterns, standard input, broken ones; and its settings."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import chdir
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.cli import main
from tests.support.checkout import CHECKOUT
from tests.support.command_line import run

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

PREFIXES = "@prefix e: <urn:x:> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
SHAPES = PREFIXES + "e:S a sh:NodeShape ; sh:targetClass e:T ; sh:property e:P .\n"
MORE_SHAPES = PREFIXES + 'e:P sh:path e:p ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "Give it."@en .\n'
FILES = {
    "shapes/s.ttl": SHAPES,
    "shapes/p.ttl": MORE_SHAPES,
    "data/a.ttl": PREFIXES + "e:a a e:T .",
    "data/b.nt": "<urn:x:b> a <urn:x:T> .".replace(" a ", " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "),
    "data/deep/c.trig": PREFIXES + "e:g { e:c a e:T . }",
    "data/deep/p.ttl": PREFIXES + "e:a e:p 1 .",
}
SHAPE_ARGUMENTS = ("--shapes", "shapes/s.ttl", "shapes/p.ttl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with data of which each node needs `e:p`, and shapes in two files."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def nodes(printed: str) -> list[str]:
    """Return the nodes with findings of a report in JSON, and their files."""
    return [f"{each['focus'][-1]} {each['place']['file']}" for each in json.loads(printed)["findings"]]


def validate(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `validate` in a folder."""
    with chdir(folder):
        return run("validate", *arguments, stdin=stdin)


@pytest.mark.parametrize("given", [["data"], ["data/*.*", "data/deep"], ["**/[abc].*", "data/deep/p.ttl"]])
def test_files_folders_and_patterns_are_one_graph(given: list[str], folder: Path) -> None:
    """What one file lacks another may have; shapes may be in several files as well."""
    found = validate(folder, *given, *SHAPE_ARGUMENTS, "--format", "json")

    assert found.stderr == ""
    assert nodes(found.stdout) == ["b data/b.nt", "c data/deep/c.trig"]


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_each_file_can_be_a_graph_of_its_own(jobs: str, folder: Path) -> None:
    """Then nothing of another file helps, in however many processes; a file without targets is told."""
    found = validate(folder, "data", *SHAPE_ARGUMENTS, "--each", "--jobs", jobs, "--format", "json")

    assert nodes(found.stdout) == ["a data/a.ttl", "b data/b.nt", "c data/deep/c.trig"]
    assert found.stderr == (
        "anakinra-kg: warning: data/deep/p.ttl: no shape has a target in it: nothing was checked\n"
    ).replace("/", os.sep)


def test_standard_input_is_turtle_with_places(folder: Path) -> None:
    """Another syntax is named; places are found though it is read once."""
    found = validate(folder, "-", *SHAPE_ARGUMENTS, stdin=FILES["data/a.ttl"])

    assert found.returncode == 0
    assert "place -:2:1" in found.stdout

    found = validate(folder, "-", "--data-format", "trig", *SHAPE_ARGUMENTS, stdin=FILES["data/deep/c.trig"])

    assert "place -:2:7" in found.stdout


@pytest.mark.parametrize("each", [[], ["--each"], ["--each", "--jobs", "2"]])
def test_a_broken_file_does_not_hide_the_others(each: list[str], folder: Path) -> None:
    """It is reported with line, column and what the parser expected, the rest is validated, and the status is 2."""
    (folder / "data" / "broken.ttl").write_text(PREFIXES + "e:x e:y ]", encoding="utf-8")
    found = validate(folder, "data/a.ttl", "data/broken.ttl", "data/absent.ttl", *SHAPE_ARGUMENTS, *each)

    assert found.returncode == 2
    assert found.stderr.splitlines() == [
        "anakinra-kg: data/broken.ttl:2:9: ] is not a valid RDF object; write turtle, or name the syntax of the file",
        "anakinra-kg: data/absent.ttl: no such file; give an RDF file, or run `anakinra-kg build`",
    ]
    assert "place data/a.ttl:2:1" in found.stdout


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("github", "::error title=Readable,file=broken.ttl,line=2,col=9::] is not a valid RDF object; write turtle"),
        ("gitlab", '"begin": 2'),
        ("junit", '<testcase classname="Readable" name="broken.ttl Readable"'),
        ("sarif", '"startLine": 2,'),
        ("html", "broken.ttl:2:9"),
        ("json", '"message": "] is not a valid RDF object; write turtle, or name the syntax of the file"'),
    ],
)
def test_a_broken_file_is_marked_in_ci(form: str, told: str, folder: Path) -> None:
    """Where people look, at its line: also if there is no other file."""
    (folder / "broken.ttl").write_text(PREFIXES + "e:x e:y ]", encoding="utf-8")
    for others in ((), ("data",)):
        found = validate(folder, "broken.ttl", *others, *SHAPE_ARGUMENTS, "--format", form)

        assert found.returncode == 2
        assert told in found.stdout


def test_no_file_that_can_be_read_is_no_report(folder: Path) -> None:
    """A report on nothing would look like a good one."""
    found = validate(folder, "absent.ttl", "absent.nt", *SHAPE_ARGUMENTS)

    assert (found.returncode, found.stdout, found.stderr.count("no such file")) == (2, "", 2)


def test_an_import_is_read_from_the_file_named_for_it(folder: Path) -> None:
    """Without a file it is told; nothing is fetched."""
    imports = "<urn:o> <http://www.w3.org/2002/07/owl#imports> <https://example.org/p.ttl> ."
    (folder / "imports.ttl").write_text(FILES["data/a.ttl"] + imports, encoding="utf-8")
    arguments = ("imports.ttl", *SHAPE_ARGUMENTS, "--fail-on", "warning")
    alone = validate(folder, *arguments)
    together = validate(folder, *arguments, "--import", "https://example.org/p.ttl=data/deep/p.ttl")

    assert (alone.returncode, together.returncode, together.stderr) == (1, 0, "")
    assert "owl:imports is not followed: <https://example.org/p.ttl>; name a file" in alone.stderr


def test_data_may_stand_after_one_file_of_shapes(folder: Path) -> None:
    """Of two files one is the data; of more it cannot be told which, and none is taken for what it is not."""
    (folder / "whole.ttl").write_text(SHAPES + MORE_SHAPES, encoding="utf-8")

    assert "1 warning" in validate(folder, "--shapes", "whole.ttl", "data/a.ttl").stdout
    assert "1 warning" in validate(folder, "--shapes=shapes/s.ttl", "--shapes=shapes/p.ttl", "data/a.ttl").stdout
    found = validate(folder, *SHAPE_ARGUMENTS, "data/a.ttl")
    assert (found.returncode, found.stderr) == (
        2,
        "anakinra-kg: validate: no file is given; put them before --shapes\n",
    )


def test_shapes_are_linted_alone(folder: Path) -> None:
    """With the line of each fault, all of them, in any format; shapes without fault are good."""
    (folder / "odd.ttl").write_text(SHAPES + "e:U a sh:NodeShape ;\n  sh:minCont 1 .", encoding="utf-8")
    found = validate(folder, "--lint-only", "--shapes", "odd.ttl", "shapes/p.ttl", "--format", "github")

    assert found.returncode == 1
    assert [line.partition(" ")[2].partition("::")[0] for line in found.stdout.splitlines()[:-1]] == [
        "title=Lint,file=odd.ttl,line=4,col=3,endLine=4,endColumn=13",
        "title=Lint,file=odd.ttl,line=3,col=1,endLine=3,endColumn=4",
        "title=Lint,file=odd.ttl,line=3,col=1,endLine=3,endColumn=4",
    ]
    assert found.stdout.endswith("9 triples, 3 shapes linted: 3 violations, at 1 node\n")
    assert validate(folder, "--lint-only", *SHAPE_ARGUMENTS).returncode == 0
    assert validate(folder, "--lint-only").returncode == 0


def test_one_broken_number_is_shown_as_readme_shows_it(folder: Path) -> None:
    """The demonstration is run: the same annotation, and the same paragraph."""
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    part = readme.partition("## Break one number")[2].partition("\n## ")[0]
    annotation, paragraph = re.findall(r"```text\n(.*?)```", part, re.DOTALL)
    text = (CHECKOUT / "data" / "anakinra.ttl").read_text(encoding="utf-8")
    (folder / "graph.ttl").write_text(text.replace('akg:maximumDose "8"', 'akg:maximumDose "80"'), encoding="utf-8")
    found = validate(folder, "graph.ttl", "--format", "github").stdout
    pattern = ".*".join(map(re.escape, annotation.strip().split("…")))

    assert re.search(f"^{pattern}$", found, re.MULTILINE)
    assert paragraph in validate(folder, "graph.ttl").stdout


SETTINGS = """
[tool.anakinra-kg.validate]
files = ["data"]
shapes = ["shapes/s.ttl", "shapes/p.ttl"]
fail-on = "warning"
each = true
jobs = 1
[tool.anakinra-kg.validate.import]
"urn:x" = "data/a.ttl"
"""


def test_settings_come_from_pyproject(folder: Path) -> None:
    """What the command line says comes after them: files in their place, other values over them, lists in addition."""
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")

    assert "3 warnings" in validate(folder).stdout
    assert validate(folder).returncode == 1
    assert validate(folder, "--fail-on", "violation").returncode == 0
    assert "1 warning," in validate(folder, "data/a.ttl").stdout


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "shape = 'a.ttl'",
            "pyproject.toml: [tool.anakinra-kg.validate] has no setting `shape`; did you mean `shapes`?",
        ),
        ("out = 'html=a'", "pyproject.toml: [tool.anakinra-kg.validate] has no setting `out`; did you mean "),
        ("fail-on = 'none'", "pyproject.toml: [tool.anakinra-kg.validate]: argument --fail-on: no `none`; "),
        ("timeout = [[1]]", "pyproject.toml: `timeout` of [tool.anakinra-kg.validate] is [1]; write a text, "),
        ("timeout = ", "pyproject.toml: is not TOML: Invalid value (at line 2, column 11); fix it"),
    ],
)
def test_a_wrong_setting_is_told_with_its_file(written: str, message: str, folder: Path) -> None:
    """And what writes files cannot be set: the folder may be somebody else's."""
    (folder / "pyproject.toml").write_text(f"[tool.anakinra-kg.validate]\n{written}\n", encoding="utf-8")
    found = validate(folder, "data")

    assert found.returncode == 2
    assert message in found.stderr


def test_the_settings_of_others_are_not_looked_at(folder: Path) -> None:
    """A file that does not mention this project is not even parsed."""
    (folder / "pyproject.toml").write_text("[tool.other]\nx = ", encoding="utf-8")

    assert validate(folder, "data", *SHAPE_ARGUMENTS).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_progress_is_for_a_terminal_and_goes_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a line says what is done, when it takes long, and is wiped; elsewhere there is none."""
    monkeypatch.setattr("anakinra_kg.cli.common._PATIENCE_SECONDS", 0)
    monkeypatch.setattr("anakinra_kg.cli.common._BETWEEN_SECONDS", 0)
    ours, theirs = os.openpty()
    with open(theirs, "w", encoding="utf-8") as terminal, chdir(folder):
        monkeypatch.setattr(sys, "stderr", terminal)
        main(["validate", "data", *SHAPE_ARGUMENTS])
    shown = os.read(ours, 4096).decode()
    os.close(ours)

    assert "\r\x1b[Kreading data/a.ttl\r\x1b[Kreading data/b.nt" in shown
    assert shown.endswith("\r\x1b[K")
    assert validate(folder, "data", *SHAPE_ARGUMENTS).stderr == ""


def test_the_profile_is_in_text_and_json_alone(folder: Path) -> None:
    """Times differ from run to run: formats whose bytes are compared have none. It is about one graph."""
    arguments = "data/a.ttl", *SHAPE_ARGUMENTS
    others = [f"--out={name}={name}.out" for name in ("github", "gitlab", "junit", "sarif", "turtle", "html")]
    validate(folder, *arguments, *others)
    before = {file.name: file.read_bytes() for file in folder.glob("*.out")}
    told = validate(folder, *arguments, "--profile", "--out", "json=all.json", *others)
    profile = json.loads((folder / "all.json").read_text(encoding="utf-8"))["profile"]

    assert told.returncode == 0
    assert "\nprofile: processor seconds; engine " in told.stdout
    assert [(each["shape"], each["nodes"], each["results"]) for each in profile["shapes"]] == [("urn:x:S", 1, 1)]
    assert profile["total"] == pytest.approx(sum(profile["parts"].values()))
    assert len(before) == len(others)
    assert {file.name: file.read_bytes() for file in folder.glob("*.out")} == before
    assert validate(folder, *arguments, "--profile", "--each").returncode == 2
    assert validate(folder, "--lint-only", *SHAPE_ARGUMENTS, "--profile").returncode == 2
