"""Checks that need an environment of their own."""
