"""Reads the doses of a Mayo Clinic monograph: a tree, printed as a flat list of lines.

A line repeats the whole text of its descendants. The lines of one list are consecutive; the child lists of each line
follow, in the same order; a line may have several child lists. `dose_tree` reconstructs the tree if every line fits,
and returns None otherwise; `dose_of` reads numbers only from a dose with known sentences only. Neither guesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARK = re.compile(r"—|:(?=\s|$)")
_MOST_ROOTS_TRIED = 8
_MOST_LINES = 500


@dataclass(slots=True, eq=False)
class DoseNode:
    """A line of the list and its position in the tree.

    Attributes:
        index: Number of the line in the list, from 0.
        label: The text before the mark (`:` or `—`); empty if there is none.
        mark: The mark.
        statement: The text of the line itself, between its label and its first child.
        parent: The parent line.
        children: The child lines.
    """

    index: int
    label: str
    mark: str
    statement: str
    parent: DoseNode | None = None
    children: list[DoseNode] = field(default_factory=list)

    def path(self) -> list[DoseNode]:
        """Return the lines from the root of the tree to this one."""
        node: DoseNode | None = self
        path = []
        while node is not None:
            path.append(node)
            node = node.parent
        return path[::-1]


class _Forest:
    """The lines of one list during the reconstruction of their tree."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.texts = [" ".join(line.split()) for line in lines]
        self.nodes: list[DoseNode] = []
        self.ends: list[bool] = []
        self.label_ends: list[int] = []
        for index, text in enumerate(self.texts):
            marks = _MARK.finditer(text)
            first = next(marks, None)
            cut = first.start() if first else 0
            after = first.end() if first else 0
            self.nodes.append(DoseNode(index, text[:cut].strip(), text[cut:after], text[after:].strip()))
            self.label_ends.append(after)
            # A line with at most one mark is a leaf; a line with more repeats its descendants.
            self.ends.append(next(marks, None) is None)

    def begin(self, parent: int, first: int) -> int | None:
        """Return where the line `first` begins in the text of a parent candidate; None if it is not a child."""
        if first >= len(self.texts) or not self.nodes[first].mark:
            return None
        text, after = self.texts[parent], self.label_ends[parent]
        found = text.find(self.texts[first], after)
        if found < 0 or _MARK.search(text, after, found):
            return None
        statement = text[after:found].strip()
        return found if not statement or statement.endswith(".") else None

    def run(self, text: str, position: int, line: int) -> tuple[int, int]:
        """Return how far consecutive lines from `line` on match a text from `position` on."""
        while line < len(self.texts) and self.nodes[line].mark and text.startswith(self.texts[line], position):
            position += len(self.texts[line])
            if text[position : position + 1] == " ":
                position += 1
            line += 1
        return position, line

    def grow(self, first: int, roots: int) -> tuple[dict[int, tuple[int, list[int]]], int] | None:
        """Attach descendants to `roots` consecutive lines from `first` on.

        Returns:
            For each line with children, where the first child begins in its text, and the children; then the line
            after the tree. None if a line does not fit.
        """
        below: dict[int, tuple[int, list[int]]] = {}
        position = first + roots
        waiting = [(line, -1) for line in range(position - 1, first - 1, -1)]
        while waiting:
            line, done = waiting.pop()
            text = self.texts[line]
            if self.ends[line] or done == len(text):
                continue
            if done < 0:
                begin = self.begin(line, position)
                if begin is None:
                    return None
                below[line] = (begin, [])
                done = begin
            done, following = self.run(text, done, position)
            # Only lists of forms or conditions follow another list; otherwise part of the parent line is missing.
            later = bool(below[line][1])
            if following == position or (later and not self.texts[position].startswith("For ")):
                return None
            below[line][1].extend(range(position, following))
            waiting.append((line, done))
            waiting.extend((child, -1) for child in range(following - 1, position - 1, -1))
            position = following
        return below, position

    def children_from(self, first: int) -> tuple[dict[int, tuple[int, list[int]]], int] | None:
        """Return the children of the root lines from `first` on; None if that is not certain."""
        opening = next((line for line in range(first, len(self.texts)) if not self.ends[line]), None)
        if opening is None:
            return {}, len(self.texts)
        found = None
        tried = 0
        for after in range(opening + 1, len(self.texts)):
            if self.begin(opening, after) is None:
                continue
            tried += 1
            grown = self.grow(first, after - first)
            if (grown is not None and found is not None) or tried > _MOST_ROOTS_TRIED:
                return None
            found = found or grown
        return found


