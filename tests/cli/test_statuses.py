"""Exit statuses: every failure is one line and status 2, an interrupt 130, a closed pipe 141."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.cli import command_line, main

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = (sys.executable, "-m", "anakinra_kg.cli")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_an_interrupt_ends_a_running_query_at_once() -> None:
    """Oxigraph ignores signals while it runs; the command ends all the same."""
    with subprocess.Popen([*COMMAND, "sparql", ENDLESS], stderr=subprocess.PIPE, text=True) as running:
        time.sleep(1.5)
        begin = time.monotonic()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=10)

    assert (running.returncode, said) == (130, "anakinra-kg: interrupted\n")
    assert time.monotonic() - begin < 5


def test_an_interrupt_of_python_code_ends_in_the_same_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wherever it comes."""

    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "run", interrupted)

    assert main(["queries"]) == 130
    assert capsys.readouterr().err == "anakinra-kg: interrupted\n"


def test_a_time_limit_holds_for_a_local_query() -> None:
    """One line that says what to do, and status 2."""
    done = subprocess.run(
        [*COMMAND, "sparql", ENDLESS, "--timeout", "0.5"], capture_output=True, text=True, check=False, timeout=30
    )

    assert done.returncode == 2
    assert done.stderr == "anakinra-kg: has taken more than 0.5 seconds; narrow it, or raise --timeout\n"


def test_a_query_within_its_time_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    """A limit changes nothing else; one that is no time is refused."""
    assert main(["query", "trials-by-phase", "--timeout", "60"]) == 0
    assert main(["query", "trials-by-phase", "--timeout", "0"]) == 2
    assert "give a number above 0" in capsys.readouterr().err


