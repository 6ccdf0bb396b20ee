"""Times asking: a question on the command line beside `python -c pass`, and every question on a graph in memory.

Run by hand, `python tests/benchmarks/bench_ask.py [TIMES]`; it is no test, for machines differ, but it ends with status
1 where a limit is missed.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from anakinra_kg.query import questions
from anakinra_kg.query.graph import load
from anakinra_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_HIGHEST_RATIO = 6
_LONGEST_MILLISECONDS = 5
_WARM_TIMES = 50
_ENTRY = "import sys; from anakinra_kg.cli import main; sys.exit(main())"  # as the installed script has it
_COMMAND = [sys.executable, "-c", _ENTRY, "query", "trials-by-phase"]
_NOTHING = [sys.executable, "-c", "pass"]


def main(times: int) -> int:
    """Measure, print the figures and return 1 if one is beyond its limit, else 0."""
    good = [_cold(times), _warm()]
    return 0 if all(good) else 1


def _cold(times: int) -> bool:
    """Time the command and the empty program in turn, so that whatever else the machine does falls on both."""
    command, nothing = [], []
    for _ in range(times + 1):
        nothing.append(_milliseconds(lambda: _run(_NOTHING)))
        command.append(_milliseconds(lambda: _run(_COMMAND)))
    figures = [statistics.median(values[1:]) for values in (command, nothing)]  # the first run fills the caches
    ratio = figures[0] / figures[1]
    _print(
        f"cold, median of {times} in turn",
        f"query trials-by-phase  {figures[0]:7.1f} ms",
        f"python -c pass         {figures[1]:7.1f} ms",
        f"ratio                  {ratio:7.2f}    {_verdict(ratio, _HIGHEST_RATIO)}",
    )
    return ratio <= _HIGHEST_RATIO


def _warm() -> bool:
    """Time every question, as its file has it, on Oxigraph, and once on rdflib, for which no limit is set."""
    kg = load(resource("data", "anakinra.ttl"))
    graph = kg.rdflib()
    lines, medians = [], []
    width = max(map(len, questions.names()))
    for name in questions.names():
        query = questions.question(name).sparql
        here = _median(lambda query=query: [*kg.sparql(query)], _WARM_TIMES)  # type: ignore[misc]
        there = _milliseconds(lambda query=query: [*graph.query(query)])  # type: ignore[misc]
        medians.append(here)
        lines.append(f"{name:{width}} {here:8.2f} ms {there:9.1f} ms {there / here:6.0f} ×  {_limit(here)}")
    _print(
        "",
        f"warm, on {len(kg)} triples in memory",
        f"{'':{width}} {'Oxigraph':>11} {'rdflib':>12} {'ratio':>8}",
        *lines,
        f"slowest {max(medians):.2f} ms    {_verdict(max(medians), _LONGEST_MILLISECONDS)}",
    )
    return max(medians) <= _LONGEST_MILLISECONDS


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def _milliseconds(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return (time.perf_counter() - begin) * 1000


def _median(run: Callable[[], object], times: int) -> float:
    run()
    return statistics.median(_milliseconds(run) for _ in range(times))


def _limit(milliseconds: float) -> str:
    return "" if milliseconds <= _LONGEST_MILLISECONDS else f"over {_LONGEST_MILLISECONDS} ms"


def _verdict(figure: float, limit: float) -> str:
    return f"limit {limit}: {'kept' if figure <= limit else 'MISSED'}"


def _print(*lines: str) -> None:
    print(*lines, sep="\n")  # noqa: T201 - the figures are what it is run for


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
