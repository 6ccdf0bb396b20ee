"""Standard sentences on use and storage."""

from __future__ import annotations

from anakinra_kg.sources.mayoclinic.phrases import fingerprint, standard
from tests.support.mayoclinic_page import facts, prose, read


def test_standard_instructions_are_facts() -> None:
    """A standard sentence is an instruction in our own words, with the sentence as its evidence."""
    reading = read("Storage:", "Store in the refrigerator. Do not freeze.", "Missed Dose:", "Do not double doses.")

    assert facts(reading, "instruction", "topic", "instruction") == [
        ("storage", "store in the refrigerator"),
        ("storage", "do not freeze"),
        ("missed dose", "do not double doses"),
    ]


def test_an_instruction_after_unknown_words_is_prose() -> None:
    """A sentence may speak of what the one before it names, so it stands only behind sentences that are known."""
    reading = read("Storage:", "Cool the opened vial. Do not freeze.")

    assert facts(reading, "instruction", "instruction") == []
    assert prose(reading) == ["Cool the opened vial.", "Do not freeze."]


def test_a_fingerprint_forgets_what_does_not_matter() -> None:
    """Case, spaces and words for the same thing leave the fingerprint alone; other words do not."""
    assert fingerprint("Receive this vaccine , then rest.") == fingerprint("take this  medicine, then rest.")
    assert fingerprint("Do not freeze.") != fingerprint("Do not freeze it.")


def test_a_standard_sentence_belongs_to_its_section() -> None:
    """The same words elsewhere are not known."""
    assert standard("storage", "Do not freeze.")
    assert standard("side effects", "Do not freeze.") is None
