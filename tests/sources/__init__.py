"""Tests of the readers; a source with several test modules has a folder."""
