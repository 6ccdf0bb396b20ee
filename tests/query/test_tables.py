"""Rows for people's eyes."""

from __future__ import annotations

from anakinra_kg.query.tables import aligned, markdown

HEADER = ("condition", "trials")
ROWS = (("rheumatoid arthritis", "8"), ("Type 2 Diabetes Mellitus", "12"))


def test_an_empty_table_keeps_its_header() -> None:
    """No rows is an answer too."""
    assert aligned(["phase", "trials"], []) == "phase  trials\n-----  ------\n"


def test_numbers_are_aligned_at_the_right() -> None:
    """Numbers are compared by their last digit, words by their first letter."""
    assert aligned(HEADER, ROWS).splitlines()[2:] == [
        "rheumatoid arthritis           8",
        "Type 2 Diabetes Mellitus      12",
    ]


def test_a_table_is_wrapped_to_the_terminal() -> None:
    """No line is longer than the terminal is wide, and no word is lost."""
    table = aligned(HEADER, ROWS, width=24)

    assert max(map(len, table.splitlines())) <= 24
    assert sorted(table.split()) == sorted(aligned(HEADER, ROWS).replace("-" * 24, "-" * 16).split())


def test_a_terminal_too_narrow_for_a_table_still_gets_one() -> None:
    """Columns keep the width of their name, so that a table stays readable."""
    assert "condition  trials" in aligned(HEADER, ROWS, width=3)


def test_the_header_is_bold_only_if_asked() -> None:
    """A file must not hold the codes of a terminal."""
    assert "\x1b" not in aligned(HEADER, ROWS)
    assert aligned(HEADER, ROWS, colour=True).startswith("\x1b[1mcondition")


def test_markdown_escapes_what_would_break_a_cell() -> None:
    """A bar in a cell is escaped."""
    assert markdown(["a"], [["x|y"]]) == "| a |\n| --- |\n| x\\|y |\n"


def test_control_characters_never_reach_the_terminal() -> None:
    """A label from a file or an endpoint must not move the cursor or change the title of the window."""
    made = aligned(["a\x1b]0;x\x07"], [["b\x1b[31m"], ["c\x9b2J"]])

    assert not any((c < " " and c != "\n") or "\x7f" <= c <= "\x9f" for c in made)
    assert "b\\x1b[31m" in made
