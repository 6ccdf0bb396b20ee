"""A run of the tests ends with what it skipped, and why."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.checkout import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

TESTS = """
import pytest

@pytest.fixture(scope="module")
def engine():
    pytest.skip("no engine: install one")

@pytest.mark.parametrize("number", range(3))
def test_that_needs_an_engine(number, engine):
    pass

@pytest.mark.skip(reason="no page")
def test_that_needs_a_page():
    pass

@pytest.mark.xfail(reason="known")
def test_that_fails():
    assert False
"""


@pytest.mark.parametrize("processes", ["0", "2"])
def test_each_reason_is_one_line_with_its_count(processes: str, tmp_path: Path) -> None:
    """However many tests lack the same thing, and in however many processes, the reason is told once."""
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-n", processes, str(tmp_path)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)

    assert [line for line in done.stdout.splitlines() if "skipped:" in line] == [
        "3 skipped: no engine: install one",
        "1 skipped: no page",
    ]
