"""Checks values that any property may have: text that is damaged, dates and numbers that cannot be.

The limits of numbers, and the units that fit a quantity, are tables in `ontology/plausible/`; text and dates are
checked wherever they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from anakinra_kg import resources
from anakinra_kg.rdf.names import AKD, AKG, PREFIXES, compress, term
from anakinra_kg.validation.checks import finding
from anakinra_kg.validation.findings import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pyoxigraph import Triple

    from anakinra_kg.validation.findings import Finding

_TEXTS = frozenset({PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString"})
_MODIFIED = term("dcterms:modified")
_ADDRESSES = frozenset({term("akg:address")})
_PLAIN = re.compile(r"[A-Za-z0-9 .,;:()/'+=-]*")
"""Characters of which, but for spaces, no damage is made."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_YEAR = re.compile(r"-?\d+")
_IN_THE_PAST = frozenset(
    term(f"akg:{name}") for name in ("approvalDate", "date", "dateTime", "firstYear", "lastYear", "marketingStart")
)
"""Dates of what has happened when a page tells of it; a patent may expire, and marketing end, later."""

_MEANINGLESS = re.compile(r"(?i)(?:n/a|null|nil|tbd|todo|not available|-+|\?+|\.+)")
_DAMAGE = (
    ("a control character", re.compile(r"[\x00-\x1f\x7f-\x9f]")),
    ("an invisible character", re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")),
    ("a character that stands for a lost one", re.compile("\ufffd")),
    ("a character of private use", re.compile("[\ue000-\uf8ff]")),
    ("a wide form of a character", re.compile("[\uff01-\uff5e\u3000]")),
    ("text that was decoded wrongly", re.compile("[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac|\u00ef\u00bb\u00bf")),
    ("mark-up", re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|<!--")),
    ("a character reference", re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")),
    ("an escape", re.compile(r"%[0-9A-F]{2}(?=[A-Za-z])|\\[nrt\"'u]")),
    ("a placeholder", re.compile(r"\{\{|\}\}|\$\{|%s\b")),
    ("letters of two scripts in a word", re.compile("[a-zA-Z][\u0400-\u04ff]|[\u0400-\u04ff][a-zA-Z]")),
    ("white space at its begin or end", re.compile(r"^\s|\s$")),
    ("two spaces in a row", re.compile(r"\s{2}")),
)


class _Bounds(NamedTuple):
    """Limits of the numbers of a property, with a unit; a row of `numbers.tsv`."""

    unit: NamedNode | None
    least: Decimal
    most: Decimal
    severity: str
    why: str


class _Units(NamedTuple):
    """Units that fit a property of some nodes; a row of `units.tsv`."""

    of: NamedNode | None
    units: frozenset[NamedNode]
    why: str


def check_plausibility(triples: Collection[Triple]) -> Iterator[Finding]:
    """Yield a finding for each text, date or number of our nodes that cannot be right, and each unit that does not fit.

    Example:
        >>> from pyoxigraph import Literal, NamedNode, Triple
        >>> from anakinra_kg.rdf.names import AKD, term
        >>> text = Triple(NamedNode(AKD + "drug/x"), term("rdfs:label"), Literal("two  spaces"))
        >>> [finding.message for finding in check_plausibility([text])]
        ['The text has two spaces in a row: write what the page prints.']
    """
    ours = [triple for triple in triples if _is_ours(triple)]
    links: defaultdict[object, set[object]] = defaultdict(set)
    modified: dict[object, str] = {}
    for triple in triples:
        if isinstance(triple.object, NamedNode):
            links[triple.subject].add(triple.object)
        elif triple.predicate == _MODIFIED and isinstance(triple.object, Literal):
            modified[triple.subject] = triple.object.value
    units = _units()
    for triple in ours:
        if isinstance(triple.object, NamedNode):
            if triple.predicate in units:
                yield from _unit(triple, links[triple.subject])
        elif isinstance(triple.object, Literal):
            if triple.object.datatype.value in _TEXTS:
                yield from _text(triple)
            else:
                linked = links[triple.subject]
                yield from _date(triple, max((modified[node] for node in linked if node in modified), default=None))
                yield from _number(triple, linked)


def _is_ours(triple: Triple) -> bool:
    subject = triple.subject
    return isinstance(subject, NamedNode) and (
        subject.value.startswith(AKD) or triple.predicate.value.startswith(AKG) or subject.value.startswith(_UNIT)
    )


_UNIT = PREFIXES["unit"]


def _text(triple: Triple) -> Iterator[Finding]:
    text = triple.object.value  # type: ignore[union-attr]
    if _MEANINGLESS.fullmatch(text):
        yield _finding(triple, "Text", "The text has no meaning: leave it out, or state that the page has no value.")
        return
    if _PLAIN.fullmatch(text) and "  " not in text and text == text.strip():
        return
    for name, damage in _DAMAGE:
        if damage.search(text) and not (name == "an escape" and triple.predicate in _ADDRESSES):
            yield _finding(triple, "Text", f"The text has {name}: write what the page prints.")
            return
    if not unicodedata.is_normalized("NFC", text):
        yield _finding(triple, "Text", "The text has letters and accents apart: write it in the normal form NFC.")


def _date(triple: Triple, page_date: str | None) -> Iterator[Finding]:
    kind = triple.object.datatype.value.removeprefix(PREFIXES["xsd"])  # type: ignore[union-attr]
    if kind not in {"date", "dateTime", "gYear"}:
        return
    text = triple.object.value  # type: ignore[union-attr]
    year = _YEAR.match(text)
    if year is not None and not _FIRST_YEAR <= int(year[0]) <= _LAST_YEAR:
        yield _finding(triple, "Date", f"No page tells of the year {int(year[0])}: check the date on the page.")
    elif page_date is not None and triple.predicate in _IN_THE_PAST and text[: len(page_date)] > page_date[: len(text)]:
        message = f"The page is of {page_date}, and {compress(triple.predicate.value)} is later: check both dates."
        yield _finding(triple, "Date", message)


def _number(triple: Triple, linked: set[object]) -> Iterator[Finding]:
    for bounds in _bounds().get(triple.predicate, ()):
        if bounds.unit is not None and bounds.unit not in linked:
            continue
        try:
            number = Decimal(triple.object.value)  # type: ignore[union-attr]
        except InvalidOperation:
            return  # the shape of the property says so
        if not bounds.least <= number <= bounds.most:
            name = compress(triple.predicate.value)
            message = f"{name} must be from {bounds.least} to {bounds.most}: {bounds.why} Check it on the page."
            yield _finding(triple, "Number", message, bounds.severity)
            return


def _unit(triple: Triple, linked: set[object]) -> Iterator[Finding]:
    for fitting in _units()[triple.predicate]:
        if (fitting.of is None or fitting.of in linked) and triple.object not in fitting.units:
            names = ", ".join(sorted(compress(unit.value) for unit in fitting.units))
            yield _finding(triple, "Unit", f"The unit does not fit: {fitting.why} Use one of {names}.")


@cache
def _bounds() -> dict[NamedNode, list[_Bounds]]:
    found: defaultdict[NamedNode, list[_Bounds]] = defaultdict(list)
    for name, unit, least, most, severity, why in _rows("numbers.tsv"):
        bounds = _Bounds(term(unit) if unit else None, Decimal(least), Decimal(most), severity, why)
        found[term(name)].append(bounds)
    for several in found.values():
        several.sort(key=lambda bounds: SEVERITIES.index(bounds.severity))
    return found


@cache
def _units() -> dict[NamedNode, list[_Units]]:
    found: defaultdict[NamedNode, list[_Units]] = defaultdict(list)
    for name, of, units, why in _rows("units.tsv"):
        node = (term(of) if ":" in of else NamedNode(AKD + of)) if of else None
        found[term(name)].append(_Units(node, frozenset(map(term, units.split())), why))
    return found


def _rows(name: str) -> Iterator[list[str]]:
    with open(resources.resource_name("ontology", "plausible", name), encoding="utf-8") as lines:
        next(lines)
        yield from (line.rstrip("\n").split("\t") for line in lines)


def _finding(triple: Triple, check: str, message: str, severity: str = "Violation") -> Finding:
    return finding(f"Plausible{check}", triple.subject, message, triple.predicate, triple.object, severity)
