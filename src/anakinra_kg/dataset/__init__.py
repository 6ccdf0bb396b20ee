"""Makes the dataset: facts to one checked graph with its description."""
