"""What the graph gives as written stands on the page, in the characters that the claim points at."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from anakinra_kg.facts.documents import load_documents
from anakinra_kg.facts.text import PageText
from anakinra_kg.rdf.names import AKG, term

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.dataset.build import Build

# Names that the page gives in other words at that place, and why the graph does not use these words.
NAMED_OTHERWISE = {
    ("doseUnitAsWritten", "mg/kg"): "a reader writes units as symbols: milligrams (mg) per kilogram (kg)",
    ("objectAsWritten", "inflammatory responses"): "the page gives one noun for two adjectives",
    ("objectAsWritten", "interleukin-1"): "the page abbreviates",
    ("reactionAsWritten", "injection site reaction"): "the Mayo page speaks of the site alone",
    ("subjectAsWritten", "Interleukin-1 receptor type 1"): "the page words the name in another order",
    ("subjectAsWritten", "anakinra"): "the page begins a sentence with it, or leaves it out",
    ("subjectAsWritten", "interleukin-1"): "the page abbreviates",
    ("subjectAsWritten", "interleukin-1 receptor antagonist"): "the page abbreviates",
}


def plain(text: str) -> str:
    """Return a text with single blanks in place of its white space."""
    return " ".join(text.split())


def found_elsewhere(built: Build, documents: Path) -> set[tuple[str, str]]:
    """Return property and value of what is given as written but does not stand in the characters of the evidence."""
    texts = {
        f"{document.source}-{document.id}": PageText.from_file(documents / f"{document.source}-{document.id}.txt").text
        for document in load_documents()
    }
    evidence: dict[object, list[str]] = defaultdict(list)
    values = []
    for subject, predicate, value in built.triples:
        name = predicate.value.removeprefix(AKG)
        if predicate in {term("prov:wasDerivedFrom"), term("akg:restsOn")} and isinstance(value, NamedNode):
            place = re.search(r"document/(.+)#char=(\d+),(\d+)$", value.value)
            assert place, value
            evidence[subject].append(plain(texts[place[1]][int(place[2]) : int(place[3])]))
        elif name.endswith("AsWritten"):
            values.append((subject, name, value.value))
    assert values
    return {
        (name, value) for subject, name, value in values if not any(plain(value) in text for text in evidence[subject])
    }


def test_as_written_is_as_written(built: Build, documents: Path) -> None:
    """Each value stands in the characters of the claim's evidence, or is listed with the reason why not."""
    elsewhere = found_elsewhere(built, documents)

    assert set(NAMED_OTHERWISE) == elsewhere
