"""Units of measure as QUDT individuals; a unit not listed here is kept as printed, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

UNITS: dict[str, tuple[str, str, str]] = {
    "%": ("unit:PERCENT", "percent", "%"),
    "Da": ("unit:DA", "dalton", "u"),
    "day": ("unit:DAY", "day", "d"),
    "days": ("unit:DAY", "day", "d"),
    "g": ("unit:GM", "gram", "g"),
    "h": ("unit:HR", "hour", "h"),
    "hour": ("unit:HR", "hour", "h"),
    "mL": ("unit:MilliL", "millilitre", "mL"),
    "mcg": ("unit:MicroGM", "microgram", "ug"),
    "mcg/kg": ("unit:MicroGM-PER-KiloGM", "microgram per kilogram", "ug/kg"),
    "mg": ("unit:MilliGM", "milligram", "mg"),
    "mg/kg": ("unit:MilliGM-PER-KiloGM", "milligram per kilogram", "mg/kg"),
    "mg/m2": ("unit:MilliGM-PER-M2", "milligram per square metre", "mg/m2"),
    "mg/mL": ("unit:MilliGM-PER-MilliL", "milligram per millilitre", "mg/mL"),
    "ng/mL": ("unit:NanoGM-PER-MilliL", "nanogram per millilitre", "ng/mL"),
    "°C": ("unit:DEG_C", "degree Celsius", "Cel"),
    "week": ("unit:WK", "week", "wk"),
}
"""Unit as written in a fact: QUDT individual, label, UCUM code."""

_STRENGTH = re.compile(
    r"(?P<amount>\d+(?:\.\d+)?) ?(?P<unit>[a-zA-Z]+)(?: ?/ ?(?P<volume>\d+(?:\.\d+)?)? ?(?P<of>mL))?"
)
_MASSES = frozenset({"g", "mg", "mcg"})


@dataclass(frozen=True, slots=True)
class Strength:
    """A strength: an amount in its unit and, if the text gives one, the volume that it is in."""

    amount: Decimal
    unit: str
    volume: Decimal | None
    volume_unit: str


def strength_of(text: str) -> Strength | None:
    """Return the amount and volume of a strength; None unless the whole text is one amount of a known mass.

    Example:
        >>> strength_of("100 mg/0.67mL")
        Strength(amount=Decimal('100'), unit='mg', volume=Decimal('0.67'), volume_unit='mL')
        >>> strength_of("5 mg + 10 mg")
    """
    found = _STRENGTH.fullmatch(text.strip())
    if found is None or found["unit"] not in _MASSES:
        return None
    volume = Decimal(found["volume"] or 1) if found["of"] else None
    return Strength(Decimal(found["amount"]), found["unit"], volume, found["of"] or "")
