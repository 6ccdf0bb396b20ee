"""Invented names and prose for generated Mayo Clinic monographs: drugs, brands, conditions, effects, sentences.

Takes nothing from a real page; what the layout itself prints (headings, advice, frequencies) stands in `mayoclinic`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_ONSETS = ("b", "br", "d", "dr", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "pl", "r", "s", "t", "tr", "v", "w", "z")
_VOWELS = ("a", "e", "i", "o", "u", "y")
_CODAS = ("", "", "b", "k", "l", "m", "n", "r", "x")
_DRUG_ENDS = ("ibane", "otril", "umavex", "azolane", "ophene", "ivarin", "ecept-zk", "imab-qrtz", "yl", "oxate")
_SALTS = (
    "Hydrofloride",
    "Vaccine, Live",
    "Vaccine Type 4, Live",
    "Beta-2z",
    "C 14",
    "(Topical)",
    "Acid",
    "Sulvate, Dry",
)
_BRAND_ENDS = ("ex", "OTRA", "il XR", "or-10", "al HC 2.5%", "in Jr", "el Dose Pack", "a's Own", "ix 24 Hr", "en & Lo")
_FORMS = (
    "Solution", "Tablet", "Tablet, Extended Release, 24 HR", "Powder for Suspension", "Capsule, Liquid Filled", "Spray",
    "Gel/Jelly", "Kit", "Lozenge/Troche", "Cream",
)  # fmt: skip
_DISEASES = ("disease", "syndrome", "fever", "problems", "disorder", "deficiency", "weakness")
_QUALIFIERS = (
    "",
    "",
    "",
    ", severe",
    ", history of",
    ", active or history of",
    " (eg, {a}, {b}, or {a} {b})",
    " ({A}{B}2)",
)
_SIGNS = ("ache", "swelling", "spots", "tingling", "noises", "stiffness", "loss", "cramps", "dryness")
_PLACES = (
    "",
    "",
    " of the {a}",
    " in the {a} or {b}",
    " (severe)",
    ", {a}, or {b}",
    " when {a}ing",
    ", 3-day {a}",
    " “{a}”",
)
_FILLERS = ("the", "may", "of", "your", "with", "a", "after", "and", "or", "not", "each", "for", "to", "when")


class Vocabulary:
    """Invents names and prose.

    Args:
        random: What decides; the same one gives the same words.
    """

    def __init__(self, random: Random) -> None:
        self._random = random

    def stem(self) -> str:
        """Return a word of two syllables that means nothing."""
        pick = self._random.choice
        return f"{pick(_ONSETS)}{pick(_VOWELS)}{pick(_CODAS)}{pick(_ONSETS)}{pick(_VOWELS)}{pick('bdgkmptvz')}"

    def drug(self) -> str:
        """Return a name of a substance, with a capital letter or a digit before it."""
        name = self.stem().capitalize() + self._random.choice(_DRUG_ENDS)
        if self._random.random() < 0.3:
            name += f" {self._random.choice(_SALTS)}"
        if self._random.random() < 0.05:
            name = f"5-{name}"
        return name

    def plain_drug(self) -> str:
        """Return the name of a substance in one word of letters."""
        return self.stem().capitalize() + self._random.choice(("ibane", "otril", "umavex", "azolane", "ophene"))

    def brand(self) -> str:
        """Return a brand name, of one word or several."""
        name = self.stem().capitalize() + self._random.choice(_BRAND_ENDS)
        return f"AG-{name}" if self._random.random() < 0.1 else name

    def form(self) -> str:
        """Return a dosage form."""
        return self._random.choice(_FORMS)

    def disease(self) -> str:
        """Return a condition in a few plain words, in lower case."""
        first = self._random.choice(
            (f"{self.stem()}itis", f"{self.stem()}-{self.stem()} {self._random.choice(_DISEASES)}")
        )
        return f"{self._random.choice(('chronic ', 'type 2 ', '', ''))}{first}"

    def problem(self) -> str:
        """Return a medical problem as lists name it, with what qualifies it."""
        a, b = self.stem(), self.stem()
        qualifier = self._random.choice(_QUALIFIERS).format(a=a, b=b, A=a[0].upper(), B=b[0].upper())
        return f"{self.disease().capitalize()}{qualifier}"

    def effect(self) -> str:
        """Return an unwanted effect as lists name it, in lower case."""
        if self._random.random() < 0.2:
            return self.stem()
        place = self._random.choice(_PLACES).format(a=self.stem(), b=self.stem())
        return f"{self.stem()} {self._random.choice(_SIGNS)}{place}"

    def clause(self, shortest: int = 4, longest: int = 14) -> str:
        """Return invented words in a row, in lower case, without an end."""
        words = [
            self.stem() if self._random.random() < 0.6 else self._random.choice(_FILLERS)
            for _ in range(self._random.randint(shortest, longest))
        ]
        return " ".join([self.stem(), *words, self.stem()])

    def sentence(self) -> str:
        """Return a sentence that no reader knows."""
        clause = self.clause()
        kind = self._random.random()
        if kind < 0.1:
            clause += f" (eg, {self.stem()}, {self.stem()})"
        elif kind < 0.2:
            clause += f" at 2.5 {self.stem()}s"
        return f"{clause.capitalize()}."

    def paragraph(self) -> str:
        """Return one to three sentences that no reader knows."""
        return " ".join(self.sentence() for _ in range(self._random.randint(1, 3)))
