"""What is fuzzed: a module for each target, or for targets that are checked alike."""
