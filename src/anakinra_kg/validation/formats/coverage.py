"""Writes what shapes look at as text for people."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from anakinra_kg.errors import in_a_line
from anakinra_kg.rdf.names import compress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from anakinra_kg.validation.coverage import Coverage, Share

_MOST = 10
"""How many lines of a list are shown; JSON has them all."""


def coverage_text(coverage: Coverage) -> str:
    """Return a coverage as text: one line of percentages, then lists of what is not looked at, the most first."""
    lines = [f"coverage: {share_text('statements', coverage.statements)}, {share_text('nodes', coverage.nodes)}"]
    lines += _listed(
        "statements that no shape looks at, by property:",
        (
            f"{f'{share.left} of {share.all}':<16}{compress(name)}"
            for name, share in coverage.properties.items()
            if share.left
        ),
    )
    lines += _listed(
        "nodes that no shape looks at, by class:",
        (
            f"{left.nodes:<16}{compress(left.name) or 'no class'}, such as {compress(left.example)}"
            for left in coverage.classes
        ),
    )
    lines += _listed(
        f"{coverage.shapes.left} of {coverage.shapes.all} shapes with a target have no node:",
        map(compress, coverage.idle_shapes),
    )
    lines += _listed(
        f"{coverage.constraints.left} of {coverage.constraints.all} property shapes have no value to look at:",
        (f"{compress(idle.shape)}, path {idle.path}" for idle in coverage.idle_constraints),
    )
    lines += _listed(
        "shapes that also ask in SPARQL, which is not counted:",
        map(compress, coverage.sparql),
    )
    return "".join(f"{line}\n" for line in lines)


def share_text(name: str, share: Share) -> str:
    """Return a share as text.

    Example:
        >>> from anakinra_kg.validation.coverage import Share
        >>> share_text("nodes", Share(2, 3))
        '2 of 3 nodes (66.66 %)'
    """
    return f"{share.looked_at} of {share.all} {name} ({percent_text(share.percent)} %)"


def percent_text(percent: Decimal) -> str:
    """Return a percentage without zeros at its end.

    Example:
        >>> from decimal import Decimal
        >>> percent_text(Decimal("100.00")), percent_text(Decimal("99.50"))
        ('100', '99.5')
    """
    text = f"{percent:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _listed(heading: str, rows: Iterable[str]) -> Iterator[str]:
    """Yield a heading and the first rows below it; nothing if there are none."""
    waiting = iter(rows)
    shown = list(islice(waiting, _MOST))
    if shown:
        yield f"    {heading}"
        yield from (f"        {in_a_line(row)}" for row in shown)
    more = sum(1 for _ in waiting)
    if more:
        yield f"        … {more} more"
