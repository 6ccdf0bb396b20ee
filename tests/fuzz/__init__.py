"""The fuzzing of `tests/support/fuzz/`: a short run of every target, a long one by command, and tests of itself."""
