"""RDF itself: names, files, Turtle, places; knows nothing of drugs."""
