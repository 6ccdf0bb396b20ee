"""Coverage: each line and each sentence of a page has a status."""

from __future__ import annotations

from anakinra_kg.facts.coverage import coverage
from anakinra_kg.facts.ledger import Ledger
from anakinra_kg.facts.records import Dismissed, Synonym
from anakinra_kg.facts.text import PageText

PAGE = PageText.from_bytes("page.txt", b"Also called Zorb. Take it twice a day.\n\nSold by weight. Ask first.\n")
FIRST, SECOND = PAGE.sentences(1)
THIRD, FOURTH = PAGE.sentences(3)


def ledger() -> Ledger:
    """Return a ledger with a fact that rests on the first sentence."""
    made = Ledger(PAGE)
    made.fact(Synonym(span=PAGE.span(1, 12, 16), name="Zorb"))
    return made


def statuses(made: Ledger, *curated: Dismissed) -> tuple[list[str], list[str]]:
    """Return the statuses of the lines, and those of the sentences."""
    found = coverage(made.close("drugbank", "x", "X", "X"), curated)
    assert sum(found.counts.values()) == len(PAGE.lines)
    assert sum(found.sentence_counts.values()) == len(found.sentences)
    return [a.status.value for a in found.lines], [s.account.status.value for s in found.sentences]


def test_a_sentence_cannot_hide_in_the_line_of_a_fact() -> None:
    """No fact rests on the second sentence, so it is unread, and so is its line: what it says would be lost."""
    lines, sentences = statuses(ledger())

    assert sentences == ["fact", "unread", "unread", "unread"]
    assert lines == ["unread", "boilerplate", "unread"]


def test_a_sentence_is_what_is_said_of_it() -> None:
    """Facts, asides with their reason and prose that a person has read share a line; it counts as the last of them."""
    made = ledger()
    made.aside(SECOND, "says how often, as every page does")
    made.prose("supply", THIRD)
    made.aside(FOURTH, "asks to ask")

    assert statuses(made) == (["fact", "boilerplate", "prose"], ["fact", "boilerplate", "prose", "boilerplate"])
    read = Dismissed(span=THIRD, reason="read")
    assert statuses(made, read) == (
        ["fact", "boilerplate", "curated"],
        ["fact", "boilerplate", "curated", "boilerplate"],
    )


def test_a_fact_may_rest_on_a_sentence_without_beginning_there() -> None:
    """The places in `also` are read too."""
    made = Ledger(PAGE)
    made.fact(Synonym(span=PAGE.span(1, 12, 16), name="Zorb", also=(SECOND,)))

    assert statuses(made)[1][:2] == ["fact", "fact"]
