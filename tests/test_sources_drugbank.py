"""The reader of DrugBank pages, on pages of invented drugs and, where they are at hand, on real ones."""

from __future__ import annotations

import random
import time
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from anakinra_kg.errors import PageError
from anakinra_kg.facts import record_of
from anakinra_kg.sources import drugbank
from anakinra_kg.sources.drugbank import tables
from anakinra_kg.sources.ledger import LineStatus
from anakinra_kg.text import PageText

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from anakinra_kg.sources.ledger import Reading

# A page as the lossy text shows it: sections in order, every line of a single word gone.
PAGE = """\
Logo pink
Are you a
new drug developer?
Contact us to learn more about widgets and gadgets of ours.
Accession Number
DB99001\xa0 (APRD99001, QQQ1)
Small Molecule
Approved, Vet Approved

Zorblamine soothes invented gryphons. It tastes of lemon.

  • Zorblamine
  • zorblaminum novum
External IDs
ZB-17 / NSC-990
Product Ingredients
IngredientUNIICASInChI Key
Zorblamine oxalate5U85DBW7LO219861-08-2KTGRHKOEFSJQNS-BDQAORGHSA-N
Prescription Products
NameDosageStrengthRouteLabellerMarketing StartMarketing End
Zorbla -10mgTablet, film coated10 mgOralGryphon Works Inc.2011-02-03Not applicableUs
Zorbla OneInjection, solution2.5 mg/0.5mLIntravenous; SubcutaneousGryphon WorksNot applicableNot applicableCanada
Additional Data Available
  • Application Number
    Application Number

    A number somebody handed out.

    Learn more
  • Severity

    How bad it is.

    Learn more
Mixture Products
NameIngredientsDosageRouteLabellerMarketing StartMarketing End
Zorbla PlusZorblamine (10 mg) + Quaffeine citrate (5 mg/1mL)SyrupOralGryphon Works2012-01-022013-01-02Eu
Aid KitQuaffeine citrate (5 mg/1mL) + Zorblamine (1 mg)KitGryphon Works2012-01-022013-01-02Us
International/Other Brands
Zorbex (Gryphon) / Zorba Tabs
CAS number
Average: 151.1626
Monoisotopic: 151.0633
Chemical Formula
InChI Key
IUPAC Name
2-(zorbyl)propanoic acid


For gryphons that cannot sleep.

Associated Conditions

Gryphons calm down.

Mechanism of action

It binds the purple receptor.

APurple receptor type 1
UYellow kinase BNot AvailableHumans
Additional Data Available
Adverse Effects

Lists of things that went wrong.

Learn more
Additional Data Available

Lists of things not to do.

Learn more

Quickly taken up.

Volume of distribution
  • 12 L/kg
Protein binding



Cut in half by the liver.

Route of elimination
Not Available
Half life
Not Available
Not Available

Gryphons turn blue.

Affected organisms
  • Gryphons and other beasts
Zorblamine Action PathwayDrug action
Pharmacogenomic Effects/ADRs
Not Available


Drug Interactions
(R)-quaffeineThe metabolism of (R)-quaffeine can be increased when combined with Zorblamine.
MoonstoneThe serum concentration of Zorblamine can be decreased when it is combined with Moonstone.
Stardust BThe risk or severity of hiccups can be increased when Stardust B is combined with Zorblamine.
Additional Data Available
  • Evidence Level
    Evidence Level

    How sure somebody is.

    Learn more
Food Interactions
  • Take it with honey.


General References
  1. Gryph A, Phoenix BC: Sleep of gryphons. J Myth Biol. 2001 May;5(3):1-2. [PubMed:101]
  2. Zorbla sheet [File]
External Links
KEGG Drug
ATC Codes
N01AA01 — ZorblamineN01AA51 — Zorblamine, combinations
AHFS Codes
  • 28:08.92 — Lemon agents
PDB Entries
1abc / 2xyz
show 1 more
FDA label
Download (62.3 KB)
Download (7 KB)

Clinical Trials

Clinical Trials
1, 2Active Not RecruitingTreatmentInsomnia / Gryphon Fever Type 21
Not AvailableCompletedNot AvailableGryphon Fever Type 2 / Blue Beak12


Not Available
  • Gryphon Works
Dosage forms
Tablet, film coatedOral10 mg
KitOral; Topical
TabletNot applicable5 mg/1
Unit descriptionCostUnit
Zorbla 10 mg tablet2.75USD tablet
DrugBank does not sell nor buy drugs. Ask elsewhere.
Patent NumberPediatric ExtensionApprovedExpires (estimated)
Additional Data Available
  • Filed On
    Filed On

    When it was filed.

    Learn more


Experimental Properties
melting point (°C)170MSDS
logP3.5Not Available
Predicted Properties
Water Solubility0.5 mg/mLALOGPS
Rule of FiveYesChemAxon
Predicted ADMET features
Human Intestinal Absorption+0.9966
P-glycoprotein inhibitor INon-inhibitor0.6
Rat acute toxicity2.9 LD50, mol/kg Not applicable
ADMET data is predicted using admetSAR, by somebody.


Mass Spec (NIST)
Not Available
SpectrumSpectrum TypeSplash Key
Predicted GC-MS Spectrum - GC-MSPredicted GC-MSNot Available
MS/MS Spectrum - , positiveLC-MS/MSsplash10-004i-1497000000-a840cd3176ff240d74f6


A gryphonoid by class.
Organic compounds
Super Class
Organic acids and derivatives
Gryphonic acids and derivatives
Sub Class
Direct Parent
Lemon acids
Alternative Parents
Aas / Bbs / Ccs / Dds / Ees / Ffs / Ggs / Hhs / Iis / JjsKay compounds / Lls
show 2 more
Sour compound / Lemon moiety
Molecular Framework
Aromatic rings
External Descriptors
lemon, sour (CHEBI:99001) / a made up thing


Pharmacological action
General Function
Purple binding
Specific Function
It is purple and it sits in...
Gene Name
Uniprot ID
Uniprot Name
Purple receptor type 1
Molecular Weight
65401.91 Da
  1. Gryph A: Purple things. Myth Lett. 1999;1(2):3-4. [PubMed:102]
Pharmacological action
Curator comments
Perhaps a target
General Function
Yellow kinase activity
Specific Function
Not Available
Gene Name
Uniprot ID
Uniprot Name
Yellow kinase B
Molecular Weight
100 Da


Pharmacological action
General Function
Cutting in half
Specific Function
It halves.
Gene Name
Uniprot ID
Uniprot Name
Half cutter P1
Molecular Weight
5 Da
  1. Cutter: The Table [Link]

Drug created on June 13, 2005 07:24 / Updated on July 11, 2019 01:01
"""


