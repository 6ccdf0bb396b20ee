"""Text is fit for a terminal of 80 columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anakinra_kg.dataset.changes.text import as_text
from anakinra_kg.errors import in_a_line
from tests.support.changes import reported

if TYPE_CHECKING:
    from pathlib import Path

OLD = """
e:a a e:Kind ; rdfs:label "A" ; e:low 4 ; e:two 1 , 2 ; e:at e:place1 . e:place1 a oa:SpecificResource .
e:b a e:Kind ; rdfs:label "B" ; e:low 1 . e:c e:at e:place1 . e:old rdfs:label "O" . e:Kind rdfs:label "kind of thing" .
"""
NEW = """
e:a a e:Kind ; rdfs:label "A" ; e:low 6 ; e:two 1 , 3 ; e:at e:place2 . e:place2 a oa:SpecificResource .
e:d a e:Kind ; rdfs:label "D" ; e:low 1 . e:c e:at e:place2 . e:new rdfs:label "O" . e:Kind rdfs:label "kind of thing" .
e:old dcterms:isReplacedBy e:new . e:low rdfs:label "low value" .
"""
TEXT = """\
kind of thing (urn:x:Kind)

  changed A (urn:x:a)
    low value (urn:x:low): 4 → 6
    - urn:x:two: 2
    + urn:x:two: 3
    and 2 statements about its places

  removed B (urn:x:b)
    - low value (urn:x:low): 1

  added D (urn:x:d)
    + low value (urn:x:low): 1

of no class

  added low value (urn:x:low)

  renamed O (urn:x:new)
    was O (urn:x:old)

entities                          added  removed  changed  renamed
--------------------------------  -----  -------  -------  -------
kind of thing                         1        1        1        0
of no class                           1        0        0        1
oa:SpecificResource                   1        1        0        0
others, nothing but their places      0        0        1        0

vanished without dcterms:isReplacedBy
  B (urn:x:b)
  urn:x:place1

8 entities (3 added, 2 removed, 2 changed, 1 renamed); 11 triples added, 9
  removed; 2 of 9 IRIs vanished
"""


def test_the_text_is_that(tmp_path: Path) -> None:
    """Grouped by kind, meaning first; places are counted; what vanished and the numbers come last."""
    assert as_text(reported(tmp_path, OLD, NEW, contract=("urn:x:",))) == TEXT


def test_colour_adds_nothing_but_colour(tmp_path: Path) -> None:
    """Without its codes the text is the same."""
    found = reported(tmp_path, OLD, NEW, contract=("urn:x:",))
    coloured = as_text(found, colour=True)

    assert "\x1b[32madded\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == TEXT


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    """Entities, values and IRIs that vanished; 0 shows all."""
    many = "".join(f"e:n{number} a e:Kind ; e:p {','.join(map(str, range(12)))} . " for number in range(120))
    found = reported(tmp_path, many, "e:z e:p 1 .", contract=("urn:x:",))

    assert "  … 21 more; --max 0 shows all" in as_text(found)
    assert " and 4 more\n" in as_text(found)
    assert as_text(found, 2).count("\n  removed ") == 1
    assert as_text(found, 2).count("  … 119 more; --max 0 shows all") == 2
    assert as_text(found, 0).count("\n  removed ") == 120
    assert "--max" not in as_text(found, 0)


def test_lines_have_80_columns_and_control_characters_are_written_out(tmp_path: Path) -> None:
    """Only what cannot be broken is longer: an IRI stays whole, to be copied."""
    odd = "\x1b[31m\u202e\x07 " + "long words " * 40
    label = '"""' + odd.replace("\x1b", "\\u001B").replace("\x07", "\\u0007").replace("\u202e", "\\u202E") + '"""'
    iri = "urn:x:" + "long-" * 30
    graph = f"e:a a e:Kind ; e:p {label} . e:Kind rdfs:label {label} ."
    text = as_text(reported(tmp_path, "", graph))

    assert iri in as_text(reported(tmp_path, "", f"{graph} e:b e:p <{iri}> ."))
    assert in_a_line(odd)[:20] in text
    assert all(len(line) <= 80 for line in text.splitlines())
    assert all(c.isprintable() for c in text.replace("\n", ""))


def test_equal_graphs_are_told_in_a_line(tmp_path: Path) -> None:
    """There is no more to say."""
    assert as_text(reported(tmp_path, OLD, OLD)) == "no difference, 13 triples\n"
