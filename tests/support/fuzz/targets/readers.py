"""The readers of pages: DrugBank text, DrugBank XML, Mayo Clinic text.

An input is refused with an error, or every line is accounted for, every fact lies in the text, what should stand there
literally does, the fact file of the reading is read as the same facts, and all of it can be mapped to RDF.
"""

from __future__ import annotations

from functools import partial
from random import Random

from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.facts.documents import from_reading
from anakinra_kg.facts.fact_files import facts_yaml, load_facts
from anakinra_kg.facts.records import KINDS, fields_of
from anakinra_kg.facts.text import PageText
from anakinra_kg.mapping import AUTOMATIC, map_document
from anakinra_kg.rdf.turtle import nquads
from anakinra_kg.sources import read, read_file
from tests.support.drugbank_page import PAGE
from tests.support.drugbank_xml_page import HEAD, TAIL, drug
from tests.support.drugbank_xml_parts import PARTS
from tests.support.fuzz.campaign import READ, REFUSED, Case, Target
from tests.support.fuzz.oracles import check_error, check_reading, scratch
from tests.support.generators import drugbank, mayoclinic

_OFTEN = 8
"""The fact file and the mapping, which take longer than reading, are checked for one input in so many."""
_LONGEST = 2500
"""Characters of a seed: short pages give more inputs."""

_DERIVED = {
    "drugbank": (
        "*.about *.basis *.category *.direction *.event *.field *.level *.not_applicable *.not_available *.register "
        "*.role *.scheme download.name property.name record_date.date_time"
    ),
    "drugbank-xml": (
        "*.basis *.category *.event *.field *.level *.not_applicable *.not_available *.register *.scheme "
        "property.name reference.about_name"
    ),
    "mayoclinic": (
        "*.country instruction.instruction instruction.conditions instruction.situation medical_problem.consequence "
        "population_advice.finding population_advice.action dosing_regimen.unit dosing_regimen.per"
    ),
}
"""Fields that a reader derives from the position of a line or from the form of its words."""


def target(name: str) -> Target:
    """Return the target of a kind of page."""
    seeds = {"drugbank": _drugbank, "drugbank-xml": _xml, "mayoclinic": _mayoclinic}[name]()
    words = tuple({line.strip() for seed in seeds for line in seed.split(b"\n") if 2 < len(line) < 60})
    derived = set(_DERIVED[name].split())
    literal = frozenset(
        f"{kind}.{field.name}"
        for kind in KINDS
        for field in fields_of(kind)
        if not derived & {f"*.{field.name}", f"{kind}.{field.name}"} and not field.values
    )
    return Target(name=name, seeds=seeds, check=partial(_check, name, literal), words=words)


def _check(name: str, literal: frozenset[str], case: Case) -> str:
    try:
        page = PageText.from_bytes("page", case.content)
        reading = read(page, name if case.choice % _OFTEN else None)
    except AnakinraKGError as error:
        check_error(error)
        return REFUSED
    check_reading(reading, literal=literal)
    if case.choice % _OFTEN == 0:
        document = from_reading(reading)
        path = scratch() / "page.yaml"
        path.write_text(facts_yaml(reading, document), encoding="utf-8")
        found, file = load_facts(path, (document,))
        assert found == document, "the fact file is about another document"
        assert file.facts == reading.facts, "the fact file has other facts"
        assert file.prose == reading.prose, "the fact file has other prose"
        nquads(map_document(document, [(fact, AUTOMATIC) for fact in reading.facts]).triples)
    elif case.choice % _OFTEN == 1:
        path = scratch() / "page"
        path.write_bytes(case.content)
        (again,) = read_file(path, name)
        assert again.facts == reading.facts, "the file has other facts than its text"
    return READ


def _drugbank() -> list[bytes]:
    texts = [PAGE, *(drugbank.page(Random(seed)).text for seed in range(40))]
    return [part for text in texts for part in _parts(text, "Accession Number\nDB00001 \xa0(BTD00001)\n")]


def _mayoclinic() -> list[bytes]:
    texts = [mayoclinic.generate(Random(seed)).text for seed in range(60)]
    return [part for text in texts for part in _parts(text, "")]


def _parts(text: str, head: str) -> list[bytes]:
    """Return the parts of a page, each with the lines that it is recognised by."""
    lines = text.split("\n")
    foot = text[text.find("\nDrug information provided by:") :] if "\nDrug information provided by:" in text else ""
    parts, part = [], head
    for line in lines:
        part += line + "\n"
        if len(part) > _LONGEST and not line.strip():
            parts.append(part + foot)
            part = head
    return [each.encode() for each in (*parts, part)]


def _xml() -> list[bytes]:
    bodies = [body for body, _ in PARTS.values()]
    seeds = []
    for number in range(80):
        random = Random(number)
        body = "".join(random.sample(bodies, min(3, len(bodies))))
        body = body.replace("><", ">\n<") if number % 3 else body
        seeds.append(drug(body) if number % 4 == 0 else HEAD + drug(body) + TAIL)
    return [seed.encode() for seed in seeds]
