"""The sentences of drug interactions: effect, direction, activity and the drug affected."""

from __future__ import annotations

import pytest

from tests.support.drugbank_xml_page import facts, reading, unread


def interaction(sentence: str) -> str:
    """Return the list of one interaction."""
    return (
        "<drug-interactions><drug-interaction>\n<drugbank-id>DB90002</drugbank-id>\n<name>Quellin</name>\n"
        f"<description>{sentence}</description>\n</drug-interaction></drug-interactions>"
    )


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        (
            "The metabolism of Quellin can be increased when combined with Zorbinol.",
            ("metabolism", "increased", "Quellin"),
        ),
        (
            "The serum concentration of Zorbinol can be decreased when it is combined with Quellin.",
            ("serum concentration", "decreased", "Zorbinol"),
        ),
        (
            "The risk or severity of fatigue can be increased when Zorbinol is combined with Quellin.",
            ("fatigue", "increased", None),
        ),
        (
            "The therapeutic efficacy of Quellin can be decreased when used in combination with Zorbinol.",
            ("therapeutic efficacy", "decreased", "Quellin"),
        ),
    ],
)
def test_an_interaction_says_effect_direction_and_the_drug_affected(
    sentence: str, says: tuple[str, str, str | None]
) -> None:
    """Of the two drugs of a sentence, the XML names the other one, so each template has one reading."""
    found = reading(interaction(sentence))
    effect, direction, affected = says
    expected = {
        "kind": "interaction",
        "drug": "Quellin",
        "drug_id": "DB90002",
        "effect": effect,
        "direction": direction,
    }

    assert facts(found) == [expected | ({"affected": affected} if affected else {})]
    assert found.page.quote(found.facts[-1].span) == sentence


@pytest.mark.parametrize("first", ["Zorbinol", "Quellin"])
def test_an_activity_is_affected_in_the_second_drug(first: str) -> None:
    """A sentence on activities affects the drug it names last, whichever of the two that is."""
    second = "Quellin" if first == "Zorbinol" else "Zorbinol"
    (found,) = facts(reading(interaction(f"{first} may decrease the sedative activities of {second}.")))

    assert (found["effect"], found["activity"], found["direction"]) == ("activities", "sedative", "decreased")
    assert found["affected"] == second


@pytest.mark.parametrize(
    "sentence",
    ["Zorbinol and Quellin do not mix.", "The metabolism of Quellin can be increased when combined with Norbin."],
)
def test_a_sentence_of_another_form_or_about_another_drug_is_unread(sentence: str) -> None:
    """That the two drugs interact stands; what the sentence says is not guessed, its line is unread."""
    found = reading(interaction(sentence))

    assert facts(found) == [{"kind": "interaction", "drug": "Quellin", "drug_id": "DB90002"}]
    assert list(unread(found)) == [9]
