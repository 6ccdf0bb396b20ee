"""Reads the table of clinical trials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.facts.records import (
    TrialGroup,
)
from anakinra_kg.sources.drugbank.rows import trials as rows
from anakinra_kg.sources.drugbank.sections.reader import LONGEST_ROW, UNSURE_CELLS
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE

if TYPE_CHECKING:
    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.sections.reader import Rule, SectionReader


def _trials(r: SectionReader, part: Part) -> None:
    head = r.head(part)
    if head and r.text(head[0]) == NOT_AVAILABLE:
        r.lines.gap(head[0], "clinical trials")
        head = head[1:]
    texts = [r.text(line) if len(r.text(line)) <= LONGEST_ROW else "" for line in head]
    for line, row in zip(head, rows.trials(texts), strict=True):
        if row is None:
            r.lines.unread(line, UNSURE_CELLS)
        else:
            _trial_group(r, line, row)


def _trial_group(r: SectionReader, line: int, row: rows.Trials) -> None:
    cells = {"phases": row.phases, "status": row.status, "purpose": row.purpose}
    missing = [name for name, cell in cells.items() if cell == NOT_AVAILABLE]
    conditions = row.conditions
    if conditions == (NOT_AVAILABLE,):
        missing.append("conditions")
        conditions = ()
    fact = TrialGroup(
        span=r.lines.span(line),
        phases=() if "phases" in missing else tuple(row.phases.split(", ")),
        status=None if "status" in missing else row.status,
        purpose=None if "purpose" in missing else row.purpose,
        conditions=conditions,
        count=row.count,
        not_available=tuple(missing),
    )
    r.lines.ledger.fact(fact)


READERS: dict[str, Rule] = {
    "clinical trials": _trials,
}
