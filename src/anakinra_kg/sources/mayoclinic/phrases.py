"""The standard sentences of Mayo Clinic monographs: what each of them says, found by a fingerprint of its words.

Holds no sentence of a page, only fingerprints and our own short wording; a sentence that differs in one word that
matters is not known here, so that nothing qualified passes for the plain statement. `sentences.tsv` has a
row for each; the mark of a new one is `fingerprint` of the sentence, with `{drug}`, `{children}` and `{elderly}` in
place of names and patients where `DrugNames.pattern` puts them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from anakinra_kg.facts.records import AvailabilityStatus, InteractionAdvice, InteractionCategory, ProblemAdvice

    Advised = tuple[InteractionAdvice, InteractionCategory | None]

# Words that vary from page to page without changing what a standard sentence says.
_SAME = {
    " or your child's": "",
    " or your child": "",
    "agent": "medicine",
    "apply": "use",
    "diagnostic test": "medicine",
    "diagnostic tests": "medicines",
    "give": "use",
    "health care": "healthcare",
    "inject": "use",
    "medication": "medicine",
    "medications": "medicines",
    "receive": "use",
    "receiving": "using",
    "take": "use",
    "taking": "using",
    "vaccine": "medicine",
    "vaccines": "medicines",
}
_VARYING = re.compile(r"(?<!\w)(?:" + "|".join(sorted(_SAME, key=len, reverse=True)) + r")(?!\w)")
_LOOSE_SPACE = re.compile(r" (?=[.,;:)])|(?<=\() ")


def fingerprint(sentence: str) -> str:
    """Return what identifies a standard sentence: its words without case, spacing and the words that vary."""
    words = " ".join(sentence.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    usual = _VARYING.sub(lambda found: _SAME[found[0]], _LOOSE_SPACE.sub("", words))
    return blake2b(usual.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Standard:
    """What a standard sentence says.

    Attributes:
        kind: Kind of the fact it makes, or `boilerplate` where it says nothing about the drug.
        topic: Topic of an instruction, population of an advice; empty elsewhere.
        says: The instruction or finding, or why the sentence is boilerplate, in our own words.
    """

    kind: str
    topic: str
    says: str


@cache
def _standards() -> dict[str, dict[str, Standard]]:
    table = files(__package__).joinpath("sentences.tsv").read_text("utf-8")
    sections: dict[str, dict[str, Standard]] = {}
    for line in table.splitlines()[1:]:
        section, mark, kind, topic, says = line.split("\t")
        sections.setdefault(section, {})[mark] = Standard(kind, topic, says)
    return sections


@lru_cache(maxsize=4096)
def standard(section: str, sentence: str) -> Standard | None:
    """Return what a sentence of a section says, None where it is no standard sentence."""
    known = _standards().get(section)
    return known.get(fingerprint(sentence)) if known else None


_YOUNG = r"(?:infants|children|teenagers|adolescents)"
_AGED = (
    rf"{_YOUNG}(?: and {_YOUNG})? (?:(?:younger|older) than \d+ (?:years|months|weeks) of age"
    r"|\d+ (?:years|months|weeks) of age and (?:older|younger)|\d+ to \d+ (?:years|months|weeks) of age"
    r"|weighing (?:less|more) than [\d.]+ kilograms \(kg\))"
)
_PATIENTS = re.compile(
    rf"\bin (?:(?P<aged>{_AGED})|infants and children|children|the pediatric population|pediatric patients"
    r"|(?P<elderly>the elderly|elderly patients|geriatric patients|the geriatric population))(?!\w)",
    re.IGNORECASE,
)


def _patients(found: re.Match[str]) -> str:
    return "in {elderly}" if found["elderly"] else "in {children}"


_OPENING_NAME = re.compile(r"(\S+(?: [\w,-]+){0,5}?) (?:is|are|belongs)\b")


class DrugNames:
    """The names under which a page may speak of its drug as a whole.

    They are its title, the title up to a comma, and the one longer name with which its description opens
    (`Xanakin injection`): where several do, each may be only one of its forms.
    """

    def __init__(self, drug: str | None, description: tuple[str, ...]) -> None:
        names = {name for name in (drug.lower(), drug.split(",")[0].lower()) if name.strip()} if drug else set()
        openings = {found[1].lower() for line in description if (found := _OPENING_NAME.match(line))}
        first_words = {name.split()[0] for name in names}
        longer = {name for name in openings - names if not first_words or name.split()[0] in first_words}
        if len(longer) == 1 and (names or len(openings) == 1):
            names |= longer
        words = sorted((re.escape(name) for name in names), key=len, reverse=True)
        self.words = "|".join([*words, "this medicine", "this vaccine", "this medication"])
        self._found = re.compile(rf"(?<!\w)(?:{self.words})(?![\w®™-])", re.IGNORECASE)

    def pattern(self, sentence: str) -> tuple[str, str | None, bool]:
        """Return a sentence with placeholders for drug and patients, which part of them, and whether it names any."""
        groups = list(_PATIENTS.finditer(sentence))
        aged = {found["aged"] for found in groups if found["aged"]}
        if len(aged) > 1:
            return sentence, None, True
        pattern = self._found.sub("{drug}", _PATIENTS.sub(_patients, sentence))
        return pattern, next(iter(aged), None), bool(groups)


_LONGEST_SENTENCE = 500
_UNCERTAIN_CONDITION = re.compile(
    r"[,;:]|\b(?:and|or|who|whose|with|without|years|months|younger|older|unless|except|if)\b", re.IGNORECASE
)


def not_recommended_with(sentence: str, names: DrugNames) -> list[tuple[int, int]]:
    """Return where the conditions stand for which a sentence says that children should not be given the drug.

    Two conditions are told apart only where both are set off by two spaces, the trace of a link on the page.
    """
    if " in children with " not in sentence or not sentence.endswith(".") or len(sentence) > _LONGEST_SENTENCE:
        return []
    opening = re.match(
        rf"(?:Use of )?(?:{names.words}) is not recommended (?:for use )?in children with ", sentence, re.IGNORECASE
    )
    if not opening:
        return []
    spans, begin = [], opening.end()
    rest = sentence[begin:-1]
    for part in re.split(r"(\s{2,}and\s{2,})", rest):
        name = part.strip()
        if name != "and":
            start = begin + len(part) - len(part.lstrip())
            spans.append((start, start + len(name)))
            if not name or _UNCERTAIN_CONDITION.search(name):
                return []
        begin += len(part)
    return spans


def problem_advice(sentences: list[str], names: DrugNames) -> tuple[ProblemAdvice | None, str | None, list[bool]]:
    """Return advice and consequence that the sentences behind a problem give, and which of them are understood."""
    said = [standard("other medical problems", names.pattern(sentence)[0]) for sentence in sentences]
    known = [says if says and says.kind == "medical_problem" else None for says in said]
    understood = [says for says in known if says]
    if not understood:
        return None, None, [False] * len(sentences)
    first, *others = understood
    consequences = [first.says, *(says.says or says.topic for says in others)]
    return (
        cast("ProblemAdvice", first.topic),
        "; ".join(filter(None, consequences)) or None,
        [says is not None for says in known],
    )


_HAD: tuple[tuple[AvailabilityStatus, str], ...] = (
    ("prescription only", r"available only with your doctor['’]s prescription"),
    ("without prescription", r"available without a (?:doctor['’]s )?prescription"),
    (
        "with or without prescription",
        r"available both over-the-counter \(OTC\) and with your [a-z'’]+ prescription",
    ),
    (
        "given under supervision of a doctor",
        r"(?:to be )?given only by or under the (?:direct |immediate )?supervision of (?:your|a) doctor",
    ),
)
_CLAUSE = "(?:" + "|".join(f"({words})" for _, words in _HAD) + r")(?:\s+\(for (?P<conditions>[^()]+)\))?"
_HAD_CLAUSE = re.compile(_CLAUSE)
_OPENING = re.compile(r"This (?:medicine|product|vaccine|medication) is ")
_LIST = re.compile(r",\s+(?:and\s+|or\s+)?")


def availabilities(sentence: str) -> list[tuple[int, int, AvailabilityStatus, tuple[str, ...]]]:
    """Return how a sentence says the drug can be had: where each clause stands, the status, and for which conditions.

    Empty where one word of the sentence is not understood.
    """
    opening = _OPENING.match(sentence)
    position = opening.end() if opening else -1
    clauses: list[tuple[int, int, AvailabilityStatus, tuple[str, ...]]] = []
    while found := _HAD_CLAUSE.match(sentence, position) if position >= 0 else None:
        status = next(name for place, (name, _) in enumerate(_HAD, 1) if found[place])
        conditions = tuple(_LIST.split(found["conditions"])) if found["conditions"] else ()
        clauses.append((found.start(), found.end(), status, conditions))
        position = found.end()
        if sentence.startswith(" or ", position):
            position += len(" or ")
    if not clauses or sentence[clauses[-1][1] :] != ".":
        return []
    if len(clauses) == 1:
        return [(0, len(sentence), *clauses[0][2:])]
    return clauses


_INTERACTION = re.compile(
    r"(?:Using|Receiving|Taking|Combining|Giving) this [a-z ]{1,40} with any of the following"
    r"(?P<others> [a-z ]{1,40}?)? (?P<advice>should (?:not|never) be used(?: together)?|is contraindicated"
    r"|is usually not recommended|is not recommended|may cause an increased risk of (?:certain )?side effects)"
    r"(?:,? but [^.:]+)?[.:]",
    re.IGNORECASE,
)
_NEVER_TOGETHER = re.compile(
    r"This [a-z ]{1,40} should (?:not|never) be used (?:together )?with any of the following"
    r"(?P<others> [a-z ]{1,40})?[.:]",
    re.IGNORECASE,
)
_MILDER_ADVICE: dict[str, InteractionAdvice] = {
    "is usually not recommended": "usually not recommended",
    "is not recommended": "not recommended",
}


_NO_DRUGS: dict[str, InteractionCategory | None] = {
    "vaccines": "vaccine",
    "tests": "diagnostic test",
    "diagnostic tests": "diagnostic test",
}
_LISTED: dict[bool, dict[str, InteractionCategory | None]] = {
    True: {"medicines": None, "medications": None, "drugs": None, **_NO_DRUGS},
    False: {"": "food, alcohol or tobacco", **_NO_DRUGS},
}
"""What a heading may say that it lists, in the section on medicines and in the other, and the category of that."""


def interaction_advice(sentence: str, *, medicines: bool) -> Advised | None:
    """Return the class of advice that a heading gives to what is listed, and the category of that where it is no drug.

    Args:
        sentence: The heading.
        medicines: Whether it stands in the section on medicines, not in that on food, alcohol and tobacco.
    """
    words = " ".join(sentence.split())
    found = _NEVER_TOGETHER.fullmatch(words) or _INTERACTION.fullmatch(words)
    listed = (found["others"] or "").strip().lower().removeprefix("other ") if found else None
    if found is None or listed not in _LISTED[medicines]:
        return None
    advice = found.groupdict().get("advice", "never").lower()
    return _advice_class(advice), _LISTED[medicines][listed]


def _advice_class(words: str) -> InteractionAdvice:
    return "increased risk" if words.startswith("may") else _MILDER_ADVICE.get(words, "do not combine")
