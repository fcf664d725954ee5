"""What names in a config mean: lookup, mentions, and what the answers need."""
