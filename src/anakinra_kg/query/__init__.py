"""Answers questions: canned questions, SPARQL queries, explanations."""
