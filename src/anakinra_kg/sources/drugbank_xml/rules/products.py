"""The rules for products, packagers, prices, patents and other supply data."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from anakinra_kg.facts import records as k
from anakinra_kg.sources.drugbank_xml.drug import FLAGS
from anakinra_kg.sources.drugbank_xml.rules.registry import DATE, DECIMAL, registering

if TYPE_CHECKING:
    from anakinra_kg.sources.drugbank_xml.drug import DrugReader, Row, Rule
    from anakinra_kg.sources.drugbank_xml.elements import Element

RULES: dict[str, Rule] = {}
_rule = registering(RULES)

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
    """Return the texts of a row by field name; `not_applicable` lists the fields that do not apply."""
    fields: dict[str, Any] = {}
    without = []
    for tag, name in names.items():
        text = row.cells.get(tag)
        if text is not None and text.lower() == "not applicable":
            without.append(name)
        elif text is not None:
            fields[name] = text
    return fields | {"not_applicable": tuple(without)}


@_rule("products")
def _products(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Product.kind, *_PRODUCT_FIELDS, *_PRODUCT_FLAGS)
        if r.complete(row, "name"):
            r.drop_unless(DATE, row, "started-marketing-on", "ended-marketing-on")
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
        r.drop_unless(DECIMAL, row, "cost")
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
            r.drop_unless(DATE, row, "approved", "expires")
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
