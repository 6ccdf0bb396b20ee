"""The rules for facts about the page and what it cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.facts import records as k
from anakinra_kg.mapping.claims import document_iri, integer_literal
from anakinra_kg.mapping.rules.registry import rule
from anakinra_kg.mapping.rules.shared import route
from anakinra_kg.rdf.names import entity, term

if TYPE_CHECKING:
    from anakinra_kg.mapping.claims import Claim


def _of_the_page(_fact: k.Fact, _drug: str) -> bool:
    """Return False: the statement is about the page."""
    return False


@rule(
    k.Reference,
    "akg:Citation",
    (
        "Reference[ {number}] about the {about}[ {about_name}] of the page on {of_drug}"
        "[: {title}|: {citation}][, PMID {pmid}][, ISBN {isbn}]"
    ),
    lambda f: (f.about, f.about_name, f.pmid or f.title or f.citation),
    about_drug=lambda f, _drug: f.about == "drug",
)
def _reference(c: Claim, f: k.Reference) -> None:
    work = entity("work", *(("pmid", f.pmid) if f.pmid else ("title", f.title or f.citation or "untitled")))
    c.writer.add(work, "rdf:type", term("akg:Work"))
    for predicate, value in (
        ("rdfs:label", f.title or f.citation or (f"PubMed {f.pmid}" if f.pmid else "untitled work")),
        ("dcterms:title", f.title),
        ("dcterms:bibliographicCitation", f.citation),
        ("akg:authors", f.authors),
        ("akg:pmid", f.pmid),
        ("akg:isbn", f.isbn),
        ("akg:address", f.address),
    ):
        if value is not None:
            c.writer.add_wording(work, predicate, value)
    c.add("akg:citedWork", work)
    c.code("akg:citedAbout", "cited-about", f.about)
    if f.about_name is not None:
        c.add("akg:citedProtein", c.writer.named("protein", "akg:Protein", f.about_name))
    if f.number is not None:
        c.add("akg:referenceNumber", integer_literal(f.number))


@rule(
    k.ExternalLink,
    "akg:ExternalLink",
    "{of_drug} in {resource}",
    lambda f: (f.resource,),
)
def _external_link(c: Claim, f: k.ExternalLink) -> None:
    c.text("akg:resourceName", f.resource)
    c.text("akg:address", f.address)


@rule(
    k.Download,
    "akg:Download",
    "{name} of {of_drug}, {size} {unit}",
    lambda f: (f.name,),
)
def _download(c: Claim, f: k.Download) -> None:
    c.text("akg:name", f.name)
    c.decimal("akg:fileSize", f.size)
    c.text("akg:fileSizeUnit", f.unit)


@rule(
    k.Gap,
    "akg:Gap",
    "{of_drug}, {field}: reported as not available",
    lambda f: (f.field,),
)
def _gap(c: Claim, f: k.Gap) -> None:
    c.text("akg:missingField", f.field)


@rule(
    k.RecordDate,
    "akg:RecordDate",
    "Record of {of_drug}: {event} {date_time}",
    lambda f: (f.event,),
    about_drug=_of_the_page,
)
def _record_date(c: Claim, f: k.RecordDate) -> None:
    c.code("akg:event", "record-event", f.event)
    if "T" in f.date_time:
        c.typed("akg:dateTime", f.date_time, "xsd:dateTime")
    else:
        c.typed("akg:date", f.date_time, "xsd:date")


@rule(
    k.Rights,
    "akg:RightsStatement",
    "Rights of {holder}: {first_year}[ to {last_year}]",
    lambda f: (f.holder,),
    about_drug=_of_the_page,
)
def _rights(c: Claim, f: k.Rights) -> None:
    holder = c.name("dcterms:rightsHolder", "organization", "akg:Organization", f.holder)
    c.typed("akg:firstYear", f.first_year, "xsd:gYear")
    c.typed("akg:lastYear", f.last_year, "xsd:gYear")
    c.texts("akg:terms", f.terms)
    if holder is not None:
        c.writer.add(document_iri(c.document), "dcterms:rightsHolder", holder)


@rule(
    k.PageTitle,
    "akg:PageTitle",
    "Page title: {title}, on {drug}[, {routes}]",
    lambda f: (f.title,),
    about_drug=_of_the_page,
)
def _page_title(c: Claim, f: k.PageTitle) -> None:
    c.text("akg:title", f.title)
    c.add("akg:titleDrug", c.writer.drug(f.drug))
    for name in f.routes:
        route(c, name)
