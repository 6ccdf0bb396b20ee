"""Tests of the package `dataset.changes`."""
