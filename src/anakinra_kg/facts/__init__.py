"""What a page says: its text, typed records of its statements, the account of its lines, and the files of both."""
