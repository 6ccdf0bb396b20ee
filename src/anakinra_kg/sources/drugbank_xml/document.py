"""Reads DrugBank XML (version 5.1): one fact for each row, list item and value of a drug's element.

Takes an element only where the schema says what it means; whatever else prints text is left to a curator (sentences) or
reported unread. A fact's span is its principal text (the value, the name in a row, the sentence of an interaction),
without the tags; where that text runs over several lines, the span is its first line and `also` the others. The other
elements of a row are accounted for by line only.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from anakinra_kg import facts as k
from anakinra_kg.errors import PageError
from anakinra_kg.sources.drugbank.references import reference
from anakinra_kg.sources.drugbank.rows.interactions import encounters
from anakinra_kg.sources.drugbank.rows.properties import amount
from anakinra_kg.sources.drugbank_xml.drug import FLAGS, DrugReader, Row, XmlLedger, is_primary
from anakinra_kg.sources.drugbank_xml.elements import (
    NAMESPACE,
    Drug,
    Element,
    ElementText,
    drugs,
    drugs_of_file,
    measure,
    pieces,
)
from anakinra_kg.text import PageText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from anakinra_kg.sources.drugbank_xml.drug import Rule
    from anakinra_kg.sources.ledger import Reading

SOURCE = "drugbank-xml"

_BLANK = frozenset(" \t\r\n\ufeff")
_PROLOG = (("<?", "?>"), ("<!--", "-->"))
_ROOT = re.compile(r"<(?:[\w.-]+:)?(drugbank|drug)(?=[\s/>])([^<]*)")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+(?:[\w.-]+:)?(?:drugbank|drug)(?=[\s\[>])")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_DIGITS = re.compile(r"\d+")


def recognises(page: PageText) -> bool:
    """Tell whether a page is DrugBank XML: its root is `drugbank`, or a single `drug` that has a `drugbank-id`."""
    text = page.text
    at = _after_prolog(text)
    if _DOCTYPE.match(text, at):
        return True
    root = _ROOT.match(text, at)
    if root is None or ("xmlns" in root.group(2) and NAMESPACE not in root.group(2)):
        return False
    return root.group(1) == "drugbank" or "drugbank-id" in text


def _after_prolog(text: str) -> int:
    """Return where the root or the document type should begin: after declaration, comments and instructions."""
    at = 0
    while True:
        while text[at : at + 1] in _BLANK:
            at += 1
        end_mark = next((end for begin, end in _PROLOG if text.startswith(begin, at)), "")
        end = text.find(end_mark, at) if end_mark else -1
        if end < 0:
            return at
        at = end + len(end_mark)


def read(page: PageText) -> Reading:
    """Read a document of one drug.

    Raises:
        PageError: The document is not well-formed XML, has a document type definition, or holds no or several drugs.
    """
    try:
        content = page.text.encode("utf-8")
    except UnicodeEncodeError:
        raise PageError(
            f"{page.name}:1", "the text holds a lone surrogate, which no UTF-8 file does", "give the file itself"
        ) from None
    found = list(islice(drugs(page.name, pieces(content)), 2))
    if len(found) > 1:
        line = found[1].first_line
        raise PageError(f"{page.name}:{line}", "a second drug begins", "read a file of several drugs with `read_drugs`")
    placed = ElementText(page.name, Drug(found[0].element, content, 0, 0, 1), page.extent)
    return _reading(placed, found[0].element, XmlLedger(page, first_line=1))


def read_drugs(path: Path) -> Iterator[Reading]:
    """Read the drugs of a document of any size, one after another, holding one at a time.

    A document of one drug is read whole. Else a reading's page is the text of the drug's element alone, and its account
    has a line for each line of the element; the spans count lines and characters of the whole document (`ElementText`
    says where the element stands in it).

    Raises:
        PageError: As `read`, where the stream meets the reason; the drugs before it have been given.
    """
    stream = drugs_of_file(path)
    first_two = list(islice(stream, 2))
    if len(first_two) == 1:
        yield read(PageText.from_file(path))
        return
    document = measure(path)
    for drug in chain(first_two, stream):
        page = ElementText(str(path), drug, document)
        yield _reading(page, drug.element, XmlLedger(page, page.first_line))


def _reading(page: ElementText, element: Element, ledger: XmlLedger) -> Reading:
    return DrugReader(page, element, ledger).read(SOURCE, _RULES, _aside)


# --- what each part of a drug says -----------------------------------------------------------------------------------

_RULES: dict[str, Rule] = {}

_ABOUT_OTHERS = {
    "polypeptide": "describes the protein, not the drug",
    "sequences": "sequence of the drug's residues or bases",
}
"""Elements all of whose text, but for what a rule takes, says nothing of the drug."""

_LEFT = {
    ("article", "ref-id"): "label of the reference in the prose",
    ("attachment", "ref-id"): "label of the reference in the prose",
    ("link", "ref-id"): "label of the reference in the prose",
    ("textbook", "ref-id"): "label of the reference in the prose",
    ("drug", "drugbank-id"): "identifier of a drug that is named beside it",
    ("packager", "url"): "site of the company",
    ("salt", "average-mass"): "describes a salt of the drug",
    ("salt", "monoisotopic-mass"): "describes a salt of the drug",
    ("enzyme", "drugbank-id"): "identifier of a protein that is named beside it",
    ("enzyme", "uniprot-id"): "identifier of a protein that is named beside it",
}
"""Texts, by parent and name, that say nothing of the drug."""


def _rule(*tags: str) -> Callable[[Rule], Rule]:
    def register(rule: Rule) -> Rule:
        _RULES.update(dict.fromkeys(tags, rule))
        return rule

    return register


def _aside(parent: str, tag: str) -> str:
    return _ABOUT_OTHERS.get(tag, "") or _LEFT.get((parent, tag), "")


@_rule("drug")
def _attributes(r: DrugReader, drug: Element) -> None:
    """Read the kind of drug and the days of its record."""
    kind = drug.attributes.get("type", "").strip()
    if kind:
        r.add_attribute(k.Classification, drug, "type", scheme="type", name=kind)
    for event in ("created", "updated"):
        day = drug.attributes.get(event, "").strip()
        if _DATE.fullmatch(day):
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
    # The XML names no AHFS class: its code is all there is to call it.
    "ahfs-code": (k.Classification, ("code", "name"), {"scheme": "ahfs"}),
    "pdb-entry": (k.Identifier, ("value",), {"scheme": "pdb"}),
}
"""Elements whose text is the whole statement: the kind of fact, the fields the text fills, the other fields."""

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
    words = r.take(element, record.kind)
    if words is not None:
        r.add(record, element, **dict.fromkeys(names, words), **fields)


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
    if element.words().lower() == "not available":
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


# --- codes and classes -----------------------------------------------------------------------------------------------

_TAXONOMY = {
    "kingdom": "kingdom",
    "superclass": "super class",
    "class": "class",
    "subclass": "sub class",
    "direct-parent": "direct parent",
    "alternative-parent": "alternative parent",
    "substituent": "substituent",
}
_ATC_LEVELS = {1: "1", 3: "2", 4: "3", 5: "4", 7: "5"}


@_rule("classification")
def _taxonomy(r: DrugReader, element: Element) -> None:
    for child in element.children:
        if child.tag == "description":
            r.prose(child, "classification")
        elif child.tag in _TAXONOMY:
            name = r.take(child, k.Classification.kind)
            if name is not None:
                r.add(k.Classification, child, scheme="chemical", name=name, level=_TAXONOMY[child.tag])


@_rule("atc-codes")
def _atc_codes(r: DrugReader, element: Element) -> None:
    for child in element.children:
        if child.tag == "atc-code":
            # The XML does not print the name of the code itself, which is not always that of the drug.
            code = child.attributes.get("code", "").strip()
            if code:
                level = _ATC_LEVELS.get(len(code))
                r.add_attribute(k.Classification, child, "code", scheme="atc", code=code, name=code, level=level)
            for above in child.children:
                if above.tag == "level":
                    _atc_level(r, above)


def _atc_level(r: DrugReader, element: Element) -> None:
    name = r.take(element, k.Classification.kind)
    if name is not None:
        code = element.attributes.get("code", "").strip() or None
        level = _ATC_LEVELS.get(len(code)) if code else None
        r.add(k.Classification, element, scheme="atc", code=code, name=name, level=level)


@_rule("categories")
def _categories(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Classification.kind, "category", "mesh-id")
        if r.complete(row, "category"):
            name, code = row.cells["category"], row.cells.get("mesh-id")
            r.add(k.Classification, row.at["category"], scheme="category", code=code, name=name)


@_rule("external-identifiers")
def _external_identifiers(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Identifier.kind, "resource", "identifier")
        if r.complete(row, "resource", "identifier"):
            scheme, value = row.cells["resource"].lower(), row.cells["identifier"]
            r.add(k.Identifier, row.at["identifier"], scheme=scheme, value=value)


@_rule("external-links")
def _external_links(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.ExternalLink.kind, "resource", "url")
        if r.complete(row, "resource"):
            resource, address = row.cells["resource"], row.cells.get("url")
            r.add(k.ExternalLink, row.at["resource"], resource=resource, address=address)


@_rule("experimental-properties", "calculated-properties")
def _properties(r: DrugReader, element: Element) -> None:
    basis = "experimental" if element.tag == "experimental-properties" else "predicted"
    for child in element.children:
        row = r.row(child, k.Property.kind, "kind", "value", "source")
        if r.complete(row, "kind", "value"):
            value, unit = amount(row.cells["value"])
            fields = {"name": row.cells["kind"], "value": value, "unit": unit, "source": row.cells.get("source")}
            r.add(k.Property, row.at["value"], basis=basis, **fields)


# --- products and supply ---------------------------------------------------------------------------------------------

_PRODUCT_FIELDS = {
    "name": "name",
    "dosage-form": "dosage_form",
    "strength": "strength",
    "route": "route",
    "labeller": "labeller",
    "started-marketing-on": "marketing_start",
    "ended-marketing-on": "marketing_end",
    "country": "region",
    "ndc-id": "ndc_id",
    "ndc-product-code": "ndc_product_code",
    "dpd-id": "dpd_id",
    "ema-product-code": "ema_product_code",
    "ema-ma-number": "ema_authorisation",
    "fda-application-number": "fda_application",
    "source": "register",
}
_PRODUCT_FLAGS = {"generic": "generic", "over-the-counter": "over_the_counter", "approved": "approved"}
_FLAG = re.compile("|".join(FLAGS))


def _fields(row: Row, names: dict[str, str]) -> dict[str, Any]:
    """Return the texts of a row under the names of a fact's fields; those that do not apply are listed."""
    fields: dict[str, Any] = {}
    without = []
    for tag, name in names.items():
        words = row.cells.get(tag)
        if words is not None and words.lower() == "not applicable":
            without.append(name)
        elif words is not None:
            fields[name] = words
    return fields | {"not_applicable": tuple(without)}


