"""Reads numbered references of the drug and of its proteins: authors, title and citation, if certain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anakinra_kg.facts.records import Reference

if TYPE_CHECKING:
    from anakinra_kg.facts.records import Subject
    from anakinra_kg.facts.text import Span
    from anakinra_kg.sources.drugbank.lines import Lines

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_SEASONS = "Spring|Summer|Fall|Autumn|Winter"
_JOURNAL_YEAR = re.compile(
    r"(?<=[.?!]) (?P<journal>[^.?!]+)\. (?:18|19|20)\d\d"
    rf"(?: (?:(?:{_MONTHS})(?:-(?:{_MONTHS}))?(?: \d{{1,2}}(?:-(?:(?:{_MONTHS}) )?\d{{1,2}})?)?"
    rf"|(?:{_SEASONS})(?:-(?:{_SEASONS}))?|\d(?:st|nd|rd|th) Quarter))?(?=[;.:]|$)"
)
_AUTHOR = re.compile(r"et al|\S.* [A-Z][A-Za-z-]{0,3}(?: (?:Jr|Sr|[IVX]+|\d(?:st|nd|rd|th)))?")
_ONE_WORD_SENTENCE = re.compile(r"\.\s+[A-Z][A-Za-z]*\.$")
_LONGEST_REFERENCE = 10_000
_REFERENCE = re.compile(r"(\d{1,9})\. (.*?\S)(?: \[(?:PubMed:(\d+)|(Link|File)|ISBN:[^\]]+)\])?")
_NEXT_REFERENCE = re.compile(r"\s{2,}\d{1,3}\. \S")
_REFERENCE_END = re.compile(r"\[(?:PubMed:\d|Link\]|File\])")


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work."""

    number: int
    authors: str | None
    title: str | None
    citation: str | None
    pmid: str | None


def reference(row: str) -> Work | None:
    """Return a numbered reference: authors, title and citation, if certain.

    The first colon ends the authors if everything before it is names with initials; a journal and a year after a full
    stop begin the citation. If either is uncertain, the rest remains unsplit in the citation.
    """
    found = _REFERENCE.fullmatch(row)
    if found is None or _REFERENCE_END.search(found.group(2)) or _NEXT_REFERENCE.search(found.group(2)):
        return None
    number, text, pmid, page = found.groups()
    bracketed = found.end(2) < len(row)
    if page and _JOURNAL_YEAR.search(text):
        return None
    if page:
        return Work(int(number), None, text, None, None)
    authors, rest = _authors(text)
    title, citation = _title(rest)
    if title is None or (authors is None and not bracketed):
        return Work(int(number), authors, None, rest, pmid) if bracketed else None
    if authors is None and ": " in title:
        return Work(int(number), None, None, text, pmid)
    return Work(int(number), authors, title, citation, pmid)


def _authors(text: str) -> tuple[str | None, str]:
    names, colon, rest = text.partition(": ")
    if colon and all(_AUTHOR.fullmatch(name) for name in names.split(", ")):
        return names, rest
    return None, text


def _title(text: str) -> tuple[str | None, str]:
    found = list(_JOURNAL_YEAR.finditer(text))
    if len(found) != 1:
        return None, text
    title = text[: found[0].start()]
    if _ONE_WORD_SENTENCE.search(title):
        return None, text
    return title.removesuffix("."), text[found[0].start() :].strip()


def read_reference(
    lines: Lines, line: int, about: Subject, about_name: str | None = None, also: tuple[Span, ...] = ()
) -> None:
    """Add a numbered reference about the drug or a protein; `also` is the span of its name."""
    work = reference(lines.texts[line]) if len(lines.texts[line]) <= _LONGEST_REFERENCE else None
    if work is None:
        lines.unread(line, "not a reference of a known form")
        return
    fact = Reference(
        span=lines.span(line),
        also=also,
        about=about,
        about_name=about_name,
        number=work.number,
        authors=work.authors,
        title=work.title,
        citation=work.citation,
        pmid=work.pmid,
    )
    lines.ledger.fact(fact)