def read(text: str) -> Reading:
    """Read a page given as text."""
    return drugbank.read(PageText.from_bytes("page.txt", text.encode()))


def records(reading: Reading, kind: str) -> list[dict[str, Any]]:
    """Return the facts of a kind without their places."""
    found = []
    for fact in reading.facts:
        if fact.kind == kind:
            record = record_of(fact)
            found.append(
                {name: value for name, value in record.items() if name not in {"line", "start", "end", "also"}}
            )
    return found


def without_kind(reading: Reading, kind: str) -> list[dict[str, Any]]:
    """Return the facts of a kind, only what they say."""
    return [{name: value for name, value in record.items() if name != "kind"} for record in records(reading, kind)]


def gaps(reading: Reading) -> list[str]:
    """Return the fields a page reports as not available."""
    return [record["field"] for record in records(reading, "gap")]


def prose(reading: Reading) -> dict[str, list[str]]:
    """Return the sentences of each section."""
    sections: dict[str, list[str]] = {}
    for sentence in reading.prose:
        sections.setdefault(sentence.section, []).append(reading.page.words(sentence.span))
    return sections


def unread(reading: Reading) -> list[str]:
    """Return the lines a page's reader did not understand."""
    pairs = zip(reading.page.lines, reading.lines, strict=True)
    return [line.strip() for line, account in pairs if account.status is LineStatus.UNREAD]


def replaced(old: str, new: str, text: str = PAGE) -> str:
    """Return a page with one stretch replaced, which must be there once."""
    assert text.count(old) == 1

    return text.replace(old, new)


@pytest.fixture(scope="module")
def reading() -> Reading:
    """Return the reading of the invented page."""
    return read(PAGE)


def test_every_line_of_a_sound_page_is_accounted_for(reading: Reading) -> None:
    """A page of the known layout leaves no line unread."""
    assert unread(reading) == []
    assert (reading.source, reading.id, reading.title, reading.drug) == (
        "drugbank",
        "DB99001",
        "Zorblamine",
        "Zorblamine",
    )


def test_every_span_holds_what_its_fact_says(reading: Reading) -> None:
    """A fact with one name or value points at characters that hold it."""
    for fact in reading.facts:
        value = getattr(fact, "value", None) or getattr(fact, "name", None)
        if value and fact.kind != "download":
            assert value in reading.page.words(fact.span)


def test_only_its_own_layout_is_recognised() -> None:
    """A page is claimed for its headings, not for a word that looks like one."""

    def claimed(text: str) -> bool:
        return drugbank.recognises(PageText.from_bytes("x", text.encode()))

    assert claimed(PAGE)
    assert claimed(PAGE.replace("\n", "\r\n"))
    assert not claimed("Accession Number\nDB00001\n")
    assert not claimed("<drugbank><atc-codes/></drugbank>\nDosage forms\n")
    assert not claimed("Side Effects\n-> rash\nProper Use\n")


def test_numbers_types_and_groups(reading: Reading) -> None:
    """The accession line gives one number and the secondary ones; type and groups are closed lists."""
    identifiers = [(record["scheme"], record["value"]) for record in records(reading, "identifier")]
    classes = [(record["scheme"], record["name"]) for record in records(reading, "classification")][:3]

    assert identifiers[:5] == [
        ("drugbank", "DB99001"),
        ("drugbank secondary", "APRD99001"),
        ("drugbank secondary", "QQQ1"),
        ("external id", "ZB-17"),
        ("external id", "NSC-990"),
    ]
    assert classes == [("type", "Small Molecule"), ("group", "Approved"), ("group", "Vet Approved")]


def test_text_is_left_to_its_section_even_where_the_heading_is_lost(reading: Reading) -> None:
    """The order of the page and its blank lines say which section a paragraph belongs to."""
    assert prose(reading) == {
        "description": ["Zorblamine soothes invented gryphons.", "It tastes of lemon."],
        "indication": ["For gryphons that cannot sleep."],
        "pharmacodynamics": ["Gryphons calm down."],
        "mechanism of action": ["It binds the purple receptor."],
        "absorption": ["Quickly taken up."],
        "volume of distribution": ["• 12 L/kg"],
        "metabolism": ["Cut in half by the liver."],
        "toxicity": ["Gryphons turn blue."],
        "food interactions": ["• Take it with honey."],
        "taxonomy description": ["A gryphonoid by class."],
        "specific function": ["It is purple and it sits in...", "It halves."],
        "curator comments": ["Perhaps a target"],
    }


def test_a_gap_is_named_after_its_section(reading: Reading) -> None:
    """`Not Available` belongs to the section the order of the page gives it."""
    assert gaps(reading) == [
        "route of elimination",
        "half-life",
        "clearance",
        "pharmacogenomic effects",
        "manufacturers",
        "mass spec (nist)",
        "specific function",
    ]


def test_a_gap_of_doubtful_section_is_unread() -> None:
    """Where fewer values stand than sections, a gap is given to none of them."""
    page = read(replaced("Half life\nNot Available\nNot Available\n", "Half life\nNot Available\n"))

    assert "half-life" not in gaps(page)
    assert "Not Available" in unread(page)


def test_products(reading: Reading) -> None:
    """A row is split by its form, strength, route, dates and region; what does not apply is listed."""
    assert without_kind(reading, "product") == [
        {
            "name": "Zorbla -10mg",
            "dosage_form": "Tablet, film coated",
            "strength": "10 mg",
            "route": "Oral",
            "labeller": "Gryphon Works Inc.",
            "marketing_start": "2011-02-03",
            "region": "Us",
            "category": "prescription",
            "not_applicable": ["marketing_end"],
        },
        {
            "name": "Zorbla One",
            "dosage_form": "Injection, solution",
            "strength": "2.5 mg/0.5mL",
            "route": "Intravenous; Subcutaneous",
            "labeller": "Gryphon Works",
            "region": "Canada",
            "category": "prescription",
            "not_applicable": ["marketing_start", "marketing_end"],
        },
        {
            "name": "Zorbla Plus",
            "dosage_form": "Syrup",
            "route": "Oral",
            "labeller": "Gryphon Works",
            "marketing_start": "2012-01-02",
            "marketing_end": "2013-01-02",
            "region": "Eu",
            "category": "mixture",
            "ingredients": "Zorblamine (10 mg) + Quaffeine citrate (5 mg/1mL)",
        },
        {
            "name": "Aid Kit",
            "dosage_form": "Kit",
            "labeller": "Gryphon Works",
            "marketing_start": "2012-01-02",
            "marketing_end": "2013-01-02",
            "region": "Us",
            "category": "mixture",
            "ingredients": "Quaffeine citrate (5 mg/1mL) + Zorblamine (1 mg)",
        },
    ]


