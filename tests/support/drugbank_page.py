"""A made-up DrugBank page as the lossy text shows it, and what tests ask of its reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anakinra_kg.facts.ledger import LineStatus
from anakinra_kg.facts.records import record_of
from anakinra_kg.facts.text import PageText
from anakinra_kg.sources import drugbank

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading

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
        sections.setdefault(sentence.section, []).append(reading.page.quote(sentence.span))
    return sections


def unread(reading: Reading) -> list[str]:
    """Return the lines a page's reader did not understand."""
    pairs = zip(reading.page.lines, reading.lines, strict=True)
    return [line.strip() for line, account in pairs if account.status is LineStatus.UNREAD]


def replaced(old: str, new: str, text: str = PAGE) -> str:
    """Return a page with one stretch replaced, which must be there once."""
    assert text.count(old) == 1

    return text.replace(old, new)
