"""What several test modules share."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.dataset.build import Build, build
from tests.support.checkout import CHECKOUT

if TYPE_CHECKING:
    from rdflib import Graph


@pytest.fixture(scope="session")
def documents() -> Path:
    """Return the folder of the real pages; tests that need it are skipped where it is absent.

    The pages may not be redistributed, so they stand outside the project: in `../shared/documents` of a checkout, or
    where the environment variable ANAKINRA_KG_DOCUMENTS points.
    """
    folder = Path(os.environ.get("ANAKINRA_KG_DOCUMENTS") or CHECKOUT.parent / "shared" / "documents")
    if not folder.is_dir():
        pytest.skip("the source pages are not at hand: they may not be redistributed (set ANAKINRA_KG_DOCUMENTS)")
    return folder


@pytest.fixture(scope="session")
def built() -> Build:
    """Return the dataset made from data/, not checked against the shapes; do not change it."""
    return build(check=False)


@pytest.fixture(scope="session")
def shapes() -> Graph:
    """Return the shapes; do not change them."""
    from anakinra_kg.validation.engine import shapes_graph  # noqa: PLC0415 - slow to import

    return shapes_graph()


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """Return terms and code lists; do not change them."""
    from anakinra_kg.validation.engine import ontology_graph  # noqa: PLC0415 - as above

    return ontology_graph()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were skipped, one line for each reason, and what the long fuzzing has done."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    for reason, count in sorted(reasons.items(), key=lambda each: (-each[1], each[0])):
        terminalreporter.write_line(f"{count} skipped: {reason}")
    for report in (*terminalreporter.stats.get("passed", []), *terminalreporter.stats.get("failed", [])):
        for name, tally in report.user_properties:
            if name == "fuzz":
                terminalreporter.write_line(tally)
