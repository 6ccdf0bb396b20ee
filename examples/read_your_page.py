"""Read the text of a page of your own to facts, and map the facts to triples.

The page below is made up; `anakinra_kg.sources.read_file` reads a file. The reader is chosen by the headings of the
page. Each fact points to its line and characters, and a line that the reader does not understand is reported.

`python examples/read_your_page.py` prints:

    mayoclinic page of Vormekin
    line 4, characters 93 to 99: interaction `Acibal`
    line 5, characters 103 to 111: interaction `Tromexin`
    line 13, characters 173 to 182: adverse_effect `Blue ears`
    line 20, characters 255 to 276: page_title `Vormekin (oral route)`
    line 8 is unread: no line above introduces this list

    akd:interaction/mayoclinic-vormekin-oral-route--acibal
      dcterms:source akd:document/mayoclinic-vormekin-oral-route
      rdf:type akg:Claim
      rdf:type akg:Interaction
      rdfs:label Acibal: not recommended with Vormekin (Mayo Clinic)
      prov:wasDerivedFrom akd:document/mayoclinic-vormekin-oral-route#char=93,99
      akg:aboutDrug akd:drug/vormekin
      akg:assertionMethod ECO:0000203
      akg:drugAsWritten Acibal
      akg:interactionAdvice akd:interaction-advice/not-recommended
      akg:interactsWith akd:drug/acibal
      akg:restsOn akd:document/mayoclinic-vormekin-oral-route#char=19,88
"""

from pyoxigraph import NamedNode

from anakinra_kg.dataset.labels import united
from anakinra_kg.facts.documents import from_reading
from anakinra_kg.facts.text import PageText
from anakinra_kg.mapping import AUTOMATIC, map_document
from anakinra_kg.rdf.names import AKD, compress
from anakinra_kg.sources import read

PAGE = """\
Drug Interactions:
Using this remedy with any of the following drugs is not recommended.

-> Acibal
-> Tromexin

Other Medical Problems:
-> Hiccups

Side Effects:

Rare:
-> Blue ears

Precautions:

Drug information provided by:

-> Drugs & Supplements
-> Vormekin (oral route)
"""

reading = read(PageText.from_bytes("vormekin.txt", PAGE.encode()))
print(f"{reading.source} page of {reading.drug}")
for fact in reading.facts:
    place = f"line {fact.span.line}, characters {fact.span.start} to {fact.span.end}"
    print(f"{place}: {fact.kind} `{reading.page.quote(fact.span)}`")
for number, account in enumerate(reading.lines, start=1):
    if account.status == "unread":
        print(f"line {number} is unread: {account.reason}")

# Mapping is a function of one page; `united` then chooses the labels over all pages, here over one.
mapped = map_document(from_reading(reading), [(fact, AUTOMATIC) for fact in reading.facts])
claim = NamedNode(f"{AKD}interaction/mayoclinic-vormekin-oral-route--acibal")
print(f"\n{compress(claim.value)}")
for triple in sorted(united([mapped]), key=str):
    if triple.subject == claim:
        print(f"  {compress(triple.predicate.value)} {compress(triple.object.value)}")
