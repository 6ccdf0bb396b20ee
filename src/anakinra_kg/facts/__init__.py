"""The content of a page: its text, typed records of its statements, the status of its lines, and the fact files."""
