"""Tests of the reader of Mayo Clinic monographs, a module for each part of a page."""
