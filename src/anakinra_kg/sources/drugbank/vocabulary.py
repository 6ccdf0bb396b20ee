"""The closed vocabularies of the 2019 DrugBank page: headings, table headers and permitted cell values.

Contains strings and patterns only; does not parse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from anakinra_kg.facts.records import ProteinRole, YesNoUnknown

    Role = ProteinRole | Literal["target"]

NOT_AVAILABLE = "Not Available"
NOT_APPLICABLE = "Not [Aa]pplicable"
# The notes under two of the tables.
DISCLAIMER = re.compile(r"DrugBank does not sell nor buy drugs\..*")
ADMET_NOTE = re.compile(r"ADMET data is predicted using admetSAR.*")


def one_of(alternatives: tuple[str, ...]) -> str:
    """Return a pattern that matches any of the alternatives, the longest first."""
    return "|".join(re.escape(text) for text in sorted(alternatives, key=len, reverse=True))


# The headings in page order. Headings of one word are usually missing, like every line of one word.
ORDER: tuple[tuple[str, str], ...] = (
    ("Accession Number", "accession"),
    ("Type", "type"),
    ("Groups", "groups"),
    ("Biologic Classification", "biologic classification"),
    ("Description", "description"),
    ("Structure", "structure"),
    ("Protein structure", "protein structure"),
    ("Protein chemical formula", "protein chemical formula"),
    ("Protein average weight", "protein average weight"),
    ("Sequences", "sequences"),
    ("Synonyms", "synonyms"),
    ("External IDs", "external ids"),
    ("Product Ingredients", "product ingredients"),
    ("Product Images", "product images"),
    ("International/Other Brands", "brands"),
    ("Categories", "categories"),
    ("UNII", "unii"),
    ("CAS number", "cas number"),
    ("Weight", "weight"),
    ("Chemical Formula", "chemical formula"),
    ("InChI Key", "inchi key"),
    ("InChI", "inchi"),
    ("IUPAC Name", "iupac name"),
    ("SMILES", "smiles"),
    ("Pharmacology", "chapter"),
    ("Indication", "indication"),
    ("Associated Conditions", "associated conditions"),
    ("Associated Therapies", "associated therapies"),
    ("Pharmacodynamics", "pharmacodynamics"),
    ("Mechanism of action", "mechanism of action"),
    ("Absorption", "absorption"),
    ("Volume of distribution", "volume of distribution"),
    ("Protein binding", "protein binding"),
    ("Metabolism", "metabolism"),
    ("Route of elimination", "route of elimination"),
    ("Half life", "half-life"),
    ("Clearance", "clearance"),
    ("Toxicity", "toxicity"),
    ("Affected organisms", "affected organisms"),
    ("Pathways", "pathways"),
    ("Pharmacogenomic Effects/ADRs", "pharmacogenomic effects"),
    ("Interactions", "chapter"),
    ("Drug Interactions", "drug interactions"),
    ("Food Interactions", "food interactions"),
    ("References", "chapter"),
    ("Synthesis Reference", "synthesis reference"),
    ("General References", "general references"),
    ("External Links", "external links"),
    ("ATC Codes", "atc codes"),
    ("AHFS Codes", "ahfs codes"),
    ("PDB Entries", "pdb entries"),
    ("FDA label", "fda label"),
    ("MSDS", "msds"),
    ("Clinical Trials", "clinical trials"),
    ("Pharmacoeconomics", "chapter"),
    ("Manufacturers", "manufacturers"),
    ("Packagers", "packagers"),
    ("Dosage forms", "dosage forms"),
    ("Prices", "prices"),
    ("Patents", "patents"),
    ("Properties", "chapter"),
    ("State", "state"),
    ("Experimental Properties", "experimental properties"),
    ("Predicted Properties", "predicted properties"),
    ("Predicted ADMET features", "predicted admet features"),
    ("Mass Spec (NIST)", "mass spec (nist)"),
    ("Spectra", "spectra"),
    ("Taxonomy", "chapter"),
    ("Kingdom", "kingdom"),
    ("Super Class", "super class"),
    ("Class", "class"),
    ("Sub Class", "sub class"),
    ("Direct Parent", "direct parent"),
    ("Alternative Parents", "alternative parents"),
    ("Substituents", "substituents"),
    ("Molecular Framework", "molecular framework"),
    ("External Descriptors", "external descriptors"),
)
RANK = {heading: rank for rank, (heading, _) in enumerate(ORDER)}
SECTION = dict(ORDER)
CERTAIN = frozenset(heading for heading in RANK if " " in heading or "/" in heading)

# Their values are paragraphs between blank lines, a list, or `Not Available`.
TEXT_SECTIONS = frozenset(
    (
        "description",
        "indication",
        "pharmacodynamics",
        "mechanism of action",
        "absorption",
        "volume of distribution",
        "protein binding",
        "metabolism",
        "route of elimination",
        "half-life",
        "clearance",
        "toxicity",
        "synthesis reference",
    )
)

PRODUCT_CATEGORIES = {
    f"{name} Products": name.lower()
    for name in (
        "Prescription",
        "Approved Prescription",
        "Generic Prescription",
        "Approved Generic Prescription",
        "Over the Counter",
        "Approved Over the Counter",
        "Mixture",
        "Unapproved/Other",
    )
}
PRODUCTS_HEADER = "NameDosageStrengthRouteLabellerMarketing StartMarketing End"
MIXTURES_HEADER = "NameIngredientsDosageRouteLabellerMarketing StartMarketing End"
TABLE_HEADERS = {
    PRODUCTS_HEADER: "products",
    MIXTURES_HEADER: "mixtures",
    "IngredientUNIICASInChI Key": "product ingredients",
    "Interacting Gene/EnzymeAllele nameGenotype(s)Defining Change(s)Type(s)DescriptionDetails": (
        "pharmacogenomic effects"
    ),
    "Unit descriptionCostUnit": "prices",
    "Patent NumberPediatric ExtensionApprovedExpires (estimated)": "patents",
    "SpectrumSpectrum TypeSplash Key": "spectra",
}
# Header rows of a single word; usually missing.
PLAIN_HEADERS = frozenset(
    (
        "TargetActionsOrganism",
        "PathwayCategory",
        "DrugInteraction",
        "PhaseStatusPurposeConditionsCount",
        "FormRouteStrength",
        "PropertyValueSource",
        "PropertyValueProbability",
        "PropertyValue",
    )
)

GROUPS = ("Approved", "Experimental", "Illicit", "Investigational", "Nutraceutical", "Vet Approved", "Withdrawn")
TYPES = ("Small Molecule", "Biotech")
STATES = ("Solid", "Liquid", "Gas")

FORM_BASES = (
    "Aerosol", "Aerosol, metered dose", "Bandage", "Bar", "Bead", "Block", "Caplet", "Capsule", "Cement",
    "Chewable gel", "Cigarette", "Cloth", "Concentrate", "Cone", "Core", "Cream", "Crystal", "Culture", "Dentifrice",
    "Diaphragm", "Disc", "Douche", "Dressing", "Drops", "Drug delivery system", "Elixir", "Emulsion", "Enema",
    "Extract", "Fiber", "Film", "Fluid extract", "Foam", "Gas", "Gel", "Generator", "Globule", "Globules", "Graft",
    "Granule", "Granules", "Gum", "Implant", "Inhalant", "Injectable", "Injection", "Insert", "Intrauterine device",
    "Irrigant", "Jelly", "Kit", "Leaf", "Liniment", "Lipstick", "Liquid", "Lotion", "Lozenge", "Metered-dose aerosol",
    "Mouthwash", "Oil", "Ointment", "Packing", "Pad", "Paste", "Pastille", "Patch", "Pellet", "Pill", "Plaster",
    "Poultice", "Powder", "Ring", "Rinse", "Salve", "Shampoo", "Soap", "Solution", "Spirit", "Sponge", "Spray",
    "Stick", "Strip", "Suppository", "Suspension", "Suture", "Swab", "Syrup", "System", "Tablet", "Tampon", "Tape",
    "Tincture", "Toothpaste", "Troche", "Unassigned", "Wafer", "Wash", "Wipe",
)  # fmt: skip
FORM_MODIFIERS = (
    "aerosol", "augmented", "chewable", "chewing", "coated", "coated particles", "coated pellets", "concentrate",
    "controlled release", "crystal", "delayed release", "delayed release particles", "delayed release pellets",
    "dentifrice", "dispersible", "drops", "effervescent", "electrically controlled", "emulsion", "enteric coated",
    "extended release", "film", "film coated", "foam", "for liposomal suspension", "for oral suspension",
    "for solution", "for suspension", "gel", "gel forming", "gelatin coated", "granule", "granular", "implant",
    "jelly", "lipid complex", "liposomal", "liquid filled", "lotion", "lyophilized", "metered", "multilayer", "oil",
    "ointment", "orally disintegrating", "paste", "pellet", "pellets", "powder", "prolonged release", "slow release",
    "soluble", "solution", "sonicated", "spray", "sugar coated", "suspension", "sustained release", "unit dose",
    "viscous",
)  # fmt: skip
FORM = (
    rf"(?:{one_of(FORM_BASES)})(?:, (?:{one_of(FORM_MODIFIERS)})(?![a-z]))*"
    r"(?: ?/ ?(?:drops|shampoo|spray)(?![a-z]))?(?: \((?:[a-z]+[ -])*(?:coated|release)\))?"
)
ROUTES = (
    "Auricular (otic)", "Block/infiltration", "Buccal", "Conjunctival", "Cutaneous", "Dental", "Electro-osmosis",
    "Endocervical", "Endosinusial", "Endotracheal", "Endotracheopulmonary", "Enteral", "Epidural", "Extra-amniotic",
    "Extracorporeal", "Hemodialysis", "Infiltration", "Inhalation", "Interstitial", "Intra-abdominal",
    "Intra-amniotic", "Intra-arterial", "Intra-articular", "Intrabiliary", "Intrabronchial", "Intrabursal",
    "Intracameral", "Intracardiac", "Intracartilaginous", "Intracaudal", "Intracavernous", "Intracavitary",
    "Intracerebral", "Intracisternal", "Intracorneal", "Intracoronal, dental", "Intracoronary",
    "Intracorporus cavernosum", "Intradermal", "Intradiscal", "Intraductal", "Intraduodenal", "Intradural",
    "Intraepidermal", "Intraesophageal", "Intragastric", "Intragingival", "Intrahepatic", "Intraileal",
    "Intralesional", "Intraluminal", "Intralymphatic", "Intramedullary", "Intrameningeal", "Intramuscular",
    "Intraocular", "Intraovarian", "Intrapericardial", "Intraperitoneal", "Intrapleural", "Intraprostatic",
    "Intrapulmonary", "Intrasinal", "Intraspinal", "Intrasynovial", "Intratendinous", "Intratesticular",
    "Intrathecal", "Intrathoracic", "Intratubular", "Intratumor", "Intratympanic", "Intrauterine", "Intravascular",
    "Intravenous", "Intravenous bolus", "Intravenous drip", "Intraventricular", "Intravesical", "Intravitreal",
    "Iontophoresis", "Irrigation", "Laryngeal", "Nasal", "Nasogastric", "Nerve block", "Occlusive dressing technique",
    "Ophthalmic", "Oral", "Oropharyngeal", "Otic", "Parenteral", "Percutaneous", "Periarticular", "Peridural",
    "Perineural", "Periodontal", "Rectal", "Respiratory (inhalation)", "Retrobulbar", "Soft tissue", "Subarachnoid",
    "Subconjunctival", "Subcutaneous", "Subgingival", "Sublingual", "Submucosal", "Subretinal", "Suprachoroidal",
    "Topical", "Transdermal", "Transmucosal", "Transplacental", "Transtracheal", "Transtympanic", "Unassigned",
    "Unknown", "Ureteral", "Urethral", "Vaginal",
)  # fmt: skip
ROUTE = rf"(?:{one_of(ROUTES)})(?:; (?:{one_of(ROUTES)}))*"

UNITS = (
    "%", "% w/v", "% w/w", "% v/v", "mg", "Mg", "g", "G", "kg", "mcg", "ug", "µg", "μg", "ng", "pg", "mL", "ml", "ML",
    "L", "l", "uL", "mol", "mmol", "umol", "mEq", "meq", "mOsm", "mCi", "uCi", "Ci", "MBq", "GBq", "kBq", "Bq", "mm",
    "cm", "cm2", "cm²", "unit", "units", "Unit", "Units", "unt", "iu", "IU", "U", "Iu", "kallikrein inhibitor unit",
    "act", "actuation", "spray", "dose", "h", "hr", "hour", "day", "d", "vial", "syr", "syringe", "tab", "tablet",
    "cap", "capsule", "sachet", "pack", "packet", "pck", "kit", "blister", "blist", "patch", "pth", "cartridge",
    "pen", "amp", "ampoule", "bag", "bottle", "sup", "suppository", "film", "strip", "implant", "drop", "drp", "tsp",
    "square cm", "ppm", "ppb", "pfu", "cfu", "vg", "mg/mg", "X", "x", "C", "CH", "M", "DH",
)  # fmt: skip
_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:E[+-]?\d+|e[+-]?\d+)?"
_UNIT = rf"(?:\[[^\]\s]+\]|\{{[^}}\s]+\}}|{one_of(UNITS)})"
_ANY_UNIT = r"(?:[A-Za-zµμ%]{1,20}|\[[^\]\s]+\])"
STRENGTH = (
    rf"{_NUMBER}(?: ?- ?{_NUMBER})? ?{_UNIT}(?: ?/ ?(?:{_NUMBER} ?{_UNIT}|{_NUMBER}|{_UNIT}))?(?: \((?:w/w|w/v|v/v)\))?"
)
ANY_STRENGTH = rf"{_NUMBER}(?: ?- ?{_NUMBER})? ?{_ANY_UNIT}?(?: ?/ ?(?:{_NUMBER} ?{_ANY_UNIT}|{_NUMBER}|{_ANY_UNIT}))?"

STATUSES = (
    "Active Not Recruiting", "Approved for Marketing", "Available", "Completed", "Enrolling by Invitation",
    "No Longer Available", "Not Available", "Not Yet Recruiting", "Recruiting", "Suspended",
    "Temporarily Not Available", "Terminated", "Unknown Status", "Withdrawn", "Withheld",
)  # fmt: skip
PURPOSES = (
    "Basic Science", "Device Feasibility", "Diagnostic", "Educational/Counseling/Training",
    "Health Services Research", "Not Available", "Other", "Prevention", "Screening", "Supportive Care", "Treatment",
)  # fmt: skip

RESOURCES = (
    "BindingDB", "ChEBI", "ChEMBL", "ChemSpider", "Drugs Product Database (DPD)", "Drugs.com", "GenBank",
    "Guide to Pharmacology", "HET", "Human Metabolome Database", "IUPHAR", "KEGG Compound", "KEGG Drug",
    "National Drug Code Directory", "PDB", "PDRhealth", "PharmGKB", "PubChem Compound", "PubChem Substance", "RxCUI",
    "RxList", "Therapeutic Targets Database", "UniProtKB", "Wikipedia", "ZINC",
)  # fmt: skip
RESOURCE_PAGES = {
    f"{name} Drug Page": name for name in ("RxList", "Drugs.com", "PDRhealth")
}  # link texts that are longer than the name of the resource

EXPERIMENTAL = (
    "melting point (°C)", "boiling point (°C)", "water solubility", "logP", "logS", "pKa", "hydrophobicity",
    "isoelectric point", "caco2 Permeability", "radioactivity", "molecular weight", "molecular formula",
)  # fmt: skip
PREDICTED = (
    "Water Solubility", "logP", "logS", "pKa (Strongest Acidic)", "pKa (Strongest Basic)", "Physiological Charge",
    "Hydrogen Acceptor Count", "Hydrogen Donor Count", "Polar Surface Area", "Rotatable Bond Count", "Refractivity",
    "Polarizability", "Number of Rings", "Bioavailability", "Rule of Five", "Ghose Filter", "Veber's Rule",
    "MDDR-like Rule",
)  # fmt: skip
ADMET = (
    "Human Intestinal Absorption", "Blood Brain Barrier", "Caco-2 permeable", "P-glycoprotein substrate",
    "P-glycoprotein inhibitor I", "P-glycoprotein inhibitor II", "Renal organic cation transporter",
    "CYP450 2C9 substrate", "CYP450 2D6 substrate", "CYP450 3A4 substrate", "CYP450 1A2 substrate",
    "CYP450 2C9 inhibitor", "CYP450 2D6 inhibitor", "CYP450 2C19 inhibitor", "CYP450 3A4 inhibitor",
    "CYP450 inhibitory promiscuity", "Ames test", "Carcinogenicity", "Biodegradation", "Rat acute toxicity",
    "hERG inhibition (predictor I)", "hERG inhibition (predictor II)",
)  # fmt: skip
ADMET_VALUES = (
    "+", "-", "Substrate", "Non-substrate", "Inhibitor", "Non-inhibitor", "Weak inhibitor", "Strong inhibitor",
    "High CYP Inhibitory Promiscuity", "Low CYP Inhibitory Promiscuity", "AMES toxic", "Non AMES toxic",
    "Carcinogens", "Non-carcinogens", "Ready biodegradable", "Not ready biodegradable",
)  # fmt: skip
SPECTRUM_TYPES = (
    "Predicted GC-MS", "Predicted LC-MS/MS", "Predicted MS/MS", "GC-MS", "LC-MS/MS", "LC-MS", "MS/MS", "MS", "EI-MS",
    "CE-MS", "1D NMR", "2D NMR",
)  # fmt: skip

PATHWAY_CATEGORIES = (
    "Drug action", "Drug metabolism", "Disease", "Metabolic", "Physiological", "Protein", "Signaling",
)  # fmt: skip
PHARMACOGENOMIC_TYPES = ("ADR Directly Studied", "ADR Inferred", "Effect Directly Studied", "Effect Inferred")

KINGDOMS = frozenset(("Organic compounds", "Organic Compounds", "Inorganic compounds", "Inorganic Compounds"))
SUPER_CLASSES = frozenset(
    name.lower()
    for name in (
        "Acetylides", "Alkaloids and derivatives", "Allenes", "Benzenoids", "Carbenes", "Homogeneous metal compounds",
        "Homogeneous non-metal compounds", "Hydrocarbon derivatives", "Hydrocarbons", "Inorganic salts",
        "Lignans, neolignans and related compounds", "Lipids", "Lipids and lipid-like molecules",
        "Miscellaneous inorganic compounds", "Mixed metal/non-metal compounds",
        "Nucleosides, nucleotides, and analogues", "Organic 1,3-dipolar compounds", "Organic acids",
        "Organic acids and derivatives", "Organic anions", "Organic cations", "Organic nitrogen compounds",
        "Organic oxygen compounds", "Organic polymers", "Organic salts", "Organic zwitterions",
        "Organohalogen compounds", "Organoheterocyclic compounds", "Organometallic compounds",
        "Organophosphorus compounds", "Organopnictogen compounds", "Organosulfur compounds",
        "Phenylpropanoids and polyketides",
    )
)  # fmt: skip

ROLES: dict[str, Role] = {
    "Targets": "target",
    "Enzymes": "enzyme",
    "Carriers": "carrier",
    "Transporters": "transporter",
}
BADGES: dict[str, YesNoUnknown] = {"A": "yes", "U": "unknown", "N": "no"}
PHARMACOLOGICAL_ACTIONS: dict[str, YesNoUnknown] = {"Yes": "yes", "No": "no", "Unknown": "unknown"}
PROTEIN_KINDS = frozenset(
    ("Protein", "Protein group", "Protein Group", "Nucleotide", "DNA", "RNA", "Small molecule", "Group")
)
ACTIONS = (
    "activator", "adduct", "agonist", "allosteric modulator", "antagonist", "antibody", "antisense oligonucleotide",
    "binder", "binding", "blocker", "carrier", "chaperone", "chelator", "cleavage", "cofactor",
    "competitive inhibitor", "component of", "cross-linking/alkylation", "degradation", "desensitize the target",
    "diagnostic agent", "downregulator", "gene replacement", "inactivator", "incorporation into and destabilization",
    "inducer", "inhibition of synthesis", "inhibitor", "inhibitory allosteric modulator", "intercalation",
    "inverse agonist", "ligand", "modulator", "multitarget", "negative modulator", "neutralizer",
    "nucleotide exchange blocker", "other", "other/unknown", "oxidizer", "partial agonist", "partial antagonist",
    "positive allosteric modulator", "positive modulator", "potentiator", "product of", "reducer", "regulator",
    "releasing agent", "stabilization", "stimulator", "substrate", "suppressor", "translocation inhibitor",
    "transporter", "unknown", "weak inhibitor",
)  # fmt: skip
