"""Formats rows as a table with aligned columns, wrapped to the width of a terminal, or as a Markdown table.

Takes texts only; does not use RDF.
"""

from __future__ import annotations

from anakinra_kg.errors import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = "  "
_NARROWEST = 8
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def aligned(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None = None, colour: bool = False
) -> str:
    """Return rows as a table with aligned columns; columns of numbers are right-aligned.

    Args:
        header: Names of the columns.
        rows: The rows, with a cell for each column.
        width: Characters in a line; the widest columns are wrapped until a row fits; default: unlimited.
        colour: Whether to print the header in bold.
    """
    header, rows = _visible(header), [_visible(row) for row in rows]
    widths = [max(len(line[i]) for line in (header, *rows)) for i in range(len(header))]
    if width is not None:
        widths = _fitted(widths, list(zip(header, *rows, strict=True)), width)
    numeric = [bool(rows) and all(_is_number(row[i]) for row in rows) for i in range(len(header))]

    def lines(cells: Sequence[str]) -> str:
        wrapped = [_wrapped(cell, w) for cell, w in zip(cells, widths, strict=True)]
        return "".join(
            _GAP.join(
                part.rjust(w) if number else part.ljust(w)
                for part, w, number in zip(parts, widths, numeric, strict=True)
            ).rstrip()
            + "\n"
            for parts in _side_by_side(wrapped)
        )

    head = lines(header)
    if colour:
        head = "".join(f"{_BOLD}{line}{_PLAIN}\n" for line in head.splitlines())
    rule = _GAP.join("-" * w for w in widths) + "\n"
    return head + rule + "".join(lines(row) for row in rows)


def _visible(cells: Sequence[str]) -> list[str]:
    return [visible(cell) for cell in cells]


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a Markdown table."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(visible(cell).replace("\\", "\\\\").replace("|", "\\|") for cell in cells) + " |\n"

    return line(header) + line(["---"] * len(header)) + "".join(line(row) for row in rows)


def _fitted(widths: list[int], columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return widths that fit a line: the widest columns shrink to their longest word, then to a minimum width."""
    room = width - len(_GAP) * (len(widths) - 1)
    fitted = list(widths)
    for floor in ([_longest_word(cells) for cells in columns], [max(len(cells[0]), _NARROWEST) for cells in columns]):
        while sum(fitted) > room:
            wide = [i for i in range(len(fitted)) if fitted[i] > floor[i]]
            if not wide:
                break
            fitted[max(wide, key=fitted.__getitem__)] -= 1
    return fitted


def _longest_word(cells: Sequence[str]) -> int:
    """Return the length of the longest word, which is kept whole if possible; a hyphen ends a word."""
    return max(len(cells[0]), *(len(word) for cell in cells for word in cell.replace("-", "- ").split() or [""]))


def _wrapped(cell: str, width: int) -> list[str]:
    if len(cell) <= width:
        return [cell]
    from textwrap import wrap  # noqa: PLC0415 - most answers fit

    return wrap(cell, width) or [""]


def _side_by_side(cells: Sequence[Sequence[str]]) -> list[list[str]]:
    height = max((len(parts) for parts in cells), default=0)
    return [[parts[i] if i < len(parts) else "" for parts in cells] for i in range(height)]


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).isdigit()