DATES = "2011-02-03Not applicableUs"


@pytest.mark.parametrize(
    "row",
    [
        f"ZorblaFlask10 mgOralGryphon{DATES}",  # no such form
        f"ZorblaTablet10 mgSidewaysGryphon{DATES}",  # no such route
        f"ZorblaTablet10 mgOral{DATES}",  # no labeller
        f"ZorblaTabletNot applicableGryphon{DATES}",  # strength or route
        f"ZorblaKitKitCheck Inc{DATES}",  # two kits
        "ZorblaTablet10 mgOralGryphon2011-02-03Us",  # one date
        "ZorblaTablet10 mgOralGryphon2011-13-03Not applicableUs",  # no such month
        f"Lexa 00456 2005 01 nlmimage10 ZorblaTablet10 mgOralGryphon{DATES}",  # text of a picture
    ],
)
def test_a_product_row_that_splits_in_no_or_two_ways_is_not_split(row: str) -> None:
    """Columns are taken only where one split is possible."""
    assert tables.product(row) is None


def test_text_after_a_row_is_reported() -> None:
    """What is glued to the end of a row takes nothing from its cells, and the line is unread."""
    page = read(replaced("2011-02-03Not applicableUs\n", "2011-02-03Not applicableUsPicture of it 4711\n"))

    assert without_kind(page, "product")[0]["region"] == "Us"
    assert len(unread(page)) == 1


def test_rows_below_a_broken_heading_are_not_of_the_table_above() -> None:
    """A line that is no row ends a table; what follows it is given to no table."""
    page = read(replaced("Mixture Products\nName", "Mixture Products Name"))

    assert [one["category"] for one in records(page, "product")] == ["prescription", "prescription"]
    assert len(unread(page)) == 3


def test_a_mixture_is_named_only_where_its_first_ingredient_is_known() -> None:
    """Two places where the name may end leave a row unread."""
    row = "Zorbla DEFoofeine (1 mg)TabletOralGryphon2011-02-03Not applicableUs"
    mixture = tables.mixture(row)

    assert mixture is not None
    assert mixture.named(set()) is None
    assert (mixture.named({"Foofeine"}) or {})["name"] == "Zorbla DE"


def test_ingredients_are_split_by_their_check_characters(reading: Reading) -> None:
    """Of the ways to cut UNII and CAS number, the one whose check characters hold is taken."""
    assert without_kind(reading, "ingredient") == [
        {
            "name": "Zorblamine oxalate",
            "unii": "5U85DBW7LO",
            "cas": "219861-08-2",
            "inchi_key": "KTGRHKOEFSJQNS-BDQAORGHSA-N",
        }
    ]
    assert tables.ingredient("Zorblamine oxalate5U85DBW7LO219861-08-3KTGRHKOEFSJQNS-BDQAORGHSA-N") is None


def test_names_brands_and_organisms(reading: Reading) -> None:
    """List items are names; a bracket that ends a brand is the company's."""
    assert [record["name"] for record in records(reading, "synonym")] == ["Zorblamine", "zorblaminum novum"]
    assert without_kind(reading, "brand_name") == [
        {"name": "Zorbex", "labeller": "Gryphon"},
        {"name": "Zorba Tabs"},
    ]
    assert without_kind(reading, "organism") == [{"name": "Gryphons and other beasts"}]
    assert without_kind(reading, "pathway") == [{"name": "Zorblamine Action Pathway", "category": "Drug action"}]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "FooThe metabolism of Foo can be decreased when combined with Bar.",
            ("Foo", "Bar", "metabolism", "decreased", "Foo", None),
        ),
        (
            "FooThe serum concentration of Bar can be increased when it is combined with Foo.",
            ("Foo", "Bar", "serum concentration", "increased", "Bar", None),
        ),
        (
            "FooThe risk or severity of QTc prolongation can be increased when Bar is combined with Foo.",
            ("Foo", "Bar", "QTc prolongation", "increased", None, None),
        ),
        (
            "FooThe therapeutic efficacy of Bar can be decreased when used in combination with Foo.",
            ("Foo", "Bar", "therapeutic efficacy", "decreased", "Bar", None),
        ),
        (
            (
                "FooThe serum concentration of the active metabolites of Foo can be reduced when Foo is used in"
                " combination with Bar resulting in a loss in efficacy."
            ),
            ("Foo", "Bar", "serum concentration of the active metabolites", "decreased", "Foo", None),
        ),
        (
            (
                "FooThe serum concentration of Fooate, an active metabolite of Foo, can be increased when used in"
                " combination with Bar."
            ),
            ("Foo", "Bar", "serum concentration", "increased", "Fooate", None),
        ),
        (
            "FooThe risk of a hypersensitivity reaction to Bar is increased when it is combined with Foo.",
            ("Foo", "Bar", "hypersensitivity reaction", "increased", "Bar", None),
        ),
        (
            "FooFoo may increase the central nervous system depressant activities of Bar.",
            ("Foo", "Bar", "activities", "increased", "Bar", "central nervous system depressant"),
        ),
        (
            "FooBar may decrease the antihypertensive activities of Foo.",
            ("Foo", "Bar", "activities", "decreased", "Foo", "antihypertensive"),
        ),
        (
            "FooBar may decrease the excretion rate of Foo which could result in a higher serum level.",
            ("Foo", "Bar", "excretion rate", "decreased", "Foo", None),
        ),
        (
            "FooFoo can cause a decrease in the absorption of Bar resulting in less of it.",
            ("Foo", "Bar", "absorption", "decreased", "Bar", None),
        ),
        (
            "FooFoo may decrease effectiveness of Bar as a diagnostic agent.",
            ("Foo", "Bar", "effectiveness as a diagnostic agent", "decreased", "Bar", None),
        ),
    ],
)
def test_every_kind_of_interaction_sentence(sentence: str, expected: tuple[str | None, ...]) -> None:
    """A sentence gives the effect, its direction, the drug affected, and which drug is the page's own."""
    found = tables.encounters(sentence)
    read_as = [(one.drug, one.other, one.effect, one.direction, one.affected, one.activity) for one in found]

    assert read_as == [expected]


