"""What holds for every input: how an error reads, how a reading accounts for its page, that nothing else is touched."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import unicodedata
from contextlib import contextmanager
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from anakinra_kg.facts.coverage import coverage
from anakinra_kg.facts.ledger import LineStatus
from anakinra_kg.facts.records import KINDS, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anakinra_kg.errors import AnakinraKGError
    from anakinra_kg.facts.ledger import Reading
    from anakinra_kg.facts.records import Fact, Field
    from anakinra_kg.facts.text import PageText, Span

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_MESSAGE = re.compile(r"\S.*: \S.*; \S.*")
_BLANK = "\ufeff \t\r\xa0"
_MARKUP = re.compile(r"<\?.*?\?>|<!--.*?-->|<!\[CDATA\[|\]\]>", re.DOTALL)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d)")
_WORD = re.compile(r"\w+(?:\.\d+)?")


@cache
def scratch() -> Path:
    """Return a folder of this process for what it writes."""
    return Path(tempfile.mkdtemp(prefix="anakinra-kg-fuzz-"))


def check_line(text: str, what: str) -> None:
    """Assert that a text is one line that a terminal shows as it is."""
    hidden = {f"U+{ord(c):04X}" for c in text if not c.isprintable() and unicodedata.category(c) in _HIDDEN}
    assert not hidden, f"{what} has characters that do not print: {sorted(hidden)} in {text[:300]!r}"


def check_error(error: AnakinraKGError) -> None:
    """Assert that an error is one printable line of the form `place: wrong; right`."""
    check_line(str(error), "an error")
    assert _MESSAGE.fullmatch(str(error)), f"an error is not `place: wrong; right`: {str(error)[:300]!r}"
    assert len(str(error)) < _LONGEST_MESSAGE, f"an error is very long: {len(str(error))} characters"


_LONGEST_MESSAGE = 20_000


# --- nothing else is touched -----------------------------------------------------------------------------------------

_WATCHED = {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.posix_spawn", "os.remove"}
_seen: list[str] = []
_may_open: list[str] = []
_may_connect: set[int] = set()
_watching = False


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching:
        return
    if event == "open" and isinstance(arguments[0], str | bytes):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if not path.startswith(tuple(_may_open)):
            _seen.append(f"opens {path}")
    elif event == "socket.connect" and isinstance(arguments[1], tuple) and arguments[1][1] in _may_connect:
        return
    elif event in _WATCHED and not (event == "socket.getaddrinfo" and arguments[1] in _may_connect):
        _seen.append(f"{event} {arguments[1:]!r}")


@cache
def _install() -> None:
    packages = {str(Path(folder).resolve()) for folder in sys.path if folder}
    _may_open.extend([*packages, str(scratch().resolve()), sys.prefix, sys.base_prefix, os.devnull])
    sys.addaudithook(_hook)


@contextmanager
def nothing_else_touched(*ports: int) -> Iterator[None]:
    """Assert that Python opens no file but its own and those of `scratch`, and connects to these ports only."""
    global _watching  # noqa: PLW0603 - an audit hook cannot be removed
    _install()
    _may_connect.clear()
    _may_connect.update(ports)
    _seen.clear()
    _watching = True
    try:
        yield
    finally:
        _watching = False
    assert not _seen, f"something else is touched: {_seen}"


# --- readings --------------------------------------------------------------------------------------------------------


def check_reading(reading: Reading, *, literal: frozenset[str]) -> None:
    """Assert that every fact lies where it says, and that every line has its account.

    Args:
        reading: The reading.
        literal: Names of the fields whose words stand in the lines of their fact, as `kind.field`.
    """
    page = reading.page
    assert len(reading.lines) == len(page.lines), "not every line is accounted for"
    for line, account in zip(page.lines, reading.lines, strict=True):
        assert account.reason, f"an account has no reason: {line[:100]!r}"
        if account.reason == "blank":
            assert not line.strip(_BLANK), f"a line is not blank: {line[:100]!r}"
    text = _folded(page.text) if reading.whole_lines else None
    for fact in reading.facts:
        _check_fact(fact, page, literal, text)
    for place in (*(s.span for s in reading.prose), *(span for span, _ in reading.asides)):
        _check_span(place, page)
    order = [fact.span for fact in reading.facts]
    assert order == sorted(order), "facts are not in order"
    covered = coverage(reading, ())
    assert sum(covered.counts.values()) == len(page.lines), "coverage does not count every line"
    unread = {n for n, account in enumerate(reading.lines) if account.status is LineStatus.UNREAD}
    assert all(covered.lines[n].status is LineStatus.UNREAD for n in unread), "coverage loses an unread line"


def _check_span(span: Span, page: PageText) -> None:
    first = page.first_line
    assert first <= span.line < first + len(page.lines), f"no such line: {span}"
    start = page.line_starts[span.line - first] + getattr(page, "first_character", 0)
    assert start <= span.start < span.end <= start + len(page.lines[span.line - first]), f"not on its line: {span}"
    words = page.quote(span)
    assert words.lstrip(_BLANK).rstrip(_BLANK[1:]) == words, f"a span has outer white space: {words[:100]!r}"


def _check_fact(fact: Fact, page: PageText, literal: frozenset[str], text: str | None) -> None:
    """Assert that a fact lies in the text; its words stand in its lines, or in a text that is given."""
    assert fact.kind in KINDS, f"no such kind: {fact.kind}"
    places = (fact.span, *fact.also)
    for place in places:
        _check_span(place, page)
    lines = sorted({place.line for place in places})
    said = text or _folded(" ".join(page.lines[n - page.first_line] for n in range(lines[0], lines[-1] + 1)))
    for field in fields_of(fact.kind):
        for value in _texts(getattr(fact, field.name)):
            _check_text(value, field, fact)
            if f"{fact.kind}.{field.name}" in literal:
                missing = [word for word in _WORD.findall(_folded(value)) if word not in said]
                assert not missing, f"{fact.kind}.{field.name} is not in its lines: {value[:100]!r} of {fact}"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        yield from value
    elif value is not None:
        yield str(value)


def _check_text(text: str, field: Field, fact: Fact) -> None:
    assert text.strip(" \t\r\n\xa0") == text, f"{fact.kind}.{field.name} has outer white space: {text[:100]!r}"
    assert text, f"{fact.kind}.{field.name} is empty: {fact}"
    assert "\n" not in text, f"{fact.kind}.{field.name} has a line feed: {text[:100]!r}"
    assert not field.values or text in field.values, f"{fact.kind}.{field.name} is not of its list: {text[:100]!r}"


def _folded(text: str) -> str:
    """Return a text in which words can be looked for: references resolved, digits of any script as ASCII."""
    plain = _THOUSANDS.sub("", unescape(_MARKUP.sub("", text)).casefold())
    if not plain.isascii():
        plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    return plain
