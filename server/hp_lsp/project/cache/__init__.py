"""What files said when they were last read, kept in the user's cache folder between runs."""