def test_interactions_name_the_other_drug(reading: Reading) -> None:
    """The page's own drug is what all sentences share; the fact names the other one."""
    assert without_kind(reading, "interaction") == [
        {"drug": "(R)-quaffeine", "effect": "metabolism", "direction": "increased", "affected": "(R)-quaffeine"},
        {"drug": "Moonstone", "effect": "serum concentration", "direction": "decreased", "affected": "Zorblamine"},
        {"drug": "Stardust B", "effect": "hiccups", "direction": "increased"},
    ]


@pytest.mark.parametrize(
    "row",
    [
        "MoonstoneThe metabolism of Mudstone can be increased when combined with Zorblamine.",
        "MoonstoneThe metabolism of Moonstone can be increased when combined with Quaffeine.",
        "MoonstoneThe metabolism of Moonstone can be increased when",
        "MoonstoneIt is a bad idea.",
    ],
)
def test_a_sentence_about_other_drugs_is_unread(row: str) -> None:
    """The first cell and the page's drug must both be in the sentence."""
    page = read(replaced("Food Interactions\n", f"Food Interactions\n\n\nDrug Interactions\n{row}\n"))
    first = PAGE.index("MoonstoneThe")
    page = read(PAGE[:first] + row + PAGE[PAGE.index("\n", first) :])

    assert unread(page) == [row]
    assert len(records(page, "interaction")) == 2


def test_the_drug_is_unknown_where_no_row_names_it() -> None:
    """Without interactions, the page's best name is its number."""
    begin, end = PAGE.index("(R)-quaffeineThe"), PAGE.index("Additional Data Available\n  • Evidence")
    page = read(PAGE[:begin] + "Not Available\n" + PAGE[end:])

    assert (page.drug, page.title) == (None, "DB99001")
    assert "drug interactions" in gaps(page)


def test_a_name_of_several_words_above_the_number_is_the_drug() -> None:
    """A name that was not lost stands right above the accession number."""
    page = read(PAGE.replace("Zorblamine.", "Zorb lamine.").replace("Accession", "Zorb lamine\nAccession"))

    assert records(page, "page_title")[0]["drug"] == "Zorb lamine"


def test_trials(reading: Reading) -> None:
    """A row is a group with phases, status, purpose and conditions; the count is cut off where that is certain."""
    assert without_kind(reading, "trial_group") == [
        {
            "phases": ["1", "2"],
            "status": "Active Not Recruiting",
            "purpose": "Treatment",
            "conditions": ["Insomnia", "Gryphon Fever Type 2"],
            "count": 1,
        },
        {
            "status": "Completed",
            "conditions": ["Gryphon Fever Type 2", "Blue Beak"],
            "count": 12,
            "not_available": ["phases", "purpose"],
        },
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["1CompletedTreatmentDisease12"], [("Disease", 12)]),
        (["1CompletedTreatmentPlague (PX)3"], [("Plague (PX)", 3)]),
        (["1CompletedTreatmentPlague, Type 21"], [("Plague, Type 2", 1)]),  # a condition does not end in a space
        (["1CompletedTreatmentPlague, Type 211"], [None]),
        (["1CompletedTreatmentPlague, Type 2"], [None]),
        (["1CompletedTreatmentPlague, Type 10"], [None]),  # no count is 0
        (["1CompletedTreatmentPOX-191"], [None]),
        (["1CompletedTreatmentPOX-191", "2CompletedTreatmentPOX-19 / Rash1"], [("POX-19", 1), ("Rash", 1)]),
        (["1CompletedTreatmentPain NOS12"], [None]),
        (["1CompletedTreatmentStage I Rash AJCC v7 / Stage II Rash AJCC v71"], [("Stage II Rash AJCC v7", 1)]),
        (["1CompletedTreatmentStage II Rash AJCC v71"], [None]),
        (["1CompletedSomethingRash1"], [None]),
        (["1Resting CalmlyTreatmentRash1"], [None]),
        (["5CompletedTreatmentRash1"], [None]),
    ],
)
def test_where_a_condition_ends_and_its_count_begins(rows: list[str], expected: list[tuple[str, int] | None]) -> None:
    """The digits at a row's end are divided only by rule or by evidence elsewhere in the table."""
    found = [(row.conditions[-1], row.count) if row else None for row in tables.trials(rows)]

    assert found == expected


def test_suppliers_are_told_apart_only_by_a_gap_or_a_heading(reading: Reading) -> None:
    """Two lists that run together are suppliers; a gap before the list leaves packagers, one after it manufacturers."""
    both = read(replaced("\n\nNot Available\n  • Gryphon Works\n", "\n\n  • Beak Ltd\n  • Gryphon Works\n"))
    made = read(replaced("\n\nNot Available\n  • Gryphon Works\n", "\n\n  • Gryphon Works\nNot Available\n"))
    headed = read(
        replaced(
            "\n\nNot Available\n  • Gryphon Works\n",
            "\n\nManufacturers\n  • Beak Ltd\nPackagers\n  • Gryphon Works\n",
        )
    )

    assert without_kind(reading, "packager") == [{"name": "Gryphon Works"}]
    assert [record["name"] for record in records(both, "supplier")] == ["Beak Ltd", "Gryphon Works"]
    assert without_kind(made, "manufacturer") == [{"name": "Gryphon Works"}]
    assert "packagers" in gaps(made)
    assert without_kind(headed, "manufacturer") == [{"name": "Beak Ltd"}]
    assert without_kind(headed, "packager") == [{"name": "Gryphon Works"}]


def test_dosage_forms(reading: Reading) -> None:
    """Form, route and strength; the strength may be missing, the route may not apply."""
    assert without_kind(reading, "dosage_form") == [
        {"form": "Tablet, film coated", "route": "Oral", "strength": "10 mg"},
        {"form": "Kit", "route": "Oral; Topical"},
        {"form": "Tablet", "strength": "5 mg/1", "not_applicable": ["route"]},
    ]
    assert tables.dosage_form("FlaskOral10 mg") is None
    assert tables.dosage_form("TabletOralwrong") is None


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Zorbla 10 mg tablet2.75USD tablet", ("Zorbla 10 mg tablet", "2.75")),
        ("Zorbla 1 Box = 7 Pens, 4ml Box449.9USD box", ("Zorbla 1 Box = 7 Pens, 4ml Box", "449.9")),
        ("Zorbla 29.9USD box", ("Zorbla 2", "9.9")),  # a description does not end in a space
        ("Zorbla 2049.9USD box", None),
        ("Vitamin B1249.9USD box", None),
        ("Zorbla tablet2.75 a piece", None),
    ],
)
def test_where_a_description_ends_and_its_cost_begins(row: str, expected: tuple[str, str] | None) -> None:
    """A cost is cut off where one cut is possible."""
    found = tables.price(row)

    assert ((found["description"], found["cost"]) if found else None) == expected


