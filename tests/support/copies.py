"""A graph of many pages, made of the statements of a few."""

from __future__ import annotations

import re
from functools import partial

from anakinra_kg.rdf.files import read_triples

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


def _renamed(name: re.Match[str], number: int) -> str:
    if name["hash"]:
        return f"{(int(name['hash'], 16) + number) % 16**12:012x}"
    return f"DB9{number:04}" if name["page"].startswith("DB") else f"{name['page']}-{number}"
