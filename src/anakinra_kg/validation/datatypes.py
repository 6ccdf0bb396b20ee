"""Literals that are not of their datatype, such as the thirtieth of February: no SHACL engine finds all of them.

RDF libraries check some datatypes, each of them others. A literal that is ill-typed gets a datatype of its own here
before an engine sees it: it then has its spelling, but neither its datatype nor a value, as SHACL asks.
"""

from __future__ import annotations

import calendar
import re

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.rdf.names import PREFIXES

_XSD = PREFIXES["xsd"]
STAND_IN = "urn:anakinra-kg:ill-typed:"
"""What the datatype of an ill-typed literal begins with while an engine has it."""

_YEAR = r"(?P<year>-?(?:[1-9]\d{3,}|0\d{3}))"
_MONTH, _DAY = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))"
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_CLOCK = r"T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?"
_BASE64 = "[A-Za-z0-9+/]"
_PATTERNS = {
    "base64Binary": f"(?:{_BASE64}{{4}})*(?:{_BASE64}{{2}}==|{_BASE64}{{3}}=)?",
    "boolean": "true|false|1|0",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}?",
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}?",
    "dateTimeStamp": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "dayTimeDuration": rf"-?P(?=[\dT])(?:\d+D)?(?:{_CLOCK})?",
    "decimal": _NUMBER,
    "double": rf"{_NUMBER}(?:[eE][+-]?\d+)?|[+-]?INF|NaN",
    "duration": rf"-?P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:{_CLOCK})?",
    "float": rf"{_NUMBER}(?:[eE][+-]?\d+)?|[+-]?INF|NaN",
    "gDay": f"---{_DAY}{_ZONE}?",
    "gMonth": f"--{_MONTH}{_ZONE}?",
    "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}?",
    "gYear": f"{_YEAR}{_ZONE}?",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}?",
    "hexBinary": "(?:[0-9A-Fa-f]{2})*",
    "integer": r"[+-]?\d+",
    "language": "[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
    "time": f"{_TIME}{_ZONE}?",
    "yearMonthDuration": r"-?P(?=\d)(?:\d+Y)?(?:\d+M)?",
}
_RANGES: dict[str, tuple[int | None, int | None]] = {
    **{
        name: (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        for name, bits in (("byte", 8), ("short", 16), ("int", 32), ("long", 64))
    },
    **{
        name: (0, 2**bits - 1)
        for name, bits in (("unsignedByte", 8), ("unsignedShort", 16), ("unsignedInt", 32), ("unsignedLong", 64))
    },
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
}
"""Least and greatest value of the datatypes that are derived from xsd:integer."""

DERIVED_INTEGERS = frozenset(_RANGES)
_LEAP_YEAR = 2000
_COMPILED = {name: re.compile(pattern, re.ASCII) for name, pattern in _PATTERNS.items()}


def xsd_name(literal: Literal) -> str:
    """Return the local name of the XML Schema datatype of a literal; empty for another datatype."""
    datatype = literal.datatype.value
    return datatype[len(_XSD) :] if datatype.startswith(_XSD) else ""


def is_ill_typed(literal: Literal) -> bool:
    """Return whether a literal is not of its XML Schema datatype; literals of other datatypes are not checked.

    Example:
        >>> from pyoxigraph import Literal, NamedNode
        >>> date = NamedNode("http://www.w3.org/2001/XMLSchema#date")
        >>> is_ill_typed(Literal("2020-02-30", datatype=date)), is_ill_typed(Literal("2020-02-29", datatype=date))
        (True, False)
    """
    name = xsd_name(literal)
    pattern = _COMPILED.get("integer" if name in _RANGES else name)
    if pattern is None:
        return False
    found = pattern.fullmatch(literal.value)
    if found is None:
        return True
    if name in _RANGES:
        least, most = _RANGES[name]
        return (least is not None and int(found[0]) < least) or (most is not None and int(found[0]) > most)
    parts = found.groupdict()
    if "day" not in parts or "month" not in parts:
        return False
    year = int(parts.get("year") or _LEAP_YEAR)
    # Years repeat every 400; the calendar module knows those from 1 on.
    return int(parts["day"]) > calendar.monthrange(year % 400 + 400, int(parts["month"]))[1]


def stand_in(literal: Literal) -> Literal:
    """Return an ill-typed literal with a datatype of its own."""
    return Literal(literal.value, datatype=NamedNode(STAND_IN + xsd_name(literal)))


def checked(triple: Triple) -> Triple:
    """Return a triple with a stand-in for its literal if that is ill-typed."""
    value = triple.object
    if not isinstance(value, Literal) or not is_ill_typed(value):
        return triple
    return Triple(triple.subject, triple.predicate, stand_in(value))


def original(literal: Literal) -> Literal:
    """Return the literal that `stand_in` was given; another literal as it is."""
    datatype = literal.datatype.value
    if not datatype.startswith(STAND_IN):
        return literal
    return Literal(literal.value, datatype=NamedNode(_XSD + datatype[len(STAND_IN) :]))
