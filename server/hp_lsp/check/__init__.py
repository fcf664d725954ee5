"""The command line's modes for CI: runs the same rules as the editor over paths and prints them."""