def test_lacking_prices_and_patents_are_gaps() -> None:
    """Gaps below the dosage forms are, in order, those of prices and patents."""
    begin, end = PAGE.index("Unit descriptionCostUnit"), PAGE.index("\n\nExperimental Properties")
    page = read(PAGE[:begin] + "Not Available\nNot Available\n" + PAGE[end:])
    lone = read(PAGE[:begin] + "Not Available\n" + PAGE[end:])

    assert {"prices", "patents"} <= set(gaps(page))
    assert not {"prices", "patents"} & set(gaps(lone))


def test_properties(reading: Reading) -> None:
    """A property has a value, a unit beside it, a basis, and a source or probability where one is printed."""
    assert without_kind(reading, "property") == [
        {"name": "average weight", "value": "151.1626", "basis": "stated"},
        {"name": "monoisotopic weight", "value": "151.0633", "basis": "stated"},
        {"name": "iupac name", "value": "2-(zorbyl)propanoic acid", "basis": "stated"},
        {"name": "melting point (°C)", "value": "170", "unit": "°C", "basis": "experimental", "source": "MSDS"},
        {"name": "logP", "value": "3.5", "basis": "experimental", "not_available": ["source"]},
        {"name": "Water Solubility", "value": "0.5", "unit": "mg/mL", "basis": "predicted", "source": "ALOGPS"},
        {"name": "Rule of Five", "value": "Yes", "basis": "predicted", "source": "ChemAxon"},
        {"name": "Human Intestinal Absorption", "value": "+", "basis": "predicted", "probability": "0.9966"},
        {"name": "P-glycoprotein inhibitor I", "value": "Non-inhibitor", "basis": "predicted", "probability": "0.6"},
        {
            "name": "Rat acute toxicity",
            "value": "2.9",
            "unit": "LD50, mol/kg",
            "basis": "predicted",
            "not_applicable": ["probability"],
        },
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "water solubilityturns to mudhttp://example.org/mud",
            ("water solubility", "turns to mud", "http://example.org/mud"),
        ),
        ("logP0.46GRYPH (1994)", ("logP", "0.46", "GRYPH (1994)")),
        (
            "water solubility21 mg/LGRYPH,A & BEAK,BC (1992)",
            ("water solubility", "21 mg/L", "GRYPH,A & BEAK,BC (1992)"),
        ),
        ("logP0.46Some Book", None),
        ("beauty3Not Available", None),
    ],
)
def test_where_a_value_ends_and_its_source_begins(row: str, expected: tuple[str, str, str] | None) -> None:
    """A source is cut off where its form is known."""
    assert tables.experimental(row) == expected


def test_spectra(reading: Reading) -> None:
    """A spectrum's type is what leaves a whole name before it."""
    assert without_kind(reading, "spectrum") == [
        {
            "name": "Predicted GC-MS Spectrum - GC-MS",
            "type": "Predicted GC-MS",
            "not_available": ["splash_key"],
        },
        {
            "name": "MS/MS Spectrum - , positive",
            "type": "LC-MS/MS",
            "splash_key": "splash10-004i-1497000000-a840cd3176ff240d74f6",
        },
    ]


def test_chemical_classes(reading: Reading) -> None:
    """Classes have levels; the tenth item of a shortened list runs into the eleventh."""
    classes = [
        (one.get("level"), one["name"]) for one in records(reading, "classification") if one["scheme"] == "chemical"
    ]

    assert classes[:4] == [
        ("kingdom", "Organic compounds"),
        ("super class", "Organic acids and derivatives"),
        ("class", "Gryphonic acids and derivatives"),
        ("direct parent", "Lemon acids"),
    ]
    assert [name for level, name in classes if level == "alternative parent"][-3:] == ["Jjs", "Kay compounds", "Lls"]
    assert [name for level, name in classes if level == "substituent"] == ["Sour compound", "Lemon moiety"]
    assert classes[-3:] == [
        ("molecular framework", "Aromatic rings"),
        ("external descriptor", "lemon, sour"),
        ("external descriptor", "a made up thing"),
    ]


def test_a_lone_class_has_a_level_only_from_the_closed_list() -> None:
    """One line between super class and sub class is a super class only where the list of them has it."""
    known = read(replaced("Gryphonic acids and derivatives\n", ""))
    unknown = read(replaced("Organic acids and derivatives\n", ""))

    assert ("super class", "Organic acids and derivatives") in [
        (one.get("level"), one["name"]) for one in records(known, "classification")
    ]
    assert (None, "Gryphonic acids and derivatives") in [
        (one.get("level"), one["name"]) for one in records(unknown, "classification")
    ]


def test_a_glued_class_that_may_end_in_two_places_is_unread() -> None:
    """The certain items of a list are taken, the line is reported."""
    page = read(replaced("JjsKay compounds", "JjsKayEll compounds"))
    parents = [one["name"] for one in records(page, "classification") if one.get("level") == "alternative parent"]

    assert parents == ["Aas", "Bbs", "Ccs", "Dds", "Ees", "Ffs", "Ggs", "Hhs", "Iis", "Lls"]
    assert len(unread(page)) == 1


def test_codes_links_and_files(reading: Reading) -> None:
    """Several ATC codes may share a line; a file whose heading is lost is an attachment."""
    codes = [(one["scheme"], one["code"], one["name"]) for one in records(reading, "classification") if "code" in one]

    assert codes[:3] == [
        ("atc", "N01AA01", "Zorblamine"),
        ("atc", "N01AA51", "Zorblamine, combinations"),
        ("ahfs", "28:08.92", "Lemon agents"),
    ]
    assert without_kind(reading, "external_link") == [{"resource": "KEGG Drug"}]
    assert [one["value"] for one in records(reading, "identifier") if one["scheme"] == "pdb"] == ["1abc", "2xyz"]
    assert without_kind(reading, "download") == [
        {"name": "FDA label", "size": "62.3", "unit": "KB"},
        {"name": "attachment", "size": "7", "unit": "KB"},
    ]
    assert without_kind(reading, "record_date") == [
        {"event": "created", "date_time": "2005-06-13T07:24:00"},
        {"event": "updated", "date_time": "2019-07-11T01:01:00"},
    ]


