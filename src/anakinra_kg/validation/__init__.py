"""Whether a graph is sound: SHACL, the lint of shapes, the findings."""
