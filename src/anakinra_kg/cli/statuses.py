"""Exit statuses of the command line."""

GOOD, FINDINGS, COULD_NOT_RUN, NOTHING_CHECKED = 0, 1, 2, 3
INTERRUPTED, READER_GONE = 130, 141
