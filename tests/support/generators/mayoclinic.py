"""Writes whole Mayo Clinic monographs from random facts, and says what reading each of them must give back.

Independent of the reader: it knows the layout's headings and short phrases, invents everything else, and where a page
leaves open what it says, what it expects is no fact, or one that leaves open the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anakinra_kg.facts.records import (
    AdverseEffect,
    Availability,
    BrandName,
    DosageForm,
    DosingRegimen,
    Instruction,
    Interaction,
    MedicalProblem,
    OverdoseSymptom,
    PageTitle,
    PopulationAdvice,
    Rights,
)
from anakinra_kg.facts.text import Span
from tests.support.generators.mayoclinic_doses import ambiguous_tree, dosing_trees, printed, regimen_fields, regimens
from tests.support.generators.mayoclinic_vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from anakinra_kg.facts.records import Fact

ADVICE = {
    "do not combine": ("should not be used", "should never be used", "is contraindicated"),
    "usually not recommended": ("is usually not recommended",),
    "not recommended": ("is not recommended",),
    "increased risk": ("may cause an increased risk of certain side effects",),
}
"""How a list of interactions is headed, for each class of advice."""
FREQUENCIES = {
    "more common": "More common:",
    "less common": "Less common:",
    "less common or rare": "Less common or rare:",
    "rare": "Rare:",
    "incidence not known": "Incidence not known:",
}
"""How a list of side effects is headed, for each frequency, in the order of the layout."""
ATTENTION = {
    "emergency": ("Get emergency help immediately",),
    "immediate": ("Check with your doctor immediately", "Check with your doctor or nurse immediately"),
    "soon": ("Check with your doctor as soon as possible",),
    "routine": ("usually do not need medical attention",),
}
"""How a block of lists of side effects is headed, for each degree of attention."""
PROBLEM_ADVICE = (
    ("Use with caution.", "use with caution", None),
    ("May make these conditions worse.", "may make worse", "may make the problem worse"),
    ("May cause side effects to become worse.", "may increase side effects", "side effects may become worse"),
    ("May increase the risk of side effects.", "may increase side effects", "side effects may become more likely"),
    ("Should not be used in patients with these conditions.", "should not be used", None),
    ("May increase risk of this condition to become active again.", "may become active again", None),
)
"""What may stand behind a problem: the words, the advice they give alone, and the consequence they name."""
# What is said of children, the elderly or breastfeeding: `{x}` is the drug, `{p}` the patients.
_POPULATION_ADVICE = {
    "children": (
        ("{x} is not indicated for use in {p}.", "not indicated"),
        ("{x} is not recommended for use in {p}.", "not recommended"),
        ("Use of {x} is not recommended in {p}.", "not recommended"),
        ("However, safety and efficacy have not been established in {p}.", "safety and efficacy not established"),
    ),
    "elderly": (
        ("{x} is not indicated for use in {p}.", "not indicated"),
        ("Use of {x} is not recommended in {p}.", "not recommended"),
        (
            "However, no geriatric-specific problems have been documented to date.",
            "no age-specific problems documented",
        ),
    ),
    "breastfeeding": (
        (
            "Studies in women breastfeeding have demonstrated harmful infant effects.",
            "harmful effects on the infant shown",
        ),
    ),
}
_CHILDREN = ("children", "pediatric patients", "the pediatric population")
_ELDERLY = ("the elderly", "elderly patients", "geriatric patients")
_GROUPS = (
    "children younger than 6 years of age", "infants younger than 10 months of age", "children 2 to 12 years of age",
    "teenagers 12 years of age and older", "children weighing less than 10.5 kilograms (kg)",
)  # fmt: skip
_KEEPING = {
    "Missed Dose:": (
        ("Do not double doses.", "missed dose", "do not double doses"),
        ("This medicine needs to be given on a fixed schedule.", "missed dose", "keep to a fixed schedule"),
        ("Call your doctor or pharmacist for instructions.", "missed dose", "ask a doctor or pharmacist"),
    ),
    "Storage:": (
        ("Do not freeze.", "storage", "do not freeze"),
        ("Keep from freezing.", "storage", "do not freeze"),
        ("Protect from light.", "storage", "protect from light"),
        ("Store in the refrigerator.", "storage", "store in the refrigerator"),
        ("Do not shake.", "storage", "do not shake"),
        ("Keep out of the reach of children.", "storage", "keep out of the reach of children"),
        (
            "Do not keep outdated medicine or medicine no longer needed.",
            "disposal",
            "do not keep medicine that is outdated or no longer needed",
        ),
    ),
}
_WAYS_TO_HAVE = (
    ("available only with your doctor's prescription", "prescription only"),
    ("available without a prescription", "without prescription"),
    ("available both over-the-counter (OTC) and with your doctor's prescription", "with or without prescription"),
    (
        "to be given only by or under the direct supervision of your doctor",
        "given under direct supervision of a doctor",
    ),
)
_ROUTES = ("oral route", "nasal route", "topical application route", "intravenous route, subcutaneous route")
_CATEGORIES = {" vaccines": "vaccine", " diagnostic tests": "diagnostic test"}
_HOLDERS = ("Vormek Press", "Zylinda US L.P.", "House of Bram S.A.", "Orvel & Daughters")
_GRAVITY = ("boilerplate", "fact", "prose", "unread")
_OWN_HEADINGS = (
    "Before Using:", "Drug Interactions:", "Other Interactions:", "Other Medical Problems:", "Proper Use:",
    "Precautions:", "Side Effects:",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of columns on a line, the line counted from 0."""

    line: int
    start: int
    end: int

    def part(self, start: int, length: int) -> Mark:
        """Return so many columns of it from `start` on."""
        return Mark(self.line, self.start + start, self.start + start + length)


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A page, and what reading it must give back.

    Attributes:
        text: All characters.
        facts: Every fact, in order of position.
        statuses: What becomes of each line.
        title: What the page calls itself; None where it does not.
        recognisable: Whether it has enough headings of the layout's own.
    """

    text: str
    facts: tuple[Fact, ...]
    statuses: tuple[str, ...]
    title: str | None
    recognisable: bool


def generate(random: Random, size: float = 1.0, *, doubts: bool = True) -> GeneratedPage:
    """Write a page.

    Args:
        random: What decides; the same one gives the same page.
        size: How long lists are, about 300 lines a page at 2.
        doubts: Whether lines that cannot be read, and traces of lost headings, may stand in it.
    """
    return _Writer(random, size, doubts=doubts).page()


class _Writer:
    """One page while it is being written."""

    def __init__(self, random: Random, size: float, *, doubts: bool) -> None:
        self.random = random
        self.size = size
        self.doubts = doubts
        self.vocabulary = Vocabulary(random)
        self.lines: list[str] = []
        self.statuses: list[str] = []
        self.said: list[tuple[type[Fact], dict[str, Any], Mark, tuple[Mark, ...]]] = []
        self.drug = self.vocabulary.plain_drug()
        self.titled = self.chance(0.9)
        self.whole_name = self.drug + (
            f" {self.vocabulary.stem()}, {self.vocabulary.stem()}" if self.chance(0.1) else ""
        )
        named = {self.whole_name, self.whole_name.partition(",")[0], self.whole_name.lower()} if self.titled else set()
        self.names = [*sorted(named), "this medicine"]
        self.item_mark = random.choice(("-> ", "-> ", "-> ", "->  ", " -> "))
        self.trailing = random.choice(("", "", "", " ", "\t", " \xa0"))

    # What every section shares.

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def doubt(self, probability: float) -> bool:
        return self.doubts and self.chance(probability)

    def count(self, most: int) -> int:
        return self.random.randint(1, max(1, round(most * self.size)))

    def line(self, text: str, status: str, indent: str = "") -> Mark:
        self.lines.append(indent + text + (self.trailing if self.chance(0.2) else ""))
        self.statuses.append(status)
        return Mark(len(self.lines) - 1, len(indent), len(indent) + len(text))

    def item(self, text: str, status: str) -> Mark:
        return self.line(text, status, self.item_mark if text else self.item_mark.rstrip())

    def blank(self, lines: int = 1) -> None:
        for _ in range(lines):
            self.line("", "boilerplate")

    def heading(self, text: str) -> None:
        self.line(text, "boilerplate")

    def raise_status(self, line: int, status: str) -> None:
        self.statuses[line] = max(self.statuses[line], status, key=_GRAVITY.index)

    def fact(self, record: type[Fact], mark: Mark, also: tuple[Mark, ...] = (), **fields: object) -> None:
        self.said.append((record, fields, mark, also))
        for place in (mark, *also):
            self.raise_status(place.line, "fact")

    def prose(self, paragraphs: int) -> None:
        for _ in range(self.random.randint(0, paragraphs)):
            self.line(self.vocabulary.paragraph(), "prose")
            self.blank()

    def page(self) -> GeneratedPage:
        sections: list[Callable[[], None]] = [
            self.brands, self.description, self.before_using, self.children, self.elderly, self.breastfeeding,
            self.drug_interactions, self.other_interactions, self.problems, self.proper_use, self.dosing,
            self.missed_dose, self.storage, self.precautions, self.side_effects,
        ]  # fmt: skip
        # Long prose parts lists that look alike: a page always has it.
        always = (self.before_using, self.proper_use)
        kept = [section for section in sections if not self.chance(0.12) or section in always]
        if self.doubt(0.05):
            self.random.shuffle(kept)
        if self.doubt(0.03):
            self.line(self.vocabulary.sentence(), "unread")
        for section in kept:
            section()
            self.blank(self.random.choice((0, 1, 2)))
        self.footer()
        return self.finished()

    def finished(self) -> GeneratedPage:
        end = self.random.choice(("\n", "\n", "\n", "\r\n"))
        mark = "\ufeff" if self.chance(0.05) else ""
        starts, position = [], len(mark)
        for line in self.lines:
            starts.append(position)
            position += len(line) + len(end)
        text = mark + end.join(self.lines) + (end if self.chance(0.9) else "")

        def span(place: Mark) -> Span:
            return Span(place.line + 1, starts[place.line] + place.start, starts[place.line] + place.end)

        facts = [
            record(span=span(place), also=tuple(map(span, also)), **fields) for record, fields, place, also in self.said
        ]
        headings = {line.strip() for line in self.lines} & set(_OWN_HEADINGS)
        title = next((fact.title for fact in facts if isinstance(fact, PageTitle)), None)
        return GeneratedPage(
            text, tuple(sorted(facts, key=lambda fact: fact.span)), tuple(self.statuses), title, len(headings) > 2
        )

    # The sections, in the order of the layout.

    def brands(self) -> None:
        self.heading("Brand Name:")
        self.blank()
        for country, headings in (
            (None, ()),
            ("US", ("USBrand Name:", "US Brand Name:")),
            ("Canada", ("CanadianBrand Name:", "Canadian Brand Name:")),
        ):
            if self.chance(0.9 if country is None else 0.3):
                continue
            if headings:
                self.heading(self.random.choice(headings))
            self.brand_list(country)
            self.blank(2)

    def brand_list(self, country: str | None) -> None:
        """Write names in alphabetical order; where a heading may be lost between two of them, the country is open.

        Behind a line that is no name, the heading of another section may be lost.
        """
        names = sorted((self.vocabulary.brand() for _ in range(self.count(5))), key=str.casefold)
        broken = False
        for place, name in enumerate(names):
            if place:
                self.blank(2 if self.doubt(0.05) else 1)
                lost = not self.lines[-2].strip() or name[0].casefold() < names[place - 1][0].casefold()
                country = None if lost else country
            broken = broken or self.doubt(0.02)
            if broken:
                self.line(
                    self.random.choice((self.vocabulary.sentence(), f"{self.vocabulary.clause(12, 13)} {name}")),
                    "unread",
                )
            else:
                self.fact(BrandName, self.line(name, "fact"), name=name, country=country)

    def description(self) -> None:
        self.heading("Description:")
        opening = f"{self.drug} {self.random.choice(('injection', 'nasal spray', 'tablet'))}"
        if self.chance(0.4):
            self.line(f"{opening} is {self.vocabulary.clause()}. {self.vocabulary.sentence()}", "prose")
            self.names += [opening] if self.titled else []
        self.prose(2)
        if self.chance(0.8):
            self.availability()
            self.blank()
        if self.chance(0.9):
            heading = self.line("This product is available in the following dosage forms:", "boilerplate")
            self.blank()
            for _ in range(self.random.randint(0, self.count(3))):
                form = self.vocabulary.form()
                self.fact(DosageForm, self.item(form, "fact"), (heading,), form=form)
            if self.doubt(0.05):
                self.item(
                    self.random.choice(("", f"Tablet-> {self.vocabulary.form()}", "Tablet:", "tablet or")), "unread"
                )
        self.blank()

    def availability(self) -> None:
        subject = self.random.choice(("This medicine", "This product"))
        if self.chance(0.15):
            self.line(f"{subject} is available only under a {self.vocabulary.stem()} program.", "prose")
            return
        ways = self.random.sample(_WAYS_TO_HAVE, self.random.choice((1, 1, 1, 2)))
        clauses, conditions = [], []
        for words, _ in ways:
            named = [self.vocabulary.disease() for _ in range(self.random.choice((1, 3)))] if self.chance(0.4) else []
            listed = f"{', '.join(named[:-1])}, and {named[-1]}" if len(named) > 1 else "".join(named)
            clauses.append(words + (f" (for {listed})" if named else ""))
            conditions.append(tuple(named))
        sentence = f"{subject} is {' or '.join(clauses)}."
        before = f"{self.vocabulary.sentence()} " if self.chance(0.2) else ""
        whole = self.line(before + sentence, "prose" if before else "fact")
        for (_, status), clause, named_conditions in zip(ways, clauses, conditions, strict=True):
            start = (before + sentence).index(clause) if len(ways) > 1 else len(before)
            length = len(clause) if len(ways) > 1 else len(sentence)
            self.fact(Availability, whole.part(start, length), status=status, conditions=named_conditions)

    def before_using(self) -> None:
        for heading in ("Before Using:", "Allergies:"):
            self.heading(heading)
            self.line(self.vocabulary.paragraph(), "prose")
            self.blank(2)

    def children(self) -> None:
        self.population("Pediatric:", "children")

    def elderly(self) -> None:
        self.population("Geriatric:", "elderly")

    def breastfeeding(self) -> None:
        self.population("Breastfeeding:", "breastfeeding")

    def population(self, heading: str, population: str) -> None:
        self.heading(heading)
        for _ in range(self.random.choice((1, 1, 2))):
            self.advised(population)
            self.blank()
        self.blank()

    def advised(self, population: str) -> None:
        """Write a line of sentences about some patients; those that no rule knows are prose."""
        sentences: list[tuple[str, list[dict[str, Any]]]] = []
        for _ in range(self.random.choice((1, 1, 2))):
            kind = self.random.random()
            if kind < 0.25:
                sentences.append((self.vocabulary.sentence(), []))
            elif kind < 0.3 and population != "breastfeeding":
                sentences.append(("Safety and efficacy have not been established.", []))
            elif kind < 0.5 and population == "children":
                sentences.append(self.not_recommended())
            else:
                sentences.append(self.standard_advice(population))
        whole = self.line(" ".join(text for text, _ in sentences), "boilerplate")
        start = 0
        for text, facts in sentences:
            for fields in facts:
                name = fields.get("condition")
                also = (whole.part(start + text.index(name), len(name)),) if name else ()
                self.fact(PopulationAdvice, whole.part(start, len(text)), also, population=population, **fields)
            if not facts:
                self.raise_status(whole.line, "prose")
            start += len(text) + 1

    def standard_advice(self, population: str) -> tuple[str, list[dict[str, Any]]]:
        text, finding = self.random.choice(_POPULATION_ADVICE[population])
        grouped = population == "children" and self.chance(0.3)
        patients = self.random.choice(_GROUPS if grouped else _CHILDREN if population == "children" else _ELDERLY)
        text = text.format(x=self.random.choice(self.names), p=patients)
        return text[0].upper() + text[1:], [{"finding": finding, "group": patients if grouped else None}]

    def not_recommended(self) -> tuple[str, list[dict[str, Any]]]:
        """Return advice against use in children with some disease; two are told apart only where links left a trace."""
        first, second = self.vocabulary.disease(), self.vocabulary.disease()
        opening = f"Use of {self.random.choice(self.names)} is not recommended in children with "
        kind = self.random.random()
        if kind < 0.4:
            return f"{opening}{first}.", [{"finding": "not recommended", "condition": first}]
        if kind < 0.7:
            found = [{"finding": "not recommended", "condition": name} for name in (first, second)]
            return f"{opening} {first}  and  {second} .", found
        return f"{opening}{first} and {second}.", []

    def drug_interactions(self) -> None:
        self.heading("Drug Interactions:")
        self.prose(1)
        self.interactions(None, (" medicines", " medicines", " vaccines", " diagnostic tests"))

    def other_interactions(self) -> None:
        self.heading("Other Interactions:")
        self.prose(1)
        self.interactions("food, alcohol or tobacco", ("",))

    def interactions(self, unnamed: str | None, named: tuple[str, ...]) -> None:
        """Write lists of what the headings name, or of what the section is about where they name nothing."""
        if self.doubt(0.05):
            self.substances(None, None, None)
        for _ in range(self.random.choice((0, 1, 2, 3))):
            listed = self.random.choice(named)
            category = _CATEGORIES.get(listed, unnamed)
            advice, heading = self.interaction_heading(listed)
            self.blank()
            self.substances(advice, category, heading)
            if self.chance(0.2):
                self.blank()
                self.line(self.vocabulary.paragraph(), "prose")
                if self.doubt(0.3):
                    self.substances(None, category, None)

    def interaction_heading(self, listed: str) -> tuple[str | None, Mark]:
        verb = self.random.choice(("Using", "Taking", "Receiving", "Combining"))
        thing = self.random.choice(("medicine", "medicine", "vaccine", "diagnostic test"))
        advice = self.random.choice(tuple(ADVICE))
        said = self.random.choice(ADVICE[advice])
        known = not self.doubt(0.1)
        if not known:
            said = self.random.choice(("changes little for now", "may be advised"))
        end = self.random.choice((".", ", but may be needed at times."))
        text = f"{verb} this {thing} with any of the following{listed} {said}{end}"
        more = f" {self.vocabulary.paragraph()}" if self.chance(0.3) else ""
        whole = self.line(text + more, "prose" if more or not known else "boilerplate")
        return (advice if known else None), whole.part(0, len(text))

    def substances(self, advice: str | None, category: str | None, heading: Mark | None) -> None:
        """Write names in alphabetical order; where a heading may be lost between two of them, the advice is open."""
        names = sorted((self.vocabulary.drug() for _ in range(self.count(8))), key=str.casefold)
        if self.doubt(0.06):
            names += sorted((self.vocabulary.drug() for _ in range(self.count(3))), key=str.casefold)
        for place, name in enumerate(names):
            if place and self.doubt(0.01):
                self.blank()
                advice = None
            if place and name[0].casefold() < names[place - 1][0].casefold():
                advice = None
            if self.doubt(0.02):
                advice = None
                self.item(name + self.random.choice((":", " or", "—use with care", "-> Other", ".", "\x1d")), "unread")
            elif self.doubt(0.02):
                no_name = self.random.choice((f"{name} {self.vocabulary.clause(12, 13)}", name.lower().lstrip("5-")))
                self.item(no_name, "unread")
                names[place] = no_name
            elif advice is None or heading is None:
                self.item(name, "unread")
            else:
                self.fact(Interaction, self.item(name, "fact"), (heading,), drug=name, advice=advice, category=category)

    def problems(self) -> None:
        self.heading("Other Medical Problems:")
        introduced = not self.doubt(0.05)
        if introduced:
            self.line(f"Name all other medical problems {self.vocabulary.clause(2, 4)}:", "prose")
        elif self.chance(0.5):
            self.line(f"{self.vocabulary.clause(2, 4)}:", "prose")
        self.blank()
        doubtful = False
        for _ in range(self.count(4)):
            doubtful = self.chain(introduced=introduced, doubtful=doubtful)
        self.blank()

    def chain(self, *, introduced: bool, doubtful: bool) -> bool:
        """Write problems that share the advice behind the last one, unless it is for patients who have several of them.

        Args:
            introduced: Whether the list they stand in has been announced.
            doubtful: Whether a line before may belong to the chain.

        Returns:
            Whether the chain has no end that can be read, so that it may go on in the next one.
        """
        names = [self.vocabulary.problem() for _ in range(self.random.choice((1, 1, 2, 3, 4)))]
        joints = [" and" if self.chance(0.07) else " or" for _ in names[1:]]
        said, advice, consequence, understood = self.problem_advice()
        endless = self.doubt(0.05)
        status = "fact" if introduced else "unread"
        marks = []
        for name, joint in zip(names, joints, strict=False):
            marks.append(self.item(name + joint, status).part(0, len(name)))
        if endless:
            self.item(names[-1], "unread")
        else:
            last = self.item(f"{names[-1]}—{said}", status)
            marks.append(last.part(0, len(names[-1])))
        if not introduced:
            return True
        if doubtful or endless or " and" in joints:
            advice, consequence, understood = None, None, endless
        whole = (last.part(len(names[-1]) + 1, len(said)),) if advice else ()
        for name, mark in zip(names, marks, strict=False):
            self.fact(MedicalProblem, mark, whole, problem=name, advice=advice, consequence=consequence)
        if not understood:
            self.raise_status(last.line, "prose")
        return endless

    def problem_advice(self) -> tuple[str, str | None, str | None, bool]:
        """Return what stands behind a problem, the advice and consequence in it, and whether that is all it says."""
        if self.chance(0.15):
            return self.vocabulary.paragraph(), None, None, False
        text, advice, consequence = self.random.choice(PROBLEM_ADVICE)
        if advice == "use with caution" and self.chance(0.6):
            more, other_advice, other_consequence = self.random.choice(PROBLEM_ADVICE[1:])
            text, consequence = f"{text} {more}", other_consequence or other_advice
        if self.chance(0.15):
            return f"{text} {self.vocabulary.sentence()}", advice, consequence, False
        return text, advice, consequence, True

    def proper_use(self) -> None:
        self.heading("Proper Use:")
        for _ in range(3):
            self.line(self.vocabulary.paragraph(), "prose")
            self.blank()
        self.bullets()

    def bullets(self) -> None:
        if self.chance(0.3):
            self.line(f"To {self.vocabulary.clause(1, 3)}:", "prose")
            for _ in range(self.count(2)):
                self.item(self.vocabulary.paragraph(), "prose")

    def precautions(self) -> None:
        self.heading("Precautions:")
        self.prose(4)
        self.bullets()
        self.prose(1)

    def dosing(self) -> None:
        self.heading("Dosing:")
        self.prose(2)
        if self.chance(0.1):
            return
        if self.doubt(0.05):
            self.ambiguous_doses()
            return
        trees = dosing_trees(self.random, self.vocabulary, with_form=not self.chance(0.1))
        order = printed(trees)
        ways = regimens(trees)
        whole = all(any(branch.fields[0] == "form" for branch in way) for way in ways)
        if len(order) > 2 and self.doubt(0.05):
            order.remove(self.random.choice([branch for branch in order[1:] if branch.children] or order[1:]))
            whole = False
        for branch in order:
            branch.line = self.item(branch.text(), "fact" if whole else "prose").line
        for way in ways if whole else ():
            *above, end = way
            indent = len(self.item_mark)
            labels = tuple(Mark(b.line, indent, indent + len(b.label + b.mark)) for b in above)
            mark = Mark(end.line, indent, indent + len(end.text()))
            stated = tuple(
                Mark(b.line, *(indent + column for column in b.dose_columns()))
                for b in above
                if b.dose and all(branch.understood for branch in way)
            )
            self.fact(DosingRegimen, mark, labels + stated, **regimen_fields(way))
            if not end.understood:
                self.raise_status(end.line, "prose")
            for branch in above:
                # What holds for several doses is left to a person where none of them can be read.
                through = [each for each in ways if branch in each]
                if branch.dose and not any(all(part.understood for part in each) for each in through):
                    self.raise_status(branch.line, "prose")
        self.blank()

    def ambiguous_doses(self) -> None:
        """Write lines that make a tree in two ways: the dose twice may stand below the form once, or once beside it."""
        form, dose = ambiguous_tree(self.random, self.vocabulary)
        for text in (form, dose, dose):
            self.item(text, "prose")
        self.blank()

    def missed_dose(self) -> None:
        self.keeping("Missed Dose:")

    def storage(self) -> None:
        self.keeping("Storage:")

    def keeping(self, heading: str) -> None:
        """Write lines of instructions; one that stands behind an unknown sentence may be about what that names."""
        self.heading(heading)
        for _ in range(self.random.randint(0, 4)):
            sentences = self.random.sample(_KEEPING[heading], self.random.choice((1, 1, 2)))
            texts = [text for text, _, _ in sentences]
            unknown = self.random.randrange(len(texts) + 1) if self.chance(0.2) else len(texts) + 1
            texts.insert(unknown, self.vocabulary.sentence()) if unknown <= len(texts) else None
            whole = self.line(" ".join(texts), "prose" if len(texts) > len(sentences) else "fact")
            start = 0
            for text, topic, instruction in sentences[:unknown]:
                self.fact(Instruction, whole.part(start, len(text)), topic=topic, instruction=instruction)
                start += len(text) + 1
            self.blank()

    def side_effects(self) -> None:
        self.heading("Side Effects:")
        self.prose(1)
        if self.doubt(0.05):
            self.item(self.vocabulary.effect(), "unread")
            self.line(self.vocabulary.paragraph(), "prose")
        if self.chance(0.05):
            self.block(None, None)
        for attention in ATTENTION:
            if self.chance(0.6):
                self.block(attention, self.attention_heading(attention))
            if attention == "immediate" and self.chance(0.3):
                self.overdose()
        self.line(self.vocabulary.paragraph(), "prose")
        self.blank()

    def attention_heading(self, attention: str, what: str = "side effects") -> Mark:
        said = self.random.choice(ATTENTION[attention])
        if attention == "routine":
            text = f"Some side effects may occur that {said}."
            more = f" {self.vocabulary.paragraph()[:-1]}:" if self.chance(0.5) else ""
            return self.line(text + more, "prose" if more else "boilerplate").part(0, len(text))
        stop = "Stop taking this medicine and " if self.chance(0.1) else ""
        text = f"{stop}{said[0].lower() if stop else said[0]}{said[1:]} if any of the following {what} occur:"
        return self.line(text, "boilerplate")

    def block(self, attention: str | None, heading: Mark | None) -> None:
        """Write the lists under a heading of attention, rarer and rarer; the first may have lost its own heading."""
        frequencies = [name for name in FREQUENCIES if self.chance(0.45)]
        if not frequencies and not self.doubts:
            frequencies = [self.random.choice(tuple(FREQUENCIES))]
        if heading and self.doubt(0.15):
            self.blank()
            attention, heading = self.effects(attention, None, heading, None)
        ranks = list(FREQUENCIES)
        if self.doubt(0.1):
            self.random.shuffle(frequencies)
        for before, frequency in zip(["", *frequencies], frequencies, strict=False):
            behind_item = self.lines[-1].strip()[:2] == "->"
            blanks = 2 if heading and not behind_item else 1
            if behind_item and self.doubt(0.03):
                blanks, attention, heading = self.random.choice((0, 2)), None, None
            if before and ranks.index(frequency) < ranks.index(before):
                attention = heading = None
            self.blank(blanks)
            mark = self.line(FREQUENCIES[frequency], "boilerplate")
            attention, heading = self.effects(attention, frequency, heading, mark)

    def effects(
        self, attention: str | None, frequency: str | None, heading: Mark | None, mark: Mark | None
    ) -> tuple[str | None, Mark | None]:
        """Write a list: a capital letter at its beginning and then none, unless the heading of another list is lost.

        Returns:
            The attention that still holds below the list, and its heading.
        """
        known = True
        for place in range(self.count(8)):
            effect = self.vocabulary.effect()
            if not place or self.doubt(0.02):
                effect = effect[0].upper() + effect[1:]
                frequency, mark = (None, None) if place else (frequency, mark)
            if (place or mark) and self.doubt(0.02):
                self.blank(gap := self.random.choice((1, 2)))
                attention = frequency = heading = mark = None
                known = known and gap == 1
            broken = self.doubt(0.01)
            if broken:
                effect += self.random.choice((":", "->x", " or", ".", "—Use it.", "\u2028x"))
                attention = frequency = heading = mark = None
                known = False
            if not known:
                self.item(effect, "unread")
                continue
            also = tuple(found for found in (heading, mark) if found)
            self.fact(
                AdverseEffect, self.item(effect, "fact"), also, effect=effect, frequency=frequency, attention=attention
            )
        return attention, heading

    def overdose(self) -> None:
        heading = self.attention_heading("emergency", "symptoms of overdose")
        self.blank(2)
        known = not self.doubt(0.1)
        mark = self.line("Symptoms of overdose:" if known else FREQUENCIES["rare"], "boilerplate")
        for place in range(self.count(4)):
            effect = self.vocabulary.effect()
            if not place or self.doubt(0.02):
                effect = effect[0].upper() + effect[1:]
                known = known and not place
            if known:
                also = (heading, mark)
                self.fact(OverdoseSymptom, self.item(effect, "fact"), also, effect=effect, attention="emergency")
            else:
                self.item(effect, "unread")

    def footer(self) -> None:
        self.heading("Drug information provided by:")
        self.blank()
        self.heading("Portions of this document last updated:")
        self.blank()
        if self.chance(0.9):
            self.rights()
            self.blank()
        self.item("The Mayo Clinic Diet", "boilerplate")
        self.item("Drugs & Supplements", "boilerplate")
        if self.titled:
            self.title()
        self.line("CON-20061234", "boilerplate")
        self.blank()
        self.line("Mayo Clinic does not endorse companies or products.", "boilerplate")
        if self.doubt(0.05):
            self.line(self.vocabulary.sentence(), "unread")
        self.blank(2)
        self.heading("Advertising & Sponsorship:")
        self.item("Policy", "boilerplate")
        for link in ("Opportunities", "Ad Choices"):
            if self.chance(0.5):
                self.item(link, "boilerplate")
        if self.doubt(0.1):
            self.next_page()

    def next_page(self) -> None:
        """Begin the page of another drug: nothing of it is said of this one, not even where this one has no title."""
        for heading in self.random.sample(_OWN_HEADINGS, 2):
            self.line(heading, "unread")
            self.item(self.vocabulary.drug(), "unread")
        self.line("Drug information provided by:", "boilerplate")
        self.item(f"{self.vocabulary.drug()} ({self.random.choice(_ROUTES)})", "unread")

    def rights(self) -> None:
        holder = self.random.choice(_HOLDERS)
        last = self.random.choice((None, "2025"))
        named = f"{holder} 1973" + (f"{self.random.choice((', ', ',', '-', ' – '))}{last}" if last else "")
        opening = "Copyright: © "
        terms = "All rights reserved."
        whole = self.line(f"{opening}{named}. {terms}", "fact")
        mark = whole.part(len(opening), len(named))
        also = (whole.part(len(opening) + len(named) + 2, len(terms)),)
        said = ("all rights reserved",)
        self.fact(Rights, mark, also, holder=holder, first_year="1973", last_year=last, terms=said)

    def title(self) -> None:
        drug = self.whole_name
        routes = self.random.choice(_ROUTES) if not self.chance(0.05) else ""
        title = f"{drug} ({routes})" if routes else drug
        more = " - Side effects & uses" if self.chance(0.1) else ""
        mark = self.item(title + more, "fact").part(0, len(title))
        self.fact(PageTitle, mark, title=title, drug=drug, routes=tuple(routes.split(", ")) if routes else ())
