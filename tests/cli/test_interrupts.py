"""An interrupt at any moment of any command: one line, status 130, and nothing half-written."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.cli.command_line import COMMANDS
from anakinra_kg.rdf.files import check_set
from tests.support.checkout import CHECKOUT
from tests.support.mayoclinic_page import FOOTER, RISK

if TYPE_CHECKING:
    from pathlib import Path

SAYS_THAT_IT_RUNS = (
    "import sys; from anakinra_kg.cli import main; print('runs', file=sys.stderr, flush=True); sys.exit(main())"
)
"""A program that says when Python has started: what comes before that is not ours."""
GRAPH = str(CHECKOUT / "data" / "anakinra.ttl")
PAGE = f"Before Using:\nDrug Interactions\n{RISK}\nBelopril\nProper Use:\nSide Effects:\n{FOOTER}"
EACH = {
    "build": ("--out", "{out}"),
    "read": ("{page}",),
    "coverage": ("{page}",),
    "queries": (),
    "query": ("trials",),
    "sparql": ("SELECT * {{ ?s ?p ?o }}",),
    "explain": ("abatacept",),
    "validate": (GRAPH, "--timeout", "100"),
    "diff": (GRAPH, str(CHECKOUT / "ontology" / "anakinra.ttl"), "--contract", "urn:x:"),
    "reason": ("--out", "{out}/inferred.ttl"),
    "docs": ("--out", "{out}/reference.html"),
    "completion": ("bash",),
}
"""Arguments of each command that need some of its time."""


def interrupted(arguments: list[str], after_seconds: float, *, group: bool) -> tuple[int, str]:
    """Interrupt a command, or all of its processes as a terminal does, and return its status and what it said."""
    command = [sys.executable, "-c", SAYS_THAT_IT_RUNS, *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        assert running.stderr is not None
        assert running.stderr.readline() == "runs\n"
        time.sleep(0.002 + after_seconds)
        if group:
            os.killpg(running.pid, signal.SIGINT)
        else:
            running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    return running.returncode, said


def check_interrupts(name: str, moments: list[float], folder: Path) -> None:
    """Interrupt a command at each of several moments."""
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    out = folder / "out"
    arguments = [name, *(each.format(out=out, page=folder / "page.txt") for each in EACH[name])]
    ended = set()
    for number, moment in enumerate(moments):
        status, said = interrupted(arguments, moment, group=number % 2 == 0)
        case = f"{name} after {moment:.3f} s"
        if status == 130:
            assert said == "anakinra-kg: interrupted\n", case
        else:
            assert status == 0, f"{case}: {said}"
            assert "Traceback" not in said
            assert "interrupted" not in said
        if out.exists():
            assert not [each.name for each in out.iterdir() if each.name.startswith(".")], case
            check_set(out)
        ended.add(status)
    assert 130 in ended, f"{name} was never interrupted"


def test_every_command_is_interrupted() -> None:
    """A new command gets its arguments here."""
    assert set(EACH) == {command.name for command in COMMANDS}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot interrupt one process")
@pytest.mark.parametrize("name", EACH)
def test_an_interrupt_ends_a_command_in_one_line(name: str, tmp_path: Path) -> None:
    """While modules are imported, arguments are read, or an engine runs."""
    seed = random.Random(name)
    check_interrupts(name, [0.0, *(seed.random() ** 3 for _ in range(2))], tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="as above")
@pytest.mark.parametrize("name", EACH)
def test_an_interrupt_at_any_moment(name: str, tmp_path: Path) -> None:
    """Forty moments spread over the whole run of each command."""
    seed = random.Random(f"{name} slowly")
    begin = time.monotonic()
    interrupted_never = [name, *(each.format(out=tmp_path / "x", page=tmp_path / "page.txt") for each in EACH[name])]
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "anakinra_kg.cli", *interrupted_never], capture_output=True, check=False)
    seconds = time.monotonic() - begin
    check_interrupts(name, [seed.random() * seconds for _ in range(40)], tmp_path)