@_rule("products")
def _products(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Product.kind, *_PRODUCT_FIELDS, *_PRODUCT_FLAGS)
        if r.complete(row, "name"):
            r.drop_unless(_DATE, row, "started-marketing-on", "ended-marketing-on")
            r.drop_unless(_FLAG, row, *_PRODUCT_FLAGS)
            flags = {name: FLAGS[row.cells[tag]] for tag, name in _PRODUCT_FLAGS.items() if tag in row.cells}
            category = "over the counter" if flags.get("over_the_counter") == "yes" else None
            r.add(k.Product, row.at["name"], category=category, **_fields(row, _PRODUCT_FIELDS), **flags)


@_rule("mixtures")
def _mixtures(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Product.kind, "name", "ingredients", "supplemental-ingredients")
        if r.complete(row, "name"):
            r.add(
                k.Product,
                row.at["name"],
                name=row.cells["name"],
                category="mixture",
                ingredients=row.cells.get("ingredients"),
                supplemental_ingredients=row.cells.get("supplemental-ingredients"),
            )


@_rule("salts")
def _salts(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Ingredient.kind, "name", "unii", "cas-number", "inchikey")
        codes = [part for part in child.children if part.tag == "drugbank-id"]
        if r.complete(row, "name"):
            r.add(
                k.Ingredient,
                row.at["name"],
                name=row.cells["name"],
                unii=row.cells.get("unii"),
                cas=row.cells.get("cas-number"),
                inchi_key=row.cells.get("inchikey"),
                identifier=r.take(codes[0], k.Ingredient.kind) if len(codes) == 1 else None,
            )


