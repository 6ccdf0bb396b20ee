"""Labels are chosen over all documents together, by a written rule, whatever the order of the documents."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from anakinra_kg.dataset.labels import united
from anakinra_kg.facts.documents import from_reading
from anakinra_kg.facts.records import AdverseEffect, Classification, Reference, Synonym
from anakinra_kg.facts.text import PageText, Span
from anakinra_kg.mapping import AUTOMATIC, map_document
from anakinra_kg.rdf.names import AKD, term
from anakinra_kg.rdf.turtle import nquads
from anakinra_kg.sources import read, read_file
from tests.support.generators import drugbank, mayoclinic
from tests.support.graphs import DOCUMENT, SPAN, graph_of, objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from anakinra_kg.dataset.build import Build
    from anakinra_kg.facts.ledger import Reading
    from anakinra_kg.mapping import Mapped

MAYO = replace(DOCUMENT, source="mayoclinic", id="zorbin")
ITCH = NamedNode(AKD + "finding/sudden-itch")


def effect(name: str, line: int = 1) -> AdverseEffect:
    """Return an effect on a line of its own."""
    return AdverseEffect(span=Span(line, 10 * line, 10 * line + 5), effect=name)


def label(*pages: tuple[object, tuple[object, ...]]) -> tuple[set[str], set[str]]:
    """Return label and other names of the effect that the pages name."""
    made = graph_of(*pages)  # type: ignore[arg-type]
    assert objects(made, ITCH, "skos:prefLabel") == objects(made, ITCH, "rdfs:label")
    return objects(made, ITCH, "rdfs:label"), objects(made, ITCH, "skos:altLabel")


def test_the_source_of_the_higher_rank_gives_the_label() -> None:
    """However often the other source uses its spelling, and whichever page comes first."""
    ours, theirs = (DOCUMENT, (effect("SUDDEN ITCH"),)), (MAYO, (effect("Sudden itch"), effect("Sudden itch", 2)))

    assert label(ours, theirs) == label(theirs, ours) == ({"SUDDEN ITCH"}, {"Sudden itch"})


def test_within_a_source_the_spelling_of_most_claims_is_the_label() -> None:
    """Over all pages of the source, not page by page."""
    other = replace(DOCUMENT, id="DB99998")
    first = (DOCUMENT, (effect("Sudden itch"), effect("Sudden itch", 2)))
    second = (other, (effect("sudden-itch"), effect("sudden-itch", 2), effect("sudden-itch", 3)))

    assert label(first, second) == ({"sudden-itch"}, {"Sudden itch"})


def test_of_equally_frequent_spellings_the_first_by_code_points_is_the_label() -> None:
    """Upper case comes before lower case, as code points have it; a shorter one would come before both."""
    assert label((DOCUMENT, (effect("sudden itch"), effect("Sudden itch", 2)))) == ({"Sudden itch"}, {"sudden itch"})
    assert label((DOCUMENT, (effect("sudden itch"), effect("Sudden   itch", 2)))) == (
        {"sudden itch"},
        {"Sudden   itch"},
    )


def test_a_table_of_the_project_names_before_any_page() -> None:
    """`joint pain` is known as Arthralgia: the page's words are another name."""
    made = graph_of((DOCUMENT, (effect("Joint Pain"), effect("Joint Pain", 2))))
    (node,) = {t.object for t in made if t.predicate == term("akg:adverseEffect")}
    table = {t.object.value for t in made if t.subject == node and t.predicate == term("rdfs:label")}  # type: ignore[union-attr]

    assert "Joint Pain" not in table
    assert "Joint Pain" in objects(made, node, "skos:altLabel")  # type: ignore[arg-type]


def test_a_synonym_of_a_drug_is_never_its_label() -> None:
    """A drug is called what the page about it is called."""
    made = graph_of((DOCUMENT, [Synonym(span=Span(n, n, n + 1), name="A") for n in range(1, 9)]))
    drug = NamedNode(AKD + "drug/zorbin")

    assert objects(made, drug, "rdfs:label") == {"Zorbin"}
    assert objects(made, drug, "skos:altLabel") == {"A"}


