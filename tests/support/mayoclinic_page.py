"""Made-up Mayo Clinic pages, line by line, and what tests ask of their reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anakinra_kg.facts.text import PageText
from anakinra_kg.sources import mayoclinic

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading

FOOTER = """
Drug information provided by:

Copyright: © Press House L.P. 1981, 2024.

-> The Mayo Clinic Diet
-> Drugs & Supplements
-> Xanakin (oral route, nasal route)
CON-XXXXXXXX
"""

NOT_RECOMMENDED = "Using this remedy with any of the following drugs is not recommended."
USUALLY_NOT = "Using this remedy with any of the following drugs is usually not recommended, but may be needed."
RISK = "Using this remedy with any of the following drugs may cause an increased risk of side effects."
AT_ONCE = "Check with your doctor immediately if any of the following effects occur:"
ROUTINE = "Some side effects may occur that usually will not need medical attention. Mostly they go away."
OVERDOSE = "Get emergency help immediately if any of the following symptoms of overdose occur:"
INTRO = "Say so if you have any other medical problems, especially:"


def page(*lines: str, footer: str = FOOTER, name: str = "pages/xanakin.txt") -> PageText:
    """Return a page of the lines given, with a footer."""
    return PageText.from_bytes(name, ("\n".join(lines) + "\n" + footer).encode())


def read(*lines: str) -> Reading:
    """Return the reading of a page of the lines given."""
    return mayoclinic.read(page(*lines))


def facts(reading: Reading, kind: str, *names: str) -> list[Any]:
    """Return some fields of the facts of a kind: bare values where one field is asked for."""
    found = [tuple(getattr(fact, name) for name in names) for fact in reading.facts if fact.kind == kind]
    return [values[0] for values in found] if len(names) == 1 else found


def statuses(reading: Reading, *lines: int) -> list[str]:
    """Return the statuses of lines, by number."""
    return [reading.lines[line - 1].status.value for line in lines]


def prose(reading: Reading) -> list[str]:
    """Return the sentences left to a curator."""
    return [reading.page.quote(sentence.span) for sentence in reading.prose]
