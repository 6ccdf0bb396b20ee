"""A drug knowledge graph of two public monographs on anakinra."""
