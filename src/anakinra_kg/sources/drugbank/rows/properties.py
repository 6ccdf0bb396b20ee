"""Splits rows of measured and predicted properties and of spectra."""

from __future__ import annotations

import re

from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.rows.cells import NA
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE, one_of

_SIMPLE_NUMBER = r"[<>~≈]?-?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?"
_PROPERTY_UNIT = r"mg/mL|mg/ml|mg/L|g/L|g/l|ug/mL|°C|Å2|Å3|Å²|Å³|m3·mol-1|%|Da|kDa|nm|cm/s"
_AMOUNT = re.compile(rf"({_SIMPLE_NUMBER})(?: ({_PROPERTY_UNIT}))?")
_EXPERIMENTAL = re.compile(rf"({one_of(vocabulary.EXPERIMENTAL)})(.+)")
_EXPERIMENTAL_NAME = re.compile(one_of(vocabulary.EXPERIMENTAL))
_PREDICTED_SOURCE = re.compile("ALOGPS|ChemAxon")
_PREDICTED = re.compile(rf"({one_of(vocabulary.PREDICTED)})(.+?)(ALOGPS|ChemAxon)")
_ADMET = re.compile(
    rf"({one_of(vocabulary.ADMET)})({one_of(vocabulary.ADMET_VALUES)})((?:0|1)(?:\.\d+)?|{NA}|{NOT_AVAILABLE})"
)
_TOXICITY = re.compile(rf"(Rat acute toxicity)(\d+(?:\.\d+)?) (LD50, mol/kg) ({NA})")
_WORDED_SOURCE = re.compile(
    rf"(.*?\S)({NOT_AVAILABLE}|MSDS|PhysProp|FDA label|Merck Index|ADME Research, USCD|https?://\S+)"
)
_CITED_SOURCE = re.compile(
    rf"({_SIMPLE_NUMBER}(?:-{_SIMPLE_NUMBER})?(?: (?:{_PROPERTY_UNIT}))?(?: \([^()]*\))?)"
    r"([A-Z]{2,}[A-Z ,.&'’-]* \(\d{4}[a-z]?\)|U\.S\. Patent .+)"
)


def amount(value: str) -> tuple[str, str | None]:
    """Return a value and its unit if it is a number with a known unit; otherwise the whole value and None."""
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


_SPLASH = re.compile(rf"(.+)(splash10-[0-9a-z]{{4}}-[0-9]{{10}}-[0-9a-f]{{20}}|{NOT_AVAILABLE}|{NA})")
_SPLASH_KEY = re.compile(rf"splash10-|{NOT_AVAILABLE}|{NA}")


def spectrum(row: str) -> tuple[str, str, str] | None:
    """Return name, type and SPLASH key of a spectrum; a name does not end in a space, a hyphen or a slash."""
    found = _SPLASH.fullmatch(row)
    if found is None or _SPLASH_KEY.search(found.group(1)):
        return None
    front = found.group(1)
    types = [
        kind
        for kind in vocabulary.SPECTRUM_TYPES
        if front.endswith(kind) and front[: -len(kind)].rstrip(" -/") == front[: -len(kind)]
    ]
    if len(types) != 1 or len(types[0]) == len(front):
        return None
    return front[: -len(types[0])], types[0], found.group(2)
