"""The ledger a reader fills: every line has a status, and the more severe status wins."""

from __future__ import annotations

from anakinra_kg.facts.ledger import Ledger, LineAccount, LineStatus
from anakinra_kg.facts.records import Gap, Product, Reference, Synonym
from anakinra_kg.facts.text import PageText

PAGE = PageText.from_bytes("page.txt", b"heading\nZorbin\nNot Available\n\nMystery 7. And more.\nDrug. Prose.\n")


def test_a_line_nobody_accounted_for_is_unread() -> None:
    """Forgetting a line cannot hide it; blank lines are boilerplate."""
    reading = Ledger(PAGE).close("drugbank", "DB1", "Zorbin", None)

    statuses = [account.status for account in reading.lines]

    assert statuses == ["unread"] * 3 + ["boilerplate"] + ["unread"] * 2
    assert reading.lines[3].reason == "blank"


def test_the_graver_status_of_a_line_wins_in_any_order() -> None:
    """A line with a fact and an unread rest is unread; with a fact and prose it is prose; a gap is a gap."""
    ledger = Ledger(PAGE)
    ledger.unread(5, "not understood")
    ledger.fact(Synonym(span=PAGE.span(5, 0, 7), name="Mystery"))
    ledger.fact(Synonym(span=PAGE.span(6, 0, 4), name="Drug", also=(PAGE.span(1),)))
    ledger.prose("description", PAGE.span(6, 6))
    ledger.boilerplate(6, "heading")
    ledger.fact(Gap(span=PAGE.span(3), field="weight"))
    reading = ledger.close("drugbank", "DB1", "Zorbin", None)

    assert [account.status for account in reading.lines] == [
        LineStatus.FACT,
        LineStatus.UNREAD,
        LineStatus.GAP,
        LineStatus.BOILERPLATE,
        LineStatus.UNREAD,
        LineStatus.PROSE,
    ]


def test_facts_and_prose_come_in_the_order_of_the_page() -> None:
    """Whatever order a reader finds things in, its reading follows the page."""
    ledger = Ledger(PAGE)
    ledger.prose_line("b", 6)
    ledger.prose_line("a", 5)
    ledger.fact(Synonym(span=PAGE.span(2), name="Zorbin"))
    ledger.fact(Synonym(span=PAGE.span(1), name="heading"))
    reading = ledger.close("drugbank", "DB1", "Zorbin", None)

    assert [fact.span.line for fact in reading.facts] == [1, 2]
    assert [PAGE.quote(s.span) for s in reading.prose] == ["Mystery 7.", "And more.", "Drug.", "Prose."]


def test_a_field_has_no_outer_white_space_and_is_not_empty() -> None:
    """Whatever a reader cuts out of a line: what is left of an optional field is dropped, or the line is unread."""
    ledger = Ledger(PAGE)
    ledger.fact(
        Product(span=PAGE.span(2), name=" Zorbin\xa0", labeller="A\r", route="", not_available=("\t", "strength "))
    )
    ledger.fact(Reference(span=PAGE.span(5), about="drug", title=" ", citation="J. 1999\u2003"))
    ledger.fact(Synonym(span=PAGE.span(1), name=" \r"))
    reading = ledger.close("drugbank", "DB1", "Zorbin", None)

    assert reading.facts == (
        Product(span=PAGE.span(2), name="Zorbin", labeller="A", not_available=("strength",)),
        Reference(span=PAGE.span(5), about="drug", citation="J. 1999"),
    )
    assert reading.lines[0] == LineAccount(LineStatus.UNREAD, "synonym without text")
