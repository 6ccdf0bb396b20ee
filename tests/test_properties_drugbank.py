"""Reading a generated DrugBank page gives its facts back, and damage never makes a fact that nobody wrote.

A failing test prints its seed; `python -m tests.test_properties_drugbank SEED` tells the whole story of it again. The
golden counts of the real pages are written anew by `python -m tests.test_properties_drugbank golden FOLDER`.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from anakinra_kg.errors import PageError
from anakinra_kg.facts import Fact, record_of
from anakinra_kg.sources import drugbank
from anakinra_kg.sources.ledger import LineStatus
from anakinra_kg.text import PageText
from tests.generators.drugbank import page
from tests.generators.drugbank_damage import Damaged, damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anakinra_kg.sources.ledger import Reading
    from tests.generators.drugbank_sheet import Generated

GOLDEN = Path(__file__).with_name("golden") / "drugbank.json"
PAGES = ("drugbank-DB00026.txt", "dev/drugbank/DB00316-acetaminophen.txt", "dev/drugbank/DB01175-escitalopram.txt")
_CHUNK = 50
_DAMAGES = 3  # damaged copies of each generated page
_LONGEST_SECONDS = 5.0
_REPORTED = {LineStatus.UNREAD, LineStatus.PROSE}

# Fields that tell where a line stands or what its form means, not what it says.
_NOT_PRINTED = {
    "about", "also", "basis", "category", "direction", "end", "event", "field", "kind", "level", "line",
    "not_applicable", "not_available", "pharmacological_action", "role", "scheme", "start",
}  # fmt: skip


def _key(fact: Fact, *, placed: bool) -> str:
    """Return what makes two facts the same, with or without where they stand."""
    record = record_of(fact)
    also = sorted((span["start"], span["end"]) for span in record.pop("also", ()))
    if placed:
        return json.dumps({**record, "also": also}, sort_keys=True)
    return json.dumps(_said(record), sort_keys=True)


def _said(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in {"line", "start", "end", "also"}}


def _reading(content: bytes) -> Reading:
    return drugbank.read(PageText.from_bytes("generated", content))


def _differences(generated: Generated, reading: Reading) -> Iterator[str]:
    """Yield where a reading is not what the page's writer says."""
    got = Counter(_key(fact, placed=True) for fact in reading.facts)
    due = Counter(_key(fact, placed=True) for fact in generated.facts)
    possible = Counter(_key(fact, placed=True) for fact in generated.doubtful)
    for key in due - got:
        yield f"not read: {key}"
    for key in got - due - possible:
        yield f"read, but nobody wrote it: {key}"
    skipped = {fact.span.line for fact in generated.doubtful if not got[_key(fact, placed=True)]}
    unread = {number for number, line in enumerate(reading.lines, 1) if line.status is LineStatus.UNREAD}
    for number in sorted(unread ^ (generated.unreadable | skipped)):
        word = "unread" if number in unread else "not unread"
        yield f"line {number} is {word}: {reading.page.lines[number - 1]!r} ({reading.lines[number - 1].reason})"


def _inventions(generated: Generated, accident: Damaged, reading: Reading) -> Iterator[str]:
    """Yield the facts of a damaged page that the undamaged page did not state and the damage does not account for.

    A fact is accounted for where the undamaged page stated it, or it and more; or where a line it rests on was touched,
    and either that line is reported as unread or prose, or the fact repeats what the touched line now literally says.
    """
    stated: dict[str, list[dict[str, Any]]] = {}
    for fact in (*generated.facts, *generated.doubtful):
        stated.setdefault(fact.kind, []).append(_said(record_of(fact)))
    whole = {json.dumps(record, sort_keys=True) for records in stated.values() for record in records}
    for fact in reading.facts:
        if _key(fact, placed=False) in whole:
            continue
        said = _said(record_of(fact))
        if any(_says_no_more(said, record) for record in stated.get(fact.kind, ())):
            continue
        touched = {span.line for span in (fact.span, *fact.also)} & accident.lines
        reported = any(reading.lines[line - 1].status in _REPORTED for line in touched)
        if not touched or not (reported or _is_literal(fact, reading)):
            yield f"{'' if touched else 'no line of it was touched: '}{record_of(fact)}"


def _says_no_more(said: dict[str, Any], stated: dict[str, Any]) -> bool:
    """Tell whether all that a fact says was stated: a field may be missing, an action too, a protein's role be open."""
    return all(
        stated.get(name) == value
        or (name == "about" and value == "protein")
        or (name == "actions" and set(value) <= set(stated.get(name, ())))
        for name, value in said.items()
    )


def _is_literal(fact: Fact, reading: Reading) -> bool:
    """Tell whether the lines a fact rests on print each of its values."""
    spans = (fact.span, *fact.also)
    text = " ".join(reading.page.lines[span.line - 1] for span in spans).casefold()
    if fact.kind == "record_date":
        return True
    for name, value in record_of(fact).items():
        values = value if isinstance(value, list) else [value]
        if name not in _NOT_PRINTED and not all(_is_printed(str(item), text) for item in values):
            return False
    return True


def _is_printed(value: str, text: str) -> bool:
    return all(word in text for word in value.casefold().split())


def _check(seed: int, damages: int = _DAMAGES) -> None:
    """Read a generated page and damaged copies of it."""
    generated = page(random.Random(seed))
    differences = list(_differences(generated, _reading(generated.text.encode())))
    assert not differences, f"seed {seed}:\n" + "\n".join(differences)
    for number in range(damages):
        accident = damaged(random.Random(seed * 1000 + number), generated.text)
        begin = time.perf_counter()
        try:
            reading = _reading(accident.content)
        except PageError:
            continue
        finally:
            seconds = time.perf_counter() - begin
        story = f"seed {seed}, damage {number} ({'; '.join(accident.story)})"
        assert seconds < _LONGEST_SECONDS, f"{story}: {seconds:.1f} seconds"
        inventions = list(_inventions(generated, accident, reading))
        assert not inventions, f"{story}:\n" + "\n".join(inventions)
