"""The rules for facts about products and their supply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.facts import records as k
from anakinra_kg.mapping.rules.registry import rule
from anakinra_kg.mapping.rules.shared import condition, route, strength

if TYPE_CHECKING:
    from anakinra_kg.mapping.claims import Claim


@rule(
    k.Product,
    "akg:Product",
    (
        "{name}[, {dosage_form}][, {strength}][, {route}][, {labeller}][, {region}][, from {marketing_start}]"
        "[ to {marketing_end}][, {category}]"
        "[, generic: {generic}][, over the counter: {over_the_counter}][, approved: {approved}]"
    ),
    lambda f: (f.name, f.dosage_form, f.strength, f.route, f.region),
)
def _product(c: Claim, f: k.Product) -> None:
    c.text("akg:name", f.name)
    c.name("akg:dosageForm", "dosage-form", "akg:DosageForm", f.dosage_form)
    strength(c, f.strength)
    route(c, f.route)
    c.name("akg:labeller", "organization", "akg:Organization", f.labeller)
    c.typed("akg:marketingStart", f.marketing_start, "xsd:date")
    c.typed("akg:marketingEnd", f.marketing_end, "xsd:date")
    c.code("akg:region", "jurisdiction", f.region)
    c.code("akg:productCategory", "product-category", f.category)
    c.text("akg:ingredientsAsWritten", f.ingredients)
    c.text("akg:supplementalIngredientsAsWritten", f.supplemental_ingredients)
    c.flag("akg:isGeneric", f.generic)
    c.flag("akg:isOverTheCounter", f.over_the_counter)
    c.flag("akg:isApproved", f.approved)
    c.text("akg:register", f.register)
    for predicate, code in (
        ("akg:ndcId", f.ndc_id),
        ("akg:ndcProductCode", f.ndc_product_code),
        ("akg:dpdId", f.dpd_id),
        ("akg:emaProductCode", f.ema_product_code),
        ("akg:emaAuthorisation", f.ema_authorisation),
        ("akg:fdaApplication", f.fda_application),
    ):
        c.text(predicate, code)
    c.texts("akg:notApplicable", f.not_applicable)
    c.texts("akg:notAvailable", f.not_available)
    c.shortcut("akg:hasProduct", c.node)


@rule(
    k.DosageForm,
    "akg:DosageFormClaim",
    "{of_drug} as {form}[, {strength}][, {route}]",
    lambda f: (f.form, f.route, f.strength),
)
def _dosage_form(c: Claim, f: k.DosageForm) -> None:
    node = c.name("akg:dosageForm", "dosage-form", "akg:DosageForm", f.form)
    route(c, f.route)
    strength(c, f.strength)
    c.texts("akg:notApplicable", f.not_applicable)
    if node is not None:
        c.shortcut("akg:hasDosageForm", node)


@rule(
    k.Price,
    "akg:PriceClaim",
    "{description}: {cost} {currency} for {unit}",
    lambda f: (f.description,),
)
def _price(c: Claim, f: k.Price) -> None:
    c.text("akg:productDescription", f.description)
    c.decimal("schema:costPerUnit", f.cost)
    c.text("schema:costCurrency", f.currency)
    c.text("akg:pricedUnit", f.unit)


def _supplier(c: Claim, name: str, role: str) -> None:
    c.code("akg:supplierRole", "supplier-role", role)
    node = c.name("akg:supplier", "organization", "akg:Organization", name)
    if node is not None:
        c.shortcut("akg:hasSupplier", node)


@rule(
    k.Packager,
    "akg:SupplierClaim",
    "{name}: packager of {of_drug}",
    lambda f: (f.name,),
)
def _packager(c: Claim, f: k.Packager) -> None:
    _supplier(c, f.name, "packager")


@rule(
    k.Manufacturer,
    "akg:SupplierClaim",
    "{name}: manufacturer of {of_drug}",
    lambda f: (f.name,),
)
def _manufacturer(c: Claim, f: k.Manufacturer) -> None:
    _supplier(c, f.name, "manufacturer")


@rule(
    k.Supplier,
    "akg:SupplierClaim",
    "{name}: manufacturer or packager of {of_drug}",
    lambda f: (f.name,),
)
def _supplier_of_unknown_role(c: Claim, f: k.Supplier) -> None:
    _supplier(c, f.name, "manufacturer or packager")


@rule(
    k.Availability,
    "akg:AvailabilityClaim",
    "{of_drug}[ for {conditions}]: {status}",
    lambda f: (f.status, *f.conditions),
)
def _availability(c: Claim, f: k.Availability) -> None:
    c.code("akg:availabilityStatus", "availability", f.status)
    for name in f.conditions:
        condition(c, name, "akg:availabilityCondition")


@rule(
    k.Patent,
    "akg:PatentClaim",
    (
        "Patent {number}[ ({country})] on {of_drug}[, approved {approved}][, expires {expires}]"
        "[, pediatric extension: {pediatric_extension}]"
    ),
    lambda f: (f.country, f.number),
)
def _patent(c: Claim, f: k.Patent) -> None:
    c.text("akg:patentNumber", f.number)
    c.text("akg:countryAsWritten", f.country)
    c.typed("akg:approvalDate", f.approved, "xsd:date")
    c.typed("akg:expiryDate", f.expires, "xsd:date")
    c.flag("akg:hasPediatricExtension", f.pediatric_extension)


@rule(
    k.Approval,
    "akg:ApprovalClaim",
    "{of_drug}: approved by {agency} on {date}",
    lambda f: (f.agency,),
)
def _approval(c: Claim, f: k.Approval) -> None:
    c.name("akg:agency", "organization", "akg:Organization", f.agency)
    c.typed("akg:approvalDate", f.date, "xsd:date")