def dose_tree(lines: Sequence[str]) -> list[DoseNode] | None:
    """Return the lines as nodes of their trees, in order; None unless they fit in exactly one way."""
    if len(lines) > _MOST_LINES:
        return None
    forest = _Forest(lines)
    position = 0
    while position < len(lines):
        found = forest.children_from(position)
        if found is None:
            return None
        below, position = found
        for line, (begin, children) in below.items():
            node = forest.nodes[line]
            node.statement = forest.texts[line][forest.label_ends[line] : begin].strip()
            for child in children:
                forest.nodes[child].parent = node
                node.children.append(forest.nodes[child])
    return forest.nodes


_POPULATION = re.compile(
    r"(?:adult|child|teenager|adolescent|infant|newborn|neonate|premature|bab(?:y|ies)|boys?\b|girls?\b|men\b|women\b"
    r"|males?\b|females?\b|older\b|elderly|pediatric|geriatric|weighing|patients weighing)",
    re.IGNORECASE,
)
_BRAND = r"[A-Z][\w'’-]*(?: [\w'’-]+){0,3} ?[®™](?: [A-Z]{2,3}| Jr[®™]?)?"
_PRODUCT = re.compile(rf"{_BRAND}(?:(?:, (?:and |or )?| and | or ){_BRAND})*")
_FORM = re.compile(r"For (.*\bdosage forms?\b.*)", re.IGNORECASE)
_CONDITION = re.compile(r"For (.+)")
_NO_CONDITION = re.compile(
    r"(?:adults?|children|child|infants?|teenagers?|patients?|women|men|older|people|use|the first|first|long-term)\b"
    r"|.*\b(?:tablets?|capsules?|solution|suspension|injection|cream|ointment|gel|lotion|spray|patch|drops|syrup"
    r"|inhaler|powder|liquid|lozenges?|suppositor\w+|form|brand)\b",
    re.IGNORECASE,
)
_TWO_CONDITIONS = re.compile(r"(?<=\)) and ")


def labels_of(path: Iterable[DoseNode]) -> dict[str, Any]:
    """Return the fields of a regimen from the labels between the root of the tree and it.

    A label that is not certainly a form, a condition, a product or a population is the `setting`.
    """
    found: dict[str, list[str]] = {}
    for node in path:
        if node.mark:
            name, value = _label(node.label, node.mark)
            found.setdefault(name, []).append(value)
    fields: dict[str, Any] = {name: "; ".join(values) for name, values in found.items()}
    conditions = tuple(_TWO_CONDITIONS.split(fields["condition"])) if "condition" in fields else ()
    if len(conditions) > 1 and all(name.endswith(")") for name in conditions):
        fields["conditions"] = conditions
    return fields


def _label(label: str, mark: str) -> tuple[str, str]:
    if mark == "—":
        return ("population" if _POPULATION.match(label) else "setting"), label
    if form := _FORM.fullmatch(label):
        return "form", form[1]
    condition = _CONDITION.fullmatch(label)
    if condition and not _NO_CONDITION.match(condition[1]):
        return "condition", condition[1]
    return ("product" if _PRODUCT.fullmatch(label) else "setting"), label


