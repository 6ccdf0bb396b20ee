"""Times `validate` beside pySHACL's own command, as whole processes, on the graph and on ten times of it, and `build`.

Run by hand, `python tests/benchmarks/bench_validate.py [TIMES]`; it is no test, for machines differ, but it ends with
status 1 where a limit is missed. The figures are seconds of processor time, the least of all runs, in turn. pySHACL
runs the shapes alone; beside it stand the shapes alone (`--shapes`) and `validate` with all its checks. Ten times the
graph is the facts of our pages for sixteen drugs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from anakinra_kg.rdf.turtle import turtle
from anakinra_kg.resources import resource
from tests.support.copies import TEN_TIMES, other_drugs

_LIMITS = {"the graph": 4, "ten times": 6}
"""How many times as fast as pySHACL: all checks on the graph, the shapes alone on ten times of it."""


def main(times: int) -> int:
    """Measure, print the figures and return 1 if one is beyond its limit, else 0."""
    ours = [sys.executable, "-m", "anakinra_kg.cli"]
    shapes = ["--shapes", str(resource("ontology", "shapes.ttl"))]
    theirs = [str(Path(sysconfig.get_path("scripts")) / "pyshacl"), "-s", str(resource("ontology", "shapes.ttl"))]
    good = True
    with tempfile.TemporaryDirectory() as folder:
        graph, more = str(resource("data", "anakinra.ttl")), str(Path(folder) / "more.ttl")
        Path(more).write_text(turtle(other_drugs(TEN_TIMES)), encoding="utf-8")
        for name, file in (("the graph", graph), ("ten times", more)):
            engines = {
                "validate": [*ours, "validate", file],
                "validate --shapes": [*ours, "validate", file, *shapes],
                "pyshacl": [*theirs, file],
            }
            figures = _figures(engines, times if name == "the graph" else 1)
            all_checks, shapes_alone = (figures["pyshacl"] / figures[c] for c in ("validate", "validate --shapes"))
            good = good and (all_checks if name == "the graph" else shapes_alone) >= _LIMITS[name]
            goal = f"goal {_LIMITS[name]}"
            _print(name, figures, f"{all_checks:.1f} and {shapes_alone:.1f} times as fast as pyshacl, {goal}")
        _print("build", _figures({"build": [*ours, "build", "--out", str(Path(folder) / "dist")]}, times))
    return 0 if good else 1


def _figures(commands: dict[str, list[str]], times: int) -> dict[str, float]:
    figures: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            before = os.times()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            after = os.times()
            figures[name].append(sum(after[2:4]) - sum(before[2:4]))
    return {name: min(seconds) for name, seconds in figures.items()}


def _print(name: str, figures: dict[str, float], *more: str) -> None:
    lines = (f"    {command:<26}{seconds:7.2f} s" for command, seconds in figures.items())
    print(name, *lines, *(f"    {line}" for line in more), sep="\n", flush=True)  # noqa: T201 - for people


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
