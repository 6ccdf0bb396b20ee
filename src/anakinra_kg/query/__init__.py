"""From a question to its answer: canned questions, SPARQL, explanations."""
