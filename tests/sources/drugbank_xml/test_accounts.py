"""Prose, gaps, and what is not read: every line has its account."""

from __future__ import annotations

import pytest

from tests.support.drugbank_xml_page import facts, reading, unread


def test_prose_is_left_to_a_curator_by_sentence_and_line() -> None:
    """Sentences go to their section; a line break ends one, a reference to white space is none."""
    found = reading("<half-life>\n Short. It is long\n in newts. &#13;\n&#13;\n</half-life><mechanism-of-action/>")

    assert [(s.section, s.span.line, found.page.quote(s.span)) for s in found.prose] == [
        ("half-life", 7, "Short."),
        ("half-life", 7, "It is long"),
        ("half-life", 8, "in newts."),
    ]


def test_a_printed_not_available_is_a_gap() -> None:
    """The words are never a value, in a field, a row or a section."""
    found = reading(
        "<cas-number>Not Available</cas-number><clearance>not available</clearance>"
        "<dosages><dosage><form>Gel</form><route>Not Available</route><strength>Not applicable</strength>"
        "</dosage></dosages>"
    )

    assert facts(found) == [
        {"kind": "gap", "field": "cas number"},
        {"kind": "gap", "field": "clearance"},
        {"kind": "dosage_form", "form": "Gel", "not_applicable": ["strength"]},
        {"kind": "gap", "field": "route"},
    ]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<zorbing>much</zorbing>", "zorbing: no rule takes <zorbing>"),
        ("<products><product><name>A</name><smell>bad</smell></product></products>", "products: no rule takes <smell>"),
        ("<groups>approved</groups>", "groups: no rule takes <groups>"),
        ("<groups><group/>approved</groups>", "groups: no rule takes <#text>"),
        ("<unii>ABC<b>12</b></unii>", "unii: no rule takes <unii>"),
        ("<products><product><route>Oral</route></product></products>", "product without name"),
        ("<products><product><name>A</name><name>B</name></product></products>", "product with two <name>"),
        (
            "<patents><patent><number>9</number><expires>soon</expires></patent></patents>",
            "expires is not of a form that is known",
        ),
        (
            "<prices><price><description>A</description><cost currency=''>5,0</cost><unit>box</unit></price></prices>",
            "cost is not of a form that is known",
        ),
        (
            "<prices><price><description>A</description><cost>5</cost><unit>box</unit></price></prices>",
            "price without currency",
        ),
        (
            "<reactions><reaction><left-element><name>A</name></left-element></reaction></reactions>",
            "reaction without both",
        ),
        ('<x:unii xmlns:x="http://example.org">AB</x:unii>', "http://example.org unii: no rule"),
    ],
)
def test_what_the_schema_does_not_explain_is_unread(body: str, reason: str) -> None:
    """Text where none should be, an unknown element, a row that is not whole or two in one: a reason, not a fact."""
    (found,) = unread(reading(body)).values()

    assert found.startswith(reason)


def test_two_rows_run_together_make_no_fact() -> None:
    """A field that the first row leaves empty is not filled from the second."""
    found = reading(
        "<dosages><dosage><form>Gel</form><route/><form>Tablet</form><route>Oral</route></dosage></dosages>"
        "<targets><target><name>A</name><known-action/><known-action>yes</known-action></target></targets>"
    )

    assert facts(found) == []


def test_every_line_is_accounted_for() -> None:
    """Lines of tags are markup, of white space blank, of a protein's own data boilerplate; no line is forgotten."""
    found = reading(
        "<!-- a\nb -->\n\n<targets><target><name>A</name><polypeptide>\n<locus>1p1</locus>"
        "</polypeptide>\n</target></targets>"
    )

    assert [account.reason for account in found.lines] == [
        *("markup", "markup", "markup", "identifier", "page_title", "markup", "markup", "blank", "target"),
        *("describes the protein, not the drug", "markup", "markup", "markup"),
    ]
