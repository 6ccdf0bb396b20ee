"""The wording of one dose: its labels, amounts, periods, routes and advice."""

from __future__ import annotations

from typing import Any

import pytest

from anakinra_kg.sources.mayoclinic.dosing import dose_of, dose_tree, labels_of


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["For gout:"], {"condition": "gout"}),
        (["For fever (FMF) and rash (CAPS):"], {"conditions": ("fever (FMF)", "rash (CAPS)")}),
        (["Abanel® or Bexor® XR:"], {"product": "Abanel® or Bexor® XR"}),
        (["Used alone:"], {"setting": "Used alone"}),
        (["For patients on dialysis:"], {"setting": "For patients on dialysis"}),
        (["For coated tablets:"], {"setting": "For coated tablets"}),
        (["Day 1—"], {"setting": "Day 1"}),
        (["Adults—"], {"population": "Adults"}),
    ],
)
def test_a_label_fills_the_field_it_is_sure_of(labels: list[str], expected: dict[str, Any]) -> None:
    """A label that is no form, condition, product or population for certain is the setting."""
    nodes = dose_tree([f"{label} text" for label in labels])
    found = labels_of(nodes or [])

    assert expected.items() <= found.items()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 milligrams (mg) per day.", {"low": 5, "high": 5, "unit": "mg", "per": "day", "frequency": None}),
        ("2 to 4 micrograms (mcg) twice daily.", {"low": 2, "high": 4, "unit": "mcg", "per": "dose"}),
        ("10 mg per square meter (m2) weekly.", {"unit": "mg/m2", "per": "week", "frequency": "weekly"}),
        ("5 mg injected into a vein every 3 weeks.", {"route": "injected into a vein", "per": "3 weeks"}),
        ("5 mg once a day, at bedtime.", {"per": "day", "frequency": "once a day, at bedtime"}),
        ("5 mg once a day injected under the skin with meals.", {"frequency": "once a day, with meals"}),
        ("Dose is based on your blood sugar and must be determined by your doctor.", {"basis": "blood sugar"}),
        ("Your doctor will determine the dose.", {"advice": "determined by doctor"}),
        (
            "5 mg per day. Your doctor may adjust your dose as needed.",
            {"low": 5, "adjustment": "change", "adjustment_limit": "as needed", "dose_strength": None},
        ),
        (
            "The starting dose is usually 1 to 3 mg per day. Your doctor will raise your dose.",
            {"stage": "starting", "dose_strength": "usual", "adjustment": "increase", "adjustment_limit": None},
        ),
        ("The usual dose is 5 mg per day.", {"dose_strength": "usual"}),
        ("5 mg per day. The dose is usually not more than 9 mg per day.", {"maximum": 9, "maximum_strength": "usual"}),
        ("5 mg per day. The dose is not more than 9 mg per day.", {"maximum": 9, "maximum_strength": None}),
    ],
)
def test_a_dose_is_understood(text: str, expected: dict[str, Any]) -> None:
    """Amounts, periods, routes and advice are taken where every word is known."""
    fields, understood = dose_of(sentence + "." for sentence in text.rstrip(".").split(". "))

    assert understood
    assert expected.items() <= fields.items()


@pytest.mark.parametrize(
    "text",
    [
        "5 mg per day or more.",
        "5 mg per day, or 10 mg per week.",
        "5 to 2 mg per day.",
        "5 milligrams (mcg) per day.",
        "5 mg 2 times a day. However, the dose is usually not more than 20 mg per day.",
        "5 mg per day. However, the dose is usually not more than 1 g per day.",
        "5 mg per day. Then, 10 mg per day.",
        "5 mg per day. Use is not recommended.",
        "5 mg per day. Your doctor may raise your dose. Your doctor may lower your dose.",
        "5 mg per day for 3 weeks.",
        "One spray per day.",
    ],
)
def test_a_dose_with_one_unknown_word_has_no_number(text: str) -> None:
    """Where a sentence is not understood or two do not go together, no number is given."""
    fields, understood = dose_of(sentence + "." for sentence in text.rstrip(".").split(". "))

    assert not understood
    assert not {"low", "high", "maximum", "unit", "per"} & fields.keys()
