"""Files of facts: what goes in comes out, and whatever is wrong is refused at its line."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.errors import FactFileError
from anakinra_kg.facts.fact_files import facts_yaml, load_facts
from anakinra_kg.facts.ledger import Ledger
from anakinra_kg.facts.records import Interaction, Price, TrialGroup
from anakinra_kg.facts.text import PageText, Span
from tests.support import graphs

if TYPE_CHECKING:
    from pathlib import Path

PAGE = PageText.from_bytes("page.txt", b"Zorbin is a drug.\nZorbin costs 1.50USD a box\nquexol and zorbin\n")
DOCUMENT = replace(graphs.DOCUMENT, sha256=PAGE.sha256, characters=len(PAGE.text), lines=len(PAGE.lines))
GOOD = f"""\
document: {{source: drugbank, id: DB99999, sha256: {PAGE.sha256}}}
facts:
- kind: price
  line: 2
  start: 18
  end: 44
  description: Zorbin
  cost: '1.50'
  currency: USD
  unit: box
"""


def test_facts_written_to_a_file_read_back_as_the_same_records(tmp_path: Path) -> None:
    """Writing and reading loses no field, type, span or order, nor the trailing zero of an amount."""
    ledger = Ledger(PAGE)
    ledger.prose_line("description", 1)
    facts = (
        Price(span=PAGE.span(2), description="Zorbin: 'x'", cost=Decimal("1.50"), currency="USD", unit="box"),
        Interaction(span=PAGE.span(3, 0, 6), drug="quexol", direction="increased", also=(Span(1, 0, 6),)),
        TrialGroup(span=PAGE.span(3, 11), phases=("1", "2"), conditions=("2019-06-16", "no"), count=3),
    )
    for fact in facts:
        ledger.fact(fact)
    reading = ledger.close("drugbank", "DB99999", "Zorbin", "Zorbin")
    path = tmp_path / "DB99999.yaml"
    path.write_text(facts_yaml(reading, DOCUMENT), encoding="utf-8")

    document, content = load_facts(path, (DOCUMENT,))

    assert document == DOCUMENT
    assert content.facts == facts
    assert content.prose == reading.prose
    assert str(content.facts[0].cost) == "1.50"


FAULTS = {
    "unknown kind": ("kind: price", "kind: prize", ":3:9", "did you mean `price`?"),
    "unknown field": ("currency:", "curency:", ":9:12", "did you mean `currency`?"),
    "missing field": ("  unit: box\n", "", ":3:3", "needs `unit`"),
    "float for a decimal": ("'1.50'", "1.50", ":8:9", "in quotes"),
    "word for a decimal": ("'1.50'", "'cheap'", ":8:9", "not a decimal number"),
    "word for a line": ("line: 2", "line: two", ":4:9", "not a whole number"),
    "line beyond the page": ("line: 2", "line: 4", ":4:9", "has lines 1 to 3"),
    "characters beyond the page": ("end: 44", "end: 4400", ":5:10", "are not in the page"),
    "span the wrong way round": ("end: 44", "end: 18", ":5:10", "are not in the page"),
    "another version of the page": (PAGE.sha256, "a" * 64, ":1:51", "different version"),
    "unregistered document": ("DB99999", "DB11111", ":1:11", "drugbank/DB11111 is registered"),
    "key given twice": ("  currency: USD", "  currency: USD\n  currency: EUR", ":10:3", "appears twice"),
    "not YAML": ("kind: price", "kind: [price", ":4:7", "not YAML"),
    "list for a string": ("unit: box", "unit: [box]", ":10:9", "is not a string"),
    "number that may be octal": ("end: 44", "end: 044", ":6:8", "not a whole number"),
    "number in other digits": ("end: 44", "end: !!int ²", ":6:8", "not a whole number"),
    "number without end": ("end: 44", "end: 4" + "4" * 5000, ":6:8", "not a whole number"),
    "key that is a list": ("kind: price", "[kind]: price", ":3:3", "a key is not a word"),
    "key with a tag": ("kind: price", "!x kind: price", ":3:3", "a key is not a word"),
    "fact with a tag": ("- kind: price", "- !x\n  kind: price", ":3:3", "a fact is not a mapping"),
    "list with a tag": ("facts:", "facts: !x", ":2:8", "facts is not a list"),
    "unknown key of the document": (
        "source: drugbank",
        "sauce: x, source: drugbank",
        ":1:19",
        "did you mean `source`?",
    ),
    "other title of the document": ("source: drugbank", "title: Zorb, source: drugbank", ":1:19", "write Zorbin"),
    "other length of the document": ("source: drugbank", "lines: 04, source: drugbank", ":1:19", "write 3"),
    "unknown key of other characters": (
        "  unit: box",
        "  unit: box\n  also: [{line: 1, start: 0, end: 6, lime: 2}]",
        ":11:44",
        "did you mean `line`?",
    ),
    "control character": ("unit: box", "unit: bo\x01x", ":10", "U+0001 is not allowed"),
    "control character after others": ("unit: box", "unit: éééé\x01", ":10", "U+0001 is not allowed"),
    "unknown part": ("facts:", "fakts:", ":3:1", "did you mean `facts`?"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_file_of_facts_is_refused_where_it_stands(fault: str, tmp_path: Path) -> None:
    """Each kind of fault raises at its own line and column, saying what would be right."""
    old, new, place, words = FAULTS[fault]
    path = tmp_path / "DB99999.yaml"
    assert GOOD.count(old) == 1
    path.write_text(GOOD.replace(old, new), encoding="utf-8")

    with pytest.raises(FactFileError) as caught:
        load_facts(path, (DOCUMENT,))

    assert caught.value.place == f"{path}{place}"
    assert words in str(caught.value)


def test_the_sound_file_of_the_fault_catalogue_is_sound(tmp_path: Path) -> None:
    """Every fault above is a single change to a file that loads."""
    path = tmp_path / "DB99999.yaml"
    path.write_text(GOOD, encoding="utf-8")

    assert len(load_facts(path, (DOCUMENT,))[1].facts) == 1


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"- just\n- a list\n"])
def test_a_file_that_is_no_file_of_facts_is_refused(content: bytes, tmp_path: Path) -> None:
    """Empty, undecodable and wrongly shaped files are errors of ours, with the path."""
    path = tmp_path / "DB99999.yaml"
    path.write_bytes(content)

    with pytest.raises(FactFileError, match=r"DB99999\.yaml"):
        load_facts(path, (DOCUMENT,))


def test_a_field_with_a_closed_list_takes_only_its_values(tmp_path: Path) -> None:
    """A direction is increased or decreased; a near miss is named."""
    path = tmp_path / "DB99999.yaml"
    price = GOOD.split("- kind", maxsplit=1)[0]
    path.write_text(
        price + "- {kind: interaction, line: 1, start: 0, end: 6, drug: quexol, direction: increase}\n",
        encoding="utf-8",
    )

    with pytest.raises(FactFileError, match="did you mean `increased`"):
        load_facts(path, (replace(DOCUMENT),))
