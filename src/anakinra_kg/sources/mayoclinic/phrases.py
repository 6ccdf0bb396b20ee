"""The standard sentences of Mayo Clinic monographs and their meaning, looked up by a fingerprint of the sentence.

Contains no sentence of a page, only fingerprints and short summaries of our own. A sentence that differs in a relevant
word is unknown, so a qualified sentence is never read as the plain one. `sentences.tsv` has a row for each; to add one,
take the `fingerprint` of the sentence after `DrugNames.pattern` has put `{drug}`, `{children}` and `{elderly}` in place
of names and patients.
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

# Words that vary between pages without changing the meaning of a standard sentence.
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
    """Return the hash of a sentence without case, spacing and varying words, which identifies a standard sentence."""
    normalized = " ".join(sentence.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    usual = _VARYING.sub(lambda found: _SAME[found[0]], _LOOSE_SPACE.sub("", normalized))
    return blake2b(usual.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Standard:
    """The meaning of a standard sentence.

    Attributes:
        kind: Kind of its fact, or `boilerplate` if it states nothing about the drug.
        topic: Topic of an instruction, or population of an advice; otherwise empty.
        says: Our summary of the instruction or finding, or why the sentence is boilerplate.
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
    """Return the meaning of a sentence of a section, or None if it is not a standard sentence."""
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
    """The names that a page may use for its drug as a whole.

    They are its title, the title up to a comma, and the longer name at the start of its description (`Xanakin
    injection`) if there is only one: each of several may be only one of its forms.
    """

    def __init__(self, drug: str | None, description: tuple[str, ...]) -> None:
        names = {name for name in (drug.lower(), drug.split(",")[0].lower()) if name.strip()} if drug else set()
        openings = {found[1].lower() for line in description if (found := _OPENING_NAME.match(line))}
        first_words = {name.split()[0] for name in names}
        longer = {name for name in openings - names if not first_words or name.split()[0] in first_words}
        if len(longer) == 1 and (names or len(openings) == 1):
            names |= longer
        alternatives = sorted((re.escape(name) for name in names), key=len, reverse=True)
        self.alternatives = "|".join([*alternatives, "this medicine", "this vaccine", "this medication"])
        self._found = re.compile(rf"(?<!\w)(?:{self.alternatives})(?![\w®™-])", re.IGNORECASE)

    def pattern(self, sentence: str) -> tuple[str, str | None, bool]:
        """Return a sentence with placeholders for drug and patients, the age group, and whether it names patients."""
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
    """Return the positions of the conditions with which, according to a sentence, children should not use the drug.

    Two conditions are separated only if two spaces surround the `and`, which remain of links on the page.
    """
    if " in children with " not in sentence or not sentence.endswith(".") or len(sentence) > _LONGEST_SENTENCE:
        return []
    opening = re.match(
        rf"(?:Use of )?(?:{names.alternatives}) is not recommended (?:for use )?in children with ",
        sentence,
        re.IGNORECASE,
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
    """Return advice and consequence from the sentences after a problem, and which of the sentences are known."""
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


_SUPERVISED: tuple[tuple[AvailabilityStatus, str], ...] = (
    ("given under supervision of a doctor", ""),
    ("given under direct supervision of a doctor", "direct "),
    ("given under immediate supervision of a doctor", "immediate "),
)
_HAD: tuple[tuple[AvailabilityStatus, str], ...] = (
    ("prescription only", r"available only with your doctor['’]s prescription"),
    ("without prescription", r"available without a (?:doctor['’]s )?prescription"),
    (
        "with or without prescription",
        r"available both over-the-counter \(OTC\) and with your [a-z'’]+ prescription",
    ),
    *(
        (status, rf"(?:to be )?given only by or under the {how}supervision of (?:your|a) doctor")
        for status, how in _SUPERVISED
    ),
)
_CLAUSE = "(?:" + "|".join(f"({phrase})" for _, phrase in _HAD) + r")(?:\s+\(for (?P<conditions>[^()]+)\))?"
_HAD_CLAUSE = re.compile(_CLAUSE)
_OPENING = re.compile(r"This (?:medicine|product|vaccine|medication) is ")
_LIST = re.compile(r",\s+(?:and\s+|or\s+)?")


def availabilities(sentence: str) -> list[tuple[int, int, AvailabilityStatus, tuple[str, ...]]]:
    """Return the availability of the drug from a sentence: position, status and conditions of each clause.

    Empty if any word of the sentence is unknown.
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
"""The possible objects of a heading, in the section on medicines (True) and in the other, and their category."""


def interaction_advice(sentence: str, *, medicines: bool) -> Advised | None:
    """Return the class of advice of a heading, and the category of the listed items if they are not drugs.

    Args:
        sentence: The heading.
        medicines: Whether it is in the section on medicines, not the one on food, alcohol and tobacco.
    """
    heading = " ".join(sentence.split())
    found = _NEVER_TOGETHER.fullmatch(heading) or _INTERACTION.fullmatch(heading)
    listed = (found["others"] or "").strip().lower().removeprefix("other ") if found else None
    if found is None or listed not in _LISTED[medicines]:
        return None
    advice = found.groupdict().get("advice", "never").lower()
    return _advice_class(advice), _LISTED[medicines][listed]


def _advice_class(advice: str) -> InteractionAdvice:
    return "increased risk" if advice.startswith("may") else _MILDER_ADVICE.get(advice, "do not combine")
