"""Writes dosing trees of Mayo Clinic monographs as the flat lists of lines they are printed as, with their regimens.

Knows how the layout flattens a tree (the lines of one list in a row, then the lists below each of them in turn) and the
handful of phrases in which a dose is put; knows nothing of how they are read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

    from tests.support.generators.mayoclinic_vocabulary import Vocabulary

_UNITS = (
    ("milligrams (mg)", "mg"), ("mg", "mg"), ("milligram (mg)", "mg"), ("micrograms (mcg)", "mcg"), ("mcg", "mcg"),
    ("grams (g)", "g"), ("g", "g"), ("milliliters (mL)", "mL"), ("mL", "mL"), ("units", "units"),
    ("milliequivalents (mEq)", "mEq"),
)  # fmt: skip
_PER_BODY = (
    ("", ""), ("", ""), ("", ""), (" per kilogram (kg) of body weight", "/kg"), (" per kg of body weight", "/kg"),
    (" per kg", "/kg"), (" per square meter (m(2)) of body surface area", "/m2"),
)  # fmt: skip
# How often: as printed, the period of the amount, and whether the phrase says more than that period.
_OFTEN = (
    ("per day", "day", False), ("a day", "day", False), ("once a day", "day", True), ("once daily", "day", True),
    ("daily", "day", True), ("every 8 hours", "8 hours", True), ("once every 4 weeks", "4 weeks", True),
    ("two times a day", "dose", True), ("3 times per week", "dose", True), ("once a week", "week", True),
    ("weekly", "week", True), ("each day", "day", True), ("as a single dose", None, True),
    ("per month", "month", False),
)  # fmt: skip
_TIMINGS = ("", "", "", "taken in the morning", "at bedtime", "with meals", "taken with food")
_ROUTES = ("", "", "", "injected under the skin", "taken by mouth", "given into a vein", "injected into your muscle")
_OPENINGS = (
    ("", None, None), ("", None, None), ("At first, ", "starting", None),
    ("The starting dose is usually ", "starting", "usual"), ("The initial dose is ", "starting", None),
    ("The usual dose is ", None, "usual"), ("The dose is usually ", None, "usual"),
)  # fmt: skip
_AMOUNTS = ("0.6", "1", "2.5", "5", "10", "12.5", "25", "50", "75", "100", "250", "1,000", "2,500", "10,000")
_ADJUSTED: tuple[tuple[str, dict[str, str]], ...] = (
    ("", {}), ("", {}),
    (" Your doctor may adjust your dose as needed.", {"adjustment": "change", "adjustment_limit": "as needed"}),
    (" Your doctor may increase your dose as needed.", {"adjustment": "increase", "adjustment_limit": "as needed"}),
)  # fmt: skip
_POPULATIONS = (
    "Adults", "Children", "Adults and teenagers", "Adults and children 12 years of age and older", "Older adults",
    "Children 6 to 12 years of age", "Children younger than 6 years of age", "Newborn babies", "Women", "Boys",
    "Children weighing 10 to 20 kg", "Teenagers", "Infants 3 months of age and older",
)  # fmt: skip
_BANDS = ("Weighing 10 to 20 kilograms (kg)", "Weighing more than 20 kg", "Weighing less than 10 kg")
_KINDS_OF_FORM = ("tablets", "solution", "capsules", "suspension or tablets", "extended-release tablets", "ointment")
_ROUTES_OF_FORM = ("oral", "injection", "nasal", "topical", "subcutaneous")


@dataclass(slots=True)
class Branch:
    """A line of a dosing tree.

    Attributes:
        label: What it is about.
        mark: What ends the label: a colon or a long dash.
        dose: What it says itself; of a branch with branches, what holds for all of them.
        children: The branches below it.
        fields: What the label says, as field of a regimen and words.
        regimen: What the dose says, as fields of a regimen.
        understood: Whether the dose says nothing but that.
        line: Where it has been printed.
    """

    label: str
    mark: str
    fields: tuple[str, str]
    dose: str = ""
    children: list[Branch] = field(default_factory=list)
    regimen: dict[str, Any] = field(default_factory=dict)
    understood: bool = True
    line: int = -1

    def text(self) -> str:
        """Return the branch as printed: its label, and all that stands below it."""
        gap = " " if self.mark == ":" or not self.dose else ""
        below = [child.text() for child in self.children]
        return f"{self.label}{self.mark}{gap}" + " ".join(filter(None, (self.dose, *below)))

    def dose_columns(self) -> tuple[int, int]:
        """Return where its own dose begins and ends in the text, behind its label."""
        begin = self.text().index(self.dose, len(self.label + self.mark))
        return begin, begin + len(self.dose)


def printed(roots: list[Branch]) -> list[Branch]:
    """Return the branches in the order in which the layout prints them."""
    order = list(roots)
    for root in roots:
        order += printed(root.children)
    return order


def regimens(roots: list[Branch], above: tuple[Branch, ...] = ()) -> list[tuple[Branch, ...]]:
    """Return the ways from a root to each dose."""
    ways: list[tuple[Branch, ...]] = []
    for root in roots:
        way = (*above, root)
        ways += regimens(root.children, way) if root.children else [way]
    return ways


def regimen_fields(way: tuple[Branch, ...]) -> dict[str, Any]:
    """Return what the labels down to a dose and the dose itself say, as fields of a regimen."""
    labels: dict[str, list[str]] = {}
    for branch in way:
        labels.setdefault(branch.fields[0], []).append(branch.fields[1])
    fields: dict[str, Any] = {name: "; ".join(words) for name, words in labels.items() if name != "conditions"}
    if "conditions" in labels:
        fields["conditions"] = tuple(labels["conditions"][0].split(" and "))
        fields["condition"] = labels["conditions"][0]
    for branch in way:
        fields |= branch.regimen
    return fields


def dosing_trees(random: Random, vocabulary: Vocabulary, *, with_form: bool) -> list[Branch]:
    """Return the roots of one list of doses.

    Args:
        random: What decides.
        vocabulary: What invents names.
        with_form: Whether each dose stands under the form it is given in.
    """
    if not with_form:
        return [_grown(random, vocabulary, _condition(random, vocabulary)) for _ in range(random.choice((1, 2)))]
    forms = [_form(random) for _ in range(random.choice((1, 1, 2, 3)))]
    if random.random() < 0.25:
        root = _condition(random, vocabulary)
        root.children = [_grown(random, vocabulary, form) for form in forms]
        return [root]
    for form in forms:
        if random.random() < 0.6:
            conditions = [_condition(random, vocabulary) for _ in range(random.choice((1, 1, 2, 3)))]
            form.children = [_grown(random, vocabulary, condition) for condition in conditions]
        else:
            _grown(random, vocabulary, form)
    return forms


def ambiguous_tree(random: Random, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return a form with one dose below it, and that dose."""
    form = _form(random)
    dose = Branch(population := random.choice(_POPULATIONS), "—", ("population", population))
    dose.dose, dose.regimen, dose.understood = _dose(random, vocabulary)
    form.children = [dose]
    return form.text(), dose.text()


