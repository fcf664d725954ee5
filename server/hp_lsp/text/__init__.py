"""Text of files: decoding, lines, ranges, columns, edits. Knows nothing of any language, and does no I/O."""
