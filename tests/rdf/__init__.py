"""Tests of rdf."""