@pytest.mark.parametrize("line", ["Drug created on Juni 13, 2005 07:24", "Drug created on June 31, 2005 07:24"])
def test_a_date_that_is_none_is_unread(line: str) -> None:
    """A day the calendar does not have is reported."""
    page = read(PAGE[: PAGE.index("Drug created on")] + line)

    assert unread(page) == [line]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "1. Gryph A, Phoenix BC 3rd: On beaks: a study. Of two. J Myth Biol. 2001 May-Jun;5(3):1-2. [PubMed:7]",
            ("Gryph A, Phoenix BC 3rd", "On beaks: a study. Of two", "J Myth Biol. 2001 May-Jun;5(3):1-2.", "7"),
        ),
        (
            "2. Gryph A: [Beaks]. Myth (Oxford). 2003;1:2. Epub 2002 Jan 1. [PubMed:8]",
            ("Gryph A", "[Beaks]", "Myth (Oxford). 2003;1:2. Epub 2002 Jan 1.", "8"),
        ),
        (
            "3. Gryph A: Do beaks grow? Myth Lett. 2003 Fall;1:2. [PubMed:9]",
            ("Gryph A", "Do beaks grow?", "Myth Lett. 2003 Fall;1:2.", "9"),
        ),
        (
            "4. Gryph A: Beaks of J. Myth. Biol. 2003;1:2. [PubMed:10]",
            ("Gryph A", None, "Beaks of J. Myth. Biol. 2003;1:2.", "10"),
        ),
        (
            "5. The beak group: Beaks. Myth Lett. 2003;1:2. [PubMed:11]",
            (None, None, "The beak group: Beaks. Myth Lett. 2003;1:2.", "11"),
        ),
        ("6. Beak Tables: of all sorts [Link]", (None, "Beak Tables: of all sorts", None, None)),
    ],
)
def test_where_authors_title_and_citation_end(row: str, expected: tuple[str | None, ...]) -> None:
    """Where a boundary is in doubt, what is left stands unsplit in the citation."""
    work = tables.reference(row)

    assert work is not None
    assert (work.authors, work.title, work.citation, work.pmid) == expected


def test_references_are_about_the_drug_or_a_protein(reading: Reading) -> None:
    """A reference below a protein is about that protein."""
    about = [(one["about"], one.get("about_name"), one["number"]) for one in records(reading, "reference")]

    assert about == [
        ("drug", None, 1),
        ("drug", None, 2),
        ("target", "Purple receptor type 1", 1),
        ("protein", "Half cutter P1", 1),
    ]
    assert tables.reference("no number") is None


def test_a_target_is_one_fact_from_its_row_and_its_block(reading: Reading) -> None:
    """The row's letter says whether the action is pharmacological, the block gives function and weight."""
    assert without_kind(reading, "target") == [
        {
            "name": "Purple receptor type 1",
            "pharmacological_action": "yes",
            "general_function": "Purple binding",
            "molecular_weight_da": "65401.91",
        },
        {
            "name": "Yellow kinase B",
            "pharmacological_action": "unknown",
            "organism": "Humans",
            "general_function": "Yellow kinase activity",
            "molecular_weight_da": "100",
        },
    ]
    target = next(fact for fact in reading.facts if fact.kind == "target")
    assert [reading.page.words(span) for span in target.also] == [
        "Purple receptor type 1",
        "Purple binding",
        "65401.91 Da",
    ]


def test_a_protein_without_a_row_of_the_targets_has_no_role(reading: Reading) -> None:
    """After the targets, a protein is an enzyme, carrier or transporter; which, only a heading says."""
    headed = read(replaced("100 Da\n\n\n", "100 Da\n\n\nEnzymes\n"))

    assert without_kind(reading, "interacting_protein") == [
        {"name": "Half cutter P1", "general_function": "Cutting in half", "molecular_weight_da": "5"}
    ]
    assert records(headed, "interacting_protein")[0]["role"] == "enzyme"
    assert records(headed, "reference")[-1]["about"] == "enzyme"


def test_a_protein_that_may_be_a_target_or_not_is_unread() -> None:
    """In the first group, a block no row names is neither taken for a target nor for anything else."""
    page = read(replaced("APurple receptor type 1\n", ""))

    assert [one["name"] for one in records(page, "target")] == ["Yellow kinase B"]
    assert "Purple binding" in unread(page)


def test_a_block_with_a_missing_heading_gives_nothing() -> None:
    """What stands below headings that are not complete may belong to two proteins."""
    start = PAGE.index("Purple binding")
    page = read(
        PAGE[:start] + replaced("Gene Name\n", "", PAGE[start : PAGE.index("65401")]) + PAGE[PAGE.index("65401") :]
    )

    assert [one["name"] for one in records(page, "target")] == ["Yellow kinase B"]
    assert {"Purple binding", "Purple receptor type 1", "APurple receptor type 1", "65401.91 Da"} <= set(unread(page))


def test_a_target_known_by_number_and_name_alone() -> None:
    """A target without a protein record has its name above its block."""
    text = replaced("UYellow kinase B", "UGreen things of old\nUYellow kinase B")
    page = read(
        replaced(
            "Pharmacological action\nCurator",
            "2. Green things of old\nPharmacological action\nPharmacological action\nCurator",
            text,
        )
    )

    assert {"name": "Green things of old", "pharmacological_action": "unknown"} in without_kind(page, "target")


def test_cells_of_a_target_on_lines_of_their_own() -> None:
    """Actions and organism of several words stand below the row of their target, and again in its block."""
    text = replaced(
        "APurple receptor type 1\n", "APurple receptor type 1\npartial agonist\nGryphon influenza virus 1\n"
    )
    page = read(
        text.replace(
            "Pharmacological action\nGeneral Function\nPurple",
            "Gryphon influenza virus 1\nPharmacological action\nPartial agonist\nGeneral Function\nPurple",
        )
    )

    assert without_kind(page, "target")[0]["actions"] == ["Partial agonist"]
    assert without_kind(page, "target")[0]["organism"] == "Gryphon influenza virus 1"
    assert unread(page) == []


