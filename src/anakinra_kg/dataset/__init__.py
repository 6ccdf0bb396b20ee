"""Builds the dataset: one validated graph and its description, from facts."""
