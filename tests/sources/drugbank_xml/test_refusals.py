"""What is refused: documents that are hostile, broken, or in another encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anakinra_kg.errors import PageError
from anakinra_kg.facts.text import PageText
from anakinra_kg.sources.drugbank_xml import elements, read, read_drugs, recognises
from tests.support.drugbank_xml_page import HEAD, TAIL, drug, page
from tests.support.drugbank_xml_parts import PARTS

if TYPE_CHECKING:
    from pathlib import Path

LAUGHS = '<!DOCTYPE drugbank [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD.replace("<drugbank", LAUGHS + "<drugbank") + drug("<unii>&b;</unii>") + TAIL, r":2: a document type def"),
        ('<!DOCTYPE drug SYSTEM "file:///etc/passwd">\n' + drug(), r":1: a document type definition"),
        (
            '<!DOCTYPE drug [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n' + drug("<unii>&x;</unii>"),
            r":1: a document type",
        ),
        (drug("<unii>&x;</unii>"), r":4:7: not well-formed XML: undefined entity"),
        (HEAD + drug() + "</drug>", r":8:3: not well-formed XML: mismatched tag"),
        (HEAD + drug()[:-20], r":\d+:\d+: not well-formed XML: (unclosed token|no element found)"),
        ("\n" + HEAD + drug() + TAIL, r":2:1: not well-formed XML: XML or text declaration not at start"),
        (HEAD.replace("UTF-8", "ISO-8859-1") + drug() + TAIL, r":1: the document is declared as ISO-8859-1, not UTF-8"),
        (HEAD + TAIL, r": the document holds no <drug>"),
        (HEAD + drug() + "<pill/>" + TAIL, r":8: <pill> stands where a <drug> should"),
        (HEAD + "newt" + drug() + TAIL, r": text stands where a <drug> should"),
        ("<html><body/></html>", r":1: the document is <html>, not <drugbank>"),
        ('<drugbank xmlns="http://example.org"/>', r":1: the document is <http://example.org drugbank>"),
        ("<drug><name>Zorbinol</name></drug>", r":1: the drug has no <drugbank-id>"),
        (HEAD + drug("<a>" * 40 + "</a>" * 40) + TAIL, r":6: nested deeper"),
    ],
)
def test_a_hostile_or_broken_document_is_refused_at_its_line(text: str, message: str) -> None:
    """No document type, no entity, no depth without end; a malformed document is refused with line and column."""
    with pytest.raises(PageError, match=message):
        read(page(text))


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    """A document in UTF-16 or with bytes that are no UTF-8 is refused, as is a text that no bytes could give."""
    path = tmp_path / "zorbinol.xml"
    for content, message in (
        ((HEAD + drug() + TAIL).replace("UTF-8", "UTF-16").encode("utf-16"), "is UTF-16, not UTF-8"),
        ((HEAD + drug("<unii>é</unii>") + TAIL).encode("latin-1"), r":6:7: not well-formed XML"),
    ):
        path.write_bytes(content)
        with pytest.raises(PageError, match=message):
            list(read_drugs(path))
    with pytest.raises(PageError, match="surrogate"):
        read(PageText("zorbinol.xml", drug("\ud800"), ""))


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A missing file is an error of ours, not of the system."""
    with pytest.raises(PageError, match="no such file"):
        list(read_drugs(tmp_path / "none.xml"))


def test_a_drug_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be a drug of DrugBank, by size or by number of elements, is not gathered in memory."""
    monkeypatch.setattr(elements, "_LARGEST_DRUG_BYTES", 1 << 10)
    monkeypatch.setattr(elements, "_MOST_ELEMENTS", 100)

    with pytest.raises(PageError, match="without the end of a drug"):
        read(page(HEAD + "<drug><name>" + "a" * (1 << 17)))
    with pytest.raises(PageError, match="longer than any drug"):
        read(page(HEAD + drug("<a/>" * 100) + TAIL))


SOUND = HEAD + drug("".join(body for body, _ in PARTS.values()).replace("><", ">\n<")) + TAIL
TEXTS = st.text(st.sampled_from("<>/&;!-[]\"'= \nabé𝒵"), max_size=12)


@given(st.integers(0, len(SOUND)), st.integers(0, 40), TEXTS)
@settings(max_examples=300, deadline=None)
def test_damage_raises_nothing_but_a_page_error(at: int, length: int, instead: str) -> None:
    """Whatever is cut out or put in, reading ends with facts that point into the text, or with an error of ours."""
    text = SOUND[:at] + instead + SOUND[at + length :]
    damaged = page(text)
    recognises(damaged)
    try:
        found = read(damaged)
    except PageError:
        return
    assert len(found.lines) == len(damaged.lines)
    for span in (span for fact in found.facts for span in (fact.span, *fact.also)):
        assert text[span.start : span.end].strip()
        assert text.count("\n", 0, span.start) + 1 == span.line
