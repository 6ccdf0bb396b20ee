"""Validates graphs with SHACL, lints shapes, and reports findings."""
