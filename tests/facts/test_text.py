"""The text of a page: positions, lines, sentences, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anakinra_kg.errors import PageError
from anakinra_kg.facts.text import PageText, Span

if TYPE_CHECKING:
    from pathlib import Path


def page(text: str) -> PageText:
    """Return a page of that text."""
    return PageText.from_bytes("page.txt", text.encode())


def test_a_span_points_at_the_characters_without_outer_white_space() -> None:
    """A span is counted in code points over the whole text and leaves out white space around the words."""
    text = page("αβ\n  two words \nend\n")

    span = text.span(2)

    assert span == Span(2, 5, 14)
    assert text.quote(span) == "two words"


def test_only_a_line_feed_ends_a_line() -> None:
    """Other separators that Python would split at stay inside the line, so that positions agree with RFC 5147."""
    text = page("one\x0btwo\u2028three\r\nfour")

    assert len(text.lines) == 2
    assert text.quote(text.span(1)) == "one\x0btwo\u2028three"
    assert text.quote(text.span(2)) == "four"


def test_a_byte_order_mark_counts_as_a_character_but_is_never_content() -> None:
    """A byte order mark shifts positions, as it is part of the file, and belongs to no span."""
    text = page("\ufeffName")

    assert text.span(1) == Span(1, 1, 5)


def test_sentences_hold_every_character_but_the_white_space_between() -> None:
    """Splitting a line into sentences loses nothing."""
    line = "Made in E. coli cells. Given at 1.5 mg (eg. daily). Is it 2? It is! See vs. Other"
    text = page(line)

    sentences = [text.quote(span) for span in text.sentences(1)]

    assert " ".join(sentences) == line
    assert sentences[:3] == ["Made in E. coli cells.", "Given at 1.5 mg (eg. daily).", "Is it 2?"]


@pytest.mark.parametrize(
    ("content", "place", "wrong"),
    [
        (b"", "page.txt:1", "empty"),
        (b" \n\n", "page.txt:1", "empty"),
        (b"good\nb\xffd\n", "page.txt:2", "0xff is not UTF-8"),
    ],
)
def test_a_page_that_cannot_be_text_is_refused_at_its_line(content: bytes, place: str, wrong: str) -> None:
    """Empty and undecodable pages are refused with file and line."""
    with pytest.raises(PageError) as caught:
        PageText.from_bytes("page.txt", content)

    assert caught.value.place == place
    assert wrong in caught.value.wrong


def test_a_missing_page_is_refused_by_name(tmp_path: Path) -> None:
    """A missing file is an error of ours, with its path."""
    with pytest.raises(PageError, match=r"absent\.txt: no such file"):
        PageText.from_file(tmp_path / "absent.txt")