@_rule("international-brands")
def _brands(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.BrandName.kind, "name", "company")
        if r.complete(row, "name"):
            r.add(k.BrandName, row.at["name"], name=row.cells["name"], labeller=row.cells.get("company"))


@_rule("packagers")
def _packagers(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Packager.kind, "name")
        if r.complete(row, "name"):
            r.add(k.Packager, row.at["name"], name=row.cells["name"])


@_rule("dosages")
def _dosages(r: DrugReader, element: Element) -> None:
    names = {"form": "form", "route": "route", "strength": "strength"}
    for child in element.children:
        row = r.row(child, k.DosageForm.kind, *names)
        if r.complete(row, "form"):
            r.add(k.DosageForm, row.at["form"], **_fields(row, names))


@_rule("prices")
def _prices(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Price.kind, "description", "cost", "unit")
        r.drop_unless(_DECIMAL, row, "cost")
        if r.complete(row, "description", "cost", "unit"):
            currency = row.at["cost"].attributes.get("currency", "").strip()
            if currency:
                description, unit, cost = row.cells["description"], row.cells["unit"], Decimal(row.cells["cost"])
                r.add(k.Price, row.at["description"], description=description, cost=cost, currency=currency, unit=unit)
            else:
                r.refuse(child, "price without currency")


