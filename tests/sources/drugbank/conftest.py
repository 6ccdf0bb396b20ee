"""The reading of the made-up page, shared by a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.drugbank_page import PAGE, read

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading


@pytest.fixture(scope="module")
def reading() -> Reading:
    """Return the reading of the invented page."""
    return read(PAGE)
