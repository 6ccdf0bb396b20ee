"""Files and folders with any name that a system allows, and systems with another encoding."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.checkout import CHECKOUT
from tests.support.mayoclinic_page import FOOTER, RISK

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = (sys.executable, "-m", "anakinra_kg.cli")
GRAPH = CHECKOUT / "data" / "anakinra.ttl"
NAMES = (
    "with space",
    "ünïcode 日本",
    "it's quoted",
    "a#b%20c",
    "-dash",
    "$HOME",
    "semi;colon&amp",
    "a/../b",
    *(
        ()
        if os.name == "nt"  # which allows none of these
        else (
            "new\nline",
            "C:\\x",
            "CON",
            '"',
            "*glob?",
            "a\x1b[31mred",
            "trailing. ",
            "tab\there",
            os.fsdecode(b"bad\xff"),
        )
    ),
)


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a folder."""
    return subprocess.run([*COMMAND, *map(str, arguments)], cwd=cwd, capture_output=True, check=False)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_written_to_and_read_from(name: str, tmp_path: Path) -> None:
    """The file is where it was asked for, and what is said of it is one line without control characters."""
    folder = os.path.join(".", name)
    os.makedirs(tmp_path / "a" if ".." in name else tmp_path, exist_ok=True)
    out = os.path.join(folder, "trials.csv")
    written = run("query", "trials", "--out", out, cwd=tmp_path)
    said = written.stderr.decode("utf-8", "replace")

    assert written.returncode == 0, said
    assert (tmp_path / name / "trials.csv").is_file()
    assert said.count("\n") == 1
    assert said[:-1].isprintable()

    shutil.copy(GRAPH, tmp_path / name / "graph.ttl")
    (tmp_path / name / "page.txt").write_text(
        f"Before Using:\nDrug Interactions\n{RISK}\nBelopril\nProper Use:\nSide Effects:\n{FOOTER}", encoding="utf-8"
    )
    for arguments in (
        ("sparql", "ASK { ?s ?p ?o }", os.path.join(folder, "graph.ttl")),
        ("read", os.path.join(folder, "page.txt")),
        ("coverage", os.path.join(folder, "page.txt")),
        ("explain", "abatacept", "--documents", folder),
    ):
        done = run(*arguments, cwd=tmp_path)
        assert done.returncode == 0, (arguments, done.stderr)


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    """By the system, in one line."""
    for arguments in (("query", "trials", "--out", "x" * 300), ("read", "x" * 300)):
        done = run(*arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_output_is_the_same_whatever_encoding_the_system_prefers(tmp_path: Path) -> None:
    """UTF-8 and line feeds."""
    outputs = {
        subprocess.run(
            [*COMMAND, "query", "dosing", "--format", "tsv"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
            capture_output=True,
            check=True,
        ).stdout
        for encoding in ("utf-8", "latin-1", "ascii", "utf-16")
    }

    assert len(outputs) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a redirection of the shell")
def test_without_a_stderr_messages_are_lost_and_results_are_not(tmp_path: Path) -> None:
    """Python would print to stdout what is printed to no stderr."""
    command = " ".join((*COMMAND, "query", "trials", "--out", "trials.csv", "2>&-"))
    done = subprocess.run(["/bin/sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)

    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_control_characters_of_a_page_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """`coverage` shows lines as they are printed, without what a terminal would act on."""
    page = tmp_path / "page.txt"
    page.write_text(
        f"Before Using:\nDrug Interactions\n{RISK}\nBelo\x1b[2Jpril\x07\nProper Use:\nSide Effects:\n{FOOTER}",
        encoding="utf-8",
    )
    done = run("coverage", page, cwd=tmp_path)

    assert done.returncode == 0
    assert b"Belo" in done.stdout
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout
