"""Reads the sections of a DrugBank page between its head and its proteins, each by a method of its own.

Takes facts only from lines whose section is certain; where the headings between two values are lost, the order of the
page must leave one choice. Proteins and the page's last line are read elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from anakinra_kg.facts import (
    BrandName,
    Classification,
    DosageForm,
    Download,
    ExternalLink,
    Identifier,
    Ingredient,
    Interaction,
    Manufacturer,
    Organism,
    Packager,
    Pathway,
    PharmacogenomicEffect,
    Price,
    Product,
    Property,
    Spectrum,
    Supplier,
    Synonym,
    TrialGroup,
)
from anakinra_kg.sources.drugbank import tables
from anakinra_kg.sources.drugbank import vocabulary as words
from anakinra_kg.sources.drugbank.layout import is_show_more
from anakinra_kg.sources.drugbank.lines import assigned
from anakinra_kg.sources.drugbank.proteins import Badge, badge_rows, names_target, read_reference
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.lines import Block, Lines
    from anakinra_kg.text import Span

_UNSURE_CELLS = "where the cells of this row end is not certain"
_UNSURE_SECTION = "the headings around it are lost, so which section it belongs to is not certain"
_LONGEST_ROW = 5_000
_LONGEST_NAME = 100

_ACCESSION = re.compile(r"(DB\d{5})(?:\s+\(([A-Z0-9]+(?:, [A-Z0-9]+)*)\))?")
_STRUCTURE = {
    "chemical formula": re.compile(r"(?:[A-Z][a-z]?\d*[.·]?)+"),
    "iupac name": re.compile(r".*[a-z]{3}.*[^.]"),
    "state": re.compile(one_of(words.STATES)),
}
_CODES = {
    "unii": re.compile(r"[A-Z0-9]{10}"),
    "cas number": re.compile(r"\d{2,7}-\d\d-\d"),
    "inchi key": re.compile(r"[A-Z]{14}-[A-Z]{10}-[A-Z]"),
    "inchi": re.compile(r"InChI=\S+"),
    "smiles": re.compile(r"[A-Za-z0-9@+\-\[\]()=#$/\\%.:*]+"),
}
_WEIGHT = re.compile(r"(Average|Monoisotopic): (\d+(?:\.\d+)?)")
_DALTON = re.compile(r"(\d+(?:\.\d+)?) (Da|kDa)")
_CLASS_NAME = re.compile(r"(?!.*[a-z][A-Z])[A-Z][A-Za-z]+(?:[ /-]+\(?[A-Za-z]+\)?)*")
_SEQUENCE = re.compile(r"[A-Z*]{2,}")
_BRAND = re.compile(r"(.*\S) \(([^()]+)\)")
_AHFS = re.compile(r"(\d\d:\d\d(?:\.\d\d)*) — (\S.*)")
_PDB = re.compile(r"(?:[0-9][a-z0-9]{3}){1,2}")
_DOWNLOAD = re.compile(r"Download \((\d+(?:\.\d+)?) (Bytes|KB|MB|GB)\)")
_DISCLAIMER = re.compile(r"DrugBank does not sell nor buy drugs\..*")
_ADMET_NOTE = re.compile(r"ADMET data is predicted using admetSAR.*")
_DESCRIPTOR = re.compile(r"(.*\S) \(([A-Z][A-Za-z0-9]*[:-][A-Za-z0-9+_-]*\d)\)")
_ROW_LIKE = re.compile(r"\d|^Not Available$|Not [Aa]pplicable")
_GLUED = re.compile(r"(?<=[a-z)])(?=[A-Z])")
_SHOW_MORE = re.compile(r"show \d+ more")
_SHOWN = 10

# The sections of text whose value may be followed by values of sections that lost their headings: which must come next
# for that to be certain, and which they are.
_LOST = {
    "indication": ("mechanism of action", ("pharmacodynamics",)),
    "associated conditions": ("mechanism of action", ("pharmacodynamics",)),
    "associated therapies": ("mechanism of action", ("pharmacodynamics",)),
    "protein binding": ("route of elimination", ("metabolism",)),
    "half-life": ("affected organisms", ("clearance", "toxicity")),
    "clearance": ("affected organisms", ("toxicity",)),
}
_UNKNOWN = "section whose heading is missing"
_FITTING = {
    _UNKNOWN: "gap list text ?",
    "associated conditions": "gap list ?",
    "associated therapies": "gap list ?",
    "structure": "gap ?",
    "synonyms": "gap list",
    "description": "gap text",
    "cas number": "gap text ?",
    "chemical formula": "gap text ?",
    "inchi key": "gap text ?",
    "inchi": "gap text ?",
    "iupac name": "gap text ?",
    "smiles": "gap text ?",
    "sequences": "gap ?",
    "affected organisms": "gap list",
    "pathways": "gap text",
    "dosage forms": "gap text",
    "prices": "gap",
    "patents": "gap",
    "mass spec (nist)": "gap text",
    "spectra": "gap",
    "state": "gap text ?",
    "manufacturers": "gap list",
    "packagers": "gap list",
}


class Sections:
    """Reads the parts of one page.

    Attributes:
        drug: The page's own name for its drug, None where no row of the interactions gives it.
        accession: The accession number, None where its line was lost.
        names: Names of the drug, its salts and the drugs it is mixed with.
        badges: The rows of targets.
    """

    def __init__(self, lines: Lines, protein_names: frozenset[str]) -> None:
        self._lines = lines
        self._protein_names = protein_names
        self.drug: str | None = None
        self.accession: str | None = None
        self.names: set[str] = set()
        self.badges: list[Badge] = []
        self._mixtures: list[tuple[int, str | None, tables.Mixture]] = []

    def read(self, parts: Sequence[Part]) -> None:
        """Read all parts; the interactions first, for they say what the page calls its drug."""
        for part in parts:
            if part.key == "drug interactions":
                self._interactions(part)
        for part in parts:
            self._READERS.get(part.key, Sections._nothing)(self, part)
        self._read_mixtures()

    @staticmethod
    def closes_table(text: str) -> bool:
        """Tell whether a line is the note that stands below a table."""
        return _DISCLAIMER.fullmatch(text) is not None or _ADMET_NOTE.fullmatch(text) is not None

    # Helpers

    def _text(self, line: int) -> str:
        return self._lines.texts[line]

    def _nothing(self, _part: Part) -> None:
        """Leave the lines open; the ledger reports them."""

    def _head(self, part: Part) -> list[int]:
        """Return the lines up to the first blank one or advertisement."""
        return part.lines[: self._head_length(part)]

    def _head_length(self, part: Part) -> int:
        lines = part.lines[: part.advertised]
        return next((place for place, line in enumerate(lines) if not self._text(line)), len(lines))

    def _values(
        self,
        blocks: Sequence[Block],
        slots: Sequence[str],
        take: Callable[[str, Block], None],
        *,
        headed: bool = True,
    ) -> None:
        """Give each block to its section: gaps where it is certain, lists and texts to `take`.

        Args:
            blocks: The values.
            slots: The sections they may belong to, in order.
            take: Takes a list or a text.
            headed: Whether the heading of the first section stands right above the first block.
        """
        for block, (slot, certain) in zip(blocks, assigned(blocks, slots, _FITTING, headed=headed), strict=True):
            if slot is None or (block.kind == "gap" and (not certain or _UNKNOWN in slots)):
                for line in block.lines:
                    self._lines.unread(line, _UNSURE_SECTION)
            elif block.kind == "gap":
                self._lines.gap(block.lines[0], slot)
            else:
                take(slot, block)

    def _take_prose(self, slot: str, block: Block) -> None:
        for line in block.lines:
            self._lines.prose(line, slot)

    def _prose_or_gap(self, lines: Sequence[int], slots: Sequence[str], *, headed: bool = True) -> None:
        self._values(self._lines.blocks(lines), slots, self._take_prose, headed=headed)

    def _rows(self, lines: Iterable[int], section: str, take: Callable[[int, str], bool]) -> None:
        """Take the rows of a table; `Not Available` directly below the heading is a gap."""
        for place, line in enumerate(lines):
            text = self._text(line)
            if text == NOT_AVAILABLE and place == 0:
                self._lines.gap(line, section)
            elif text and (len(text) > _LONGEST_ROW or not take(line, text)):
                self._lines.unread(line, _UNSURE_CELLS)

    # The head of the page

    def _accession(self, part: Part) -> None:
        head, rest = self._lead(part)
        for line in head:
            text = self._text(line)
            found = _ACCESSION.fullmatch(text)
            if found and line == head[0]:
                self._identifiers(line, found)
            elif text in words.TYPES:
                self._classify(line, "type", text)
            elif _are_groups(text):
                for group, span in self._lines.parts(line, ", "):
                    self._lines.ledger.fact(Classification(span=span, scheme="group", name=group))
        self._description(rest, part.next_key)

    def _lead(self, part: Part) -> tuple[list[int], list[int]]:
        """Divide lines where the description begins: at a blank line, a gap or a list."""
        for place, line in enumerate(part.lines):
            if not self._text(line) or self._text(line) == NOT_AVAILABLE or self._lines.is_bullet(line):
                return part.lines[:place], part.lines[place:]
        return part.lines, []

    def _identifiers(self, line: int, found: re.Match[str]) -> None:
        self.accession = self.accession or found.group(1)
        span = self._lines.span(line, found.start(1), found.end(1))
        self._lines.ledger.fact(Identifier(span=span, scheme="drugbank", value=found.group(1)))
        at = found.start(2)
        for number in (found.group(2) or "").split(", "):
            if number:
                span = self._lines.span(line, at, at + len(number))
                self._lines.ledger.fact(Identifier(span=span, scheme="drugbank secondary", value=number))
            at += len(number) + 2

    def _classify(self, line: int, scheme: str, name: str, level: str | None = None) -> None:
        self._lines.ledger.fact(Classification(span=self._lines.span(line), scheme=scheme, name=name, level=level))

    def _biologic(self, part: Part) -> None:
        head, rest = self._lead(part)
        for line in head:
            if _is_class_name(self._text(line)):
                self._classify(line, "biologic", self._text(line))
        self._description(rest, part.next_key)

    def _described(self, part: Part) -> None:
        self._description(part.lines, part.next_key)

    def _description(self, lines: Sequence[int], next_key: str) -> None:
        """Read the description, and the synonyms where nothing stands between."""
        slots: tuple[str, ...] = ("description",)
        if not next_key.startswith("protein ") and next_key not in {"description", "structure", "synonyms"}:
            slots = ("description", "structure", "synonyms")
        if any(self._text(line) for line in lines):
            self._values(self._lines.blocks(lines), slots, self._take_description)

    def _take_description(self, slot: str, block: Block) -> None:
        if slot == "synonyms":
            self._take_synonyms(block)
        else:
            self._take_prose(slot, block)

    def _take_synonyms(self, block: Block) -> None:
        for line in block.lines:
            name, span = self._lines.item(line)
            self.names.add(name)
            self._lines.ledger.fact(Synonym(span=span, name=name))

    def _synonyms(self, part: Part) -> None:
        self._values(self._lines.blocks(part.lines), ("synonyms",), self._take_description)

    def _protein(self, part: Part) -> None:
        """Read what is said of a biotech drug's protein; its sequences, then the synonyms follow."""
        rest, sequence = [], []
        slots = [part.key, "sequences", "synonyms"]
        for line in part.lines:
            text = self._text(line)
            if found := _DALTON.fullmatch(text):
                value, unit = found.groups()
                self._property(line, "average weight", value, unit, basis="stated")
                slots = [slot for slot in slots if slot != part.key]
            elif text.startswith(">") or text == "Download FASTA Format":
                self._lines.boilerplate(line, "the header of a sequence that is not in the text")
                slots = [slot for slot in slots if slot not in {part.key, "sequences"}]
            elif _SEQUENCE.fullmatch(text):
                sequence.append(line)
            else:
                rest.append(line)
        self._sequence(sequence)
        if part.next_key.startswith("protein ") or part.next_key in {"sequences", "synonyms"}:
            slots = [slot for slot in slots if slot == part.key]
        if any(self._text(line) for line in rest):
            self._values(self._lines.blocks(rest), slots, self._take_description)

    def _sequence(self, lines: list[int]) -> None:
        if lines:
            value = "".join(self._text(line) for line in lines)
            first, *others = (self._lines.span(line) for line in lines)
            fact = Property(span=first, also=tuple(others), name="sequence", value=value, basis="stated")
            self._lines.ledger.fact(fact)

    def _property(self, line: int, name: str, value: str, unit: str | None = None, **more: object) -> None:
        fact = Property(span=self._lines.span(line), name=name, value=value, unit=unit, **more)  # type: ignore[arg-type]
        self._lines.ledger.fact(fact)

    def _external_ids(self, part: Part) -> None:
        for place, line in enumerate(self._head(part)):
            if self._text(line) == NOT_AVAILABLE:
                self._lines.gap(line, "external ids")
            elif place == 0 and not self._lines.is_bullet(line):
                for value, span in self._lines.parts(line, " / "):
                    self._lines.ledger.fact(Identifier(span=span, scheme="external id", value=value))
        self._tail(part)

    # Products

    def _ingredients(self, part: Part) -> None:
        self._rows(self._head(part), "product ingredients", self._ingredient)
        self._tail(part)

    def _ingredient(self, line: int, text: str) -> bool:
        cells = tables.ingredient(text)
        if cells is None:
            return False
        self.names.add(cells["name"])
        known = {name: cell for name, cell in cells.items() if cell != NOT_AVAILABLE}
        self._lines.ledger.fact(Ingredient(span=self._lines.span(line), **known))  # type: ignore[arg-type]
        return True

    def _products(self, part: Part) -> None:
        def take(line: int, text: str) -> bool:
            found = tables.product(text)
            if found is None:
                return False
            self._product(line, *found, part.category)
            return True

        self._rows(self._product_rows(part), "products", take)
        self._tail(part)

    def _product_rows(self, part: Part) -> list[int]:
        """Return the lines of a table up to one that is no row, not even a broken one: another table may follow it."""
        head = self._head(part)
        for place, line in enumerate(head):
            if not _ROW_LIKE.search(self._text(line)):
                return head[:place]
        return head

    def _product(self, line: int, cells: tables.Cells, length: int, category: str | None) -> None:
        known: dict[str, str] = {}
        inapplicable, missing = [], []
        for name, cell in cells.items():
            if tables.is_not_applicable(cell):
                inapplicable.append(name)
            elif cell == NOT_AVAILABLE:
                missing.append(name)
            else:
                known[name] = cell
        fact = Product(
            span=self._lines.span(line, 0, length),
            category=category,
            not_applicable=tuple(inapplicable),
            not_available=tuple(missing),
            **known,  # type: ignore[arg-type]
        )
        self._lines.ledger.fact(fact)
        if length < len(self._text(line)):
            self._lines.unread(line, "more text follows the row's last cell")

    def _mixture_rows(self, part: Part) -> None:
        def take(line: int, text: str) -> bool:
            mixture = tables.mixture(text)
            if mixture:
                self._mixtures.append((line, part.category, mixture))
            return mixture is not None

        self._rows(self._product_rows(part), "mixture products", take)
        self._tail(part)

    def _read_mixtures(self) -> None:
        """Split names from ingredients when all names the page gives its ingredients are known."""
        known = self.names | {name for _, _, mixture in self._mixtures for name in mixture.ingredients()}
        if self.drug:
            known.add(self.drug)
        for line, category, mixture in self._mixtures:
            cells = mixture.named(known)
            if cells is None:
                self._lines.unread(line, "where the name ends and the ingredients begin is not certain")
            else:
                self._product(line, cells, mixture.length, category)

    def _brands(self, part: Part) -> None:
        for place, line in enumerate(self._head(part)):
            if self._text(line) == NOT_AVAILABLE:
                self._lines.gap(line, "international/other brands")
            elif place == 0 and not self._lines.is_bullet(line):
                self._brand_names(line)
        self._tail(part)

    def _brand_names(self, line: int) -> None:
        for item, span in self._lines.parts(line, " / "):
            if len(item) > _LONGEST_NAME or _WEIGHT.search(item):
                self._lines.unread(line, "not the name of a brand")
                continue
            found = _BRAND.fullmatch(item)
            name, labeller = found.groups() if found else (item, None)
            self._lines.ledger.fact(BrandName(span=span, name=name, labeller=labeller))

    def _categories(self, part: Part) -> None:
        def take(line: int, _text: str) -> bool:
            if not self._lines.is_bullet(line):
                return False
            name, span = self._lines.item(line)
            self._lines.ledger.fact(Classification(span=span, scheme="category", name=name))
            return True

        self._rows(self._head(part), "categories", take)
        self._tail(part)

    # Identifiers and structure

    def _codes(self, part: Part) -> None:
        """Read a code, weight or chemical name; most are single words, so a gap is certain only by what follows it."""
        slots = {
            ("cas number", "chemical formula"): ("cas number", "weight"),
            ("inchi key", "iupac name"): ("inchi key", "inchi"),
        }.get((part.key, part.next_key), (part.key,))
        if part.key == "iupac name" and part.next_key != "smiles":
            slots = ("iupac name", "smiles")
        if "smiles" in (*slots, part.key) and self._head_length(part) == len(part.lines):
            return  # the blank lines that end the chapter are gone, so a value may be of the next
        self._values(self._lines.blocks(self._head(part)), slots, self._take_code)
        self._tail(part)

    def _take_code(self, slot: str, block: Block) -> None:
        for line in block.lines:
            text = self._text(line)
            if found := _WEIGHT.fullmatch(text):
                self._property(line, f"{found.group(1).lower()} weight", found.group(2), basis="stated")
            elif len(block.lines) > 1:
                continue
            elif slot in _STRUCTURE and _STRUCTURE[slot].fullmatch(text):
                self._property(line, slot, text, basis="stated")
            elif slot in _CODES and _CODES[slot].fullmatch(text):
                scheme = "cas" if slot == "cas number" else slot
                self._lines.ledger.fact(Identifier(span=self._lines.span(line), scheme=scheme, value=text))

    # Sections of text

    def _prose(self, part: Part) -> None:
        slots = self._slots(part)
        self._prose_or_gap(part.lines, slots)

    def _food(self, part: Part) -> None:
        self._prose_or_gap(self._head(part), (part.key,))
        self._tail(part)

    def _slots(self, part: Part) -> tuple[str, ...]:
        """Return the sections whose values the lines of a part hold, one after the other."""
        last, lost = _LOST.get(part.key, ("", ()))
        if part.next_key in lost:
            return (part.key, *lost[: lost.index(part.next_key)])
        if not lost or part.next_key.startswith("associated "):
            return (part.key,)
        return (part.key, *lost) if part.next_key == last else (part.key, _UNKNOWN)

    def _mechanism(self, part: Part) -> None:
        """Read the mechanism; rows of targets follow it, then advertisements, then the absorption."""
        before = part.lines if part.advertised is None else part.lines[: part.advertised]
        begin, end = self._target_rows(before, advertised=part.advertised is not None)
        self.badges += badge_rows(self._lines, before[begin:end], self._protein_names)
        slots: tuple[str, ...] = (part.key,)
        if begin == len(part.lines) and part.next_key == "volume of distribution":
            slots = (part.key, "absorption")  # nothing stands between the two
        self._prose_or_gap(before[:begin], slots)
        after = [*before[end:], *part.lines[len(before) :]]
        if part.next_key == "volume of distribution" and any(self._text(line) for line in after):
            self._prose_or_gap(after, ("absorption",), headed=False)

    def _target_rows(self, lines: Sequence[int], *, advertised: bool) -> tuple[int, int]:
        """Return where the rows of targets begin and end: the last lines before an advertisement, or known names."""
        end = len(lines)
        begin = end
        if advertised:
            while begin and self._text(lines[begin - 1]) and not self._lines.is_bullet(lines[begin - 1]):
                begin -= 1
            while begin < end and not badge_rows(self._lines, lines[begin : begin + 1], self._protein_names):
                begin += 1
            return begin, end
        named = [place for place, line in enumerate(lines) if names_target(self._text(line), self._protein_names)]
        if not named:
            return end, end
        begin = named[0]
        end = next((place for place in range(begin, end) if not self._text(lines[place])), end)
        return begin, end

    def _organisms(self, part: Part) -> None:
        slots: tuple[str, ...] = ("affected organisms",)
        if part.next_key == "pharmacogenomic effects":
            slots = ("affected organisms", "pathways")
        self._values(self._lines.blocks(part.lines), slots, self._take_organisms)

    def _take_organisms(self, slot: str, block: Block) -> None:
        for line in block.lines:
            if slot == "pathways":
                if not self._pathway(line, self._text(line)):
                    self._lines.unread(line, _UNSURE_CELLS)
            else:
                name, span = self._lines.item(line)
                if _GLUED.search(name):
                    self._lines.unread(line, "an item is run together with another line")
                else:
                    self._lines.ledger.fact(Organism(span=span, name=name))

    def _pathways(self, part: Part) -> None:
        self._rows(self._head(part), "pathways", self._pathway)

    def _pathway(self, line: int, text: str) -> bool:
        found = tables.pathway(text)
        if found:
            self._lines.ledger.fact(Pathway(span=self._lines.span(line), name=found[0], category=found[1]))
        return found is not None

    def _pharmacogenomics(self, part: Part) -> None:
        def take(line: int, text: str) -> bool:
            found = tables.pharmacogenomics(text, self._protein_names)
            if found is None:
                return False
            self._variant(line, *found)
            return True

        self._rows(self._head(part), "pharmacogenomic effects", take)
        self._tail(part)

    def _variant(self, line: int, cells: tables.Cells, begin: int, end: int) -> None:
        missing = [name for name, cell in cells.items() if cell == NOT_AVAILABLE]
        known = {name: cell for name, cell in cells.items() if cell not in {NOT_AVAILABLE, "---"}}
        span = self._lines.span(line, 0, begin)
        self._lines.ledger.fact(PharmacogenomicEffect(span=span, not_available=tuple(missing), **known))  # type: ignore[arg-type]
        self._lines.ledger.prose("pharmacogenomic effects", self._lines.span(line, begin, end))

    # Interactions, references, links

    def _interactions(self, part: Part) -> None:
        rows = [line for line in self._head(part) if self._text(line) != NOT_AVAILABLE]
        drug, readings = tables.settled([tables.encounters(self._text(line)) for line in rows])
        self.drug = self.drug or drug
        for line, found in zip(rows, readings, strict=True):
            if found is None:
                self._lines.unread(line, "not a sentence of a known form about this drug and the one the row names")
                continue
            fact = Interaction(
                span=self._lines.span(line),
                drug=found.drug,
                effect=found.effect,
                activity=found.activity,
                direction=found.direction,
                affected=found.affected,
            )
            self._lines.ledger.fact(fact)
        head = self._head(part)
        if head and self._text(head[0]) == NOT_AVAILABLE:
            self._lines.gap(head[0], "drug interactions")

    def _references(self, part: Part) -> None:
        for place, line in enumerate(self._head(part)):
            if self._text(line) == NOT_AVAILABLE and place == 0:
                self._lines.gap(line, "general references")
            else:
                read_reference(self._lines, line, "drug")
        self._tail(part)

    def _links(self, part: Part) -> None:
        resource = None
        for place, line in enumerate(self._head(part)):
            text = self._text(line)
            name = words.RESOURCE_PAGES.get(text, text)
            if text == NOT_AVAILABLE and place == 0:
                self._lines.gap(line, "external links")
            elif name in words.RESOURCES:
                self._lines.ledger.fact(ExternalLink(span=self._lines.span(line), resource=name))
                resource = name
            else:
                if resource and " " not in text and not text.endswith(words.RESOURCES):
                    value = Identifier(span=self._lines.span(line), scheme=resource.lower(), value=text)
                    self._lines.ledger.fact(value)
                resource = None
        self._tail(part)

    def _atc(self, part: Part) -> None:
        def take(line: int, text: str) -> bool:
            codes = tables.atc_codes(text)
            for begin, end, code, name in codes:
                span = self._lines.span(line, begin, end)
                self._lines.ledger.fact(Classification(span=span, scheme="atc", code=code, name=name))
            return bool(codes)

        self._rows(self._head(part), "atc codes", take)
        self._tail(part)

    def _ahfs(self, part: Part) -> None:
        def take(line: int, _text: str) -> bool:
            item, span = self._lines.item(line)
            found = _AHFS.fullmatch(item) if self._lines.is_bullet(line) else None
            if found:
                code, name = found.groups()
                self._lines.ledger.fact(Classification(span=span, scheme="ahfs", code=code, name=name))
            return found is not None

        self._rows(self._head(part), "ahfs codes", take)
        self._tail(part)

    def _pdb(self, part: Part) -> None:
        for place, line in enumerate(self._head(part)):
            text = self._text(line)
            if text == NOT_AVAILABLE and place == 0:
                self._lines.gap(line, "pdb entries")
            elif is_show_more(text):
                self._lines.boilerplate(line, "link to entries that are not in the text")
            elif text[:8] == "Download":
                self._download(line, "attachment")
            else:
                self._pdb_entries(line)
        self._tail(part)

    def _pdb_entries(self, line: int) -> None:
        for item, span in self._lines.parts(line, " / "):
            if not _PDB.fullmatch(item):
                self._lines.unread(line, "not an entry of the Protein Data Bank")
                continue
            for at in range(0, len(item), 4):
                code = self._lines.page.text[span.start + at : span.start + at + 4]
                entry = type(span)(span.line, span.start + at, span.start + at + 4)
                self._lines.ledger.fact(Identifier(span=entry, scheme="pdb", value=code))

    def _downloads(self, part: Part) -> None:
        """Read files: the first belongs to the heading above, the heading of a further one is lost."""
        name = {"fda label": "FDA label", "msds": "MSDS"}[part.key]
        for place, line in enumerate(self._head(part)):
            if self._text(line) == NOT_AVAILABLE and place == 0:
                self._lines.gap(line, part.key)
            else:
                self._download(line, name if place == 0 else "attachment")
        self._tail(part)

    def _download(self, line: int, name: str) -> None:
        found = _DOWNLOAD.fullmatch(self._text(line))
        if found:
            size = tables.decimal(found.group(1))
            self._lines.ledger.fact(Download(span=self._lines.span(line), name=name, size=size, unit=found.group(2)))

    # Trials, suppliers, forms, prices

    def _trials(self, part: Part) -> None:
        head = self._head(part)
        if head and self._text(head[0]) == NOT_AVAILABLE:
            self._lines.gap(head[0], "clinical trials")
            head = head[1:]
        texts = [self._text(line) if len(self._text(line)) <= _LONGEST_ROW else "" for line in head]
        for line, row in zip(head, tables.trials(texts), strict=True):
            if row is None:
                self._lines.unread(line, _UNSURE_CELLS)
            else:
                self._trial_group(line, row)
        self._tail(part)

    def _trial_group(self, line: int, row: tables.Trials) -> None:
        cells = {"phases": row.phases, "status": row.status, "purpose": row.purpose}
        missing = [name for name, cell in cells.items() if cell == NOT_AVAILABLE]
        conditions = row.conditions
        if conditions == (NOT_AVAILABLE,):
            missing.append("conditions")
            conditions = ()
        fact = TrialGroup(
            span=self._lines.span(line),
            phases=() if "phases" in missing else tuple(row.phases.split(", ")),
            status=None if "status" in missing else row.status,
            purpose=None if "purpose" in missing else row.purpose,
            conditions=conditions,
            count=row.count,
            not_available=tuple(missing),
        )
        self._lines.ledger.fact(fact)

    def _suppliers(self, lines: Sequence[int], slots: tuple[str, ...]) -> None:
        """Read manufacturers and packagers; two lists without headings run together and cannot be told apart."""
        blocks = [block for block in self._lines.blocks(lines) if block.lines]
        if slots == ("manufacturers", "packagers") and {block.kind for block in blocks} == {"list"}:
            for block in blocks:
                self._take_suppliers("", block)
        else:
            self._values(blocks, slots, self._take_suppliers, headed=False)

    def _take_suppliers(self, slot: str, block: Block) -> None:
        record = {"manufacturers": Manufacturer, "packagers": Packager}.get(slot, Supplier)
        for line in block.lines:
            name, span = self._lines.item(line)
            self._lines.ledger.fact(record(span=span, name=name))

    def _supplier_list(self, part: Part) -> None:
        slots: tuple[str, ...] = (part.key,)
        if part.key == "manufacturers" and part.next_key != "packagers":
            slots = ("manufacturers", "packagers")
        self._suppliers(part.lines, slots)

    def _dosage_forms(self, part: Part) -> None:
        """Read the forms; prices and patents that the page lacks follow as gaps without a heading."""
        lost = {"prices": (), "patents": ("prices",)}.get(part.next_key, ("prices", "patents"))
        self._values(self._lines.blocks(self._head(part)), ("dosage forms", *lost), self._take_forms)
        self._tail(part)

    def _take_forms(self, _slot: str, block: Block) -> None:
        for line in block.lines:
            text = self._text(line)
            cells = tables.dosage_form(text) if len(text) <= _LONGEST_ROW else None
            if cells is None:
                self._lines.unread(line, _UNSURE_CELLS)
                continue
            inapplicable = tuple(name for name, cell in cells.items() if tables.is_not_applicable(cell))
            known = {name: cell for name, cell in cells.items() if name not in inapplicable}
            self._lines.ledger.fact(
                DosageForm(span=self._lines.span(line), not_applicable=inapplicable, **known)  # type: ignore[arg-type]
            )

    def _prices(self, part: Part) -> None:
        closed = False
        for line in self._head(part):
            text = self._text(line)
            if _DISCLAIMER.fullmatch(text):
                self._lines.boilerplate(line, "disclaimer")
                closed = True
            elif text == NOT_AVAILABLE and part.next_key != "patents" and closed:
                self._lines.gap(line, "patents")
            elif text == NOT_AVAILABLE and part.next_key == "patents" and line == part.lines[0]:
                self._lines.gap(line, "prices")
            else:
                self._price(line, text)
        self._tail(part)

    def _price(self, line: int, text: str) -> None:
        cells = tables.price(text) if len(text) <= _LONGEST_ROW else None
        if cells is None:
            self._lines.unread(line, _UNSURE_CELLS)
            return
        fact = Price(
            span=self._lines.span(line),
            description=cells["description"],
            cost=tables.decimal(cells["cost"]),
            currency=cells["currency"],
            unit=cells["unit"],
        )
        self._lines.ledger.fact(fact)

    def _patents(self, part: Part) -> None:
        for place, line in enumerate(self._head(part)):
            if place == 0 and self._text(line) == NOT_AVAILABLE:
                self._lines.gap(line, "patents")
            else:
                self._lines.unread(line, "there is no kind of fact for a patent")
        self._tail(part)

    # Properties and spectra

    def _measured(self, part: Part) -> None:
        def take(line: int, text: str) -> bool:
            found = tables.experimental(text)
            if found is None:
                return False
            name, printed, source = found
            value, unit = (printed, "°C") if name.endswith("(°C)") else tables.amount(printed)
            missing = ("source",) if source == NOT_AVAILABLE else ()
            self._property(
                line, name, value, unit, basis="experimental", source=None if missing else source, not_available=missing
            )
            return True

        self._rows(self._head(part), "experimental properties", take)
        self._tail(part)

    def _predicted(self, part: Part) -> None:
        def take(line: int, text: str) -> bool:
            found = tables.predicted(text)
            if found:
                value, unit = tables.amount(found[1])
                self._property(line, found[0], value, unit, basis="predicted", source=found[2])
            return found is not None

        self._rows(self._head(part), "predicted properties", take)
        self._tail(part)

    def _admet(self, part: Part) -> None:
        def take(line: int, text: str) -> bool:
            if _ADMET_NOTE.fullmatch(text):
                self._lines.boilerplate(line, "note on how the table was made")
                return True
            found = tables.admet(text)
            if found is None:
                return False
            name, value, unit, probability = found
            self._property(line, name, value, unit, basis="predicted", **_probability(probability))
            return True

        self._rows(self._head(part), "predicted admet features", take)
        self._tail(part)

    def _mass_spectrum(self, part: Part) -> None:
        slots = (part.key,) if part.next_key == "spectra" else (part.key, "spectra")
        self._values(self._lines.blocks(self._head(part)), slots, self._take_download)
        self._tail(part)

    def _take_download(self, _slot: str, block: Block) -> None:
        if len(block.lines) == 1:
            self._download(block.lines[0], "Mass Spec (NIST)")

    def _spectra(self, part: Part) -> None:
        def take(line: int, text: str) -> bool:
            found = tables.spectrum(text)
            if found is None:
                return False
            name, kind, key = found
            missing = ("splash_key",) if key == NOT_AVAILABLE else ()
            inapplicable = ("splash_key",) if tables.is_not_applicable(key) else ()
            fact = Spectrum(
                span=self._lines.span(line),
                name=name,
                type=kind,
                splash_key=None if missing or inapplicable else key,
                not_available=missing,
                not_applicable=inapplicable,
            )
            self._lines.ledger.fact(fact)
            return True

        self._rows(self._head(part), "spectra", take)
        self._tail(part)

    # Chemical taxonomy

    def _level(self, part: Part) -> None:
        """Read the one class at a level; one whose next heading is missing may be the class of the next level."""
        head = self._head(part)
        if part.key == "class" and any(self._text(line).lower() in words.SUPER_CLASSES for line in head):
            return
        if len(head) == 1 and part.next_key == _BELOW.get(part.key, part.next_key):
            self._take_class(head[0], part.key)
        self._tail(part)

    def _take_class(self, line: int, level: str | None) -> None:
        text = self._text(line)
        if text == NOT_AVAILABLE and level:
            self._lines.gap(line, level)
        elif text != NOT_AVAILABLE:
            self._classify(line, "chemical", text, level)

    def _super_class(self, part: Part) -> None:
        """Read super class and class; where one of them is lost, the closed list of super classes says which."""
        head = self._head(part)
        if any(self._text(line) in words.KINGDOMS for line in head):
            head = []  # the heading is not where it belongs
        if part.next_key == "sub class" and len(head) == len(("super class", "class")):
            known = self._text(head[0]).lower() in words.SUPER_CLASSES
            self._take_class(head[0], "super class" if known else None)
            self._take_class(head[1], "class" if known else None)
        elif part.next_key in {"class", "sub class"} and len(head) == 1:
            name = self._text(head[0]).lower()
            if name in words.SUPER_CLASSES or (part.next_key == "class" and name == NOT_AVAILABLE.lower()):
                self._take_class(head[0], "super class")
            elif not name.startswith(tuple(words.SUPER_CLASSES)):
                self._take_class(head[0], None)

    def _class_lists(self, part: Part) -> None:
        """Read lists of classes: alternative parents and substituents stand together where a heading is lost."""
        levels: tuple[str, ...] = (_LEVELS[part.key],)
        if part.key == "alternative parents" and part.next_key == "molecular framework":
            levels = ("alternative parent", "substituent")
        values: list[tuple[int, int]] = []
        for line in self._head(part):
            text = self._text(line)
            if self._lines.is_bullet(line):
                return  # not a line of classes: a list of something else runs into them
            if is_show_more(text):
                self._lines.boilerplate(line, "link that shows the rest of the list")
                values[-1:] = [(above, int(text.split(" ")[1])) for above, _ in values[-1:]]
            else:
                values.append((line, 0))
        if len(values) == len(levels):
            for level, (line, hidden) in zip(levels, values, strict=True):
                if self._text(line) == NOT_AVAILABLE:
                    self._lines.gap(line, f"{level}s")
                else:
                    self._class_list(line, level, hidden)

    def _class_list(self, line: int, level: str, hidden: int) -> None:
        """Read a list of which the page shows ten; the tenth runs into the first of the hidden ones."""
        items = list(self._lines.parts(line, " / "))
        glued_at = _SHOWN - 1 if hidden and len(items) == _SHOWN + hidden - 1 else None
        for place, (name, span) in enumerate(items):
            seams = [found.start() for found in _GLUED.finditer(name)]
            if _SHOW_MORE.search(name):
                self._lines.unread(line, "a list is run together with another line")
            elif not seams and place != glued_at:
                self._class(span, name, level)
            elif place == glued_at and len(seams) == 1:
                at = seams[0]
                self._class(type(span)(span.line, span.start, span.start + at), name[:at], level)
                self._class(type(span)(span.line, span.start + at, span.end), name[at:], level)
            else:
                self._lines.unread(line, "where one class ends and the next begins is not certain")

    def _class(self, span: Span, text: str, level: str) -> None:
        found = _DESCRIPTOR.fullmatch(text) if level == "external descriptor" else None
        name, code = found.groups() if found else (text, None)
        self._lines.ledger.fact(Classification(span=span, scheme="chemical", code=code, name=name, level=level))

    def _taxonomy_head(self, lines: Sequence[int], *, with_kingdom: bool) -> None:
        """Read the description and the kingdom, which stand before the super class."""
        values = [line for line in lines if self._text(line)]
        if with_kingdom and values and self._text(values[-1]) in words.KINGDOMS:
            self._take_class(values.pop(), "kingdom")
        elif with_kingdom and len(values) == len(("description", "kingdom")):
            if self._text(values[-1]) == NOT_AVAILABLE:
                self._lines.gap(values.pop(), "kingdom")
        elif with_kingdom:
            return
        if [self._text(line) for line in values] == [NOT_AVAILABLE]:
            self._lines.gap(values[0], "taxonomy description")
            return
        for line in values:
            if self._text(line) != NOT_AVAILABLE:
                self._lines.prose(line, "taxonomy description")

    def _taxonomy_description(self, part: Part) -> None:
        self._taxonomy_head(part.lines, with_kingdom=part.next_key == "super class")

    # What stands after a section's blank lines

    def _tail(self, part: Part) -> None:
        """Read the values that stand between a chapter's lost heading and the next heading."""
        begin = self._head_length(part)
        chapter_end, rest = part.lines[begin : begin + 2], part.lines[begin + 2 :]
        if any(self._text(line) for line in chapter_end) or not any(self._text(line) for line in rest):
            return
        following = part.next_key
        if following in {"associated conditions", "associated therapies", "pharmacodynamics"}:
            self._prose_or_gap(rest, ("indication",), headed=False)
        elif following == "mechanism of action":
            self._prose_or_gap(rest, ("indication", "pharmacodynamics"), headed=False)
        elif not all(self._text(line) for line in rest):
            return  # these values stand right above the heading that follows them
        elif following == "dosage forms":
            self._suppliers(rest, ("manufacturers", "packagers"))
        elif following == "packagers":
            self._suppliers(rest, ("manufacturers",))
        elif following == "experimental properties":
            self._values(self._lines.blocks(rest), ("state",), self._take_code, headed=False)
        elif following in {"super class", "kingdom"}:
            self._taxonomy_head(rest, with_kingdom=following == "super class")

    _READERS: ClassVar[dict[str, Callable[[Sections, Part], None]]] = {
        "accession": _accession,
        "type": _accession,
        "groups": _accession,
        "biologic classification": _biologic,
        "description": _described,
        "protein structure": _protein,
        "protein chemical formula": _protein,
        "protein average weight": _protein,
        "sequences": _protein,
        "synonyms": _synonyms,
        "external ids": _external_ids,
        "product ingredients": _ingredients,
        "products": _products,
        "mixtures": _mixture_rows,
        "brands": _brands,
        "categories": _categories,
        **dict.fromkeys(
            (
                "unii",
                "cas number",
                "weight",
                "chemical formula",
                "inchi key",
                "inchi",
                "iupac name",
                "smiles",
                "state",
            ),
            _codes,
        ),
        **dict.fromkeys(
            (
                "indication",
                "associated conditions",
                "associated therapies",
                "pharmacodynamics",
                "absorption",
                "volume of distribution",
                "protein binding",
                "metabolism",
                "route of elimination",
                "half-life",
                "clearance",
                "toxicity",
                "synthesis reference",
            ),
            _prose,
        ),
        "mechanism of action": _mechanism,
        "affected organisms": _organisms,
        "pathways": _pathways,
        "pharmacogenomic effects": _pharmacogenomics,
        "food interactions": _food,
        "general references": _references,
        "external links": _links,
        "atc codes": _atc,
        "ahfs codes": _ahfs,
        "pdb entries": _pdb,
        "fda label": _downloads,
        "msds": _downloads,
        "clinical trials": _trials,
        "manufacturers": _supplier_list,
        "packagers": _supplier_list,
        "dosage forms": _dosage_forms,
        "prices": _prices,
        "patents": _patents,
        "experimental properties": _measured,
        "predicted properties": _predicted,
        "predicted admet features": _admet,
        "mass spec (nist)": _mass_spectrum,
        "spectra": _spectra,
        "taxonomy description": _taxonomy_description,
        "super class": _super_class,
        **dict.fromkeys(("kingdom", "class", "sub class", "direct parent", "molecular framework"), _level),
        **dict.fromkeys(("alternative parents", "substituents", "external descriptors"), _class_lists),
    }


def _are_groups(text: str) -> bool:
    return all(group in words.GROUPS for group in text.split(", "))


def _is_class_name(text: str) -> bool:
    """Tell whether a line below the heading of the classes can be one, and is not of the lines that stand above it."""
    if text in words.TYPES or text in words.RANK or _are_groups(text) or "Therapies " in text or NOT_AVAILABLE in text:
        return False
    return len(text) <= _LONGEST_NAME and _CLASS_NAME.fullmatch(text) is not None


_BELOW = {
    "kingdom": "super class",
    "class": "sub class",
    "sub class": "direct parent",
    "direct parent": "alternative parents",
    "molecular framework": "external descriptors",
}
_LEVELS = {
    "alternative parents": "alternative parent",
    "substituents": "substituent",
    "external descriptors": "external descriptor",
}


def _probability(printed: str) -> dict[str, object]:
    if tables.is_not_applicable(printed):
        return {"not_applicable": ("probability",)}
    if printed == NOT_AVAILABLE:
        return {"not_available": ("probability",)}
    return {"probability": tables.decimal(printed)}
