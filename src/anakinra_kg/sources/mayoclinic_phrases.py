"""The standard sentences of Mayo Clinic monographs: what each of them says, found by a fingerprint of its words.

Holds no sentence of a page, only fingerprints and our own short wording; a sentence that differs in one word that
matters is not known here, so that nothing qualified passes for the plain statement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

# Words that vary from page to page without changing what a standard sentence says.
_SAME = {
    "agent": "medicine",
    "diagnostic test": "medicine",
    "diagnostic tests": "medicines",
    "health care": "healthcare",
    "medication": "medicine",
    "medications": "medicines",
    "or your child": "",
    "or your child's": "",
    "receive": "use",
    "receiving": "using",
    "take": "use",
    "taking": "using",
    "apply": "use",
    "give": "use",
    "inject": "use",
    "vaccine": "medicine",
    "vaccines": "medicines",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
}
_VARYING = re.compile(
    r"\s*\bor your child(?:'s)?\b|\N{RIGHT SINGLE QUOTATION MARK}|\s+(?=[.,;:)])|(?<=\()\s+|\s+|\b(?:"
    + "|".join(sorted((word for word in _SAME if word.isascii() and not word.startswith("or")), key=len, reverse=True))
    + r")\b"
)


def _usual(found: re.Match[str]) -> str:
    words = found[0]
    if words.isspace():
        following = found.string[found.end() : found.end() + 1]
        preceding = found.string[found.start() - 1 : found.start()]
        return "" if following in {".", ",", ";", ":", ")"} or preceding == "(" else " "
    return _SAME.get(words.strip(), words)


def fingerprint(sentence: str) -> str:
    """Return what identifies a standard sentence: its words without case, spacing and the words that vary."""
    return blake2b(_VARYING.sub(_usual, sentence.strip().lower()).encode(), digest_size=8).hexdigest()


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
def _standards() -> dict[tuple[str, str], Standard]:
    table = files(__package__).joinpath("mayoclinic_sentences.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return {(section, mark): Standard(kind, topic, says) for section, mark, kind, topic, says in rows}


@lru_cache(maxsize=4096)
def standard(section: str, sentence: str) -> Standard | None:
    """Return what a sentence of a section says, None where it is no standard sentence."""
    return _standards().get((section, fingerprint(sentence)))
