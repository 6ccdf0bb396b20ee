"""Reads references, links to other resources, entries of the Protein Data Bank and files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anakinra_kg.facts.records import (
    Download,
    ExternalLink,
    Identifier,
)
from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.layout import is_show_more
from anakinra_kg.sources.drugbank.references import read_reference
from anakinra_kg.sources.drugbank.rows.cells import decimal
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE

if TYPE_CHECKING:
    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.sections.reader import Rule, SectionReader

_PDB = re.compile(r"(?:[0-9][a-z0-9]{3}){1,2}")
_DOWNLOAD = re.compile(r"Download \((\d+(?:\.\d+)?) (Bytes|KB|MB|GB)\)")


def _references(r: SectionReader, part: Part) -> None:
    for place, line in enumerate(r.head(part)):
        if r.text(line) == NOT_AVAILABLE and place == 0:
            r.lines.gap(line, "general references")
        else:
            read_reference(r.lines, line, "drug")


def _links(r: SectionReader, part: Part) -> None:
    resource = None
    for place, line in enumerate(r.head(part)):
        text = r.text(line)
        name = vocabulary.RESOURCE_PAGES.get(text, text)
        if text == NOT_AVAILABLE and place == 0:
            r.lines.gap(line, "external links")
        elif name in vocabulary.RESOURCES:
            r.lines.ledger.fact(ExternalLink(span=r.lines.span(line), resource=name))
            resource = name
        else:
            if resource and " " not in text and not text.endswith(vocabulary.RESOURCES):
                value = Identifier(span=r.lines.span(line), scheme=resource.lower(), value=text)
                r.lines.ledger.fact(value)
            resource = None


def _pdb(r: SectionReader, part: Part) -> None:
    for place, line in enumerate(r.head(part)):
        text = r.text(line)
        if text == NOT_AVAILABLE and place == 0:
            r.lines.gap(line, "pdb entries")
        elif is_show_more(text):
            r.lines.boilerplate(line, "link to entries that are not in the text")
        elif text[:8] == "Download":
            take_download(r, line, "attachment")
        else:
            _pdb_entries(r, line)


def _pdb_entries(r: SectionReader, line: int) -> None:
    for item, span in r.lines.parts(line, " / "):
        if not _PDB.fullmatch(item):
            r.lines.unread(line, "not an entry of the Protein Data Bank")
            continue
        for at in range(0, len(item), 4):
            code = r.lines.page.text[span.start + at : span.start + at + 4]
            entry = type(span)(span.line, span.start + at, span.start + at + 4)
            r.lines.ledger.fact(Identifier(span=entry, scheme="pdb", value=code))


def _downloads(r: SectionReader, part: Part) -> None:
    """Read files: the first belongs to the heading above; the headings of the others are missing."""
    name = {"fda label": "FDA label", "msds": "MSDS"}[part.key]
    for place, line in enumerate(r.head(part)):
        if r.text(line) == NOT_AVAILABLE and place == 0:
            r.lines.gap(line, part.key)
        else:
            take_download(r, line, name if place == 0 else "attachment")


def take_download(r: SectionReader, line: int, name: str) -> None:
    """Add a file for download; its name is its heading."""
    found = _DOWNLOAD.fullmatch(r.text(line))
    if found:
        size = decimal(found.group(1))
        r.lines.ledger.fact(Download(span=r.lines.span(line), name=name, size=size, unit=found.group(2)))


READERS: dict[str, Rule] = {
    "general references": _references,
    "external links": _links,
    "pdb entries": _pdb,
    "fda label": _downloads,
    "msds": _downloads,
}
