"""Documents of many drugs, read one after another."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.errors import PageError
from anakinra_kg.facts.text import PageText
from anakinra_kg.sources.drugbank_xml import SOURCE, elements, read, read_drugs
from tests.support.drugbank_xml_page import HEAD, TAIL, drug
from tests.support.drugbank_xml_parts import PARTS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """Return a file of three drugs, two of them on one line."""
    path = tmp_path / "several.xml"
    first = drug("<unii>Ä1</unii><description>Ünd. Zwei.</description>", "DB90001", "Zörbinol")
    second, third = drug(number="DB90002", name="Quellin").strip(), drug("<unii>É2</unii>", "DB90003", "Norbin")
    path.write_text(HEAD + first + second + third + "<!-- end -->" + TAIL, encoding="utf-8")
    return path


@pytest.mark.parametrize("chunk", [1, 7, 1 << 16])
def test_drugs_are_read_one_after_another_with_their_places_in_the_whole(
    several: Path, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines and characters are those of the document, whichever way the file comes in."""
    monkeypatch.setattr(elements, "_CHUNK_BYTES", chunk)
    text = several.read_text(encoding="utf-8")
    found = list(read_drugs(several))

    assert [(r.source, r.id, r.drug) for r in found] == [
        (SOURCE, "DB90001", "Zörbinol"),
        (SOURCE, "DB90002", "Quellin"),
        (SOURCE, "DB90003", "Norbin"),
    ]
    values = [("DB90001", "Zörbinol", "Ä1"), ("DB90002", "Quellin"), ("DB90003", "Norbin", "É2")]
    for r, expected in zip(found, values, strict=True):
        spans = [fact.span for fact in r.facts]
        assert tuple(text[span.start : span.end] for span in spans) == expected
        assert tuple(r.page.quote(span) for span in spans) == expected
        assert [text.count("\n", 0, span.start) + 1 for span in spans] == [span.line for span in spans]
        assert len(r.lines) == len(r.page.lines)
    assert [text[s.span.start : s.span.end] for s in found[0].prose] == ["Ünd.", "Zwei."]


def test_a_drug_of_a_stream_is_the_same_drug(several: Path) -> None:
    """A drug among several gives the facts and accounts that it gives as a page; its spans count in the whole file."""
    body = drug("".join(body for body, _ in PARTS.values()).replace("><", ">\n<"))
    several.write_text(HEAD + body + TAIL, "utf-8")
    page = PageText.from_file(several)
    (whole,) = read_drugs(several)
    several.write_text(HEAD + body + drug("", "DB00077") + TAIL, "utf-8")
    streamed, _ = read_drugs(several)

    assert streamed.facts == whole.facts
    assert streamed.prose == whole.prose
    assert streamed.lines == whole.lines[2:-1]
    assert streamed.page.span(4) == page.span(4)
    assert list(streamed.page.sentences(4)) == list(page.sentences(4))
    assert streamed.page.extent == PageText.from_file(several).extent


def test_a_page_of_several_drugs_says_how_to_go_on(several: Path) -> None:
    """A reading is about one drug; the error names the line of the second."""
    with pytest.raises(PageError, match=r"several.xml:8: a second drug begins; .*read_drugs"):
        read(PageText.from_file(several))


def test_memory_does_not_grow_with_the_document(tmp_path: Path) -> None:
    """After hundreds of drugs no more is held than after the first."""
    path = tmp_path / "many.xml"
    body = "".join(body for body, _ in PARTS.values())
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(drug(body, f"DB{number:05}") for number in range(400))
        file.write(TAIL)
    peaks = []
    tracemalloc.start()
    for number, _ in enumerate(read_drugs(path)):
        if number in {20, 399}:
            peaks.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()

    assert peaks[1] < peaks[0] * 1.2
