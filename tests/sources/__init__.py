"""Tests of the readers, a folder a source where it takes more than one module."""
