"""The rooms of the package, and what each may import."""

from __future__ import annotations

from tests.support.checkout import CHECKOUT

PACKAGE = CHECKOUT / "src" / "anakinra_kg"
MAY_IMPORT = {
    "errors": set(),
    "resources": {"errors"},
    "rdf": {"errors", "resources"},
    "facts": {"rdf"},
    "sources": {"facts"},
    "mapping": {"facts"},
    "reasoning": {"rdf"},
    "validation": {"rdf"},
    "reference": {"rdf"},
    "query": {"rdf"},
    "dataset": {"sources", "mapping", "reasoning", "validation", "reference", "query"},
    "cli": {"dataset"},
}
"""What each room may import, and with it whatever that may import."""
