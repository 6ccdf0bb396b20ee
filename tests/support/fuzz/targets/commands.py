"""Whole commands, each a process of its own, with damaged files and arguments.

The status is one of those of the contract, a failure is one line that a terminal shows as it is, and what a command
writes is there completely or not at all.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

from anakinra_kg.resources import resource
from tests.support.fuzz.campaign import READ, REFUSED, Case, Target
from tests.support.fuzz.campaign import target as other_target
from tests.support.fuzz.oracles import check_line, scratch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SECONDS = 60
_FILES = {
    "drugbank": "page.txt",
    "mayoclinic": "page.txt",
    "drugbank-xml": "page.xml",
    "queries": "query.rq",
    "validate": "data.ttl",
}
_FILE, _TEXT, _OUT, _DATA = "<FILE>", "<TEXT>", "<OUT>", "<DATA>"
"""In the place of the damaged file, of its text, of a file to write to, and of a sound graph."""
_COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "drugbank": (("read", _FILE), ("read", "--format", "json", "--strict", _FILE), ("coverage", _FILE)),
    "mayoclinic": (("read", "--source", "mayoclinic", _FILE), ("coverage", "--strict", _FILE), ("read", _FILE, _FILE)),
    "drugbank-xml": (
        ("read", _FILE),
        ("coverage", _FILE),
        ("read", "--format", "json", _FILE),
        ("build", "--read", _FILE, "--out", _OUT),
    ),
    "queries": (
        ("sparql", _FILE, _DATA, "--timeout", "5"),
        ("sparql", _FILE, _DATA, "--out", _OUT, "--format", "json", "--timeout", "5"),
        ("sparql", _TEXT, _DATA, "--timeout", "5"),
        ("sparql", "ASK { ?s ?p ?x }", _DATA, "--param", f"x={_TEXT}"),
        ("explain", _TEXT),
        ("query", "trials", "--condition", _TEXT, "--format", "csv"),
        ("query", _TEXT),
        ("queries", "--tag", _TEXT),
        (_TEXT,),
        ("sparql", "ASK {}", "--endpoint", _TEXT, "--timeout", "1"),
        ("query", "trials", _TEXT),
        ("read", _TEXT),
        ("validate", _TEXT, "--shapes", _TEXT),
        ("sparql", "ASK { ?s ?p ?o }", "--memory", _TEXT),
        ("queries", "--format", "json", "--out", f"{_OUT}/{_TEXT}"),
    ),
    "validate": (
        ("validate", _FILE),
        ("validate", _DATA, "--shapes", _FILE, "--timeout", "20"),
        ("validate", _FILE, "--format", "json", "--fail-on", "info"),
        ("sparql", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", _FILE),
        ("explain", "one", _FILE),
        ("validate", _FILE, "--data-format", "nquads"),
        ("diff", _FILE, _DATA, "--timeout", "20"),
        ("diff", _DATA, _FILE, "--format", "markdown", "--contract", "urn:", "--timeout", "20"),
    ),
}
_LONGEST_TEXT = 2000


def target(name: str) -> Target:
    """Return the target; its seeds and words are those of the other targets, marked with their name."""
    seeds = [f"{kind}\n".encode() + seed for kind in _COMMANDS for seed in _thinned(other_target(kind).seeds, 40)]
    words = [word for kind in _COMMANDS for word in _thinned(other_target(kind).words, 40)]
    return Target(name=name, seeds=seeds, check=_check, words=words, patience_seconds=_SECONDS + 10)


def _thinned(many: Sequence[bytes], count: int) -> list[bytes]:
    """Return some of many, from all of them."""
    return list(many[:: max(1, len(many) // count)])


def _check(case: Case) -> str:
    kind, _, content = case.content.partition(b"\n")
    name = kind.decode("ascii", errors="replace")
    if name not in _COMMANDS:
        name = "queries"
    commands = _COMMANDS[name]
    folder = scratch() / "run"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    file, out = folder / _FILES[name], folder / "out"
    file.write_bytes(content)
    text = os.fsdecode(content[:_LONGEST_TEXT].replace(b"\x00", b""))
    places = {_FILE: str(file), _TEXT: text, _OUT: str(out), _DATA: str(_graph())}
    command = [_filled(part, places) for part in commands[case.choice % len(commands)]]
    if command[0].startswith(("build", "reason", "docs")) and "--out" not in command:
        return REFUSED  # these write to the working directory, and take long
    done = subprocess.run(
        [sys.executable, "-m", "anakinra_kg.cli", *command],
        capture_output=True,
        check=False,
        timeout=_SECONDS,
        cwd=folder,
        stdin=subprocess.DEVNULL,
    )
    _check_end(command[0], done)
    _check_files(folder, out, done.returncode, command)
    return REFUSED if done.returncode == 2 else READ


def _filled(part: str, places: dict[str, str]) -> str:
    for place, text in places.items():
        part = part.replace(place, text)
    return part


def _check_end(name: str, done: subprocess.CompletedProcess[bytes]) -> None:
    said = done.stderr.decode("utf-8", errors="replace")
    assert done.returncode in {0, 1, 2, 3}, f"{name} ends with status {done.returncode}: {said[-300:]!r}"
    assert "Traceback" not in said, f"{name} ends with a traceback: {said[-600:]}"
    assert "please report it" not in said, f"{name} ends with what nobody foresaw: {said[-300:]!r}"
    lines = said.removesuffix("\n").split("\n") if said else []
    for line in lines:
        check_line(line, f"{name} says what")
    if done.returncode == 2:
        assert lines, f"{name} fails without a word"
        assert re.match(r"anakinra-kg( \w+)?: ", lines[-1]), f"{name} says {lines[-1][:300]!r}"
        usage = lines[0].startswith("usage: ")
        assert len(lines) == 1 or usage or lines[0].startswith("anakinra-kg: waiting"), f"{name} says {said[:600]!r}"
    if done.returncode == 3:
        assert name == "validate", f"{name} ends with status 3"


def _check_files(folder: Path, out: Path, status: int, command: list[str]) -> None:
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*")} - set(_FILES.values())
    assert not any(".writing-" in name for name in left), f"something is half-written: {sorted(left)}"
    if status == 2:
        assert not {name for name in left if (folder / name).is_file()}, f"status 2, but written: {sorted(left)}"
    elif "--out" in command and command[0] == "sparql":
        assert out.is_file(), f"status {status}, but nothing is written: {sorted(left)}"
        text = out.read_text(encoding="utf-8")
        assert text.endswith("\n"), f"an answer is not complete: {text[-100:]!r}"
        json.loads(text)


@cache
def _graph() -> Path:
    path = scratch() / "graph.ttl"
    shutil.copy(resource("data", "anakinra.ttl"), path)
    return path
