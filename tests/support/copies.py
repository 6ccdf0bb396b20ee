"""Graphs of many pages, made of the statements of a few."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from anakinra_kg.dataset.additions import added
from anakinra_kg.dataset.labels import united
from anakinra_kg.facts.data_folder import load_data_folder
from anakinra_kg.mapping import AUTOMATIC, MANUAL, map_document
from anakinra_kg.rdf.files import read_triples

if TYPE_CHECKING:
    from pyoxigraph import Triple

TEN_TIMES = 16
"""How many copies of the pages have ten times the triples: the drugs, conditions and codes are theirs in common."""

_NAMED = re.compile(r"(?P<page>DB00026|mayoclinic-anakinra)|(?P<hash>(?<=-)[0-9a-f]{12}(?=>))")


def copies(file: str, count: int) -> str:
    """Return a graph with the statements of many pages, as N-Triples: those of the file, each time on other pages."""
    lines = [f"{triple} ." for triple in read_triples(file)]
    found = dict.fromkeys(lines)
    for number in range(1, count):
        for line in lines:
            found[_NAMED.sub(partial(_renamed, number=number), line)] = None
    return "\n".join(found) + "\n"


def other_drugs(count: int) -> set[Triple]:
    """Return the graph of as many drugs, each with the facts of our pages: it agrees with itself, as if built."""
    parts = []
    for facts in load_data_folder():
        found = [(fact, AUTOMATIC) for fact in facts.read] + [(fact, MANUAL) for fact in facts.curated]
        parts.append(map_document(facts.document, found))
        for number in range(1, count):
            page = facts.document
            identifier = f"DB9{number:04}" if page.id.startswith("DB") else f"{page.id}-{number}"
            other = replace(page, id=identifier, drug=f"{page.drug} {number}", sha256=f"{number:064x}")
            parts.append(map_document(other, found))
    triples = united(parts)
    return triples | added(triples)


def _renamed(name: re.Match[str], number: int) -> str:
    if name["hash"]:
        return f"{(int(name['hash'], 16) + number) % 16**12:012x}"
    return f"DB9{number:04}" if name["page"].startswith("DB") else f"{name['page']}-{number}"
