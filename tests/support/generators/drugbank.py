"""Writes whole DrugBank pages in the layout of 2019 from invented facts, and says what reading them must give back.

Shares nothing with the reader: it prints cells and headings the way the web page's text was made, and the reader has to
find them again. The page's standing texts are not copied; only its headings, table headers and sentence forms are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from anakinra_kg.facts import records as kinds
from tests.support.generators import drugbank_vocabulary as vocabulary
from tests.support.generators.drugbank_sheet import NOT_AVAILABLE, Generated, Printed, Sheet, Value
from tests.support.generators.drugbank_vocabulary import chance, pick, some

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

_PRODUCTS_HEADER = "NameDosageStrengthRouteLabellerMarketing StartMarketing End"
_MIXTURES_HEADER = "NameIngredientsDosageRouteLabellerMarketing StartMarketing End"
_CATEGORIES = ("Prescription", "Generic Prescription", "Over the Counter", "Unapproved/Other")
_LIST = "G|L+"
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(slots=True)
class _Protein:
    """A protein of the page: one of its targets, enzymes, carriers or transporters."""

    name: str
    role: str
    action: str = "unknown"
    actions: tuple[str, ...] = ()
    organism: str = "Humans"
    row: Printed | None = None
    also: list[Printed] = field(default_factory=list)
    glued: bool = False
    is_plain: bool = False


def page(rng: Random, scale: int = 1) -> Generated:
    """Return a page.

    Args:
        rng: Where chance comes from; the same state gives the same page.
        scale: How many times longer the tables may be than in a short page.
    """
    lossy = chance(rng, 0.7)
    sheet = Sheet(rng, lossy, "\r\n" if chance(rng, 0.15) else "\n", chance(rng, 0.3))
    return _Press(rng, sheet, scale).page()


class _Press:
    """Prints one page, section after section."""

    def __init__(self, rng: Random, sheet: Sheet, scale: int) -> None:
        self.rng, self.sheet, self.scale = rng, sheet, scale
        self.drug = vocabulary.drug(rng) if chance(rng, 0.7) else vocabulary.chemical(rng)
        self.accession = f"DB{rng.randint(1, 99999):05}"
        self.biotech = chance(rng, 0.3)
        self.others = sorted({vocabulary.chemical(rng) for _ in range(6 * scale + 3)} - {self.drug})
        rng.shuffle(self.others)
        self.synonyms: list[str] = []
        self.salts: list[str] = []
        self.named = False
        self.proteins = self._invented_proteins()

    def some(self, most: int) -> range:
        """Return as many turns as a table has rows."""
        return range(self.rng.randint(1, most * self.scale))

    def page(self) -> Generated:
        """Print the page."""
        self._identification()
        self._products()
        self._identifiers()
        self.sheet.blank(2)
        self._pharmacology()
        self.sheet.blank(2)
        self._interactions()
        self.sheet.blank(2)
        self._references()
        self._trials()
        self.sheet.blank(2)
        self._economics()
        self.sheet.blank(2)
        self._properties()
        self._spectra()
        self.sheet.blank(2)
        self._taxonomy()
        self._protein_blocks()
        self._closing()
        sheet = self.sheet
        text = "".join(sheet.text)
        if chance(self.rng, 0.2):
            text = text.removesuffix(sheet.newline)
        return Generated(
            text,
            self.drug,
            self.accession,
            tuple(sheet.facts),
            tuple(sheet.doubtful),
            frozenset(sheet.unreadable),
            tuple(sheet.hidden),
        )

    # Identification

    def _identification(self) -> None:
        sheet, rng = self.sheet, self.rng
        banner = chance(rng, 0.6)
        if banner:
            for line in ("Logo pink", "Are you a", "new drug developer?", "Contact us to learn more about our goods."):
                sheet.line(line)
        elif chance(rng, 0.5):
            sheet.blank()
        self.synonyms = self._names(3) if chance(rng, 0.9) else []
        sheet.line("Identification")
        sheet.line("Name")
        title = sheet.line(self.drug)
        sheet.line("Accession Number")
        self._accession()
        title_fact: Callable[..., None] = sheet.fact if banner or not sheet.lossy else sheet.maybe
        title_fact(kinds.PageTitle, title, title=self.drug, drug=self.drug)
        sheet.line("Type")
        kind = "Biotech" if self.biotech else "Small Molecule"
        sheet.fact(kinds.Classification, sheet.line(kind), scheme="type", name=kind)
        self._groups()
        if self.biotech and chance(rng, 0.8):
            sheet.line("Biologic Classification")
            for name in ("Protein Based Therapies", f"{vocabulary.stem(rng).capitalize()}-based products"):
                sheet.fact(kinds.Classification, sheet.line(name), scheme="biologic", name=name)
        self._description()

    def _names(self, most: int) -> list[str]:
        return [self.drug, *(vocabulary.chemical(self.rng) for _ in self.some(most))]

    def _accession(self) -> None:
        numbers = [f"{self.rng.choice(('BTD', 'APRD'))}{self.rng.randint(1, 99999):05}" for _ in range(2)]
        numbers = numbers[: self.rng.randint(0, 2)]
        line = self.sheet.line(self.accession + (f"\xa0 ({', '.join(numbers)})" if numbers else ""))
        self.sheet.fact(kinds.Identifier, line, 0, len(self.accession), scheme="drugbank", value=self.accession)
        self.named = line is not None
        begin = len(self.accession) + 3
        for number in numbers:
            end = begin + len(number)
            self.sheet.fact(kinds.Identifier, line, begin, end, scheme="drugbank secondary", value=number)
            begin = end + 2

    def _groups(self) -> None:
        self.sheet.line("Groups")
        groups = some(self.rng, ("Approved", "Experimental", "Investigational", "Vet Approved", "Withdrawn"), 3, 1)
        line = self.sheet.line(", ".join(groups))
        begin = 0
        for group in groups:
            self.sheet.fact(kinds.Classification, line, begin, begin + len(group), scheme="group", name=group)
            begin += len(group) + 2

    def _description(self) -> None:
        sheet, rng = self.sheet, self.rng
        description = Value("Description", "description", self._prose(), "G|B(?:T?B)+")
        synonyms = [f"• {name}" for name in self.synonyms] if self.synonyms else None
        last = Value("Synonyms", "synonyms", synonyms, _LIST)
        if self.biotech:
            sheet.values((description,))
            self._protein_structure()
            lines = sheet.values((last,))[0]
        elif sheet.lossy:
            lines = sheet.values((description, Value("Structure", "structure", (), "G?"), last))[-1]
        else:
            lines = sheet.values((description, last))[-1]
        for name, line in zip(self.synonyms, lines, strict=True):
            sheet.fact(kinds.Synonym, line, name=name)
        if chance(rng, 0.5):
            sheet.line("External IDs")
            names = [f"{vocabulary.stem(rng).upper()}-{rng.randint(10, 99999)}" for _ in self.some(3)]
            self._parts(kinds.Identifier, names, " / ", lambda name: {"scheme": "external id", "value": name})

    def _protein_structure(self) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.line("Protein structure")
        sheet.line("Protein chemical formula")
        sheet.line("Protein average weight")
        weight = f"{rng.randint(5000, 160000)}.{rng.randint(1, 9)}"
        sheet.fact(
            kinds.Property, sheet.line(f"{weight} Da"), name="average weight", value=weight, unit="Da", basis="stated"
        )
        header = sheet.line(f">{self.accession} sequence")
        if not self.named:
            sheet.fact(kinds.Identifier, header, 1, 8, scheme="drugbank", value=self.accession)
            self.named = True
        sheet.line("Download FASTA Format")

    def _parts(
        self,
        record: type[kinds.Fact],
        names: Sequence[str],
        separator: str,
        fields: Callable[[str], dict[str, Any]],
        *,
        glued: bool = False,
    ) -> None:
        """Print names on one line and expect a fact for each; `glued`, the tenth runs into the next."""
        seams = [separator] * (len(names) - 1) + [""]
        if glued:
            seams[9] = ""
        line = self.sheet.line("".join(name + seam for name, seam in zip(names, seams, strict=True)))
        begin = 0
        for name, seam in zip(names, seams, strict=True):
            self.sheet.fact(record, line, begin, begin + len(name), **fields(name))
            begin += len(name) + len(seam)

    def _prose(self, missing: float = 0.15) -> list[str] | None:
        """Return the lines of a section of text: none available, one lost word, or paragraphs."""
        if chance(self.rng, missing):
            return None
        if chance(self.rng, 0.1):
            return ["", "Unclear", ""]
        lines = [""]
        for _ in range(self.rng.choice((1, 1, 1, 2, 3))):
            lines += [vocabulary.prose(self.rng), ""]
        return lines

    # Products

    def _products(self) -> None:
        sheet, rng = self.sheet, self.rng
        if not self.biotech and chance(rng, 0.5):
            sheet.line("Product Ingredients")
            sheet.line("IngredientUNIICASInChI Key")
            for _ in self.some(2):
                self._ingredient()
        if chance(rng, 0.3):
            sheet.line("Product Images")
        for category in some(rng, _CATEGORIES, 3):
            sheet.line(f"{category} Products")
            sheet.line(_PRODUCTS_HEADER)
            for _ in self.some(5):
                self._product(category.lower())
            if chance(rng, 0.6):
                self._offers(("Application Number", "Product Code"))
        if chance(rng, 0.5):
            category = pick(rng, ("Mixture", "Unapproved/Other"))
            sheet.line(f"{category} Products")
            sheet.line(_MIXTURES_HEADER)
            for _ in self.some(3):
                self._mixture(category.lower())
        if chance(rng, 0.5):
            self._brands()

    def _ingredient(self) -> None:
        rng = self.rng
        name = f"{vocabulary.drug(rng)} {pick(rng, ('oxalate', 'sodium', 'dihydrate', 'I-131'))}"
        unii, cas, key = _unii(rng), _cas(rng), _inchi_key(rng)
        known = {"unii": unii, "cas": cas, "inchi_key": key}
        for code in known:
            if chance(rng, 0.1):
                known[code] = NOT_AVAILABLE
        line = self.sheet.line(name + "".join(known.values()))
        self.salts.append(name)
        present: dict[str, Any] = {code: value for code, value in known.items() if value != NOT_AVAILABLE}
        if known["unii"] != NOT_AVAILABLE and known["cas"] != NOT_AVAILABLE and _ambiguous_codes(name, unii, cas):
            self.sheet.never(line)
        else:
            self.sheet.fact(kinds.Ingredient, line, name=name, **present)

    def _dates(self) -> tuple[str, dict[str, str], list[str]]:
        """Return the last cells of a row of products, the fields they give, and those that do not apply."""
        rng = self.rng
        printed, known, inapplicable = "", {}, []
        for name, share in (("marketing_start", 0.2), ("marketing_end", 0.7)):
            if chance(rng, share):
                cell = pick(rng, ("Not applicable", "Not Applicable"))
                inapplicable.append(name)
            else:
                cell = f"{rng.randint(1965, 2019)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
                known[name] = cell
            printed += cell
        known["region"] = pick(rng, vocabulary.REGIONS)
        return printed + known["region"], known, inapplicable

    def _product(self, category: str) -> None:
        rng, sheet = self.rng, self.sheet
        cells = {
            "name": vocabulary.brand(rng),
            "dosage_form": pick(rng, vocabulary.FORMS),
            "strength": vocabulary.strength(rng),
            "route": pick(rng, vocabulary.ROUTES),
            "labeller": vocabulary.company(rng),
        }
        tail, marketed, inapplicable = self._dates()
        way = rng.random()
        if way < 0.05:
            del cells["strength"]
        elif way < 0.1:
            cells["route"] = "Not applicable"
        doubt = rng.random()
        if doubt < 0.02:
            cells["dosage_form"] = "Frobbet"
        elif doubt < 0.04:
            cells["route"] = "Interflorally"
        elif doubt < 0.06:
            cells["name"] = f"0093-5850-01_NLMIMAGE10_{cells['name']}.jpg"
        row = "".join(cells.values()) + tail
        extra = "NLMIMAGE10_7B0C.jpg 1312 736 24" if 0.06 <= doubt < 0.08 else ""
        line = sheet.line(row + extra)
        if doubt < 0.06:
            sheet.never(line)
            return
        if cells["route"] == "Not applicable":
            del cells["route"]
            inapplicable.insert(0, "route")
        sheet.fact(
            kinds.Product, line, 0, len(row), category=category, not_applicable=tuple(inapplicable), **cells, **marketed
        )
        if extra:
            sheet.never(line)

    def _mixture(self, category: str) -> None:
        rng, sheet = self.rng, self.sheet
        known = self.drug[0].isupper() or self.drug[0].isdigit()
        first = self.drug if chance(rng, 0.8) else vocabulary.chemical(rng)
        ingredients = [first, *some(rng, self.others, 4, 1)]
        listing = " + ".join(f"{name} ({vocabulary.strength(rng)})" for name in ingredients)
        cells = {"dosage_form": pick(rng, vocabulary.FORMS), "route": pick(rng, vocabulary.ROUTES)}
        if chance(rng, 0.1):
            cells = {"dosage_form": "Kit"}
        tail, marketed, inapplicable = self._dates()
        name, labeller = vocabulary.brand(rng), vocabulary.company(rng)
        line = sheet.line(name + listing + "".join(cells.values()) + labeller + tail)
        sure = known and first == self.drug
        expect: Callable[..., None] = sheet.fact if sure else sheet.maybe
        expect(
            kinds.Product,
            line,
            name=name,
            ingredients=listing,
            labeller=labeller,
            category=category,
            not_applicable=tuple(inapplicable),
            **cells,
            **marketed,
        )

    def _brands(self) -> None:
        rng = self.rng
        self.sheet.line("International/Other Brands")
        names = [vocabulary.brand(rng) for _ in self.some(5)]
        names = [name for name in names if not name.endswith(")")] or ["Zorblex Forte"]
        labellers = {name: vocabulary.stem(rng).capitalize() for name in names if chance(rng, 0.3)}
        printed = [f"{name} ({labellers[name]})" if name in labellers else name for name in names]
        line = self.sheet.line(" / ".join(printed))
        begin = 0
        for name, item in zip(names, printed, strict=True):
            end = begin + len(item)
            self.sheet.fact(kinds.BrandName, line, begin, end, name=name, labeller=labellers.get(name))
            begin = end + 3

    def _offers(self, titles: Sequence[str]) -> None:
        """Print an advertisement: a list of what the publisher sells beside the page."""
        sheet = self.sheet
        sheet.line("Additional Data Available")
        for title in titles:
            sheet.item(title)
            sheet.line(title, "    ")
            sheet.blank()
            sheet.line(vocabulary.sentence(self.rng), "    ")
            sheet.blank()
            sheet.line("Learn more", "    ")

    def _offer(self, title: str) -> None:
        sheet = self.sheet
        sheet.line("Additional Data Available")
        sheet.line(title)
        sheet.blank()
        sheet.line(vocabulary.sentence(self.rng))
        sheet.blank()
        sheet.line("Learn more")

    # Codes

    def _identifiers(self) -> None:
        sheet, rng = self.sheet, self.rng
        self._code("UNII", "unii", _unii(rng))
        self._code("CAS number", "cas", _cas(rng))
        if self.biotech:
            return
        sheet.line("Weight")
        for name in ("Average", "Monoisotopic"):
            value = f"{rng.randint(50, 900)}.{rng.randint(1, 999999)}"
            line = sheet.line(f"{name}: {value}")
            sheet.fact(kinds.Property, line, name=f"{name.lower()} weight", value=value, basis="stated")
        sheet.line("Chemical Formula")
        formula = f"C{rng.randint(2, 40)}H{rng.randint(2, 60)}N{rng.randint(2, 9)}O{rng.randint(2, 9)}"
        sheet.fact(kinds.Property, sheet.line(formula), name="chemical formula", value=formula, basis="stated")
        self._code("InChI Key", "inchi key", _inchi_key(rng))
        self._code("InChI", "inchi", f"InChI=1S/{formula}/c1-2-3-4/h5-9H,1-4H3")
        sheet.line("IUPAC Name")
        systematic = f"{rng.randint(1, 4)}-[{vocabulary.stem(rng)}-2-yl]{vocabulary.stem(rng)}oic" + pick(
            rng, ("", " acid")
        )
        sheet.fact(kinds.Property, sheet.line(systematic), name="iupac name", value=systematic, basis="stated")
        self._code("SMILES", "smiles", pick(rng, ("CC(=O)NC1=CC=C(O)C=C1", "CN(C)CCC[C@]1(F)C2=CC")))

    def _code(self, heading: str, scheme: str, value: str) -> None:
        self.sheet.line(heading)
        self.sheet.fact(kinds.Identifier, self.sheet.line(value), scheme=scheme, value=value)

    # Pharmacology

    def _pharmacology(self) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.line("Pharmacology")
        self._indication()
        self._mechanism()
        targets = any(protein.role == "target" for protein in self.proteins)
        advertised = chance(rng, 0.7)
        if advertised:
            self._offer("Adverse Effects")
            self._offer("Contraindications")
            self._offer("Blackbox Warnings")
        # Right below a row of targets, `Not Available` may be a cell of the row.
        sheet.values((Value("Absorption", "absorption", self._prose(0.15 if advertised or not targets else 0)),))
        listed = [f"• {rng.randint(1, 90)} L/kg"] if chance(rng, 0.5) else None
        sheet.values(
            (
                Value("Volume of distribution", "volume of distribution", listed),
                Value("Protein binding", "protein binding", self._prose(0.4)),
                Value("Metabolism", "metabolism", self._prose(0.4)),
                Value("Route of elimination", "route of elimination", self._prose(0.4)),
                Value("Half life", "half-life", self._prose(0.4)),
                Value("Clearance", "clearance", self._prose(0.4)),
                Value("Toxicity", "toxicity", self._prose(0.4)),
            )
        )
        self._organisms_and_pathways()
        self._pharmacogenomics()

    def _indication(self) -> None:
        sheet, rng = self.sheet, self.rng
        indication = Value("Indication", "indication", self._prose())
        pharmacodynamics = Value("Pharmacodynamics", "pharmacodynamics", self._prose())
        if chance(rng, 0.8):
            sheet.values(
                (indication, Value("Associated Conditions", "associated conditions", (), "|G|L+"), pharmacodynamics)
            )
        else:
            sheet.values((indication, pharmacodynamics))

    def _mechanism(self) -> None:
        sheet = self.sheet
        sheet.values((Value("Mechanism of action", "mechanism of action", self._prose()),))
        targets = [protein for protein in self.proteins if protein.role == "target"]
        if not targets:
            return
        sheet.line("TargetActionsOrganism")
        for target in targets:
            self._target_row(target)

    def _target_row(self, target: _Protein) -> None:
        badge = {"yes": "A", "unknown": "U", "no": "N"}[target.action]
        if target.glued:
            target.row = self.sheet.line(f"{badge}{target.name}{NOT_AVAILABLE}{target.organism}")
            return
        target.row = self.sheet.line(badge + target.name)
        for cell in (*target.actions, target.organism):
            line = self.sheet.line(cell)
            if line:
                target.also.append(line)

    def _organisms_and_pathways(self) -> None:
        sheet, rng = self.sheet, self.rng
        organisms = some(rng, vocabulary.ORGANISMS, 2)
        names = [
            f"{vocabulary.stem(rng).capitalize()} {pick(rng, ('Action', 'Metabolism'))} Pathway" for _ in self.some(2)
        ]
        pathways = {name: pick(rng, ("Drug action", "Drug metabolism", "Disease")) for name in names}
        rows = [name + kind for name, kind in pathways.items()] if chance(rng, 0.5) else None
        values = (
            Value("Affected organisms", "affected organisms", [f"• {name}" for name in organisms] or None, _LIST),
            Value("Pathways", "pathways", rows, "G|T+"),
        )
        first, second = sheet.values(values)
        for name, line in zip(organisms, first, strict=True):
            sheet.fact(kinds.Organism, line, name=name)
        for (name, kind), line in zip(pathways.items(), second, strict=False):
            sheet.fact(kinds.Pathway, line, name=name, category=kind)

    def _pharmacogenomics(self) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.line("Pharmacogenomic Effects/ADRs")
        if chance(rng, 0.5) or not self.proteins:
            sheet.gap(sheet.line(NOT_AVAILABLE), "pharmacogenomic effects")
            return
        sheet.line("Interacting Gene/EnzymeAllele nameGenotype(s)Defining Change(s)Type(s)DescriptionDetails")
        for _ in self.some(3):
            self._variant(pick(rng, [protein.name for protein in self.proteins]))

    def _variant(self, protein: str) -> None:
        rng = self.rng
        cells = {
            "allele": pick(
                rng, ("---", NOT_AVAILABLE, f"{vocabulary.stem(rng, 1, 1).upper()}2C9*{rng.randint(2, 40)}")
            ),
            "genotype": pick(rng, ("---", NOT_AVAILABLE, "(A;A)", "(C;T)")),
            "defining_change": pick(rng, ("681G>A", "A allele", "557G>C / 991A>G")),
            "evidence": pick(rng, ("ADR Directly Studied", "Effect Inferred", "Effect Directly Studied")),
        }
        front = protein + "".join(cells.values())
        line = self.sheet.line(f"{front}{vocabulary.sentence(rng)}Details")
        missing = tuple(name for name, cell in cells.items() if cell == NOT_AVAILABLE)
        known = {name: cell for name, cell in cells.items() if cell not in {NOT_AVAILABLE, "---"}}
        self.sheet.fact(
            kinds.PharmacogenomicEffect, line, 0, len(front), protein=protein, not_available=missing, **known
        )

    # Interactions

    def _interactions(self) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.line("Interactions")
        sheet.line("Drug Interactions")
        for other in self.others[: rng.randint(3, max(3, len(self.others)))]:
            self._interaction(other)
        self._stray_interaction()
        if chance(rng, 0.6):
            self._offers(("Extended Description", "Severity", "Evidence Level", "Action"))
        sheet.line("Food Interactions")
        if chance(rng, 0.5):
            sheet.gap(sheet.line(NOT_AVAILABLE), "food interactions")
        else:
            for _ in self.some(2):
                sheet.item(vocabulary.sentence(rng))

    def _interaction(self, other: str) -> None:
        rng = self.rng
        x, y = (self.drug, other) if chance(rng, 0.5) else (other, self.drug)
        way = pick(rng, ("increase", "decrease"))
        effect, sentence, affected = self._encounter(x, y, way)
        fields: dict[str, Any] = {"effect": effect}
        if effect in vocabulary.ACTIVITIES:
            fields = {"effect": "activities", "activity": effect}
        if effect == "hypersensitivity reaction":
            way = "increase"
        if effect == "effectiveness as a diagnostic agent":
            way = "decrease"
        line = self.sheet.line(other + sentence)
        self.sheet.fact(kinds.Interaction, line, drug=other, direction=f"{way}d", affected=affected, **fields)

    def _encounter(self, x: str, y: str, way: str) -> tuple[str, str, str | None]:
        """Return the effect a sentence speaks of, the sentence, and the drug it affects."""
        risk = pick(self.rng, vocabulary.SYMPTOMS)
        activity = pick(self.rng, vocabulary.ACTIVITIES)
        return self.rng.choice(
            (
                ("metabolism", f"The metabolism of {x} can be {way}d when combined with {y}.", x),
                ("bioavailability", f"The bioavailability of {x} can be {way}d when combined with {y}.", x),
                ("protein binding", f"The protein binding of {x} can be {way}d when combined with {y}.", x),
                (
                    "serum concentration",
                    f"The serum concentration of {x} can be {way}d when it is combined with {y}.",
                    x,
                ),
                (
                    "serum concentration of the active metabolites",
                    (
                        f"The serum concentration of the active metabolites of {x} can be {way}d"
                        f" when {x} is used in combination with {y}."
                    ),
                    x,
                ),
                (
                    "therapeutic efficacy",
                    f"The therapeutic efficacy of {x} can be {way}d when used in combination with {y}.",
                    x,
                ),
                (risk, f"The risk or severity of {risk} can be {way}d when {x} is combined with {y}.", None),
                (
                    "hypersensitivity reaction",
                    f"The risk of a hypersensitivity reaction to {x} is increased when it is combined with {y}.",
                    x,
                ),
                (activity, f"{x} may {way} the {activity} activities of {y}.", y),
                ("excretion rate", f"{x} may {way} the excretion rate of {y} which could result in a lower level.", y),
                ("absorption", f"{x} can cause a {way} in the absorption of {y} resulting in a changed level.", y),
                (
                    "effectiveness as a diagnostic agent",
                    f"{x} may decrease effectiveness of {y} as a diagnostic agent.",
                    y,
                ),
            )
        )

    def _stray_interaction(self) -> None:
        """Print a row that speaks of two other drugs, or in words of its own."""
        rng = self.rng
        if chance(rng, 0.3):
            a, b, c = (vocabulary.drug(rng) for _ in range(3))
            row = pick(
                rng, (f"{a}The metabolism of {b} can be increased when combined with {c}.", f"{a}{b} hums at {c}.")
            )
            self.sheet.never(self.sheet.line(row))

    # References and links

    def _references(self) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.line("References")
        if chance(rng, 0.2):
            sheet.line("Synthesis Reference")
            sheet.blank()
            sheet.line(vocabulary.prose(rng))
            sheet.blank()
        if chance(rng, 0.8):
            sheet.line("General References")
            for number in self.some(4):
                self._reference(number + 1, "drug", None)
        self._links()
        if chance(rng, 0.9):
            sheet.line("ATC Codes")
            self._atc()
        if chance(rng, 0.8):
            sheet.line("AHFS Codes")
            for _ in self.some(2):
                code = f"{rng.randint(4, 92):02}:{rng.randint(0, 99):02}" + pick(rng, ("", ".36", ".04.20"))
                name = f"{vocabulary.stem(rng).capitalize()} Agents, {vocabulary.stem(rng).capitalize()}"
                sheet.fact(kinds.Classification, sheet.item(f"{code} — {name}"), scheme="ahfs", code=code, name=name)
        if chance(rng, 0.3):
            self._pdb()
        if chance(rng, 0.7):
            sheet.line("FDA label")
            self._download("FDA label")
            if chance(rng, 0.4):
                headed = sheet.line("MSDS")
                self._download("MSDS" if headed else "attachment")

    def _reference(
        self, number: int, about: str, name: str | None, name_line: Printed | None = None, *, certain: bool = True
    ) -> None:
        rng = self.rng
        also = (name_line.span(),) if name_line else ()
        common: dict[str, Any] = {"about": about, "about_name": name, "number": number, "also": also}
        shape = rng.random()
        people, title, place, pmid = vocabulary.authors(rng), vocabulary.title(rng), vocabulary.citation(rng), None
        if shape < 0.7:
            row = f"{number}. {people}: {title}. {place}"
            if chance(rng, 0.9):
                pmid = str(rng.randint(1000, 30_000_000))
                row += f" [PubMed:{pmid}]"
            fields: dict[str, Any] = {"authors": people, "title": title, "citation": place, "pmid": pmid}
        elif shape < 0.8:
            title = title.replace(": a", ", a")
            row = f"{number}. {title}. {place} [PubMed:1234]"
            fields = {"title": title, "citation": place, "pmid": "1234"}
        else:
            fields = {"title": f"{title.strip('[]')} (made up site)"}
            row = f"{number}. {fields['title']} [{pick(rng, ('Link', 'File'))}]"
        line = self.sheet.line(row, "  ")
        if certain:
            self.sheet.fact(kinds.Reference, line, **common, **fields)
        elif line:
            self.sheet.hidden.append(kinds.Reference(span=line.span(), **common, **fields))
            self.sheet.fact(kinds.Reference, line, about="protein", number=number, **fields)

    def _links(self) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.line("External Links")
        for resource in some(rng, vocabulary.RESOURCES, 6, 1):
            sheet.fact(kinds.ExternalLink, sheet.line(resource), resource=resource)
            value = pick(
                rng, (str(rng.randint(1, 10**8)), f"C{rng.randint(10000, 99999)}", f"HMDB{rng.randint(1, 999):07}")
            )
            line = sheet.line(value)
            sheet.fact(kinds.Identifier, line, scheme=resource.lower(), value=value)

    def _atc(self) -> None:
        """Print the ATC codes, all on one line."""
        rng = self.rng
        names = (
            self.drug,
            f"{vocabulary.chemical(rng)} and {self.drug}",
            f"{self.drug}, combinations excl. {vocabulary.stem(rng)}s",
        )
        codes = {_atc_code(rng): pick(rng, names) for _ in self.some(3)}
        line = self.sheet.line("".join(f"{code} — {name}" for code, name in codes.items()))
        begin = 0
        for code, name in codes.items():
            end = begin + len(code) + 3 + len(name)
            self.sheet.fact(kinds.Classification, line, begin, end, scheme="atc", code=code, name=name)
            begin = end

    def _pdb(self) -> None:
        rng = self.rng
        self.sheet.line("PDB Entries")
        many = rng.choice((1, 2, 5, 10, 11, 13))
        entries = [f"{rng.randint(1, 9)}{vocabulary.stem(rng, 2, 2)[:3].ljust(3, 'x')}" for _ in range(many)]
        hidden = max(0, many - 10)
        self._parts(
            kinds.Identifier, entries, " / ", lambda entry: {"scheme": "pdb", "value": entry}, glued=bool(hidden)
        )
        if hidden:
            self.sheet.line(f"show {hidden} more")

    def _download(self, name: str) -> None:
        size, unit = f"{self.rng.randint(1, 900)}.{self.rng.randint(1, 9)}", pick(self.rng, ("KB", "MB"))
        line = self.sheet.line(f"Download ({size} {unit})")
        self.sheet.fact(kinds.Download, line, name=name, size=Decimal(size), unit=unit)

    # Trials

    def _trials(self) -> None:
        sheet = self.sheet
        sheet.blank()
        sheet.line("Clinical Trials")
        sheet.blank()
        sheet.line("Clinical Trials")
        if chance(self.rng, 0.1):
            sheet.gap(sheet.line(NOT_AVAILABLE), "clinical trials")
            return
        sheet.line("PhaseStatusPurposeConditionsCount")
        for _ in self.some(12):
            self._trial()

    def _trial(self) -> None:
        rng, sheet = self.rng, self.sheet
        cells = {
            "phases": pick(rng, vocabulary.PHASES),
            "status": pick(rng, vocabulary.STATUSES),
            "purpose": pick(rng, vocabulary.PURPOSES),
        }
        conditions = [vocabulary.condition(rng) for _ in range(rng.choice((1, 1, 1, 2, 3, 6)))]
        count = rng.choice((1, 1, 1, 2, 4, 10, 17, 123))
        doubtful = chance(rng, 0.06)
        if doubtful:
            conditions[-1] = f"{vocabulary.condition(rng)} {pick(rng, ('AJCC v', 'kg/m', 'NYHA-'))}{rng.randint(1, 9)}"
            count = rng.choice((1, 2, 11, 20))
        elif chance(rng, 0.06):
            conditions[-1] = f"Complete {vocabulary.stem(rng).capitalize()}, Type {rng.randint(1, 9)}"
            count = rng.choice((1, 2, 10, 20))
        elif chance(rng, 0.05):
            conditions = [NOT_AVAILABLE]
        if chance(rng, 0.03):
            cells["status"] = "Pausing"
            sheet.never(sheet.line("".join(cells.values()) + " / ".join(conditions) + str(count)))
            return
        line = sheet.line("".join(cells.values()) + " / ".join(conditions) + str(count))
        missing = [name for name, cell in cells.items() if cell == NOT_AVAILABLE]
        if conditions == [NOT_AVAILABLE]:
            missing.append("conditions")
            conditions = []
        expect: Callable[..., None] = sheet.maybe if doubtful else sheet.fact
        expect(
            kinds.TrialGroup,
            line,
            phases=() if "phases" in missing else tuple(cells["phases"].split(", ")),
            status=None if "status" in missing else cells["status"],
            purpose=None if "purpose" in missing else cells["purpose"],
            conditions=tuple(conditions),
            count=count,
            not_available=tuple(missing),
        )

    # Companies, forms, prices

    def _economics(self) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.line("Pharmacoeconomics")
        makers = [vocabulary.company(rng) for _ in self.some(3)] if chance(rng, 0.4) else []
        packagers = [vocabulary.company(rng) for _ in self.some(4)] if chance(rng, 0.7) else []
        values = (
            Value("Manufacturers", "manufacturers", [f"• {name}" for name in makers] or None, _LIST),
            Value("Packagers", "packagers", [f"• {name}" for name in packagers] or None, _LIST),
        )
        records: tuple[type[kinds.Fact], type[kinds.Fact]] = (kinds.Manufacturer, kinds.Packager)
        if sheet.lossy and makers and packagers:
            records = (kinds.Supplier, kinds.Supplier)
        for names, record, lines in zip((makers, packagers), records, sheet.values(values), strict=True):
            for name, line in zip(names, lines, strict=True):
                sheet.fact(record, line, name=name)
        self._dosage_forms()

    def _dosage_forms(self) -> None:
        sheet, rng = self.sheet, self.rng
        forms = [self._form() for _ in self.some(4)] if chance(rng, 0.9) else []
        priced, patented = chance(rng, 0.6), chance(rng, 0.7)
        values = [Value("Dosage forms", "dosage forms", ["".join(form) for form in forms] or None, "G|T*")]
        if not priced:
            values.append(Value("Prices", "prices", None, "G?"))
        if not priced and not patented:
            values.append(Value("Patents", "patents", None, "G?"))
        line_of = iter(sheet.values(values)[0])
        for form in forms:
            if not sheet.lossy or len("".join(form).split()) > 1:
                self._expect_form(form, next(line_of))
        if priced:
            self._prices(patented=patented)
        if patented:
            self._patents()

    def _form(self) -> tuple[str, str, str]:
        rng = self.rng
        form = pick(rng, vocabulary.FORMS) if chance(rng, 0.96) else "Frobbet"
        route = pick(rng, vocabulary.ROUTES) if chance(rng, 0.9) else pick(rng, ("", "Not applicable"))
        return form, route, vocabulary.strength(rng) if chance(rng, 0.9) else ""

    def _expect_form(self, cells: tuple[str, str, str], line: Printed) -> None:
        form, route, strength = cells
        if form == "Frobbet":
            self.sheet.never(line)
            return
        inapplicable = ("route",) if route == "Not applicable" else ()
        self.sheet.fact(
            kinds.DosageForm,
            line,
            form=form,
            route=None if inapplicable else route or None,
            strength=strength or None,
            not_applicable=inapplicable,
        )

    def _prices(self, *, patented: bool) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.line("Prices")
        sheet.line("Unit descriptionCostUnit")
        for _ in self.some(4):
            description = (
                f"{vocabulary.brand(rng)} {rng.randint(1, 900)} mg {pick(rng, ('tablet', 'Box', '(30 ml)', 'vial'))}"
            )
            cost, unit = f"{rng.randint(0, 1999)}.{rng.randint(1, 99)}", pick(rng, ("tablet", "box", "ml"))
            doubtful = chance(rng, 0.08)
            if doubtful:
                description = f"{vocabulary.brand(rng)} 10-{rng.randint(100, 999)}"
            line = sheet.line(f"{description}{cost}USD {unit}")
            expect: Callable[..., None] = sheet.maybe if doubtful else sheet.fact
            expect(kinds.Price, line, description=description, cost=Decimal(cost), currency="USD", unit=unit)
        sheet.line("DrugBank does not sell nor buy drugs.")
        if not patented:
            sheet.line("Patents")
            sheet.gap(sheet.line(NOT_AVAILABLE), "patents")

    def _patents(self) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.line("Patents")
        sheet.line("Patent NumberPediatric ExtensionApprovedExpires (estimated)")
        for _ in self.some(2):
            sheet.never(sheet.line(f"US{rng.randint(10**6, 10**7)}No2004-06-142023-12-08Us"))
        if chance(rng, 0.5):
            self._offers(("Filed On",))

    # Properties

    def _properties(self) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.line("Properties")
        state = pick(rng, ("Solid", "Liquid", NOT_AVAILABLE))
        sheet.line("State")
        line = sheet.line(state)
        if state == NOT_AVAILABLE:
            sheet.gap(line, "state")
        else:
            sheet.fact(kinds.Property, line, name="state", value=state, basis="stated")
        sheet.line("Experimental Properties")
        if chance(rng, 0.2):
            sheet.gap(sheet.line(NOT_AVAILABLE), "experimental properties")
        else:
            for name in some(rng, ("melting point (°C)", "water solubility", "logP", "hydrophobicity", "pKa"), 4, 1):
                self._measured(name)
        if self.biotech:
            return
        sheet.line("Predicted Properties")
        if chance(rng, 0.15):
            sheet.gap(sheet.line(NOT_AVAILABLE), "predicted properties")
        else:
            self._predicted()
        if chance(rng, 0.7):
            self._admet()

    def _measured(self, name: str) -> None:
        rng = self.rng
        number = f"{pick(rng, ('', '', '-'))}{rng.randint(0, 300)}.{rng.randint(1, 99)}"
        value, unit = number, "°C" if name.endswith("(°C)") else None
        if name == "water solubility" and chance(rng, 0.5):
            value, unit = number.strip("-"), "mg/mL"
        elif name == "water solubility":
            value = f"sparingly soluble in {vocabulary.stem(rng)} oil"
        source = pick(rng, (NOT_AVAILABLE, "MSDS", "https://example.org/sheets/12.htm", "VARN,ZE (1983)"))
        if not value[0].isdigit() and value[0] != "-" and source.startswith("VARN"):
            source = NOT_AVAILABLE
        printed = f"{value} {unit}" if unit and unit != "°C" else value
        line = self.sheet.line(name + printed + source)
        missing = source == NOT_AVAILABLE
        self.sheet.fact(
            kinds.Property,
            line,
            name=name,
            value=value,
            unit=unit,
            basis="experimental",
            source=None if missing else source,
            not_available=("source",) if missing else (),
        )

    def _predicted(self) -> None:
        rng = self.rng
        rows = (
            ("Water Solubility", f"0.{rng.randint(1, 99999)}", "mg/mL", "ALOGPS"),
            ("logP", f"{rng.randint(0, 5)}.{rng.randint(1, 99)}", None, "ALOGPS"),
            ("logP", f"{rng.randint(0, 5)}.{rng.randint(1, 99)}", None, "ChemAxon"),
            ("pKa (Strongest Basic)", f"-{rng.randint(0, 9)}.{rng.randint(1, 9)}", None, "ChemAxon"),
            ("Physiological Charge", str(rng.randint(-2, 2)), None, "ChemAxon"),
            ("Polar Surface Area", f"{rng.randint(0, 99)}.{rng.randint(1, 99)}", "Å2", "ChemAxon"),
            ("Refractivity", f"{rng.randint(0, 99)}.{rng.randint(1, 99)}", "m3·mol-1", "ChemAxon"),
            ("Number of Rings", str(rng.randint(0, 9)), None, "ChemAxon"),
            ("Rule of Five", pick(rng, ("Yes", "No")), None, "ChemAxon"),
            ("Veber's Rule", pick(rng, ("Yes", "No")), None, "ChemAxon"),
        )
        for name, value, unit, source in some(rng, rows, 10, 1):
            line = self.sheet.line(f"{name}{value}{f' {unit}' if unit else ''}{source}")
            self.sheet.fact(kinds.Property, line, name=name, value=value, unit=unit, basis="predicted", source=source)

    def _admet(self) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.line("Predicted ADMET features")
        rows = (
            ("Human Intestinal Absorption", "+"),
            ("Blood Brain Barrier", "-"),
            ("P-glycoprotein inhibitor I", "Non-inhibitor"),
            ("P-glycoprotein inhibitor II", "Inhibitor"),
            ("CYP450 2C9 substrate", "Non-substrate"),
            ("CYP450 inhibitory promiscuity", "Low CYP Inhibitory Promiscuity"),
            ("Ames test", "Non AMES toxic"),
            ("Biodegradation", "Not ready biodegradable"),
            ("Carcinogenicity", "Non-carcinogens"),
        )
        for name, value in some(rng, rows, 9, 1):
            share = f"0.{rng.randint(1000, 9999)}"
            line = sheet.line(name + value + share)
            sheet.fact(kinds.Property, line, name=name, value=value, basis="predicted", probability=Decimal(share))
        dose = f"{rng.randint(1, 4)}.{rng.randint(1, 9999)}"
        sheet.fact(
            kinds.Property,
            sheet.line(f"Rat acute toxicity{dose} LD50, mol/kg Not applicable"),
            name="Rat acute toxicity",
            value=dose,
            unit="LD50, mol/kg",
            basis="predicted",
            not_applicable=("probability",),
        )
        sheet.line("ADMET data is predicted using admetSAR, says this page.")

    def _spectra(self) -> None:
        sheet, rng = self.sheet, self.rng
        if self.biotech:
            return
        sheet.blank(2)
        sheet.line("Mass Spec (NIST)")
        if chance(rng, 0.5):
            sheet.gap(sheet.line(NOT_AVAILABLE), "mass spec (nist)")
        else:
            self._download("Mass Spec (NIST)")
        sheet.line("Spectra")
        sheet.line("SpectrumSpectrum TypeSplash Key")
        for _ in self.some(5):
            self._spectrum()

    def _spectrum(self) -> None:
        rng = self.rng
        kind = pick(rng, ("GC-MS", "LC-MS/MS", "Predicted GC-MS", "Predicted LC-MS/MS", "1D NMR", "MS"))
        name = pick(
            rng,
            (
                f"{kind} Spectrum - {rng.randint(10, 40)}V, Positive (Annotated)",
                f"Invented Spectrum - {vocabulary.stem(rng).upper()}-ITFT , negative",
                "Mass Spectrum (Electron Ionization)",
                "1H NMR Spectrum",
            ),
        )
        digits = "".join(pick(rng, "0123456789") for _ in range(10))
        code = "".join(pick(rng, "0123456789abcdef") for _ in range(20))
        key = pick(
            rng,
            (
                f"splash10-0{vocabulary.stem(rng, 2, 2)[:3].ljust(3, 'a')}-{digits}-{code}",
                NOT_AVAILABLE,
                "Not Applicable",
            ),
        )
        self.sheet.fact(
            kinds.Spectrum,
            self.sheet.line(name + kind + key),
            name=name,
            type=kind,
            splash_key=key if key.startswith("splash") else None,
            not_available=("splash_key",) if key == NOT_AVAILABLE else (),
            not_applicable=("splash_key",) if key == "Not Applicable" else (),
        )

    # Taxonomy

    def _taxonomy(self) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.line("Taxonomy")
        sheet.line("Description")
        if chance(rng, 0.3):
            sheet.gap(sheet.line(NOT_AVAILABLE), "taxonomy description")
        else:
            sheet.line(vocabulary.sentence(rng))
        sheet.line("Kingdom")
        self._class("Organic compounds", "kingdom")
        self._super_class()
        for heading, level in (("Sub Class", "sub class"), ("Direct Parent", "direct parent")):
            sheet.line(heading)
            name = vocabulary.stem(rng).capitalize() + pick(rng, ("", " acids", " and derivatives"))
            self._class(NOT_AVAILABLE if chance(rng, 0.1) else name, level)
        self._class_lists()
        sheet.line("Molecular Framework")
        self._class(pick(rng, ("Aromatic heteropolycyclic compounds", NOT_AVAILABLE)), "molecular framework")
        sheet.line("External Descriptors")
        if chance(rng, 0.4):
            sheet.gap(sheet.line(NOT_AVAILABLE), "external descriptors")
            return
        names = [f"{vocabulary.stem(rng)} {vocabulary.stem(rng)}" for _ in self.some(2)]
        codes = {name: pick(rng, (f"CHEBI:{rng.randint(1, 99999)}", f"CPD-{rng.randint(1, 9999)}")) for name in names}
        line = sheet.line(" / ".join(f"{name} ({code})" for name, code in codes.items()))
        begin = 0
        for name, code in codes.items():
            end = begin + len(name) + len(code) + 3
            common = {"scheme": "chemical", "level": "external descriptor"}
            sheet.fact(kinds.Classification, line, begin, end, name=name, code=code, **common)
            begin = end + 3

    def _class(self, name: str, level: str | None) -> None:
        line = self.sheet.line(name)
        if name == NOT_AVAILABLE and level:
            self.sheet.gap(line, level)
        else:
            self.sheet.fact(kinds.Classification, line, scheme="chemical", name=name, level=level)

    def _super_class(self) -> None:
        """Print super class and class; of two values of which one is lost, only a known super class tells itself."""
        sheet, rng = self.sheet, self.rng
        sheet.line("Super Class")
        above = pick(rng, ("Organic acids and derivatives", "Lipids and lipid-like molecules", "Benzenoids"))
        below = vocabulary.stem(rng).capitalize() + pick(rng, ("", " acids", " and substituted derivatives"))
        self._class(above, "super class")
        sheet.line("Class")
        alone = sheet.lossy and " " not in above
        self._class(below, None if alone else "class")
        if alone and " " in below:
            span = sheet.facts[-1].span
            sheet.hidden.append(kinds.Classification(span=span, scheme="chemical", name=below, level="class"))

    def _class_lists(self) -> None:
        sheet = self.sheet
        known = {"alternative parent": self._classes(), "substituent": self._classes()}
        if sheet.lossy and 1 in {len(names) for names in known.values()}:
            known = {level: [*names, "Enopyrazines"] for level, names in known.items()}
        for heading, level in (("Alternative Parents", "alternative parent"), ("Substituents", "substituent")):
            sheet.line(heading)
            names = known[level]
            if not names:
                sheet.gap(sheet.line(NOT_AVAILABLE), f"{level}s")
                continue
            hidden = max(0, len(names) - 10)
            self._parts(
                kinds.Classification,
                names,
                " / ",
                lambda name, level=level: {"scheme": "chemical", "name": name, "level": level},  # type: ignore[misc]
                glued=bool(hidden),
            )
            if hidden:
                sheet.line(f"show {hidden} more")

    def _classes(self) -> list[str]:
        rng = self.rng
        if chance(rng, 0.2):
            return []
        many = rng.randint(11, 16) if chance(rng, 0.2) else rng.randint(2, 6)
        return [
            vocabulary.stem(rng).capitalize() + pick(rng, ("s", " acids", "oic acids", " compounds"))
            for _ in range(many)
        ]

    # Proteins

    def _invented_proteins(self) -> list[_Protein]:
        rng = self.rng
        names = sorted({vocabulary.protein(rng) for _ in range(6 * self.scale)})
        rng.shuffle(names)
        proteins = []
        roles = ["target", "target", "enzyme", "transporter", "carrier"]
        for name in names[: rng.randint(0, len(names))]:
            role = pick(rng, roles)
            glued = chance(rng, 0.15)
            proteins.append(
                _Protein(
                    name,
                    role,
                    pick(rng, ("yes", "unknown", "no")),
                    () if glued else tuple(some(rng, ("Inhibitor", "Antagonist", "Positive allosteric modulator"), 2)),
                    pick(rng, ("Humans", "Humans", "Brugella morvensis")),
                    glued=glued,
                    is_plain=chance(rng, 0.1),
                )
            )
        return proteins

    def _protein_blocks(self) -> None:
        roles = ("target", "enzyme", "carrier", "transporter")
        groups = [[protein for protein in self.proteins if protein.role == role] for role in roles]
        first = True
        for role, group in zip(roles, groups, strict=True):
            if not group:
                continue
            self.sheet.blank(2)
            self.sheet.line(f"{role.capitalize()}s")
            for protein in group:
                certain = not self.sheet.lossy or role == "target" or not first
                self._protein_block(protein, certain=certain)
            first = False

    def _protein_block(self, protein: _Protein, *, certain: bool) -> None:
        sheet, rng = self.sheet, self.rng
        lossy = sheet.lossy
        kept: list[Printed] = []
        values: dict[str, Any] = {}

        def keep(line: Printed | None, **value: object) -> None:
            if line:
                kept.append(line)
                values.update(value)

        name_line = sheet.line(f"{rng.randint(1, 30)}. {protein.name}") if protein.is_plain else None
        sheet.line("Kind")
        sheet.line("Protein")
        sheet.line("Organism")
        keep(sheet.line(protein.organism), organism=protein.organism)
        sheet.line("Pharmacological action")
        keep(sheet.line(protein.action.capitalize()), pharmacological_action=protein.action)
        if protein.actions:
            sheet.line("Actions")
            for action in protein.actions:
                keep(sheet.line(action))
        if not protein.is_plain:
            name_line = self._functions(protein, keep)
        self._expect_protein(protein, name_line, kept, values, certain=certain)
        sheet.line("References")
        about = protein.role if protein.role == "target" or not lossy else "protein"
        for number in range(rng.randint(1 if protein.is_plain else 0, 2)):
            self._reference(number + 1, about, protein.name, name_line, certain=certain)

    def _functions(self, protein: _Protein, keep: Callable[..., None]) -> Printed | None:
        """Print what a protein does, is called and weighs; return the line of its name."""
        sheet, rng = self.sheet, self.rng
        sheet.line("General Function")
        if chance(rng, 0.1):
            sheet.gap(sheet.line(NOT_AVAILABLE), "general function")
        else:
            function = f"{vocabulary.stem(rng).capitalize()}{pick(rng, (' activity', ' binding', ''))}"
            if chance(rng, 0.1):
                function = "Protein binding"  # also the heading of a section
            keep(sheet.line(function), general_function=function)
        sheet.line("Specific Function")
        sheet.line(vocabulary.sentence(rng))
        sheet.line("Gene Name")
        gene = vocabulary.stem(rng, 1, 1).upper() + str(rng.randint(1, 9))
        keep(sheet.line(gene), gene=gene)
        sheet.line("Uniprot ID")
        code = f"P{rng.randint(10000, 99999)}"
        keep(sheet.line(code), uniprot=code)
        sheet.line("Uniprot Name")
        name_line = sheet.line(protein.name)
        sheet.line("Molecular Weight")
        weight = f"{rng.randint(9000, 200000)}.{rng.randint(1, 999)}"
        keep(sheet.line(f"{weight} Da"), molecular_weight_da=Decimal(weight))
        return name_line

    def _expect_protein(
        self,
        protein: _Protein,
        name_line: Printed | None,
        kept: list[Printed],
        values: dict[str, Any],
        *,
        certain: bool,
    ) -> None:
        sheet = self.sheet
        if name_line is None:
            return
        printed_actions = [action for action in protein.actions if not sheet.lossy or " " in action]
        if not certain:
            for line in kept:
                sheet.never(line)
            sheet.hide(kinds.InteractingProtein, name_line, name=protein.name, actions=tuple(printed_actions), **values)
            return
        if protein.role == "target":
            place = protein.row
            values["pharmacological_action"] = protein.action
            values.setdefault("actions", tuple(printed_actions))
            if place is None:
                return
            if protein.glued:
                values["organism"] = protein.organism
            also = [*protein.also, name_line, *kept]
            sheet.fact(kinds.Target, place, also=tuple(line.span() for line in also), name=protein.name, **values)
            return
        values["actions"] = tuple(printed_actions)
        if not sheet.lossy:
            values["role"] = protein.role
        also = kept
        sheet.fact(
            kinds.InteractingProtein, name_line, also=tuple(line.span() for line in also), name=protein.name, **values
        )

    def _closing(self) -> None:
        sheet, rng = self.sheet, self.rng
        sheet.blank()
        moments = []
        for _ in range(2):
            month = rng.randint(1, 12)
            year, day, hour, minute = (
                rng.randint(2005, 2019),
                rng.randint(1, 28),
                rng.randint(0, 23),
                rng.randint(0, 59),
            )
            moments.append(
                (
                    f"{vocabulary.MONTHS[month - 1]} {day:02}, {year} {hour:02}:{minute:02}",
                    f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00",
                )
            )
        (created, created_at), (updated, updated_at) = moments
        start = len("Drug created on ")
        line = sheet.line(f"Drug created on {created} / Updated on {updated}")
        sheet.fact(kinds.RecordDate, line, start, start + len(created), event="created", date_time=created_at)
        begin = start + len(created) + len(" / Updated on ")
        sheet.fact(kinds.RecordDate, line, begin, begin + len(updated), event="updated", date_time=updated_at)


def _unii(rng: Random) -> str:
    signs = "".join(pick(rng, _DIGITS) for _ in range(9))
    return signs + _DIGITS[sum(map(_DIGITS.index, signs)) % 36]


def _atc_code(rng: Random) -> str:
    letters = pick(rng, "ABCX") + pick(rng, "ABCX")
    return f"{pick(rng, 'ABCDGHJLMNPRSV')}{rng.randint(1, 99):02}{letters}{rng.randint(1, 99):02}"


def _cas_check(digits: str) -> int:
    return sum(place * int(digit) for place, digit in enumerate(reversed(digits), 1)) % 10


def _cas(rng: Random) -> str:
    first, second = str(rng.randint(50, 999_999)), f"{rng.randint(0, 99):02}"
    return f"{first}-{second}-{_cas_check(first + second)}"


def _inchi_key(rng: Random) -> str:
    letters = "".join(pick(rng, _DIGITS[10:]) for _ in range(25))
    return f"{letters[:14]}-{letters[14:24]}-{letters[24]}"


def _ambiguous_codes(name: str, unii: str, cas: str) -> bool:
    """Tell whether name, UNII and CAS number, run together, can also be cut elsewhere with sound check characters."""
    glued = name + unii + cas.split("-", maxsplit=1)[0]
    rest = cas[cas.index("-") :]
    cuts = 0
    for first_digits in range(2, 8):
        at = len(glued) - first_digits
        other_unii, other_cas = glued[at - 10 : at], glued[at:] + rest
        if not other_cas.replace("-", "").isdigit() or any(sign not in _DIGITS for sign in other_unii):
            continue
        digits = other_cas.replace("-", "")
        sound = _cas_check(digits[:-1]) == int(digits[-1])
        cuts += sound and sum(map(_DIGITS.index, other_unii[:9])) % 36 == _DIGITS.index(other_unii[9])
    return cuts != 1
