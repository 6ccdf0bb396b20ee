"""Reads generated DrugBank pages and prints how many a second one core takes, and how much memory is left in use.

Run by hand, `python tests/benchmarks/bench_read_drugbank.py [PAGES]`; it is no test, for it judges no figure.
"""

from __future__ import annotations

import random
import sys
import time
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from anakinra_kg.sources import drugbank
from anakinra_kg.text import PageText
from tests.generators.drugbank import page

_SCALE = 2  # pages about as long as the real ones
_TARGET_PAGES_A_SECOND = 200


def _pages(count: int) -> list[bytes]:
    return [page(random.Random(seed), _SCALE).text.encode() for seed in range(count)]


def _read(pages: list[bytes]) -> int:
    return sum(len(drugbank.read(PageText.from_bytes("generated", content)).facts) for content in pages)


def main(count: int) -> None:
    """Read pages and print the figures."""
    pages = _pages(count)
    lines = sum(content.count(b"\n") for content in pages)
    begin = time.perf_counter()
    facts = _read(pages)
    seconds = time.perf_counter() - begin
    print(f"pages        {count} of {lines / count:.0f} lines and {facts / count:.0f} facts on average")
    print(f"speed        {count / seconds:.0f} pages a second (target {_TARGET_PAGES_A_SECOND})")
    tracemalloc.start()
    for name, part in (("first", pages[: count // 10]), ("last", pages[-(count // 10) :])):
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        _read(part)
        after, peak = tracemalloc.get_traced_memory()
        print(f"{name:12} {len(part)} pages: peak {peak / 1024:.0f} KiB, left in use {(after - before) / 1024:.0f} KiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
