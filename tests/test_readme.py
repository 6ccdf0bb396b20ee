"""README.md says what is there, and what it shows is what comes out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.cli import main
from anakinra_kg.query import questions
from anakinra_kg.rdf.names import term
from anakinra_kg.resources import resource
from tests.support.checkout import CHECKOUT
from tests.support.command_line import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.dataset.build import Build

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named(command: str) -> None:
    """Whoever reads README.md learns of each command."""
    assert f"`anakinra-kg {command}" in README


def test_every_question_is_named() -> None:
    """Each file of queries/ stands in the table of questions, with its own summary."""
    for path in resource("queries").glob("*.rq"):
        assert f"| {questions.read(str(path)).question} | [`{path.stem}`](queries/{path.name}) |" in README


def test_the_output_shown_is_the_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line that README.md shows of the two commands is printed by them, in this order; seconds vary."""
    shown = re.search(r"```text\n(source .*?)```", README, re.DOTALL)
    assert shown
    assert main(["build", "--out", str(tmp_path)]) == 0
    assert main(["query", "trials-by-phase"]) == 0

    printed = iter(_without_seconds(capsys.readouterr().out))
    assert [line for line in _without_seconds(shown[1]) if line != "…" and line not in printed] == []


def _without_seconds(output: str) -> list[str]:
    return re.sub(r"[\d.]+ seconds", "seconds", output).splitlines()


def test_the_difference_shown_is_the_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The change that README.md makes is one to the graph, and gives what stands below it."""
    shown = re.search(
        r"<!-- diff -->\n```sh\nsed 's/(.*?)/(.*?)/' data/(\S+) > .*?```text\n(.*?)```", README, re.DOTALL
    )
    assert shown
    old = resource("data", shown[3])
    new = tmp_path / "new.ttl"
    new.write_text(old.read_text(encoding="utf-8").replace(shown[1], shown[2]), encoding="utf-8")

    assert main(["diff", str(old), str(new)]) == 0
    assert capsys.readouterr().out == shown[4]


def test_both_commands_can_be_found_by_ci() -> None:
    """Each of the two commands is one line of a block behind its marker."""
    for marker in ("run command", "test command"):
        assert len(re.findall(rf"<!-- {marker} -->\n```sh\n[^\n]+\n```", README)) == 1


def test_the_python_shown_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """What README.md shows of Python can be pasted."""
    shown = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert shown
    exec(compile(shown[1], "README.md", "exec"), {})  # noqa: S102 - it is our own text

    assert "Completed" in capsys.readouterr().out


def test_the_counts_of_classes_are_those_of_the_graph(built: Build) -> None:
    """The table of what the graph contains has a number for each class, in order."""
    counted = Counter(t.object for t in built.triples if t.predicate == term("rdf:type"))
    rows = re.findall(r"^\| [^|]+ \| ((?:`\w+:\w+`(?:, )?)+) \| ([^|]+) \|$", README, re.MULTILINE)

    assert len(rows) == 15
    for classes, numbers in rows:
        expected = [counted[term(name)] for name in re.findall(r"`(\w+:\w+)`", classes)]
        assert [int(number) for number in re.findall(r"\d+", numbers)][: len(expected)] == expected, classes
