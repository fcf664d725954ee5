"""Command lines in scripts, makefiles, CI and `launch.json`: their words, and where they run. Knows no dialect."""
