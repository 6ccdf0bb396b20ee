"""The facts of data/ as a whole, and what counts as curated."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.errors import FactFileError
from anakinra_kg.facts.coverage import coverage, uncurated
from anakinra_kg.facts.data_folder import load_data_folder
from anakinra_kg.facts.ledger import Ledger
from anakinra_kg.facts.records import Dismissed
from anakinra_kg.facts.text import PageText
from anakinra_kg.resources import resource

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of data/ that a test may break."""
    return shutil.copytree(resource("data"), tmp_path / "data")


def test_every_sentence_the_readers_left_is_curated() -> None:
    """A curator has read every sentence of prose of every registered page, or dismissed it with a reason."""
    documents = list(load_data_folder())

    assert [facts.document.id for facts in documents] == ["DB00026", "anakinra"]
    assert all(facts.prose for facts in documents)
    assert [uncurated(facts.prose, facts.curated) for facts in documents] == [(), ()]


def test_a_prose_line_is_curated_only_when_each_of_its_sentences_is() -> None:
    """One fact does not cover the paragraph it stands in."""
    page = PageText.from_bytes("page.txt", b"Zorbin is new. It is red.\n")
    first, second = page.sentences(1)
    ledger = Ledger(page)
    ledger.prose_line("description", 1)
    reading = ledger.close("drugbank", "DB1", "Zorbin", None)
    one = (Dismissed(span=first, reason="test"),)
    both = (*one, Dismissed(span=second, reason="test"))

    assert coverage(reading, one).counts["prose"] == 1
    assert [s.span for s in coverage(reading, one).uncurated] == [second]
    assert coverage(reading, both).counts["curated"] == 1


def test_characters_on_the_wrong_line_are_refused(data: Path) -> None:
    """A curated fact whose line does not hold its characters cannot pass, even without the page at hand."""
    path = data / "mayoclinic" / "anakinra.curated.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("line: 14\n", "line: 100\n", 1), encoding="utf-8")

    with pytest.raises(FactFileError, match="cannot be on line"):
        list(load_data_folder(data))


def test_a_file_of_another_document_is_refused(data: Path) -> None:
    """A file of facts is named after the page it is about."""
    shutil.copy(data / "drugbank" / "DB00026.yaml", data / "mayoclinic" / "anakinra.yaml")

    with pytest.raises(FactFileError, match="is about drugbank/DB00026"):
        list(load_data_folder(data))


def test_a_register_with_an_unknown_field_is_refused(data: Path) -> None:
    """A misspelt field of the register is named at its line."""
    path = data / "documents.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("publisher:", "publischer:", 1), encoding="utf-8")

    with pytest.raises(FactFileError, match=r"documents\.yaml:7:.*did you mean `publisher`"):
        list(load_data_folder(data))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: DB00026", "id: ../../elsewhere/DB00026", "is not an identifier"),
        ("id: DB00026", "id: .hidden", "is not an identifier"),
        ("source: drugbank", "source: /etc", "no source `/etc`"),
    ],
)
def test_a_register_cannot_lead_out_of_the_folder(old: str, new: str, said: str, data: Path) -> None:
    """Source and identifier are names of a folder and of a file in it."""
    path = data / "documents.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(FactFileError, match=said):
        list(load_data_folder(data))