@pytest.mark.parametrize("error", [RecursionError("too deep"), MemoryError(), OSError(28, "No space left on device")])
def test_an_error_that_nobody_foresaw_is_one_line(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1 would mean findings; --debug shows where it happened."""

    def fails(_: object) -> int:
        raise error

    monkeypatch.setattr(command_line, "run", fails)

    assert main(["queries"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("anakinra-kg: ")
    assert said.count("\n") == 1
    with pytest.raises(type(error)):
        main(["queries", "--debug"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has /dev/full")
def test_a_full_disk_and_a_closed_output_are_told() -> None:
    """What could not be written is no success."""
    for redirected in ("> /dev/full", ">&-"):
        command = " ".join((*COMMAND, "query", "trials", redirected))
        done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
        assert done.returncode == 2, redirected
        assert done.stderr.startswith("anakinra-kg: ")
        assert done.stderr.count("\n") == 1, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of the shell")
def test_a_reader_that_goes_away_is_told_by_the_status() -> None:
    """As for other tools; nothing is printed."""
    command = " ".join((*COMMAND, "query", "trials", "--format", "json", "| true; echo ${PIPESTATUS[0]}"))
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, check=False)

    assert done.stdout.strip() in {"141", "0"}  # 0 where all was written before the reader had gone
    assert done.stderr == ""


def test_a_query_that_would_exhaust_the_stack_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The engine would end the process without a word."""
    path = tmp_path / "deep.rq"
    for text in (
        "ASK { FILTER(" + "(" * 20000 + "1" + ")" * 20000 + ") }",
        "ASK {" + "{" * 20000 + "}" * 20000 + "}",
        "ASK { FILTER(1" + "||1" * 20000 + ") }",
        "ASK { " + "OPTIONAL { ?s ?p ?o } " * 20000 + "}",
        "ASK { FILTER(" + "!" * 20000 + "1) }",
        "ASK { " + "?s ?p ?o . " * 20000 + "}",
    ):
        path.write_text(text, encoding="utf-8")
        assert main(["sparql", str(path)]) == 2
        assert "ask in several queries" in capsys.readouterr().err
    path.write_text(f"ASK {{ VALUES ?n {{ {'1 ' * 20000} }} }}", encoding="utf-8")
    assert main(["sparql", str(path)]) == 0


def test_what_does_not_print_reaches_no_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Neither from an argument that is not known, nor from a page."""
    with pytest.raises(SystemExit) as ended:
        main(["queries", "--\x1b[31m\nx"])
    assert ended.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == r"anakinra-kg queries: error: unrecognized arguments: --\x1b[31m\nx"
    assert main(["queries", "--out", str(tmp_path / "a\x9bb")]) == 0
    assert capsys.readouterr().err == f"wrote {tmp_path}/a\\x9bb\n"
    (tmp_path / "page.txt").write_text("Accession Number\nDB99001 \xa0(BTD1)\na\x1b[31mb\n", encoding="utf-8")

    assert main(["coverage", str(tmp_path / "page.txt"), "--source", "drugbank"]) == 0
    assert r"a\x1b[31mb" in capsys.readouterr().out


def on_a_terminal(*arguments: str) -> bytes:
    """Return what a command writes to a terminal that does not know its width."""
    master, slave = os.openpty()
    with subprocess.Popen([*COMMAND, *arguments], stdout=slave, stderr=subprocess.DEVNULL) as running:
        os.close(slave)
        written = b""
        with contextlib.suppress(OSError):  # how Linux says that the other end is closed
            while part := os.read(master, 65536):
                written += part
    os.close(master)
    assert running.returncode in {0, 1}
    return written


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_json_on_a_terminal_has_no_control_characters(tmp_path: Path) -> None:
    """It is the same JSON as in a file, where they are as they were read."""
    odd = "a\x9b31mb\x7f"
    (tmp_path / "page.txt").write_text(f"Accession Number\nDB99001 \xa0(BTD1)\n{odd}\n", encoding="utf-8")
    graph = tmp_path / "graph.nt"
    label, kind = "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    terms = "https://w3id.org/anakinra-kg/ontology#"
    says = (f'<{label}> "{odd}"', f"<{kind}> <{terms}Drug>", f'<{terms}hasTarget> "{odd}"')
    graph.write_text("".join(f"<urn:x:a> {each} .\n" for each in says), encoding="utf-8")
    for command in (
        ("read", str(tmp_path / "page.txt"), "--source", "drugbank"),
        ("sparql", f"SELECT ?o {{ ?s <{label}> ?o }}", str(graph)),
        ("explain", "urn:x:a", str(graph)),
        ("validate", str(graph)),
    ):
        piped = subprocess.run([*COMMAND, *command, "--format", "json"], capture_output=True, check=False).stdout
        shown = on_a_terminal(*command, "--format", "json").replace(b"\r\n", b"\n")

        assert odd.encode() in piped, command
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown.decode()), command
        assert json.loads(shown) == json.loads(piped), command


# --- limits ----------------------------------------------------------------------------------------------------------

RUNAWAY = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:x:S> a sh:NodeShape ; sh:targetNode <urn:x:a> ; sh:property <urn:x:P> .
<urn:x:P> a sh:PropertyShape ; sh:path <urn:x:p> ; sh:pattern "^(a+)+$" .
"""


def test_a_pattern_that_runs_away_is_ended(tmp_path: Path) -> None:
    """It keeps Python's lock, so that no thread could act: another process watches."""
    (tmp_path / "shapes.ttl").write_text(RUNAWAY, encoding="utf-8")
    (tmp_path / "data.nt").write_text(f'<urn:x:a> <urn:x:p> "{"a" * 40}!" .', encoding="utf-8")
    files = (str(tmp_path / "data.nt"), "--shapes", str(tmp_path / "shapes.ttl"))
    done = subprocess.run(
        [*COMMAND, "validate", *files, "--engine", "pyshacl", "--timeout", "3"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 2
    assert done.stderr == "anakinra-kg: validate: has taken more than 3 seconds; raise --timeout\n"


def test_the_process_that_is_watched_runs_no_module_of_the_working_directory(tmp_path: Path) -> None:
    """The folder may be a stranger's: what is called json.py there is data."""
    (tmp_path / "json.py").write_text("raise SystemExit('is run')", encoding="utf-8")
    (tmp_path / "data.nt").write_text('<urn:x:a> <urn:x:p> "1" .', encoding="utf-8")
    command = [sys.executable, "-P", *COMMAND[1:], "validate", "data.nt", "--timeout", "60"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=60)

    assert (done.returncode, done.stderr) == (
        3,
        "anakinra-kg: no shape has a target in the data: nothing was checked\n",
    )


def test_a_command_is_watched_by_one_process_however_its_option_is_written() -> None:
    """An abbreviated option reaches the process that is watched, which must not start another one."""
    done = subprocess.run(
        [*COMMAND, "sparql", "ASK { ?s ?p ?o }", "--mem", "2000"],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )

    assert (done.returncode, done.stdout) == (0, "yes\n")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no such limit")
def test_a_limit_of_memory_holds() -> None:
    """What needs more is told as an error of ours; what needs less is answered, with its own status."""
    greedy = "SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?d), STR(?f))) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
    done = subprocess.run(
        [*COMMAND, "sparql", greedy, "--memory", "500"], capture_output=True, text=True, check=False, timeout=60
    )

    assert done.returncode == 2
    last = done.stderr.splitlines()[-1]
    assert last == "anakinra-kg: sparql: was ended by signal 6; narrow it, or raise --memory"
    for query, status in (("ASK { ?s ?p ?o }", 0), ("ASK {", 2)):
        ended = subprocess.run([*COMMAND, "sparql", query, "--memory", "2000"], capture_output=True, check=False)
        assert ended.returncode == status
