"""The reader of Mayo Clinic monographs on generated pages, sound and damaged.

Every case is a seed: a failing one prints its seed, and `pytest -k SEED` is not needed to see it again, since
`generate(Random(seed))` gives the same page anywhere. `pytest -m slow` runs many more of them. After a change of the
reader that is meant, `python -m tests.test_properties_mayoclinic` writes the golden counts anew.
"""

from __future__ import annotations

import json
from collections import Counter
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest

from anakinra_kg.errors import PageError
from anakinra_kg.facts import fields_of
from anakinra_kg.sources import mayoclinic
from anakinra_kg.text import PageText
from tests.conftest import CHECKOUT
from tests.generators.mayoclinic import ADVICE, ATTENTION, FREQUENCIES, GeneratedPage, generate
from tests.generators.mayoclinic_damage import DamagedPage, damaged

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.facts import Fact
    from anakinra_kg.sources.ledger import Reading

CHUNK = 100
EXACT, DAMAGED = 10, 30
"""Chunks of sound and of damaged pages in the normal suite."""
SLOW = 10
"""How many times more of them the long run reads."""
SECONDS_A_PAGE = 2.0
GOLDEN = CHECKOUT / "tests" / "golden" / "mayoclinic.json"

WORDINGS = {
    **ADVICE,
    **ATTENTION,
    **{name: (heading,) for name, heading in FREQUENCIES.items()},
    "Canada": ("Canadian",),
}
"""How the layout prints values that a fact names otherwise."""
NUMBERS = ("stage", "low", "high", "maximum", "unit", "per", "frequency", "route")
OPEN = {
    "adverse_effect": ("frequency", "attention"),
    "overdose_symptom": ("attention",),
    "medical_problem": ("advice", "consequence"),
    "brand_name": ("country",),
    "dosing_regimen": ("advice", "basis", *NUMBERS),
}
"""The fields a fact may leave open without saying more than one that fills them."""

GIVEN_ABOVE = {
    "adverse_effect": {"frequency", "attention"},
    "overdose_symptom": {"attention"},
    "interaction": {"advice", "category"},
    "medical_problem": {"advice", "consequence"},
    "brand_name": {"country"},
    "dosing_regimen": {"condition", "conditions"},
}
"""The fields of a fact that another line than its own fills: a heading, the end of a chain, the top of a tree."""
EFFECTS = {"adverse_effect", "overdose_symptom"}


def fields(fact: Fact) -> dict[str, Any]:
    """Return what a fact says, without where."""
    return {field.name: getattr(fact, field.name) for field in fields_of(fact.kind)}


def says_no_more(fact: Fact, sound: Fact) -> bool:
    """Tell whether a fact says what another one says, or leaves open what may be left open."""
    if fact.kind != sound.kind:
        return False
    ours, theirs = fields(fact), fields(sound)
    left_open = {name for name in OPEN.get(fact.kind, ()) if not ours[name]}
    if fact.kind == "dosing_regimen" and not left_open.issuperset(NUMBERS):
        left_open -= set(NUMBERS)
    return all(ours[name] == theirs[name] or name in left_open for name in ours)


def printed(value: object, words: str) -> bool:
    """Tell whether a value of a fact is literally among the words of some lines."""
    if isinstance(value, tuple):
        return all(printed(part, words) for part in value)
    return any(wording in words for wording in (f"{value}", *WORDINGS.get(f"{value}", ())))


def literal(fact: Fact, sound: Fact, words: str) -> bool:
    """Tell whether a fact differs from another one only in what damaged lines literally say, or say no longer."""
    if fact.kind != sound.kind and not ({fact.kind, sound.kind} == EFFECTS and any(map(is_heading, words.split("\n")))):
        return False
    ours, theirs = fields(fact), fields(sound)
    for name in ours.keys() | theirs.keys():
        our, their = ours.get(name), theirs.get(name)
        dropped = name in OPEN.get(fact.kind, ()) or fact.kind != sound.kind or not printed(their, words)
        if our != their and not (printed(our, words) if our else dropped):
            return False
    return True


def chain(page: GeneratedPage, line: int) -> range:
    """Return the numbers of the lines from a problem to the end of its chain."""
    lines = page.text.split("\n")
    end = line
    while end < len(lines) and lines[end - 1].strip().endswith((" or", " and")):
        end += 1
    return range(line, end + 1)


def without_trace(fact: Fact, page: GeneratedPage, hurt: DamagedPage) -> bool:
    """Tell whether a fact differs from what the sound page says on the same line only for a loss that leaves no trace.

    These are the limits of the layout; a text that has lost so much looks whole:

    - a heading lost together with the line before or behind it, where the lists it parted still look like one (a
      capital letter, a gap or the order of the alphabet tells most of them apart);
    - a chain of problems that has lost its end, so that it runs on into the next one, or has got another end;
    - the condition above a tree of doses lost, where the lines below it begin with a form and so make a tree.
    """
    line = hurt.origins[fact.span.line - 1]
    for sound in page.facts:
        if sound.span.line != line or not ({sound.kind, fact.kind} <= EFFECTS or sound.kind == fact.kind):
            continue
        ours, theirs = fields(fact), fields(sound)
        if any(ours[name] != theirs[name] for name in ours.keys() & theirs.keys() - GIVEN_ABOVE.get(sound.kind, set())):
            continue
        if sound.kind == "medical_problem":
            whole = tuple(chain(page, line))
            return hurt.origins[fact.span.line - 1 :][: len(whole)] != whole
        above = {span.line for span in sound.also} or {page.heading_line(sound.span.line)}
        lost = above - hurt.left
        if sound.kind == "dosing_regimen":
            return bool(lost)
        return any({number - 1, number + 1} - hurt.left for number in lost)
    return False


def evidence(fact: Fact, reading: Reading, hurt: DamagedPage) -> str:
    """Return the words of the damaged lines that a fact stands on: its own, and those it says it rests on."""
    lines = {span.line for span in (fact.span, *fact.also)}
    if fact.kind == "brand_name":
        before = range(1, fact.span.line)
        lines.add(max((line for line in before if is_heading(reading.page.lines[line - 1].strip())), default=1))
    return "\n".join(reading.page.lines[line - 1] for line in sorted(lines & hurt.changed))


def wrong_facts(page: GeneratedPage, hurt: DamagedPage, reading: Reading) -> list[Fact]:
    """Return the facts of a damaged page that neither the sound page has nor a damaged line literally says."""
    wrong = []
    known = {(fact.kind, *fields(fact).values()) for fact in page.facts}
    for fact in reading.facts:
        says = fields(fact)
        if (fact.kind, *says.values()) in known or any(says_no_more(fact, sound) for sound in page.facts):
            continue
        words = evidence(fact, reading, hurt)
        if words and all(printed(value, words) for value in says.values() if value):
            continue
        if words and any(literal(fact, sound, words) for sound in page.facts):
            continue
        if not without_trace(fact, page, hurt):
            wrong.append(fact)
    return wrong


def is_heading(line: str) -> bool:
    """Tell whether a line of a generated page heads a section or a list."""
    return line.endswith(":") or "any of the following" in line or line.startswith("Some side effects may occur")