@_rule("patents")
def _patents(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Patent.kind, "number", "country", "approved", "expires", "pediatric-extension")
        if r.complete(row, "number"):
            r.drop_unless(_DATE, row, "approved", "expires")
            r.drop_unless(_FLAG, row, "pediatric-extension")
            r.add(
                k.Patent,
                row.at["number"],
                number=row.cells["number"],
                country=row.cells.get("country"),
                approved=row.cells.get("approved"),
                expires=row.cells.get("expires"),
                pediatric_extension=FLAGS.get(row.cells.get("pediatric-extension", "")),
            )


# --- interactions, metabolism and genes ------------------------------------------------------------------------------


@_rule("drug-interactions")
def _interactions(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Interaction.kind, "drugbank-id", "name", "description")
        if not r.complete(row, "name"):
            continue
        drug, sentence = row.cells["name"], row.cells.get("description", "")
        told = [e for e in encounters(drug + sentence) if e.drug == drug and e.other == r.name]
        fields: dict[str, str | None] = {"drug": drug, "drug_id": row.cells.get("drugbank-id")}
        if len(told) == 1:
            says = told[0]
            fields |= {"effect": says.effect, "activity": says.activity, "direction": says.direction}
            r.add(k.Interaction, row.at["description"], affected=says.affected, **fields)
        else:
            r.add(k.Interaction, row.at["name"], **fields)
            if sentence:
                r.refuse(row.at["description"], "a sentence of no known form about this drug and the other")


