"""Put the Turtle file of the graph beside a graph of your own, and ask one SPARQL query over both.

The two graphs share no term. They meet at public identifiers: your graph names drugs by DrugBank number, and each drug
of this graph is a `skos:exactMatch` of one. Only rdflib is needed, not this package.

`python examples/merge_with_your_graph.py` prints:

    shelf-1: Etanercept: do not combine (mayoclinic, line 125)
    shelf-1: Etanercept: usually not recommended (mayoclinic, line 52)
"""

from pathlib import Path

from rdflib import Graph

YOURS = """
@prefix shelf: <https://example.org/shelf/> .
@prefix drugbank: <https://go.drugbank.com/drugs/> .

shelf:shelf-1 shelf:holds drugbank:DB00005 .
shelf:shelf-2 shelf:holds drugbank:DB00316 .
"""

WHAT_IS_ADVISED = """
PREFIX akg: <https://w3id.org/anakinra-kg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX shelf: <https://example.org/shelf/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?shelf ?drug ?advice ?source ?line
WHERE {
  ?shelf shelf:holds ?public .
  ?node skos:exactMatch ?public ; rdfs:label ?drug .
  ?interaction akg:interactsWith ?node ;
    akg:interactionAdvice/rdfs:label ?advice ;
    dcterms:source/akg:sourceKind ?source ;
    prov:wasDerivedFrom/akg:line ?line .
}
ORDER BY ?shelf ?drug ?advice
"""

graph = Graph()
graph.parse(Path(__file__).resolve().parent.parent / "data" / "anakinra.ttl")
graph.parse(data=YOURS, format="turtle")
for shelf, drug, advice, source, line in graph.query(WHAT_IS_ADVISED):
    print(f"{shelf.rpartition('/')[2]}: {drug}: {advice} ({source}, line {line})")
