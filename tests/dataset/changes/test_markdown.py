"""Markdown is fit for a comment on a pull request, and no text of a graph is more than text there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from anakinra_kg.dataset.changes.markdown import MOST_CHARACTERS, as_markdown, code
from tests.support.changes import reported

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    "@everyone #1 GH-1 https://evil.example <img src=x> | a | ``` <!-- </details> **b** [l](http://evil.example) "
    "58961a4a58961a4 x@evil.example \\| \\` `"
)
GRAPH = (
    'e:a a e:Kind ; rdfs:label "LABEL" ; e:p "LABEL" , "LABEL 2" , <urn:x:IRI> . e:Kind rdfs:label "LABEL" . '
    'e:p rdfs:label "LABEL" . e:b a e:Kind ; rdfs:label "LABEL" . '
)


def outside(line: str) -> str:
    """Return what of a line is not in a code span, by the rule of CommonMark; each span is replaced by a mark."""
    text, rest = "", line
    while opening := re.search("`+", rest):
        closing = re.search(rf"(?<!`){opening[0]}(?!`)", rest[opening.end() :])
        text += rest[: opening.start()] + ("·" if closing else opening[0])
        rest = rest[opening.end() + (closing.end() if closing else 0) :]
    return text + rest


def skeleton(folder: Path, label: str, iri: str) -> list[str]:
    """Return a report about entities with a label, without what is in code spans."""
    literal = label.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    texts = (GRAPH.replace("LABEL", literal).replace("IRI", iri), "e:c e:p 1 .")
    return [outside(line) for line in as_markdown(reported(folder, *texts, contract=("urn:x:",))).splitlines()]


def test_no_text_of_a_graph_is_outside_of_code(tmp_path: Path) -> None:
    """Mark-up, links, mentions, numbers of issues, commits and HTML are words; the page has the same frame as ever."""
    hostile = skeleton(tmp_path, HOSTILE, "@everyone#1*_~https://evil.example/")

    assert hostile == skeleton(tmp_path, "plain", "plain")
    assert "- removed · (·)" in hostile
    assert not re.search(r"everyone|evil|GH-|img|58961", "\n".join(hostile))


@given(st.text(st.sampled_from("`a |\\\n<>"), max_size=12))
def test_a_code_span_ends_where_it_should(text: str) -> None:
    """Whatever backticks a text has."""
    assert outside(f"x{code(text)}y") == "x·y"


def test_a_cell_of_the_table_is_one_cell(tmp_path: Path) -> None:
    """A bar ends a cell, also in a code span, unless it is escaped."""
    page = as_markdown(reported(tmp_path, "", 'e:a a e:Kind . e:Kind rdfs:label "a | b" .'))

    assert "| `a \\| b` | 1 | 0 | 0 | 0 |\n" in page


def test_the_page_is_that(tmp_path: Path) -> None:
    """The sum, what vanished, the counts, the entities; long lists are folded."""
    old = "".join(f"e:n{n} a e:Kind ; e:p {n} . " for n in range(7)) + "e:x e:p 1 ; e:at e:place . "
    old += "e:place a oa:SpecificResource . e:moved e:at e:place . "
    new = old.replace("e:p 3 .", "e:p 4 .").replace("e:n0 a e:Kind ; e:p 0 .", "")
    for number in range(4, 9):
        new = new.replace(f"e:p {number} .", f"e:p {number}, 77 .")
    page = as_markdown(reported(tmp_path, old, new, contract=("urn:x:",)))

    assert page.startswith(
        "**5 entities (1 removed, 4 changed); 5 triples added, 3 removed; 1 of 13 IRIs vanished**\n\n`"
    )
    assert "#### Vanished without `dcterms:isReplacedBy`\n\n- `urn:x:n0`\n" in page
    assert "| entities | added | removed | changed | renamed |\n| --- | ---: | ---: | ---: | ---: |\n" in page
    assert "  - `urn:x:p` added: `77`\n" in page


def test_a_long_list_is_folded(tmp_path: Path) -> None:
    """A blank line after the summary, so that the list within is Markdown."""
    many = "".join(f"e:n{number} a e:Kind . " for number in range(6))

    assert "<details><summary>6 added</summary>\n\n- added `urn:x:n0`\n" in as_markdown(reported(tmp_path, "", many))
    assert "<details>" not in as_markdown(reported(tmp_path, "", many.replace("e:n5 a e:Kind . ", "")))


def test_a_page_fits_into_a_comment(tmp_path: Path) -> None:
    """Unless someone asks for more."""
    values = ", ".join(f'"{number}{"x" * 150}"' for number in range(8))
    many = "".join(f"e:n{number} a e:Kind ; e:p {values} . " for number in range(150))
    found = reported(tmp_path, "", many)

    assert len(as_markdown(found)) <= MOST_CHARACTERS
    assert " more\n" in as_markdown(found)
    assert len(as_markdown(found, 0)) > MOST_CHARACTERS
    assert "- … " not in as_markdown(found, 0)