_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_UNITS = {
    "milligram": "mg",
    "mg": "mg",
    "microgram": "mcg",
    "mcg": "mcg",
    "gram": "g",
    "g": "g",
    "milliliter": "mL",
    "ml": "mL",
    "milliequivalent": "mEq",
    "meq": "mEq",
    "unit": "units",
    "u": "units",
    "international unit": "IU",
    "iu": "IU",
}
_UNIT = (
    r"(?P<unit>milligram|microgram|gram|milliliter|milliequivalent|international unit|unit)s?\b(?: \((?P<short>\w+)\))?"
    r"|(?P<symbol>mg|mcg|g|mL|mEq|IU)\b"
)
_PER_BODY = (
    r"(?: per (?P<mass>kilogram \(kg\)|kilogram|kg)(?: of body weight)?"
    r"| per (?P<area>meter squared|square meter)(?: \(m\(?2\)?\))?(?: of body (?:size|surface area))?)?"
)
_AMOUNT = re.compile(rf"(?P<low>{_NUMBER})(?: to (?P<high>{_NUMBER}))? (?:{_UNIT}){_PER_BODY}(?=[ ,.]|$)")
_OPENING = re.compile(
    r"(?P<starting>At first, |The (?:starting|initial) dose is (?P<first>usually )?)"
    r"|The (?P<usual>usual )?dose is (?P<usually>usually )?|"
)
_MAXIMUM = re.compile(r"(?:However, t|T)he dose is (?P<usually>usually )?not more than ")
_COUNT = r"(?:\d+|one|two|three|four|five|six)"
_SPAN_OF_TIME = r"(?:hour|day|week|month)"
_TAILS = re.compile(
    rf"(?P<route>(?:injected|given|infused) (?:under|into) (?:the|your|a|one of your) (?:skin|muscle|vein)s?"
    rf"(?: or into the muscle)?(?: of (?:the|your) (?:outer )?thigh)?|taken by mouth|by mouth)"
    rf"|(?P<single>as a single dose)"
    rf"|(?:per|a|once (?:per|a|each|every)|each|every) (?P<period>day|week|month)\b"
    rf"|(?P<adverb>(?:once )?(?:daily|weekly|monthly)\b)"
    rf"|(?:once )?every (?P<interval>{_COUNT} {_SPAN_OF_TIME}s)"
    rf"|(?P<times>(?:{_COUNT} times|twice) (?:per|a|each) {_SPAN_OF_TIME}\b|twice daily)"
    rf"|(?P<divided>(?:divided and |divided into {_COUNT} doses and |(?:taken|given) (?:in|as) {_COUNT} divided doses)"
    rf"(?:given every {_COUNT} {_SPAN_OF_TIME}s)?)"
    rf"|(?P<timing>(?:taken )?(?:either )?(?:in the (?:morning|evening)(?: or (?:in the )?evening)?|at bedtime"
    rf"|with (?:meals|food|the (?:morning|evening) meal|the morning and evening meals)))"
)
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month"}
_ADJUSTED = re.compile(
    r"(?:Then, y|Y)our (?:child's )?doctor (?:may|will) (?P<way>increase|adjust|decrease|change|lower|raise) "
    r"(?:your|the|your child's) dose(?P<limit>(?: as needed| if needed)?(?: (?:and|or|as) tolerated)?"
    r"(?: until [a-z ]+ is controlled)?)\."
)
_WAYS = {"raise": "increase", "lower": "decrease", "adjust": "change"}
_BASED = re.compile(
    r"(?:The d|D)ose is based on (?:your |the )?(?P<basis>[a-z][a-z /-]*?)"
    r"(?P<doctor> and must be determined by (?:your|the|your child's) doctor)?\."
)
_DOCTOR = re.compile(
    r"(?:Use and d|The d|D)ose must be determined by (?:your|the|your child's) doctor\."
    r"|Your doctor will determine the dose(?: of each medicine)?\."
)
_NOT_RECOMMENDED = re.compile(r"Use is not recommended\.")


@dataclass(frozen=True, slots=True)
class _Amount:
    low: Decimal
    high: Decimal
    unit: str
    per: str | None
    frequency: str | None
    route: str | None


def _amount(text: str) -> _Amount | None:
    """Return the amount that a text states; None unless the whole text is an amount."""
    found = _AMOUNT.match(text)
    if not found:
        return None
    low = Decimal(found["low"].replace(",", ""))
    high = Decimal((found["high"] or found["low"]).replace(",", ""))
    unit = _UNITS[(found["unit"] or found["symbol"]).lower()]
    if found["short"] and _UNITS.get(found["short"].lower()) != unit:
        return None
    unit += "/kg" if found["mass"] else "/m2" if found["area"] else ""
    tails = _tails(text, found.end())
    if tails is None or low > high:
        return None
    return _Amount(low, high, unit, *tails)