def test_cells_of_a_target_that_its_block_does_not_repeat() -> None:
    """The row between a target and the cells below it may be lost, so they count only where the block repeats them."""
    page = read(
        replaced("APurple receptor type 1\n", "APurple receptor type 1\npartial agonist\nGryphon influenza virus 1\n")
    )

    assert "actions" not in without_kind(page, "target")[0]
    assert "organism" not in without_kind(page, "target")[0]
    assert unread(page) == ["partial agonist", "Gryphon influenza virus 1"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("inhibitorHumans", {"actions": ["inhibitor"], "organism": "Humans"}),
        ("inhibitorpartial agonist", {"actions": ["inhibitor", "partial agonist"]}),
        ("Not AvailableGryphons", {"organism": "Gryphons"}),
        ("nibblerHumans", None),
    ],
)
def test_cells_that_run_on_after_a_target(cells: str, expected: dict[str, Any] | None) -> None:
    """Actions of the closed list and an organism may be glued to a target's name; anything else leaves it unread."""
    page = read(replaced("UYellow kinase BNot AvailableHumans", f"UYellow kinase B{cells}"))
    found = [record for record in without_kind(page, "target") if record["name"] == "Yellow kinase B"]

    assert [{name: one[name] for name in ("actions", "organism") if name in one} for one in found] == (
        [expected] if expected else []
    )


def test_pharmacogenomics() -> None:
    """A row is split after a protein the page names; its sentence is left to a curator."""
    header = "Interacting Gene/EnzymeAllele nameGenotype(s)Defining Change(s)Type(s)DescriptionDetails\n"
    row = "Half cutter P1CUT1*2ANot Available681G>AEffect InferredIt halves less.Details\n"
    page = read(
        replaced("Pharmacogenomic Effects/ADRs\nNot Available\n", f"Pharmacogenomic Effects/ADRs\n{header}{row}")
    )

    assert without_kind(page, "pharmacogenomic_effect") == [
        {
            "protein": "Half cutter P1",
            "evidence": "Effect Inferred",
            "allele": "CUT1*2A",
            "defining_change": "681G>A",
            "not_available": ["genotype"],
        }
    ]
    assert prose(page)["pharmacogenomic effects"] == ["It halves less."]


def test_a_biotech_page() -> None:
    """A protein drug has a class, a weight with its unit and a sequence whose header alone is left."""
    head = replaced("Small Molecule\nApproved, Vet Approved\n", "Biologic Classification\nLemon Based Therapies\n")
    text = replaced(
        "It tastes of lemon.\n\n",
        "It tastes of lemon.\n\nProtein structure\nProtein chemical formula\nProtein average weight\n17.6 Da\n"
        ">DB99001 sequence\nDownload FASTA Format\n",
        head,
    )
    page = read(text)

    assert unread(page) == []
    assert {"scheme": "biologic", "name": "Lemon Based Therapies"} in without_kind(page, "classification")
    assert {"name": "average weight", "value": "17.6", "unit": "Da", "basis": "stated"} in without_kind(
        page, "property"
    )


def test_a_number_lost_from_its_line_is_found_in_the_sequence() -> None:
    """An accession number without secondary ones is a line of one word, and lost."""
    text = replaced("DB99001\xa0 (APRD99001, QQQ1)\n", "")
    sequence = replaced("lemon.\n\n", "lemon.\n\nProtein structure\n>DB99001 sequence\nDownload FASTA Format\n", text)

    assert read(sequence).id == "DB99001"
    assert read(text).id == "zorblamine"


def test_a_page_that_names_no_drug_is_refused() -> None:
    """Without number and name nothing can be said about anything."""
    with pytest.raises(PageError, match=r"^page\.txt:1: .*which drug"):
        read("Accession Number\n\nExternal Links\nKEGG Drug\n")


def test_headings_that_were_not_lost() -> None:
    """A page whose single words survived is read by its headings."""
    text = PAGE
    for old, new in (
        ("Small Molecule\nApproved, Vet Approved\n\n", "Type\nSmall Molecule\nGroups\nApproved\nDescription\n\n"),
        ("lemon.\n\n", "lemon.\n\nStructure\nSynonyms\n"),
        ("CAS number\nAverage", "Categories\n  • Lemons\nUNII\n362O9ITL9D\nCAS number\n103-90-2\nWeight\nAverage"),
        ("InChI Key\nIUPAC Name\n", "InChI Key\nAAAABBBBCCCCDD-AAAABBBBCC-N\nInChI\nInChI=1S/C8\nIUPAC Name\n"),
        ("acid\n\n\nFor", "acid\nSMILES\nCC(=O)\n\n\nPharmacology\nIndication\n\nFor"),
        ("Associated Conditions\n\n", "Associated Conditions\nPharmacodynamics\n\n"),
        ("Learn more\n\nQuickly", "Learn more\nAbsorption\n\nQuickly"),
        ("binding\n\n\n\nCut", "binding\n\n99%\n\nMetabolism\n\nCut"),
        (
            "Half life\nNot Available\nNot Available\n\n",
            "Half life\nNot Available\nClearance\nNot Available\nToxicity\n\n",
        ),
        ("beasts\nZorb", "beasts\nPathways\nZorb"),
        ("KEGG Drug\n", "KEGG Drug\nD99001\n"),
        ("62.3 KB)\nDown", "62.3 KB)\nMSDS\nDown"),
        ("class.\nOrganic compounds\n", "class.\nKingdom\nOrganic compounds\n"),
        ("derivatives\nGryphonic", "derivatives\nClass\nGryphonic"),
        ("more\nSour", "more\nSubstituents\nSour"),
        (
            "\n\n\nPharmacological action\nGeneral Function\nPurple",
            (
                "\n\n\nTargets\nKind\nProtein\nOrganism\nHumans\nPharmacological action\nYes\nActions\nAgonist\n"
                "General Function\nPurple"
            ),
        ),
    ):
        text = replaced(old, new, text)
    page = read(text)

    assert unread(page) == []
    identifiers = {record["scheme"]: record["value"] for record in records(page, "identifier")}
    assert identifiers["unii"] == "362O9ITL9D"
    assert identifiers["cas"] == "103-90-2"
    assert identifiers["smiles"] == "CC(=O)"
    assert identifiers["kegg drug"] == "D99001"
    assert prose(page)["protein binding"] == ["99%"]
    assert [one["name"] for one in records(page, "download")] == ["FDA label", "MSDS"]
    assert without_kind(page, "target")[0]["organism"] == "Humans"
    assert without_kind(page, "target")[0]["actions"] == ["Agonist"]
    assert {"scheme": "category", "name": "Lemons"} in without_kind(page, "classification")


def test_an_advertisement_of_unknown_form_is_unread() -> None:
    """An advertisement is passed over by its form, not by its words."""
    page = read(replaced("    How bad it is.\n\n", "    How bad it is.\n    And more.\n\n"))

    assert "How bad it is." in unread(page)


