"""Tests of the model reference."""
