"""One file for each editor feature: (snapshot, path, offset) to plain data, for all dialects at once."""