def _form(random: Random) -> Branch:
    form = f"{random.choice(_ROUTES_OF_FORM)} dosage form ({random.choice(_KINDS_OF_FORM)})"
    return Branch(f"For {form}", ":", ("form", form))


def _condition(random: Random, vocabulary: Vocabulary) -> Branch:
    if random.random() < 0.15:
        both = f"{vocabulary.disease()} (ZK{random.randint(1, 9)}) and {vocabulary.disease()} (QV)"
        return Branch(f"For {both}", ":", ("conditions", both))
    name = random.choice(("", "", "treatment of ", "prevention of ")) + vocabulary.disease()
    return Branch(f"For {name}", ":", ("condition", name))


def _grown(random: Random, vocabulary: Vocabulary, branch: Branch) -> Branch:
    """Hang populations below a branch, and settings, products or weight bands below some of them."""
    if random.random() < 0.1:
        branch.dose = "Dose is based on the kind of illness."
        branch.regimen = {"basis": "kind of illness"}
    for population in random.sample(_POPULATIONS, random.choice((1, 2, 2, 3))):
        child = Branch(population, "—", ("population", population))
        branch.children.append(child)
        kind = random.random()
        if kind < 0.1:
            band = random.sample(_BANDS, 2)
            child.children = [Branch(name, "—", ("population", name)) for name in band]
        elif kind < 0.2:
            child.children = [
                Branch(name, ":", ("setting", name)) for name in ("Used alone", "Used with other medicines")
            ]
        elif kind < 0.3:
            brands = [f"{vocabulary.stem().capitalize()}{mark}" for mark in "®™"]
            child.children = [Branch(name, ":", ("product", name)) for name in brands]
        for end in child.children or [child]:
            end.dose, end.regimen, end.understood = _dose(random, vocabulary)
    return branch


