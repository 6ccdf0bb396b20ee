"""The GitHub action: its steps are run as a runner would, and take nothing from strangers."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.support.action import FILE, GRAPH, SHAPES, action, run_step
from tests.support.pinned_actions import SEEN

if TYPE_CHECKING:
    from collections.abc import Mapping

if not FILE.exists():
    pytest.skip("a source distribution has no action", allow_module_level=True)

TEXT = FILE.read_text(encoding="utf-8")
ACTION = action()
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]


class Ran(NamedTuple):
    """What the step gives that validates."""

    status: int
    printed: str
    outputs: str


def validated(folder: Path, inputs: Mapping[str, str]) -> Ran:
    """Run the step that validates with inputs, the others as they are by default."""
    if shutil.which("bash") is None or sys.platform == "win32":
        pytest.skip("no bash, which runs the steps of the action")
    (step,) = (step for step in STEPS if step.get("id") == "validate")
    outputs = folder / "outputs"
    outputs.write_text("", encoding="utf-8")
    ran = run_step(step, inputs, folder, Path(sys.executable).parent, outputs)
    return Ran(ran.returncode, ran.stdout, outputs.read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a graph that lacks something, in a file whose name has a space, and shapes."""
    (tmp_path / "my data").mkdir()
    (tmp_path / "my data" / "a graph.ttl").write_text(GRAPH, encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    return tmp_path


def test_findings_are_annotations_and_sarif(folder: Path) -> None:
    """The lines of a pull request are marked, code scanning gets its file, and the step fails."""
    ran = validated(folder, {"files": "my data\n", "shapes": "shapes.ttl\n"})

    assert ran.status == 1
    assert ran.printed.startswith("::error title=urn%3Ax%3AS,file=my data/a graph.ttl,line=2,col=1")
    assert ran.outputs == "sarif=anakinra-kg.sarif\n"
    (found,) = json.loads((folder / "anakinra-kg.sarif").read_text(encoding="utf-8"))["runs"]
    assert [result["ruleId"] for result in found["results"]] == ["urn:x:S"]


def test_every_input_reaches_the_command(folder: Path) -> None:
    """Several lines are several arguments, an empty one is none, and a value stays one argument."""
    inputs = {
        "files": "my data/*.ttl\n\nother.ttl",
        "shapes": "shapes.ttl\nmore.ttl",
        "ontology": "my data/a graph.ttl",
        "fail-on": "warning",
        "format": "json",
        "arguments": "--engine=pyshacl\n--each",
        "sarif": "my out.sarif",
    }
    (folder / "more.ttl").write_text("<urn:x:nothing> a <urn:x:Shape> .", encoding="utf-8")
    (folder / "other.ttl").write_text("<urn:x:b> <urn:x:p> 1 .", encoding="utf-8")
    ran = validated(folder, inputs)

    assert ran.status == 1
    assert json.loads(ran.printed)["nodes"] == 1
    assert ran.outputs == "sarif=my out.sarif\n"


@pytest.mark.parametrize("hostile", ["$(touch harm)", "`touch harm`", "'; touch harm; '", '" ; touch harm ; "', "*"])
def test_a_value_is_never_run(hostile: str, folder: Path) -> None:
    """Nor is it a pattern of the shell: the command gets it as it is."""
    ran = validated(folder, {"files": hostile, "shapes": hostile, "arguments": hostile, "sarif": "out.sarif"})

    assert ran.status == 2
    assert not (folder / "harm").exists()


def test_an_old_report_is_not_handed_over(folder: Path) -> None:
    """What an earlier step found says nothing about these files."""
    (folder / "anakinra-kg.sarif").write_text("{}", encoding="utf-8")
    ran = validated(folder, {"files": "my data", "shapes": "absent.ttl"})

    assert (ran.status, ran.outputs) == (2, "")


def test_a_broken_file_is_handed_over(folder: Path) -> None:
    """As a finding of its own, at the line where the parser stopped."""
    (folder / "broken.ttl").write_text("<urn:x:a> <urn:x:b> ]", encoding="utf-8")
    ran = validated(folder, {"files": "broken.ttl"})

    assert (ran.status, ran.outputs) == (2, "sarif=anakinra-kg.sarif\n")
    assert ran.printed.startswith("::error title=Readable,file=broken.ttl,line=1,col=21::")


def test_the_action_takes_nothing_from_strangers() -> None:
    """What it uses is pinned to commits that were looked up, and no script has an expression."""
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        if "uses" in step:
            assert f"uses: {step['uses']} # {SEEN[step['uses']]}\n" in TEXT


def test_every_input_is_used_and_every_used_one_is_there() -> None:
    """A misspelt input would be empty, and nobody would see it."""
    assert set(re.findall(r"inputs\.([\w-]+)", TEXT)) == set(ACTION["inputs"])
