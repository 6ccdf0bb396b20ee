"""Takes the rows of a DrugBank page's tables apart into cells where only one way of doing so is possible.

Each function gets the text of a row and returns its cells, or None where the split is not certain; none of them
guesses, knows about lines, or makes facts.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from anakinra_kg.sources.drugbank import vocabulary as words
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

Cells = dict[str, str]

_NA = words.NOT_APPLICABLE
_DATE = rf"(?:(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|{_NA}|{NOT_AVAILABLE})"
_MARKETING = re.compile(rf"({_DATE})({_DATE})(US|Us|Canada|EU|Eu)(?![a-z])")
_FORM = re.compile(words.FORM)
# A cell never ends in white space or an opening character, so a form cannot begin after one.
_FORM_AFTER_CELL = re.compile(rf"(?<=[^\s(/+,-])(?=[A-Z])(?=({words.FORM}))")
_ROUTE = re.compile(rf"(?:{words.ROUTE}|{_NA})(?![a-z])")
_STRENGTH_BEFORE_ROUTE = tuple(
    re.compile(rf"({pattern}|{_NA}|{NOT_AVAILABLE})({words.ROUTE}|{_NA})(?![\s;,)-])")
    for pattern in (words.STRENGTH, words.ANY_STRENGTH)
)
_ROUTE_BEFORE_LABELLER = re.compile(rf"({words.ROUTE})(?![\s;,)-])")
_STRENGTH_CELL = re.compile(rf"(?:{words.STRENGTH}|{words.ANY_STRENGTH}|{_NA})")
_NOT_APPLICABLE = re.compile(_NA)
_IMAGE_TEXT = re.compile(r"nlmimage|rxnavimage|\.(?:jpe?g|png)|\d{4,5} \d{3,4} \d\d", re.IGNORECASE)
_PRODUCT_COLUMNS = ("dosage_form", "strength", "route", "labeller", "marketing_start", "marketing_end")


def is_not_applicable(cell: str) -> bool:
    """Tell whether a cell says that its column does not apply."""
    return _NOT_APPLICABLE.fullmatch(cell) is not None


def product(row: str) -> tuple[Cells, int] | None:
    """Return the cells of a product row and how many characters they take up.

    What follows the region is not part of the row's columns (the text of a picture, a second row run together).
    """
    tail = _marketing_cells(row)
    if tail is None:
        return None
    front, cells, length = tail
    splits: list[tuple[int, Cells]] = []
    for strengths in _STRENGTH_BEFORE_ROUTE:
        splits = splits or list(_form_splits(front, partial(_strength_and_route, front, strengths)))
    if len(splits) != 1:
        return None
    begin, middle = splits[0]
    name = front[:begin]
    if _IMAGE_TEXT.search(name) or ") + " in name or not middle["labeller"]:
        return None
    return {"name": name, **middle, **cells}, length


def _marketing_cells(row: str) -> tuple[str, Cells, int] | None:
    found = _MARKETING.search(row)
    if found is None:
        return None
    start, end, region = found.groups()
    return row[: found.start()], {"marketing_start": start, "marketing_end": end, "region": region}, found.end()


def _form_splits(front: str, after: Callable[[int], Cells | None]) -> Iterator[tuple[int, Cells]]:
    for place in _FORM_AFTER_CELL.finditer(front):
        form = place.group(1)
        rest = after(place.start() + len(form))
        if rest is not None:
            yield place.start(), {"dosage_form": form, **rest}


def _strength_and_route(front: str, strengths: re.Pattern[str], at: int) -> Cells | None:
    both = strengths.match(front, at)
    if both:
        return {"strength": both.group(1), "route": both.group(2), "labeller": front[both.end() :]}
    return _route_and_labeller(front, at)


def _route_and_labeller(front: str, at: int) -> Cells | None:
    """Read what follows a form where no strength does; only a kit may lack its route too."""
    route = _ROUTE_BEFORE_LABELLER.match(front, at)
    if route:
        return {"route": route.group(1), "labeller": front[route.end() :]}
    labeller = front[at:]
    if front.endswith("Kit", 0, at) and labeller[:1].isupper() and not _NOT_APPLICABLE.match(labeller):
        return {"labeller": labeller}
    return None


_INGREDIENT = re.compile(r"(?P<name>.*\S) \((?P<strength>[^()]*)\)")
# Where a second cell may begin: a capital or digit that does not follow white space or a joining character.
_CELL_START = re.compile(r"(?<=[^\s(/+,.'’&-])(?=[A-Z0-9])")
# What makes the only such place doubtful: an ingredient's name may begin with a bracket or a small letter instead.
_OTHER_CELL_START = re.compile(r"\S\(|(?:alpha|beta|gamma|delta|epsilon|omega|tert|sec)-|[^\x00-\x7f]")
_CAPITALISED = re.compile(r"[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Mixture:
    """A mixture row whose columns after the ingredients are taken apart, and whose name and ingredients are not yet.

    Attributes:
        cells: Form, route, labeller, dates and region.
        listing: Name and ingredients, run together.
        length: How many characters of the row the columns take up.
    """

    cells: Cells
    listing: str
    length: int

    def ingredients(self) -> Iterator[str]:
        """Yield the names of the ingredients after the first, which stand clear of the product's name."""
        for item in self.listing.split(" + ")[1:]:
            found = _INGREDIENT.fullmatch(item)
            if found:
                yield found["name"]

    def named(self, known: Collection[str]) -> Cells | None:
        """Return all cells, the name split from the first ingredient by what ingredients are known to be called."""
        items = self.listing.split(" + ")
        first = _INGREDIENT.fullmatch(items[0])
        if first is None or not all(_INGREDIENT.fullmatch(item) for item in items):
            return None
        glued = first["name"]
        places = [found.start() for found in _CELL_START.finditer(glued) if found.start()]
        sure = [place for place in places if glued[place:] in known]
        if not sure and len(places) == 1 and not _OTHER_CELL_START.search(glued):
            sure = [place for place in places if _CAPITALISED.match(glued, place)]
        if len(sure) != 1:
            return None
        return {"name": glued[: sure[0]], "ingredients": self.listing[sure[0] :], **self.cells}