def _tails(text: str, position: int) -> tuple[str | None, str | None, str | None] | None:
    """Return period, frequency and route from the text after an amount; None unless every word is known."""
    seen: dict[str, str] = {}
    often: list[tuple[int, int]] = []
    while text[position:] != ".":
        position += len(text[position:]) - len(text[position:].lstrip(", "))
        found = _TAILS.match(text, position)
        if not found or found.end() == position:
            return None
        kind = "period" if found.lastgroup in {"period", "adverb", "interval", "times"} else str(found.lastgroup)
        if kind in seen:
            return None
        seen[kind] = found[0]
        if kind == "period":
            seen["per"] = _period(found)
        if kind != "route" and not found[0].startswith(("per ", "a ")):
            often.append(found.span())
        position = found.end()
    return seen.get("per"), _frequency(text, often), seen.get("route")


def _period(found: re.Match[str]) -> str:
    if found["times"]:
        return "dose"
    if found["adverb"]:
        return _ADVERBS[found["adverb"].split()[-1]]
    return found["interval"] or found["period"]


def _frequency(text: str, parts: list[tuple[int, int]]) -> str | None:
    if not parts:
        return None
    between = (text[before[1] : after[0]] for before, after in pairwise(parts))
    if any(gap.strip(" ,") for gap in between):
        return ", ".join(text[start:end] for start, end in parts)
    return text[parts[0][0] : parts[-1][1]]


def dose_of(sentences: Iterable[str]) -> tuple[dict[str, Any], bool]:
    """Return the fields of a regimen from the sentences of a dose, and whether every sentence is known.

    Numbers are returned only if every sentence is known; the decision of a doctor and its basis always are.
    """
    advice: dict[str, Any] = {}
    amounts: list[tuple[dict[str, Any], _Amount]] = []
    most: list[tuple[dict[str, Any], _Amount]] = []
    adjustment: dict[str, Any] = {}
    understood = True
    for sentence in sentences:
        text = " ".join(sentence.split())
        if found := _BASED.fullmatch(text):
            advice["basis"] = found["basis"]
            if found["doctor"]:
                advice["advice"] = "determined by doctor"
        elif _DOCTOR.fullmatch(text):
            advice["advice"] = "determined by doctor"
        elif _NOT_RECOMMENDED.fullmatch(text):
            advice["advice"] = "not recommended"
        elif limit := _MAXIMUM.match(text):
            amount = _amount(text[limit.end() :])
            understood = understood and amount is not None and amount.low == amount.high
            most += [({"maximum_strength": _strength(limit)}, amount)] if amount else []
        elif adjusted := _ADJUSTED.fullmatch(text):
            understood = understood and "adjustment" not in adjustment
            adjustment = {
                "adjustment": _WAYS.get(adjusted["way"], adjusted["way"]),
                "adjustment_limit": adjusted["limit"].strip() or None,
            }
        else:
            opening = _OPENING.match(text)
            amount = _amount(text[opening.end() :]) if opening else None
            understood = understood and amount is not None
            amounts += [(_opening_fields(opening), amount)] if opening and amount else []
    numbers = _numbers(amounts, most) if understood else None
    if numbers is None or (numbers and advice.get("advice") == "not recommended"):
        return advice, False
    return advice | numbers | adjustment, True


def _strength(found: re.Match[str]) -> str | None:
    """Return the strength of an amount from the words before it."""
    return "usual" if any(found.groupdict().get(word) for word in ("first", "usual", "usually")) else None


def _opening_fields(opening: re.Match[str]) -> dict[str, Any]:
    """Return what the words before an amount say of it."""
    return {"dose_strength": _strength(opening)} | ({"stage": "starting"} if opening["starting"] else {})


def _numbers(
    amounts: list[tuple[dict[str, Any], _Amount]], most: list[tuple[dict[str, Any], _Amount]]
) -> dict[str, Any] | None:
    """Return low, high, maximum and related fields; None if they are inconsistent."""
    if len(amounts) > 1 or len(most) > 1:
        return None
    fields: dict[str, Any] = {}
    if amounts:
        said, amount = amounts[0]
        fields = {"low": amount.low, "high": amount.high, "frequency": amount.frequency, "route": amount.route} | said
    if most:
        said, limit = most[0]
        if limit.route or limit.per is None:
            return None
        if amounts and (limit.unit, limit.per) != (amounts[0][1].unit, amounts[0][1].per):
            return None
        fields |= {"maximum": limit.low} | said
    for _, amount in [*most, *amounts][:1]:
        fields |= {"unit": amount.unit, "per": amount.per}
    return fields