@pytest.mark.parametrize(
    "last",
    [
        "Zorbla One",
        "MoonstoneThe serum",
        "1, 2Active",
        "KitOral",
        "Zorbla 10 mg tablet2.75",
        "logP3.5",
        "Unit descriptionCostUnit",
        "P-glycoprotein inhibitor I",
    ],
)
def test_a_page_cut_inside_a_table_is_refused(last: str) -> None:
    """What the rest of the table says is not known, nor what follows it."""
    cut = PAGE[: PAGE.index("\n", PAGE.index(last)) + 1]

    with pytest.raises(PageError, match=r"^page\.txt:\d+: the page ends inside the table of .*; give the whole page"):
        read(cut)


def test_a_page_cut_between_sections_is_read() -> None:
    """A page that ends after a whole section gives what it has."""
    page = read(PAGE[: PAGE.index("Experimental Properties")])

    assert len(records(page, "dosage_form")) == 3


def damaged(text: str, rng: random.Random) -> str:
    """Return a page with a few lines cut, lost, joined, swapped, changed or doubled."""
    lines = text.split("\n")
    for _ in range(rng.choice((1, 2, 5))):
        at = rng.randrange(len(lines) - 1)
        harm = rng.randrange(6)
        if harm == 0:
            lines[at] = lines[at][: rng.randrange(len(lines[at]) + 1)]
        elif harm == 1:
            del lines[at]
        elif harm == 2:
            lines[at : at + 2] = [lines[at] + lines[at + 1]]
        elif harm == 3:
            lines[at], lines[at + 1] = lines[at + 1], lines[at]
        elif harm == 4 and lines[at]:
            place = rng.randrange(len(lines[at]))
            lines[at] = lines[at][:place] + chr(rng.randrange(32, 0x2FF)) + lines[at][place + 1 :]
        else:
            lines[at:at] = lines[at : at + rng.randrange(1, 12)]
    return "\n".join(lines)


def values(reading: Reading) -> Iterable[tuple[str, int]]:
    """Yield the names of interactions and products with the line each stands on."""
    for fact in reading.facts:
        if fact.kind in {"interaction", "product", "trial_group", "synonym", "price", "dosage_form", "target"}:
            record = {
                name: value
                for name, value in record_of(fact).items()
                if name not in {"line", "start", "end", "also", "category"}
            }
            yield repr(record), fact.span.line


def test_damage_breaks_nothing_but_what_it_touches() -> None:
    """On a damaged page the reader raises its own error or none, and what sound rows say stays what they said."""
    rng = random.Random(7)  # noqa: S311 - no secrets here
    sound = {value for value, _ in values(read(PAGE))}
    lines = set(PAGE.split("\n"))
    for _ in range(400):
        text = damaged(PAGE, rng)
        try:
            page = read(text)
        except PageError:
            continue
        for value, line in values(page):
            if page.page.lines[line - 1] in lines and "'kind': 'target'" not in value:
                assert value in sound


@pytest.mark.parametrize(
    "junk", ["", "A", "1", ", ", "Not Available", "TabletOral", "(", "The metabolism of X can be "]
)
def test_time_grows_with_length_alone(junk: str) -> None:
    """A line of any length in any table is passed or refused at once."""
    text = PAGE
    for row in (
        "Zorbla One",
        "Aid Kit",
        "MoonstoneThe",
        "1, 2Active",
        "KitOral",
        "Zorbla 10 mg",
        "logP3.5",
        "Predicted GC",
    ):
        at = text.index(row)
        text = text[:at] + (junk or "\t") * 4000 + text[at:]
    begin = time.perf_counter()
    read(text)

    assert time.perf_counter() - begin < 5


KINDS = {
    "drugbank-DB00026.txt": {
        "trial_group": 95,
        "gap": 13,
        "interaction": 10,
        "reference": 9,
        "product": 8,
        "classification": 8,
        "target": 1,
        "packager": 2,
    },
    "dev/drugbank/DB00316-acetaminophen.txt": {
        "spectrum": 58,
        "supplier": 53,
        "reference": 52,
        "brand_name": 44,
        "property": 42,
        "product": 30,
        "interacting_protein": 13,
        "trial_group": 9,
        "target": 6,
        "gap": 1,
    },
    "dev/drugbank/DB01175-escitalopram.txt": {
        "property": 38,
        "reference": 27,
        "product": 22,
        "packager": 22,
        "pharmacogenomic_effect": 10,
        "trial_group": 10,
        "target": 6,
        "interacting_protein": 3,
        "gap": 2,
    },
}


@pytest.mark.parametrize("name", KINDS)
def test_real_pages_are_read_whole(documents: Path, name: str) -> None:
    """Each real page at hand is recognised and read without a line left over."""
    page = PageText.from_file(documents / name)
    found = drugbank.read(page)
    counts = Counter(fact.kind for fact in found.facts)

    assert drugbank.recognises(page)
    assert unread(found) == []
    assert {kind: counts[kind] for kind in KINDS[name]} == KINDS[name]


def test_the_anakinra_page(documents: Path) -> None:
    """The page's own sums: trials, conditions, gaps and the section of each sentence."""
    found = drugbank.read(PageText.from_file(documents / "drugbank-DB00026.txt"))
    groups = records(found, "trial_group")
    sections = [(sentence.section, sentence.span.line) for sentence in found.prose]

    assert sum(group["count"] for group in groups) == 101
    assert len({name for group in groups for name in group.get("conditions", [])}) == 114
    assert gaps(found) == [
        "volume of distribution",
        "protein binding",
        "metabolism",
        "route of elimination",
        "pathways",
        "pharmacogenomic effects",
        "food interactions",
        "manufacturers",
        "taxonomy description",
        "alternative parents",
        "substituents",
        "molecular framework",
        "external descriptors",
    ]
    assert list(dict.fromkeys(sections)) == [
        ("description", 11),
        ("indication", 49),
        ("pharmacodynamics", 53),
        ("mechanism of action", 57),
        ("absorption", 78),
        ("half-life", 89),
        ("clearance", 92),
        ("toxicity", 95),
        ("specific function", 302),
    ]
    target = next(fact for fact in found.facts if fact.kind == "target")
    assert getattr(target, "molecular_weight_da", None) == Decimal("65401.91")


def test_no_page_claims_another_layout(documents: Path) -> None:
    """Pages of other kinds are not claimed."""
    others = [documents / "mayoclinic-anakinra.txt", *(documents / "dev" / "mayoclinic").glob("*.txt")]

    assert not any(drugbank.recognises(PageText.from_file(path)) for path in others)
