"""What changed between two graphs, and which IRIs users can no longer rely on.

Compares what is stated, not what follows from it; does not need the facts or the mapping.
"""