def mixture(row: str) -> Mixture | None:
    """Return a row of a table of mixtures with its later columns taken apart."""
    tail = _marketing_cells(row)
    if tail is None:
        return None
    front, cells, length = tail
    splits = list(_form_splits(front, partial(_route_and_labeller, front)))
    if len(splits) != 1:
        return None
    begin, middle = splits[0]
    return Mixture({**middle, **cells}, front[:begin], length)


def dosage_form(row: str) -> Cells | None:
    """Return form, route and strength of a row of the dosage forms."""
    form = _FORM.match(row)
    if form is None:
        return None
    cells = {"form": form.group()}
    at = form.end()
    route = _ROUTE.match(row, at)
    if route:
        cells["route"] = route.group()
        at = route.end()
    if at < len(row):
        strength = _STRENGTH_CELL.fullmatch(row, at)
        if strength is None or _FORM.search(row, at):
            return None
        cells["strength"] = strength.group()
    return cells


_PLAIN_WORD_END = re.compile(r"[a-z]{2}\)?$|[)\]'’\"%]$")


_LONGEST_NUMBER = 12
_COUNT = re.compile(r"[1-9]\d*")
_COST = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")


def _number_splits(text: str, number: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return every way to cut a number off the end of a text, the longest number first."""
    first = len(text.rstrip("0123456789." if number is _COST else "0123456789"))
    if len(text) - first > _LONGEST_NUMBER:
        return []
    return [
        (text[:at], text[at:])
        for at in range(max(first, 1), len(text))
        if text[at - 1] not in " -/,(" and (at == first or text[at - 1] != ".") and number.fullmatch(text, at)
    ]


_DIGITS_BEFORE_CURRENCY = re.compile(r"(.+\d)([A-Z]{3}) ([A-Za-z]+(?: [A-Za-z]+)?)")
_COST_AND_CURRENCY = re.compile(r"\d[A-Z]{3} [a-z]")


def _certain_split(text: str, number: re.Pattern[str]) -> tuple[str, str] | None:
    """Cut a number off a text: the only possible cut, or the one after a plain word, which does not end in a digit."""
    splits = _number_splits(text, number)
    if len(splits) == 1:
        return splits[0]
    if splits and not splits[0][0][-1].isdigit() and _PLAIN_WORD_END.search(splits[0][0]):
        return splits[0]
    return None


def price(row: str) -> Cells | None:
    """Return description, cost, currency and unit of a row of the prices."""
    found = _DIGITS_BEFORE_CURRENCY.fullmatch(row)
    split = _certain_split(found.group(1), _COST) if found else None
    if found is None or split is None or _COST_AND_CURRENCY.search(split[0]):
        return None
    return {"description": split[0], "cost": split[1], "currency": found.group(2), "unit": found.group(3)}


_TRIAL = re.compile(rf"([0-4](?:, [0-4])*|{NOT_AVAILABLE})({one_of(words.STATUSES)})({one_of(words.PURPOSES)})(.+)")
_PURPOSE_INSIDE = re.compile(rf"(?<=[a-z])(?:{one_of(words.PURPOSES)})(?=[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Trials:
    """A row of the trials: cells as printed, conditions as a list, the count where it is certain."""

    phases: str
    status: str
    purpose: str
    conditions: tuple[str, ...]
    count: int


def trials(rows: Sequence[str]) -> list[Trials | None]:
    """Return the rows of the trials table taken apart, None for each where it is not certain.

    The last condition and the count run together. They are cut where only one cut is possible (no condition ends in
    a space or hyphen, no count begins with 0), after a plain word, or where exactly one cut gives a condition, or
    the last two words of one, that stands elsewhere in the table without doubt.
    """
    matches = [_one_trial_row(row) for row in rows]
    splits = [_number_splits(match.group(4), _COUNT) if match else [] for match in matches]
    certain = [_certain_split(match.group(4), _COUNT) if match else None for match in matches]
    known: set[str] = set()
    for match, cut in zip(matches, certain, strict=True):
        if match:
            items = match.group(4).split(" / ")
            known.update(items[:-1])
            if cut:
                known.add(cut[0].split(" / ")[-1])
    endings = {ending for name in known if (ending := _last_words(name))}
    return [
        _trial_row(match, _by_evidence(options, known, endings) or cut) if match else None
        for match, options, cut in zip(matches, splits, certain, strict=True)
    ]


def _last_words(name: str) -> str:
    return " ".join(name.split(" ")[-2:]) if " " in name else ""


def _by_evidence(options: list[tuple[str, str]], known: set[str], endings: set[str]) -> tuple[str, str] | None:
    if len(options) < 2:  # noqa: PLR2004 - nothing to decide
        return None
    last = [(option, option[0].split(" / ")[-1]) for option in options]
    for evident in (
        [option for option, name in last if name in known],
        [option for option, name in last if _last_words(name) in endings],
    ):
        if len(evident) == 1:
            return evident[0]
        if evident:
            return None
    return None


def _one_trial_row(row: str) -> re.Match[str] | None:
    found = _TRIAL.fullmatch(row)
    return found if found and not _PURPOSE_INSIDE.search(row, found.start(4) + 1) else None


def _trial_row(match: re.Match[str], cut: tuple[str, str] | None) -> Trials | None:
    if cut is None:
        return None
    phases, status, purpose, _ = match.groups()
    conditions = tuple(part.strip() for part in cut[0].split(" / "))
    if not all(conditions):
        return None
    return Trials(phases, status, purpose, conditions, int(cut[1]))


_INGREDIENT_CODES = re.compile(
    rf"([A-Z0-9]{{10}}|{NOT_AVAILABLE})(\d{{2,7}}-\d\d-\d|{NOT_AVAILABLE})"
    rf"([A-Z]{{14}}-[A-Z]{{10}}-[A-Z]|{NOT_AVAILABLE})"
)
_CODE_INSIDE = re.compile(rf"[A-Z]{{14}}-[A-Z]{{10}}-[A-Z]|{NOT_AVAILABLE}")
_LONGEST_CODES = 60


def ingredient(row: str) -> Cells | None:
    """Return name, UNII, CAS number and InChI key of a row of the ingredients; check characters settle the cuts."""
    splits = []
    for name_end in range(max(1, len(row) - _LONGEST_CODES), len(row)):
        found = _INGREDIENT_CODES.fullmatch(row, name_end)
        if found and row[name_end - 1] != " " and not _CODE_INSIDE.search(row, 0, name_end):
            unii, cas, key = found.groups()
            if _unii_checks(unii) and _cas_checks(cas):
                splits.append({"name": row[:name_end], "unii": unii, "cas": cas, "inchi_key": key})
    return splits[0] if len(splits) == 1 else None


def _unii_checks(unii: str) -> bool:
    if unii == NOT_AVAILABLE:
        return True
    return sum(int(sign, 36) for sign in unii[:9]) % 36 == int(unii[9], 36)


def _cas_checks(cas: str) -> bool:
    if cas == NOT_AVAILABLE:
        return True
    digits = cas.replace("-", "")
    return sum(place * int(digit) for place, digit in enumerate(reversed(digits[:-1]), 1)) % 10 == int(digits[-1])


@dataclass(frozen=True, slots=True)
class Encounter:
    """What a row of the interactions says of two drugs; the first cell is `drug`, the page's drug is `other`."""

    drug: str
    other: str
    effect: str
    direction: str
    affected: str | None = None
    activity: str | None = None


_LONGEST_SENTENCE = 600
_DIRECTIONS = {"increase": "increased", "decrease": "decreased", "reduced": "decreased"}
_CAN_BE = r"can be (?P<way>increased|decreased|reduced) when"
# Sentences about two drugs after the first cell: the pattern, what the effect is called where the sentence has no name
# for it, and which of its words names what is affected.
_ABOUT_TWO = (
    (
        re.compile(
            rf"(?P<first>.+?)The risk or severity of (?P<effect>.+?) {_CAN_BE} (?P<x>.+?) is combined with (?P<y>.+)\."
        ),
        "",
        "",
    ),
    (
        re.compile(
            rf"(?P<first>.+?)The (?P<effect>serum concentration of the active metabolites) of (?P<x>.+?) {_CAN_BE}"
            r" (?P=x) is used in combination with (?P<y>.+?)(?: resulting in [a-z ]+)?\."
        ),
        "",
        "x",
    ),
    (
        re.compile(
            r"(?P<first>.+?)The serum concentration of (?P<metabolite>.+?), an active metabolite of (?P<x>.+?),?"
            rf" {_CAN_BE} (?:it is )?used in combination with (?P<y>.+)\."
        ),
        "serum concentration",
        "metabolite",
    ),
    (
        re.compile(
            rf"(?P<first>.+?)The (?P<effect>[a-z][a-z ]{{0,40}}?) of (?P<x>.+?) {_CAN_BE}"
            r" (?:it is combined|combined|used in combination) with (?P<y>.+)\."
        ),
        "",
        "x",
    ),
    (
        re.compile(
            r"(?P<first>.+?)The risk of a (?P<effect>hypersensitivity reaction) to (?P<x>.+?)"
            r" is (?P<way>increased) when it is combined with (?P<y>.+)\."
        ),
        "",
        "x",
    ),
)
# Sentences that begin with a drug's name, which the first cell runs into; the effect is on the drug named last.
_FROM_ONE = (
    (
        re.compile(
            r"(?P<head>.+) may (?P<way>increase|decrease) the (?P<activity>[^.]{1,80}?) activities of (?P<y>.+)\."
        ),
        "activities",
    ),
    (
        re.compile(
            r"(?P<head>.+) may (?P<way>increase|decrease) the excretion rate of (?P<y>.+?)"
            r" which could result in [a-z ]+\."
        ),
        "excretion rate",
    ),
    (
        re.compile(
            r"(?P<head>.+) can cause an? (?P<way>increase|decrease) in the absorption of (?P<y>.+?)"
            r" resulting in [a-z ]+\."
        ),
        "absorption",
    ),
    (
        re.compile(r"(?P<head>.+) may (?P<way>decrease) effectiveness of (?P<y>.+) as a diagnostic agent\."),
        "effectiveness as a diagnostic agent",
    ),
)


def encounters(row: str) -> list[Encounter]:
    """Return the ways to read a row of the interactions; the page's own drug, known from other rows, decides."""
    if len(row) > _LONGEST_SENTENCE:
        return []
    for pattern, effect, affected in _ABOUT_TWO:
        if found := pattern.fullmatch(row):
            return _about_two(found, effect, affected)
    for pattern, effect in _FROM_ONE:
        if found := pattern.fullmatch(row):
            return _from_one(found, effect)
    return []


def _about_two(found: re.Match[str], effect: str, affected: str) -> list[Encounter]:
    first, x, y = found["first"], found["x"], found["y"]
    if x == y or first not in {x, y}:
        return []
    direction = _DIRECTIONS.get(found["way"], found["way"])
    other = y if first == x else x
    return [Encounter(first, other, effect or found["effect"], direction, found[affected] if affected else None)]


def _from_one(found: re.Match[str], effect: str) -> list[Encounter]:
    head, y = found["head"], found["y"]
    direction = _DIRECTIONS[found["way"]]
    activity = found["activity"] if effect == "activities" else None
    half = len(head) // 2
    pairs = []
    if head[:half] == head[half:] != y:
        pairs.append((head[:half], y))
    if head.startswith(y) and head[len(y) :] not in {"", y}:
        pairs.append((y, head[len(y) :]))
    return [Encounter(drug, other, effect, direction, y, activity) for drug, other in pairs]


def settled(rows: Sequence[list[Encounter]]) -> tuple[str | None, list[Encounter | None]]:
    """Return the page's own drug, which the rows have in common, and each row's one reading with that drug."""
    named = Counter(reading.other for readings in rows for reading in readings)
    if not named:
        return None, [None] * len(rows)
    (drug, often), *others = named.most_common(2)
    if others and others[0][1] == often:
        return None, [None] * len(rows)
    fitting = ([reading for reading in readings if reading.other == drug] for readings in rows)
    return drug, [readings[0] if len(readings) == 1 else None for readings in fitting]


_SIMPLE_NUMBER = r"[<>~≈]?-?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?"
_PROPERTY_UNIT = r"mg/mL|mg/ml|mg/L|g/L|g/l|ug/mL|°C|Å2|Å3|Å²|Å³|m3·mol-1|%|Da|kDa|nm|cm/s"
_AMOUNT = re.compile(rf"({_SIMPLE_NUMBER})(?: ({_PROPERTY_UNIT}))?")
_EXPERIMENTAL = re.compile(rf"({one_of(words.EXPERIMENTAL)})(.+)")
_EXPERIMENTAL_NAME = re.compile(one_of(words.EXPERIMENTAL))
_PREDICTED_SOURCE = re.compile("ALOGPS|ChemAxon")
_PREDICTED = re.compile(rf"({one_of(words.PREDICTED)})(.+?)(ALOGPS|ChemAxon)")
_ADMET = re.compile(rf"({one_of(words.ADMET)})({one_of(words.ADMET_VALUES)})((?:0|1)(?:\.\d+)?|{_NA}|{NOT_AVAILABLE})")
_TOXICITY = re.compile(rf"(Rat acute toxicity)(\d+(?:\.\d+)?) (LD50, mol/kg) ({_NA})")
_WORDED_SOURCE = re.compile(
    rf"(.*?\S)({NOT_AVAILABLE}|MSDS|PhysProp|FDA label|Merck Index|ADME Research, USCD|https?://\S+)"
)
_CITED_SOURCE = re.compile(
    rf"({_SIMPLE_NUMBER}(?:-{_SIMPLE_NUMBER})?(?: (?:{_PROPERTY_UNIT}))?(?: \([^()]*\))?)"
    r"([A-Z]{2,}[A-Z ,.&'’-]* \(\d{4}[a-z]?\)|U\.S\. Patent .+)"
)


def amount(value: str) -> tuple[str, str | None]:
    """Return a value without its unit and the unit, where it is a number and a known unit; else the value whole."""
    found = _AMOUNT.fullmatch(value)
    return (found.group(1), found.group(2)) if found else (value, None)


def experimental(row: str) -> tuple[str, str, str] | None:
    """Return name, value and source of a measured property."""
    named = _EXPERIMENTAL.fullmatch(row)
    if named is None or _EXPERIMENTAL_NAME.search(named.group(2)):
        return None
    found = _WORDED_SOURCE.fullmatch(named.group(2)) or _CITED_SOURCE.fullmatch(named.group(2))
    return (named.group(1), found.group(1), found.group(2)) if found else None


def predicted(row: str) -> tuple[str, str, str] | None:
    """Return name, value and source of a predicted property."""
    found = _PREDICTED.fullmatch(row)
    if found is None or _PREDICTED_SOURCE.search(found.group(2)):
        return None
    return found.group(1), found.group(2), found.group(3)


def admet(row: str) -> tuple[str, str, str | None, str] | None:
    """Return name, value, unit and probability of a predicted ADMET feature."""
    if found := _ADMET.fullmatch(row):
        return found.group(1), found.group(2), None, found.group(3)
    if found := _TOXICITY.fullmatch(row):
        return found.group(1), found.group(2), found.group(3), found.group(4)
    return None


_SPLASH = re.compile(rf"(.+)(splash10-[0-9a-z]{{4}}-[0-9]{{10}}-[0-9a-f]{{20}}|{NOT_AVAILABLE}|{_NA})")
_SPLASH_KEY = re.compile(rf"splash10-|{NOT_AVAILABLE}|{_NA}")


def spectrum(row: str) -> tuple[str, str, str] | None:
    """Return name, type and splash key of a spectrum; a name does not end in a space, a hyphen or a slash."""
    found = _SPLASH.fullmatch(row)
    if found is None or _SPLASH_KEY.search(found.group(1)):
        return None
    front = found.group(1)
    types = [
        kind
        for kind in words.SPECTRUM_TYPES
        if front.endswith(kind) and front[: -len(kind)].rstrip(" -/") == front[: -len(kind)]
    ]
    if len(types) != 1 or len(types[0]) == len(front):
        return None
    return front[: -len(types[0])], types[0], found.group(2)


_PATHWAY = re.compile(rf"(.+\S)({one_of(words.PATHWAY_CATEGORIES)})")
_PATHWAY_CATEGORY = re.compile(rf"(?<=[^\s-])(?:{one_of(words.PATHWAY_CATEGORIES)})")


def pathway(row: str) -> tuple[str, str] | None:
    """Return name and category of a pathway."""
    found = _PATHWAY.fullmatch(row)
    if found is None or _PATHWAY_CATEGORY.search(found.group(1)):
        return None
    return found.group(1), found.group(2)


_VARIANT = re.compile(
    rf"(?P<allele>---|{NOT_AVAILABLE}|[A-Z][A-Z0-9]*\*[0-9]+[A-Z]?)(?P<genotype>---|{NOT_AVAILABLE}|\([^()\s;]+;[^()\s;]+\))"
    rf"(?P<defining_change>\S.*?)(?P<evidence>{one_of(words.PHARMACOGENOMIC_TYPES)})(?P<description>\S.*)Details"
)


def pharmacogenomics(row: str, proteins: Iterable[str]) -> tuple[Cells, int, int] | None:
    """Return the cells of a row that begins with a known protein, and where its sentence begins and ends."""
    splits = []
    for protein in proteins:
        if row.startswith(protein) and (found := _VARIANT.fullmatch(row, len(protein))):
            cells = {"protein": protein, **found.groupdict()}
            del cells["description"]
            splits.append((cells, found.start("description"), found.end("description")))
    return splits[0] if len(splits) == 1 else None


_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_SEASONS = "Spring|Summer|Fall|Autumn|Winter"
_JOURNAL_YEAR = re.compile(
    r"(?<=[.?!]) (?P<journal>[^.?!]+)\. (?:18|19|20)\d\d"
    rf"(?: (?:(?:{_MONTHS})(?:-(?:{_MONTHS}))?(?: \d{{1,2}}(?:-(?:(?:{_MONTHS}) )?\d{{1,2}})?)?"
    rf"|(?:{_SEASONS})(?:-(?:{_SEASONS}))?|\d(?:st|nd|rd|th) Quarter))?(?=[;.:]|$)"
)
_AUTHOR = re.compile(r"et al|\S.* [A-Z][A-Za-z-]{0,3}(?: (?:Jr|Sr|[IVX]+|\d(?:st|nd|rd|th)))?")
_ONE_WORD_SENTENCE = re.compile(r"\.\s+[A-Z][A-Za-z]*\.$")
_REFERENCE = re.compile(r"(\d+)\. (.*?\S)(?: \[(?:PubMed:(\d+)|(Link|File)|ISBN:[^\]]+)\])?")

_NEXT_REFERENCE = re.compile(r"\s{2,}\d{1,3}\. \S")
_REFERENCE_END = re.compile(r"\[(?:PubMed:\d|Link\]|File\])")


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work as its line gives it."""

    number: int
    authors: str | None
    title: str | None
    citation: str | None
    pmid: str | None


def reference(row: str) -> Work | None:
    """Return a numbered reference: authors, title and citation where each is certain.

    The first colon ends the authors where all before it are names with initials; a journal and a year after a full
    stop begin the citation. Where either is in doubt, what is left stands unsplit in the citation.
    """
    found = _REFERENCE.fullmatch(row)
    if found is None or _REFERENCE_END.search(found.group(2)) or _NEXT_REFERENCE.search(found.group(2)):
        return None
    number, text, pmid, page = found.groups()
    bracketed = found.end(2) < len(row)
    if page and _JOURNAL_YEAR.search(text):
        return None
    if page:
        return Work(int(number), None, text, None, None)
    authors, rest = _authors(text)
    title, citation = _title(rest)
    if title is None or (authors is None and not bracketed):
        return Work(int(number), authors, None, rest, pmid) if bracketed else None
    if authors is None and ": " in title:
        return Work(int(number), None, None, text, pmid)
    return Work(int(number), authors, title, citation, pmid)


def _authors(text: str) -> tuple[str | None, str]:
    names, colon, rest = text.partition(": ")
    if colon and all(_AUTHOR.fullmatch(name) for name in names.split(", ")):
        return names, rest
    return None, text


def _title(text: str) -> tuple[str | None, str]:
    found = list(_JOURNAL_YEAR.finditer(text))
    if len(found) != 1:
        return None, text
    title = text[: found[0].start()]
    if _ONE_WORD_SENTENCE.search(title):
        return None, text
    return title.removesuffix("."), text[found[0].start() :].strip()


_ATC = re.compile(r"([A-Z]\d\d[A-Z]{2}\d\d) — ")


def atc_codes(row: str) -> list[tuple[int, int, str, str]]:
    """Return start, end, code and name of each ATC code of a line; none where the line has anything else."""
    found = list(_ATC.finditer(row))
    if not found or found[0].start():
        return []
    ends = [match.start() for match in found[1:]] + [len(row)]
    codes = [
        (match.start(), end, match.group(1), row[match.end() : end]) for match, end in zip(found, ends, strict=True)
    ]
    return codes if all(name.strip() for *_, name in codes) else []


def decimal(text: str) -> Decimal:
    """Return the number a cell prints."""
    return Decimal(text.replace(",", ""))
