"""Writes a report of changes as Markdown for a comment on a pull request.

All text of a graph is in code spans: no renderer looks for mark-up, links, mentions or numbers of issues there.
"""

from __future__ import annotations

import re

from anakinra_kg.dataset.changes.difference import MEANING, STATUSES
from anakinra_kg.dataset.changes.words import MOST_VALUES, Name, many, shares
from anakinra_kg.errors import in_a_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anakinra_kg.dataset.changes.difference import Entity, Property
    from anakinra_kg.dataset.changes.report import Group, Report

MOST_CHARACTERS = 60_000
"""What fits into a comment: GitHub takes 65,536 characters."""
_MOST_ENTITIES = 100
_UNFOLDED = 5


def as_markdown(report: Report, most: int | None = None) -> str:
    """Return a report as Markdown: a line that sums it up, what vanished, the counts, and the entities.

    Args:
        report: The report.
        most: How many entities and IRIs are shown; 0: all; default: 100, and fewer if a comment cannot hold them.
    """
    if most is not None:
        return _written(report, most)
    most = _MOST_ENTITIES
    while len(text := _written(report, most)) > MOST_CHARACTERS and most > 1:
        most //= 2
    return text


def code(text: str) -> str:
    """Return a text as a code span, whatever is in it.

    Example:
        >>> code("a"), code("a `b`"), code("<b>@c")
        ('`a`', '`` a `b` ``', '`<b>@c`')
    """
    text = in_a_line(text) or " "
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    # One space on each side is not shown; without it a backtick at the edge would be part of the fence.
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _written(report: Report, most: int) -> str:
    files = f"{code(report.old)} → {code(report.new)}"
    parts = [f"**{report.summary()}**\n\n{files}\n"]
    if report.vanished:
        parts.append(_vanished(report, most))
    groups = report.groups()
    if groups:
        head = f"| entities | {' | '.join(STATUSES)} |\n| --- |{' ---: |' * len(STATUSES)}\n"
        parts.append(head + "".join(_row(name, counts) for name, counts in report.table()))
    told = [group for group in groups if group.section == MEANING]
    for group, shown in zip(told, shares([len(group.entities) for group in told], most), strict=True):
        parts.append("".join(_group(group, shown, report)))
    return "\n".join(parts)


def _named(name: Name) -> str:
    return f"{code(name.label)} ({code(name.short)})" if name.label else code(name.short)


def _row(name: str, counts: Mapping[str, int]) -> str:
    # A table ends a cell at a bar, also in a code span.
    cells = [code(name).replace("|", "\\|"), *(str(counts[status]) for status in STATUSES)]
    return f"| {' | '.join(cells)} |\n"


def _group(group: Group, shown: int, report: Report) -> Iterator[str]:
    yield f"#### {_named(group.kind) if group.kind else 'of no class'}\n\n"
    entities = ["".join(_entity(entity, report)) for entity in group.entities[:shown]]
    left_out = len(group.entities) - shown
    more = [f"- … {left_out} more\n"] if left_out else []
    if len(entities) > _UNFOLDED:
        counts = ", ".join(f"{group.counts[status]} {status}" for status in STATUSES if group.counts[status])
        yield f"<details><summary>{counts}</summary>\n\n{''.join(entities + more)}\n</details>\n"
    else:
        yield from entities + more


def _entity(entity: Entity, report: Report) -> Iterator[str]:
    yield f"- {entity.status} {_named(report.words.name(entity.node))}\n"
    for origin in entity.renamed_from:
        yield f"  - was {_named(report.words.name(origin))}\n"
    properties, places = report.told(entity)
    for change in properties:
        yield from _property(change, report)
    if places:
        yield f"  - and {many(places, 'statement')} about its places\n"


def _property(change: Property, report: Report) -> Iterator[str]:
    label = _named(report.words.name(change.predicate))
    old, new = report.words.changed(change)
    if change.single:
        yield f"  - {label}: {_named(old[0])} → {_named(new[0])}\n"
        return
    for word, names in (("removed", old), ("added", new)):
        if names:
            listed = ", ".join(map(_named, names[:MOST_VALUES]))
            more = f" and {len(names) - MOST_VALUES} more" if len(names) > MOST_VALUES else ""
            yield f"  - {label} {word}: {listed}{more}\n"


def _vanished(report: Report, most: int) -> str:
    lines = [f"#### Vanished without {code('dcterms:isReplacedBy')}\n\n"]
    shown = report.vanished[: most or None]
    for each in shown:
        lines.append(f"- {_named(report.words.iri(each.iri, each.label))}")
        targets = ", ".join(code(report.words.iri(iri).short) for iri in each.replaced_by)
        lines.append(f", replaced by {targets}, which is not there\n" if targets else "\n")
    if len(shown) < len(report.vanished):
        lines.append(f"- … {len(report.vanished) - len(shown)} more\n")
    return "".join(lines)
