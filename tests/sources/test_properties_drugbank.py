"""Reading a generated DrugBank page returns its facts, and damage never adds a fact that was not written.

A failing test prints its seed; `python -m tests.sources.test_properties_drugbank SEED` tells the whole story of it
again. The golden counts of the real pages are written anew by
`python -m tests.sources.test_properties_drugbank golden FOLDER`.

What a page cannot show, and so no reader can know, is listed in `_leaves_no_trace` and in `_UNDETECTABLE`.
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
from anakinra_kg.facts.ledger import LineStatus
from anakinra_kg.facts.records import Fact, record_of
from anakinra_kg.facts.text import PageText
from anakinra_kg.sources import drugbank
from anakinra_kg.sources.drugbank.vocabulary import PRODUCT_CATEGORIES
from tests.support.generators.drugbank import page
from tests.support.generators.drugbank_damage import Damaged, damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anakinra_kg.facts.ledger import Reading
    from tests.support.generators.drugbank_sheet import Generated

GOLDEN = Path(__file__).with_name("golden") / "drugbank.json"
PAGES = ("drugbank-DB00026.txt", "dev/drugbank/DB00316-acetaminophen.txt", "dev/drugbank/DB01175-escitalopram.txt")
_PAGES = 1_000  # generated pages, each read whole and in damaged copies
_DAMAGES = 3
_SLOW_PAGES = 20_000
_CHUNK = 50
_LONGEST_SECONDS = 5.0  # of this process, whatever runs beside it
_REPORTED = {LineStatus.UNREAD, LineStatus.PROSE}
KINDS = {
    "brand_name", "classification", "dosage_form", "download", "external_link", "gap", "identifier", "ingredient",
    "interacting_protein", "interaction", "manufacturer", "organism", "packager", "page_title", "pathway",
    "pharmacogenomic_effect", "price", "product", "property", "record_date", "reference", "spectrum", "supplier",
    "synonym", "target", "trial_group",
}  # fmt: skip
_TABLES = (
    "Prescription Products\nNameDosageStrengthRouteLabellerMarketing StartMarketing End",
    "Mixture Products\nNameIngredientsDosageRouteLabellerMarketing StartMarketing End",
    "Mechanism of action", "Affected organisms", "Pharmacogenomic Effects/ADRs", "Drug Interactions",
    "General References", "ATC Codes", "AHFS Codes", "PDB Entries", "FDA label", "Clinical Trials", "Dosage forms",
    "Unit descriptionCostUnit", "Experimental Properties", "Predicted Properties", "Predicted ADMET features",
    "SpectrumSpectrum TypeSplash Key", "Super Class", "Alternative Parents", "External Descriptors",
)  # fmt: skip

# Fields for the position of a line or the meaning of its form, not for its content.
_NOT_PRINTED = {
    "about", "also", "basis", "category", "direction", "end", "event", "field", "kind", "level", "line",
    "not_applicable", "not_available", "pharmacological_action", "role", "scheme", "start",
}  # fmt: skip

# Damage that a page cannot show: the first of two files is missing, and only it has a heading.
_UNDETECTABLE = {("download", "name")}
# Values of sections without headings: the lines around them determine the section.
_BY_NEIGHBOURS = {"gap", "manufacturer", "packager"}
_NARROWER = {"supplier": ("supplier", "manufacturer", "packager")}  # a company that may be either
_VAGUE = {"about": "protein", "kind": "supplier", "name": "attachment"}


def _key(fact: Fact, *, placed: bool) -> str:
    """Return the identity of a fact, with or without its position."""
    record = record_of(fact)
    also = sorted((span["start"], span["end"]) for span in record.pop("also", ()))
    if placed:
        return json.dumps({**record, "also": also}, sort_keys=True)
    return json.dumps(_said(record), sort_keys=True)


def _said(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in {"line", "start", "end", "also"}}


def _page(seed: int) -> Generated:
    return page(random.Random(seed))


def _reading(content: bytes) -> Reading:
    return drugbank.read(PageText.from_bytes("generated", content))


def _differences(generated: Generated, reading: Reading) -> Iterator[str]:
    """Yield the differences between a reading and what was written."""
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
    """Yield the unexplained facts of a damaged page, except for damage that leaves no trace."""
    for fact in _unaccounted(generated, accident, reading):
        if not _leaves_no_trace(fact, generated, accident, reading):
            yield f"{'' if _touched(fact, accident) else 'no line of it was touched: '}{record_of(fact)}"


def _unaccounted(generated: Generated, accident: Damaged, reading: Reading) -> Iterator[Fact]:
    """Yield the facts of a damaged page that neither the undamaged page nor the damage explains.

    A fact is explained if the undamaged page stated it, or it and more; or if one of its lines was damaged, and either
    that line is reported as unread or prose, or the fact repeats the literal text of the damaged line.
    """
    stated: dict[str, list[dict[str, Any]]] = {}
    for fact in (*generated.facts, *generated.doubtful, *generated.hidden):
        stated.setdefault(fact.kind, []).append(_said(record_of(fact)))
    whole = {json.dumps(record, sort_keys=True) for records in stated.values() for record in records}
    for fact in reading.facts:
        if _key(fact, placed=False) in whole:
            continue
        said = _said(record_of(fact))
        if any(
            _says_no_more(said, record)
            for kind in _NARROWER.get(fact.kind, (fact.kind,))
            for record in stated.get(kind, ())
        ):
            continue
        touched = _touched(fact, accident)
        if any(reading.lines[line - 1].status in _REPORTED for line in touched):
            continue
        if not touched or touched & accident.joined or not _is_literal(fact, reading):
            yield fact


def _touched(fact: Fact, accident: Damaged) -> frozenset[int]:
    return accident.lines & {span.line for span in (fact.span, *fact.also)}


def _leaves_no_trace(fact: Fact, generated: Generated, accident: Damaged, reading: Reading) -> bool:
    """Return whether a fact is a limit of the layout: the damaged page looks intact.

    - a place where lines were removed or added, and the lines on both sides fit together (`_is_sewn`);
    - a heading of products without its first words, where the rest is the heading of another kind.
    """
    if not _touched(fact, accident) & accident.joined and _is_sewn(fact, accident, reading):
        return _is_literal(fact, reading)
    said = _said(record_of(fact))
    return _heading_of_products(fact, reading) in accident.lines and any(
        {**record, "category": said["category"]} == said and record["category"].endswith(f" {said['category']}")
        for record in (_said(record_of(one)) for one in (*generated.facts, *generated.doubtful))
        if record["kind"] == "product" and "category" in record
    )


def _heading_of_products(fact: Fact, reading: Reading) -> int | None:
    """Return the line that gives the kind of a product."""
    above = range(fact.span.line, 0, -1) if getattr(fact, "category", None) and fact.kind == "product" else ()
    return next((line for line in above if reading.page.lines[line - 1].strip() in PRODUCT_CATEGORIES), None)


def _is_sewn(fact: Fact, accident: Damaged, reading: Reading) -> bool:
    """Return whether a fact depends on a place where lines were removed or added.

    A page does not show such a place if the lines on both sides fit together: rows under the heading of another table,
    items in the list above, the second half of one protein under the first half of another.
    """
    lines = sorted(span.line for span in (fact.span, *fact.also))
    if fact.span.line in accident.drops:
        return True  # directly under the heading above, whose own value was a single word and is missing
    texts = reading.page.lines
    beside = accident.lines if fact.kind in _BY_NEIGHBOURS else frozenset()
    for place in accident.seams | beside:
        seam = next((line for line in range(place, len(texts)) if texts[line - 1].strip()), place)
        if lines[0] < seam <= lines[-1]:
            return True
        between = texts[min(seam, lines[-1]) - 1 : max(seam, lines[0]) - 1]
        if all(line.strip() for line in between):
            return True
    return False


def _says_no_more(said: dict[str, Any], stated: dict[str, Any]) -> bool:
    """Return whether all of a fact was stated: fields may be missing, and values in `_VAGUE` state nothing."""
    return all(
        stated.get(name) == value
        or value == _VAGUE.get(name)
        or (said["kind"], name) in _UNDETECTABLE
        or (name == "actions" and set(value) <= set(stated.get(name, ())))
        for name, value in said.items()
    )


def _is_literal(fact: Fact, reading: Reading) -> bool:
    """Return whether the lines of a fact contain each of its values."""
    spans = (fact.span, *fact.also)
    text = " ".join(reading.page.lines[span.line - 1] for span in spans).casefold()
    if fact.kind == "record_date":
        return True
    for name, value in record_of(fact).items():
        values = value if isinstance(value, list) else [value]
        if name == "name" and (fact.kind == "download" or record_of(fact).get("basis") == "stated"):
            continue  # named by the heading
        if name not in _NOT_PRINTED and not all(_is_printed(str(item), text) for item in values):
            return False
    return True


def _is_printed(value: str, text: str) -> bool:
    return all(word in text for word in value.casefold().split())


def _check(seed: int) -> None:
    """Read a generated page and damaged copies of it."""
    generated = _page(seed)
    differences = list(_differences(generated, _reading(generated.text.encode())))
    assert not differences, f"seed {seed}:\n" + "\n".join(differences)
    for number in range(_DAMAGES):
        accident = _accident(generated, seed, number)
        story = f"seed {seed}, damage {number} ({'; '.join(accident.story)})"
        begin = time.process_time()
        try:
            reading = _reading(accident.content)
        except PageError:
            continue
        finally:
            seconds = time.process_time() - begin
            assert seconds < _LONGEST_SECONDS, f"{story}: {seconds:.1f} seconds"
        inventions = list(_inventions(generated, accident, reading))
        assert not inventions, f"{story}:\n" + "\n".join(inventions)


def _accident(generated: Generated, seed: int, number: int) -> Damaged:
    return damaged(random.Random(seed * 1000 + number), generated.text)


@pytest.mark.parametrize("first", range(0, _PAGES, _CHUNK))
def test_pages_are_read_exactly_and_damage_invents_nothing(first: int) -> None:
    """Reading returns what was written; a damaged page yields nothing more, except what its damaged lines state."""
    for seed in range(first, first + _CHUNK):
        _check(seed)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(_PAGES, _PAGES + _SLOW_PAGES, 10 * _CHUNK))
def test_many_more_pages(first: int) -> None:
    """As above, for many more pages."""
    for seed in range(first, first + 10 * _CHUNK):
        _check(seed)


def test_losses_without_a_trace_are_rare() -> None:
    """Only few damaged pages have damage that the layout cannot show."""
    excused = 0
    for seed in range(300):
        generated = _page(seed)
        for number in range(_DAMAGES):
            accident = _accident(generated, seed, number)
            try:
                reading = _reading(accident.content)
            except PageError:
                continue
            excused += any(_unaccounted(generated, accident, reading))

    assert excused < 9


def test_generation_is_repeatable() -> None:
    """A seed always gives the same page and damage, so that a failure can be reproduced."""
    one, other = _page(7), _page(7)

    assert one == other
    assert _accident(one, 7, 1) == _accident(other, 7, 1)


def test_generated_pages_are_recognised() -> None:
    """A generated page is recognised, like the real ones."""
    for seed in range(_CHUNK):
        assert drugbank.recognises(PageText.from_bytes("generated", _page(seed).text.encode()))


def test_generated_pages_print_every_kind_of_fact() -> None:
    """The pages contain all kinds of fact of the layout, and lines that cannot be read."""
    pages = [_page(seed) for seed in range(_CHUNK)]

    assert {fact.kind for one in pages for fact in one.facts} == KINDS
    assert any(one.unreadable for one in pages)
    assert any(one.doubtful for one in pages)


@pytest.mark.parametrize(
    "noise", [" ", "a", "A1", "( ", "Not Available", "1, ", "• ", "/ ", "\u00e9", "Tablet", "0 mg/"]
)
def test_long_lines_are_read_in_time(noise: str) -> None:
    """Long and unusual table lines are read quickly."""
    row = noise * 20_000
    rows = "".join(f"{heading}\n{row}\n" for heading in _TABLES)
    begin = time.process_time()
    reading = _reading(f"Accession Number\nDB00001 \u00a0(BTD00001)\n{rows}\n".encode())

    assert time.process_time() - begin < _LONGEST_SECONDS
    assert not {fact.kind for fact in reading.facts} & {"product", "interaction", "trial_group", "price", "spectrum"}


def _counts(path: Path) -> dict[str, dict[str, int]]:
    reading = drugbank.read(PageText.from_file(path))
    return {
        "facts": dict(sorted(Counter(fact.kind for fact in reading.facts).items())),
        "lines": dict(sorted(Counter(line.status.value for line in reading.lines).items())),
    }


@pytest.mark.parametrize("name", PAGES)
def test_real_pages_keep_their_counts(documents: Path, name: str) -> None:
    """A change of the facts read from a real page must be intended."""
    assert json.loads(GOLDEN.read_text(encoding="utf-8"))[Path(name).stem] == _counts(documents / name)


def main(arguments: list[str]) -> None:
    """Print the damage of a seed, or update the golden counts."""
    if arguments[:1] == ["golden"]:
        counts = {Path(name).stem: _counts(Path(arguments[1]) / name) for name in PAGES}
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(json.dumps(counts, indent=2) + "\n", encoding="utf-8")
        return
    _check(int(arguments[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
