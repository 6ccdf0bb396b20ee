"""Runs the command line as `python -m anakinra_kg.cli`."""

import sys

from anakinra_kg.cli import main

if __name__ == "__main__":
    sys.exit(main())
