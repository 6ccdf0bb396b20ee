"""The place of a fact: characters and lines of the document, without the tags."""

from __future__ import annotations

from anakinra_kg.sources.drugbank_xml import read
from tests.support.drugbank_xml_page import HEAD, TAIL, drug, facts, page, reading


def test_a_span_is_the_characters_of_the_text_without_the_tags() -> None:
    """Bytes of the parser become characters of the document, after a byte order mark, accents and references too."""
    text = (
        "\ufeff"
        + HEAD
        + drug(
            "<!-- é𝒵 --><synonyms><synonym language='é>'>  Zörbinöl&#160;</synonym >\r\n"
            "<synonym>a &amp; b<!-- c --></synonym>"
            "<synonym><![CDATA[<𝒵>]]></synonym></synonyms>\n<unii>Ä</unii>"
        )
        + TAIL
    )
    found = read(page(text))
    spans = [fact.span for fact in found.facts[2:]]

    assert [fact["name"] for fact in facts(found)[:3]] == ["Zörbinöl", "a & b", "<𝒵>"]
    assert [text[span.start : span.end] for span in spans] == [
        "Zörbinöl",
        "a &amp; b<!-- c -->",
        "<![CDATA[<𝒵>]]>",
        "Ä",
    ]
    assert [text.count("\n", 0, span.start) + 1 for span in spans] == [span.line for span in spans] == [6, 7, 7, 8]


def test_a_text_of_several_lines_is_one_value_with_a_span_for_each_line() -> None:
    """A line break inside a value is one space; its first line is the span, the others go with it."""
    found = reading("<synonyms><synonym>\n  long name\n     of it\n</synonym></synonyms>")
    (fact,) = found.facts[2:]

    assert facts(found) == [{"kind": "synonym", "name": "long name of it"}]
    assert [(s.line, found.page.quote(s)) for s in (fact.span, *fact.also)] == [(7, "long name"), (8, "of it")]
    assert [found.lines[n - 1].status for n in (6, 7, 8, 9)] == ["boilerplate", "fact", "fact", "boilerplate"]
