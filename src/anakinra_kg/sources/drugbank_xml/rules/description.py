"""The rules for single values and texts of a drug: names, numbers and prose sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.facts import records as k
from anakinra_kg.sources.drugbank_xml.drug import is_primary
from anakinra_kg.sources.drugbank_xml.rules.registry import DATE, registering

if TYPE_CHECKING:
    from anakinra_kg.sources.drugbank_xml.drug import DrugReader, Rule
    from anakinra_kg.sources.drugbank_xml.elements import Element

RULES: dict[str, Rule] = {}
_rule = registering(RULES)


@_rule("drug")
def _attributes(r: DrugReader, drug: Element) -> None:
    """Read the type of the drug and the dates of its record."""
    kind = drug.attributes.get("type", "").strip()
    if kind:
        r.add_attribute(k.Classification, drug, "type", scheme="type", name=kind)
    for event in ("created", "updated"):
        day = drug.attributes.get(event, "").strip()
        if DATE.fullmatch(day):
            r.add_attribute(k.RecordDate, drug, event, event=event, date_time=day)
        elif day:
            r.ledger.unread(r.page.attribute_span(drug, event).line, f"{event} is not of a form that is known")


_SINGLE: dict[str, tuple[type[k.Fact], tuple[str, ...], dict[str, str]]] = {
    "name": (k.PageTitle, ("title", "drug"), {}),
    "cas-number": (k.Identifier, ("value",), {"scheme": "cas"}),
    "unii": (k.Identifier, ("value",), {"scheme": "unii"}),
    "average-mass": (k.Property, ("value",), {"name": "average weight", "basis": "stated"}),
    "monoisotopic-mass": (k.Property, ("value",), {"name": "monoisotopic weight", "basis": "stated"}),
    "state": (k.Property, ("value",), {"name": "state", "basis": "stated"}),
    "fda-label": (k.ExternalLink, ("address",), {"resource": "FDA label"}),
    "msds": (k.ExternalLink, ("address",), {"resource": "MSDS"}),
    "group": (k.Classification, ("name",), {"scheme": "group"}),
    "synonym": (k.Synonym, ("name",), {}),
    "manufacturer": (k.Manufacturer, ("name",), {}),
    "affected-organism": (k.Organism, ("name",), {}),
    # The XML does not name AHFS classes, so the code serves as the name.
    "ahfs-code": (k.Classification, ("code", "name"), {"scheme": "ahfs"}),
    "pdb-entry": (k.Identifier, ("value",), {"scheme": "pdb"}),
}
"""Elements whose text is a whole statement: the kind of fact, the fields set to the text, the other fields."""

_LISTS = {
    "groups": "group",
    "synonyms": "synonym",
    "manufacturers": "manufacturer",
    "affected-organisms": "affected-organism",
    "ahfs-codes": "ahfs-code",
    "pdb-entries": "pdb-entry",
}


@_rule("name", "cas-number", "unii", "average-mass", "monoisotopic-mass", "state", "fda-label", "msds")
def _single(r: DrugReader, element: Element) -> None:
    record, names, fields = _SINGLE[element.tag]
    text = r.take(element, record.kind)
    if text is not None:
        r.add(record, element, **dict.fromkeys(names, text), **fields)


@_rule(*_LISTS)
def _list(r: DrugReader, element: Element) -> None:
    for child in element.children:
        if child.tag == _LISTS[element.tag]:
            _single(r, child)


_SECTIONS = {
    "description": "description",
    "synthesis-reference": "synthesis reference",
    "indication": "indication",
    "pharmacodynamics": "pharmacodynamics",
    "mechanism-of-action": "mechanism of action",
    "toxicity": "toxicity",
    "metabolism": "metabolism",
    "absorption": "absorption",
    "half-life": "half-life",
    "protein-binding": "protein binding",
    "route-of-elimination": "route of elimination",
    "volume-of-distribution": "volume of distribution",
    "clearance": "clearance",
}


@_rule(*_SECTIONS)
def _section(r: DrugReader, element: Element) -> None:
    if element.normalized_text().lower() == "not available":
        r.take(element, k.Gap.kind)
    else:
        r.prose(element, _SECTIONS[element.tag])


@_rule("food-interactions")
def _food_interactions(r: DrugReader, element: Element) -> None:
    for child in element.children:
        if child.tag == "food-interaction":
            r.prose(child, "food interactions")


@_rule("drugbank-id")
def _drugbank_id(r: DrugReader, element: Element) -> None:
    value = r.take(element, k.Identifier.kind)
    if value is not None:
        r.add(k.Identifier, element, scheme="drugbank" if is_primary(element) else "drugbank secondary", value=value)