@_rule("pathways")
def _pathways(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Pathway.kind, "smpdb-id", "name", "category")
        if r.complete(row, "name"):
            parts = {part.tag: part for part in child.children}
            drugs_in = (
                name for drug in _items(parts, "drugs", "drug") for name in r.texts(drug, "name", k.Pathway.kind)
            )
            enzymes = r.texts(parts["enzymes"], "uniprot-id", k.Pathway.kind) if "enzymes" in parts else ()
            r.add(
                k.Pathway,
                row.at["name"],
                name=row.cells["name"],
                category=row.cells.get("category"),
                identifier=row.cells.get("smpdb-id"),
                drugs=tuple(drugs_in),
                enzymes=enzymes,
            )


def _items(parts: dict[str, Element], tag: str, item: str) -> list[Element]:
    return [child for child in parts[tag].children if child.tag == item] if tag in parts else []


_SIDES = ("left-element", "right-element")
_NOTHING = Element("", {}, 0)


@_rule("reactions")
def _reactions(r: DrugReader, element: Element) -> None:
    for child in element.children:
        kind = k.Reaction.kind
        step = r.row(child, kind, "sequence")
        parts = {part.tag: part for part in child.children}
        left, right = (r.row(parts.get(side, _NOTHING), kind, "drugbank-id", "name") for side in _SIDES)
        if r.complete(step) and r.complete(left, "name") and r.complete(right, "name"):
            enzymes = (name for enzyme in _items(parts, "enzymes", "enzyme") for name in r.texts(enzyme, "name", kind))
            r.add(
                k.Reaction,
                right.at["name"],
                step=step.cells.get("sequence"),
                substrate=left.cells["name"],
                substrate_id=left.cells.get("drugbank-id"),
                metabolite=right.cells["name"],
                metabolite_id=right.cells.get("drugbank-id"),
                enzymes=tuple(enzymes),
            )
        else:
            r.refuse(child, "reaction without both its sides")


_VARIANT_FIELDS = {
    "protein-name": "protein",
    "gene-symbol": "gene",
    "uniprot-id": "uniprot",
    "rs-id": "rs_id",
    "allele": "allele",
    "defining-change": "defining_change",
    "adverse-reaction": "adverse_reaction",
    "pubmed-id": "pmid",
}


@_rule("snp-effects", "snp-adverse-drug-reactions")
def _variants(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.PharmacogenomicEffect.kind, *_VARIANT_FIELDS)
        if r.complete(row, "protein-name"):
            r.drop_unless(_DIGITS, row, "pubmed-id")
            fields = {name: row.cells[tag] for tag, name in _VARIANT_FIELDS.items() if tag in row.cells}
            r.add(k.PharmacogenomicEffect, row.at["protein-name"], **fields)
            for part in child.children:
                if part.tag == "description":
                    r.prose(part, "pharmacogenomic effects")


# --- proteins and references -----------------------------------------------------------------------------------------

_ROLES = {"targets": "target", "enzymes": "enzyme", "carriers": "carrier", "transporters": "transporter"}
_UNIPROT = ("swiss-prot", "trembl", "uniprot")


@_rule(*_ROLES)
def _proteins(r: DrugReader, element: Element) -> None:
    role = _ROLES[element.tag]
    for child in element.children:
        if child.tag == role:
            _protein(r, child, role)


