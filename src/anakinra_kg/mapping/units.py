"""Units of measure as QUDT individuals; a unit not listed here is kept as printed, never guessed."""

from __future__ import annotations

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