def _dose(random: Random, vocabulary: Vocabulary) -> tuple[str, dict[str, Any], bool]:
    kind = random.random()
    if kind < 0.2:
        return "Use and dose must be determined by your doctor.", {"advice": "determined by doctor"}, True
    if kind < 0.3:
        return "Use is not recommended.", {"advice": "not recommended"}, True
    if kind < 0.4:
        return _not_understood(random, vocabulary)
    text, fields, understood = _amount(random)
    if kind < 0.6:
        basis = random.choice(("body weight", "body size", "your blood sugar"))
        text = f"Dose is based on {basis} and must be determined by your doctor. {text}"
        fields = {"basis": basis.removeprefix("your "), "advice": "determined by doctor"} | fields
    return text, fields, understood


def _not_understood(random: Random, vocabulary: Vocabulary) -> tuple[str, dict[str, Any], bool]:
    """Return a dose with an amount that one may not take a number from."""
    return (
        random.choice((
            f"50 milligrams (mg) {vocabulary.clause(1, 4)}.",
            "250 to 500 milligrams (mg) every 8 hours, or 500 to 875 mg every 12 hours.",
            "0.6 milligram (mg) (5 milliliters [mL]) 1 or 2 times a day.",
            f"25 milligrams (mg) per day. {vocabulary.sentence()}",
            "50 to 25 milligrams (mg) per day.",
            "25 milligrams (mcg) per day.",
            "25 milligrams (mg) per day. At first, 5 mg per day.",
            f"Apply to the {vocabulary.stem()} two times a day.",
            "25 milligrams (mg) per day",
        )),
        {},
        False,
    )  # fmt: skip


def _amount(random: Random) -> tuple[str, dict[str, Any], bool]:
    opening, stage, strength = random.choice(_OPENINGS)
    low, high, most = sorted(Decimal(a.replace(",", "")) for a in random.sample(_AMOUNTS, 3))
    unit_words, unit = random.choice(_UNITS)
    body_words, body = random.choice(_PER_BODY)
    often, per, counted = random.choice(_OFTEN)
    timing, route = random.choice(_TIMINGS), random.choice(_ROUTES)
    if random.random() < 0.6:
        high = low
    numbers = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    fields: dict[str, Any] = {
        "stage": stage, "low": low, "high": high, "unit": unit + body, "per": per, "route": route or None,
        "frequency": ", ".join(part for part in (often if counted else "", timing) if part) or None,
    }  # fmt: skip
    comma = ", " if counted or random.random() < 0.5 else " "
    tail = f" {often}" + (f"{comma}{timing}" if timing else "") + (f", {route}" if route else "")
    if route and random.random() < 0.5:
        tail = f" {route} {often}" + (f"{comma}{timing}" if timing else "")
    text = f"{opening}{numbers} {unit_words}{body_words}{tail}."
    adjusted, adjustment = random.choice(_ADJUSTED)
    text += adjusted
    fields |= {"dose_strength": strength} | adjustment
    if random.random() < 0.7:
        return text, fields, True
    period = random.choice((per, "day"))
    text += f" However, the dose is usually not more than {most:,} {unit_words}{body_words} per {period}."
    if period is None or period != per or " " in period or period == "dose":
        return text, {}, False
    return text, fields | {"maximum": most, "maximum_strength": "usual"}, True