def test_a_class_is_named_by_its_code_only_where_no_page_names_it() -> None:
    """The code stays its notation."""
    node = NamedNode(AKD + "class/atc-x01ab02")
    coded, named = (Classification(span=SPAN, scheme="atc", code="X01AB02", name=name) for name in ("X01AB02", "Zorb"))

    assert objects(graph_of((DOCUMENT, [coded])), node, "rdfs:label") == {"X01AB02"}
    assert objects(graph_of((DOCUMENT, [named])), node, "rdfs:label") == {"Zorb"}
    assert objects(graph_of((DOCUMENT, [named])), node, "skos:altLabel") == set()


def test_a_work_that_pages_cite_differently_has_one_title() -> None:
    """It is chosen as a label is."""
    ours = Reference(span=SPAN, about="drug", pmid="1", title="On itch")
    theirs = replace(ours, title="On Itch.")
    made = graph_of((MAYO, [theirs, replace(theirs, span=Span(9, 90, 91))]), (DOCUMENT, [ours]))

    assert objects(made, NamedNode(AKD + "work/pmid-1"), "dcterms:title") == {"On itch"}


# --- any order, any partition ----------------------------------------------------------------------------------------


def generated() -> Iterator[Reading]:
    """Yield readings of generated pages of both kinds, which share drugs, effects and conditions."""
    for seed in range(12):
        yield read(PageText.from_bytes("page", drugbank.page(Random(seed)).text.encode()), "drugbank")
        yield read(PageText.from_bytes("page", mayoclinic.generate(Random(seed)).text.encode()), "mayoclinic")


def real(folder: Path) -> Iterator[Reading]:
    """Yield readings of real pages."""
    for path in sorted(folder.glob("dev/*/*.t*xt")):
        if ".lossy" not in path.name:
            yield from read_file(path)


def mapped(readings: Iterator[Reading]) -> list[Mapped]:
    """Return what the readings become, each document once."""
    parts = {}
    for reading in readings:
        document = from_reading(reading)
        parts[document.source, document.id] = map_document(document, [(fact, AUTOMATIC) for fact in reading.facts])
    return list(parts.values())


def same_bytes_in_any_order(parts: Sequence[Mapped]) -> None:
    """Shuffle and cut the parts in several ways; each way must give the same bytes."""
    expected = nquads(united(parts))
    for seed in range(5):
        random, shuffled = Random(seed), list(parts)
        random.shuffle(shuffled)
        cut = random.randrange(1, len(shuffled))
        rest = iter(shuffled)
        groups = [list(islice(rest, cut)), list(rest)]
        one_by_one = [merged(group) for group in groups]

        assert nquads(united(shuffled)) == expected
        assert nquads(united(one_by_one)) == expected


def merged(parts: Sequence[Mapped]) -> Mapped:
    """Return several parts as one, as a worker that has mapped them hands them over."""
    first, *others = parts
    for part in others:
        kinds = {
            kind: first.facts.get(kind, frozenset()) | part.facts.get(kind, frozenset())
            for kind in first.facts.keys() | part.facts.keys()
        }
        first = replace(first, page=first.page | part.page, facts=kinds, wordings=first.wordings + part.wordings)
    return first


def test_generated_pages_give_the_same_bytes_in_any_order_and_grouping() -> None:
    """Mapping is a function of one page; only the choice of labels uses all pages."""
    parts = mapped(generated())

    assert len(parts) > 12
    same_bytes_in_any_order(parts)


def test_real_pages_give_the_same_bytes_in_any_order_and_grouping(documents: Path) -> None:
    """Drugs, effects and conditions that pages share are spelled differently on many of them."""
    same_bytes_in_any_order(mapped(real(documents)))


def test_every_entity_has_one_label(documents: Path) -> None:
    """Two labels would be two answers to one question."""
    made = united(mapped(real(documents)))
    labelled = [t.subject for t in made if t.predicate == term("rdfs:label")]

    assert len(labelled) > 1000
    assert len(labelled) == len(set(labelled))


def test_no_label_is_cut_text(built: Build) -> None:
    """Text that a page cut names nothing, so no label ends in an ellipsis."""
    labels = {
        str(t.object.value)
        for t in built.triples
        if t.predicate == term("rdfs:label") and isinstance(t.object, Literal)
    }

    assert labels
    assert not {label for label in labels if label.endswith(("...", "\N{HORIZONTAL ELLIPSIS}"))}
