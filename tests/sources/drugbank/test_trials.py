"""The clinical trials of a DrugBank page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anakinra_kg.sources.drugbank.rows.trials import trials
from tests.support.drugbank_page import without_kind

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading


def test_trials(reading: Reading) -> None:
    """A row is a group with phases, status, purpose and conditions; the count is split off if that is certain."""
    assert without_kind(reading, "trial_group") == [
        {
            "phases": ["1", "2"],
            "status": "Active Not Recruiting",
            "purpose": "Treatment",
            "conditions": ["Insomnia", "Gryphon Fever Type 2"],
            "count": 1,
        },
        {
            "status": "Completed",
            "conditions": ["Gryphon Fever Type 2", "Blue Beak"],
            "count": 12,
            "not_available": ["phases", "purpose"],
        },
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["1CompletedTreatmentDisease12"], [("Disease", 12)]),
        (["1CompletedTreatmentPlague (PX)3"], [("Plague (PX)", 3)]),
        (["1CompletedTreatmentPlague, Type 21"], [("Plague, Type 2", 1)]),  # a condition does not end in a space
        (["1CompletedTreatmentPlague, Type 211"], [None]),
        (["1CompletedTreatmentPlague, Type 2"], [None]),
        (["1CompletedTreatmentPlague, Type 10"], [None]),  # no count is 0
        (["1CompletedTreatmentPOX-191"], [None]),
        (["1CompletedTreatmentPOX-191", "2CompletedTreatmentPOX-19 / Rash1"], [("POX-19", 1), ("Rash", 1)]),
        (["1CompletedTreatmentPain NOS12"], [None]),
        (["1CompletedTreatmentStage I Rash AJCC v7 / Stage II Rash AJCC v71"], [("Stage II Rash AJCC v7", 1)]),
        (["1CompletedTreatmentStage II Rash AJCC v71"], [None]),
        (["1CompletedSomethingRash1"], [None]),
        (["1Resting CalmlyTreatmentRash1"], [None]),
        (["5CompletedTreatmentRash1"], [None]),
    ],
)
def test_where_a_condition_ends_and_its_count_begins(rows: list[str], expected: list[tuple[str, int] | None]) -> None:
    """The digits at the end of a row are divided only by a rule or by evidence in other rows."""
    found = [(row.conditions[-1], row.count) if row else None for row in trials(rows)]

    assert found == expected
