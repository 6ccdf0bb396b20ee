"""Reads the pharmacology: text, rows of targets, organisms, pathways and gene variants."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from anakinra_kg.facts.records import (
    Organism,
    Pathway,
    PharmacogenomicEffect,
)
from anakinra_kg.sources.drugbank.rows import pharmacology as rows
from anakinra_kg.sources.drugbank.sections.reader import GLUED, UNKNOWN, UNSURE_CELLS
from anakinra_kg.sources.drugbank.target_rows import badge_rows, names_target
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.lines import Block
    from anakinra_kg.sources.drugbank.rows.cells import Cells
    from anakinra_kg.sources.drugbank.sections.reader import Rule, SectionReader

# Text sections whose value may be followed by values of sections without headings: the section that must come next for
# certainty, and those sections.
_WITHOUT_HEADING = {
    "indication": ("mechanism of action", ("pharmacodynamics",)),
    "associated conditions": ("mechanism of action", ("pharmacodynamics",)),
    "associated therapies": ("mechanism of action", ("pharmacodynamics",)),
    "protein binding": ("route of elimination", ("metabolism",)),
    "half-life": ("affected organisms", ("clearance", "toxicity")),
    "clearance": ("affected organisms", ("toxicity",)),
}


def _prose(r: SectionReader, part: Part) -> None:
    slots = _slots(part)
    r.prose_or_gap(part.lines, slots)


def _slots(part: Part) -> tuple[str, ...]:
    """Return the sections whose values the lines of a part contain, in order."""
    last, missing = _WITHOUT_HEADING.get(part.key, ("", ()))
    if part.next_key in missing:
        return (part.key, *missing[: missing.index(part.next_key)])
    if not missing or part.next_key.startswith("associated "):
        return (part.key,)
    return (part.key, *missing) if part.next_key == last else (part.key, UNKNOWN)


def _mechanism(r: SectionReader, part: Part) -> None:
    """Read the mechanism, the rows of targets, and the absorption after the advertisements."""
    before = part.lines if part.advertised is None else part.lines[: part.advertised]
    begin, end = _target_rows(r, before, advertised=part.advertised is not None)
    r.badges += badge_rows(r.lines, before[begin:end], r.protein_names)
    slots: tuple[str, ...] = (part.key,)
    if begin == len(part.lines) and part.next_key == "volume of distribution":
        slots = (part.key, "absorption")  # the two are adjacent
    r.prose_or_gap(before[:begin], slots)
    after = [*before[end:], *part.lines[len(before) :]]
    if part.next_key == "volume of distribution" and any(r.text(line) for line in after):
        r.prose_or_gap(after, ("absorption",), headed=False)


def _target_rows(r: SectionReader, lines: Sequence[int], *, advertised: bool) -> tuple[int, int]:
    """Return where the rows of targets begin and end: the last lines before an advertisement, or known names."""
    end = len(lines)
    begin = end
    if advertised:
        while begin and r.text(lines[begin - 1]) and not r.lines.is_bullet(lines[begin - 1]):
            begin -= 1
        while begin < end and not badge_rows(r.lines, lines[begin : begin + 1], r.protein_names):
            begin += 1
        return begin, end
    named = [place for place, line in enumerate(lines) if names_target(r.text(line), r.protein_names)]
    if not named:
        return end, end
    begin = named[0]
    end = next((place for place in range(begin, end) if not r.text(lines[place])), end)
    return begin, end


def _organisms(r: SectionReader, part: Part) -> None:
    slots: tuple[str, ...] = ("affected organisms",)
    if part.next_key == "pharmacogenomic effects":
        slots = ("affected organisms", "pathways")
    r.values(r.lines.blocks(part.lines), slots, partial(_take_organisms, r))


def _take_organisms(r: SectionReader, slot: str, block: Block) -> None:
    for line in block.lines:
        if slot == "pathways":
            if not _pathway(r, line, r.text(line)):
                r.lines.unread(line, UNSURE_CELLS)
        else:
            name, span = r.lines.item(line)
            if GLUED.search(name):
                r.lines.unread(line, "an item is run together with another line")
            else:
                r.lines.ledger.fact(Organism(span=span, name=name))


def _pathways(r: SectionReader, part: Part) -> None:
    r.rows(r.head(part), "pathways", partial(_pathway, r))


def _pathway(r: SectionReader, line: int, text: str) -> bool:
    found = rows.pathway(text)
    if found:
        r.lines.ledger.fact(Pathway(span=r.lines.span(line), name=found[0], category=found[1]))
    return found is not None


def _pharmacogenomics(r: SectionReader, part: Part) -> None:
    def take(line: int, text: str) -> bool:
        found = rows.pharmacogenomics(text, r.protein_names)
        if found is None:
            return False
        _variant(r, line, *found)
        return True

    r.rows(r.head(part), "pharmacogenomic effects", take)


def _variant(r: SectionReader, line: int, cells: Cells, begin: int, end: int) -> None:
    missing = [name for name, cell in cells.items() if cell == NOT_AVAILABLE]
    known = {name: cell for name, cell in cells.items() if cell not in {NOT_AVAILABLE, "---"}}
    span = r.lines.span(line, 0, begin)
    r.lines.ledger.fact(PharmacogenomicEffect(span=span, not_available=tuple(missing), **known))  # type: ignore[arg-type]
    r.lines.ledger.prose("pharmacogenomic effects", r.lines.span(line, begin, end))


READERS: dict[str, Rule] = {
    **dict.fromkeys(
        (
            "indication",
            "associated conditions",
            "associated therapies",
            "pharmacodynamics",
            "absorption",
            "volume of distribution",
            "protein binding",
            "metabolism",
            "route of elimination",
            "half-life",
            "clearance",
            "toxicity",
            "synthesis reference",
        ),
        _prose,
    ),
    "mechanism of action": _mechanism,
    "affected organisms": _organisms,
    "pathways": _pathways,
    "pharmacogenomic effects": _pharmacogenomics,
}