def _protein(r: DrugReader, element: Element, role: str) -> None:
    """Read a target, enzyme, carrier or transporter; the protein's own data only where it is one protein."""
    record: type[k.Fact] = k.Target if role == "target" else k.InteractingProtein
    strengths = ("inhibition-strength", "induction-strength") if role == "enzyme" else ()
    row = r.row(element, record.kind, "id", "name", "organism", "known-action", *strengths)
    if not r.complete(row, "name"):
        return
    r.drop_unless(_KNOWN_ACTION, row, "known-action")
    name = row.cells["name"]
    fields: dict[str, Any] = {
        "name": name,
        "pharmacological_action": row.cells.get("known-action"),
        "organism": row.cells.get("organism"),
        "identifier": row.cells.get("id"),
        **{tag.replace("-", "_"): row.cells.get(tag) for tag in strengths},
    }
    polypeptides = []
    for child in element.children:
        if child.tag == "actions":
            fields["actions"] = r.texts(child, "action", record.kind)
        elif child.tag == "references":
            _reference_lists(r, child, role, name)
        elif child.tag == "polypeptide":
            polypeptides.append(child)
            _function_sentences(r, child)
    fields |= _polypeptide(r, polypeptides[0], record.kind) if len(polypeptides) == 1 else {}
    fields |= {"components": tuple(filter(None, map(_accession, polypeptides)))} if len(polypeptides) > 1 else {}
    r.add(record, row.at["name"], **fields, **({} if role == "target" else {"role": role}))


_KNOWN_ACTION = re.compile("yes|no|unknown")


def _accession(polypeptide: Element) -> str | None:
    known = polypeptide.attributes.get("source", "").strip().lower().startswith(_UNIPROT)
    return polypeptide.attributes.get("id", "").strip() or None if known else None


def _function_sentences(r: DrugReader, polypeptide: Element) -> None:
    for child in polypeptide.children:
        sentences = child.tag == "general-function" and child.words().endswith(".")
        if child.tag == "specific-function" or sentences:
            r.prose(child, child.tag.replace("-", " "))


def _polypeptide(r: DrugReader, polypeptide: Element, kind: str) -> dict[str, Any]:
    row = r.row(polypeptide, kind, "general-function", "gene-name", "molecular-weight")
    r.drop_unless(_DECIMAL, row, "molecular-weight")
    weight = row.cells.get("molecular-weight")
    return {
        "general_function": row.cells.get("general-function"),
        "gene": row.cells.get("gene-name"),
        "molecular_weight_da": None if weight is None else Decimal(weight),
        "uniprot": _accession(polypeptide),
    }


@_rule("general-references")
def _general_references(r: DrugReader, element: Element) -> None:
    _reference_lists(r, element, "drug", None)


def _reference_lists(r: DrugReader, element: Element, about: str, name: str | None) -> None:
    for works in element.children:
        for work in works.children:
            if works.tag == "articles":
                _article(r, work, about, name)
            elif works.tag in {"textbooks", "links", "attachments"}:
                _other_work(r, work, about, name)


def _article(r: DrugReader, element: Element, about: str, name: str | None) -> None:
    row = r.row(element, k.Reference.kind, "pubmed-id", "citation")
    r.drop_unless(_DIGITS, row, "pubmed-id")
    pmid, citation = row.cells.get("pubmed-id"), row.cells.get("citation")
    if not r.complete(row):
        return
    if citation is not None:
        work = reference(f"1. {citation} [PubMed:{pmid or 0}]")
        fields = {"authors": work.authors, "title": work.title} if work is not None else {}
        r.add(k.Reference, row.at["citation"], about=about, about_name=name, citation=citation, pmid=pmid, **fields)
    elif pmid is not None:
        r.add(k.Reference, row.at["pubmed-id"], about=about, about_name=name, pmid=pmid)


def _other_work(r: DrugReader, element: Element, about: str, name: str | None) -> None:
    """Read a textbook, a link or an attachment; what has no title is cited by its address."""
    row = r.row(element, k.Reference.kind, "isbn", "citation", "title", "url")
    cells = row.cells
    principal = next((tag for tag in ("citation", "title", "url") if tag in cells), "citation")
    if r.complete(row, principal):
        citation = cells[principal] if principal == "url" else cells.get("citation")
        fields = {"title": cells.get("title"), "isbn": cells.get("isbn"), "address": cells.get("url")}
        r.add(k.Reference, row.at[principal], about=about, about_name=name, citation=citation, **fields)
