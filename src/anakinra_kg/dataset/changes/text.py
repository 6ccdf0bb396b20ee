"""Writes a report of changes as text for a terminal of 80 columns."""

from __future__ import annotations

from textwrap import wrap

from anakinra_kg.dataset.changes.difference import MEANING, STATUSES
from anakinra_kg.dataset.changes.words import MOST_VALUES, Name, many, shares
from anakinra_kg.query.tables import aligned

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from anakinra_kg.dataset.changes.difference import Entity, Property
    from anakinra_kg.dataset.changes.report import Group, Report

    Paint = Callable[[str, str], str]

_WIDTH = 80
_BOLD, _RED, _GREEN, _YELLOW = "1", "31", "32", "33"
_COLOURS = {"added": _GREEN, "removed": _RED, "changed": _YELLOW, "renamed": _YELLOW}
MOST_ENTITIES = 100
"""Entities that are shown if nothing else is asked for."""


def as_text(report: Report, most: int | None = None, *, colour: bool = False) -> str:
    """Return a report as text: a paragraph for each entity, the counts, what vanished, and a line that sums it up.

    Args:
        report: The report.
        most: How many entities and IRIs are shown; 0: all; default: 100.
        colour: Whether to colour it for a terminal.
    """
    most = MOST_ENTITIES if most is None else most
    paint: Paint = _painted if colour else lambda text, _: text
    groups = report.groups()
    told = [group for group in groups if group.section == MEANING]
    parts = [
        _group(group, shown, report, paint)
        for group, shown in zip(told, shares([len(group.entities) for group in told], most), strict=True)
    ]
    if groups:
        rows = [(name, *(str(counts[status]) for status in STATUSES)) for name, counts in report.table()]
        parts.append(aligned(("entities", *STATUSES), rows, width=_WIDTH, colour=colour))
    if report.vanished:
        parts.append(_vanished(report, most, paint))
    return "\n".join([*parts, _lines(report.summary(), "")])


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _lines(text: str, indent: str) -> str:
    # A long IRI stays whole, so that it can be copied.
    found = wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(found) + "\n"


def _named(name: Name) -> str:
    return f"{name.label} ({name.short})" if name.label else name.short


def _group(group: Group, shown: int, report: Report, paint: Paint) -> str:
    kind = _named(group.kind) if group.kind else "of no class"
    parts = [paint(_lines(kind, "").rstrip("\n"), _BOLD) + "\n"]
    parts += ["".join(_entity(entity, report, paint)) for entity in group.entities[:shown]]
    left_out = len(group.entities) - shown
    return "\n".join(parts) + (f"\n  … {left_out} more; --max 0 shows all\n" if left_out else "")


def _entity(entity: Entity, report: Report, paint: Paint) -> Iterator[str]:
    name = report.words.name(entity.node)
    head = _lines(f"{entity.status} {_named(name)}", "  ")
    yield head.replace(entity.status, paint(entity.status, _COLOURS[entity.status]), 1)
    for origin in entity.renamed_from:
        yield _lines(f"was {_named(report.words.name(origin))}", "    ")
    properties, places = report.told(entity)
    for change in properties:
        yield from _property(change, report, paint)
    if places:
        yield _lines(f"and {many(places, 'statement')} about its places", "    ")


def _property(change: Property, report: Report, paint: Paint) -> Iterator[str]:
    label = _named(report.words.name(change.predicate))
    old, new = report.words.changed(change)
    if change.single:
        yield _lines(f"{label}: {_named(old[0])} → {_named(new[0])}", "    ")
        return
    for sign, code, names in (("-", _RED, old), ("+", _GREEN, new)):
        if names:
            listed = ", ".join(map(_named, names[:MOST_VALUES]))
            more = f" and {len(names) - MOST_VALUES} more" if len(names) > MOST_VALUES else ""
            yield _lines(f"{sign} {label}: {listed}{more}", "    ").replace(sign, paint(sign, code), 1)


def _vanished(report: Report, most: int, paint: Paint) -> str:
    lines = [paint("vanished without dcterms:isReplacedBy", _BOLD + ";" + _RED) + "\n"]
    shown = report.vanished[: most or None]
    for each in shown:
        lines.append(_lines(_named(report.words.iri(each.iri, each.label)), "  "))
        if each.replaced_by:
            targets = ", ".join(report.words.iri(iri).short for iri in each.replaced_by)
            lines.append(_lines(f"replaced by {targets}, which is not there", "    "))
    if len(shown) < len(report.vanished):
        lines.append(f"  … {len(report.vanished) - len(shown)} more; --max 0 shows all\n")
    return "".join(lines)
