"""What exists now: files on disk under open buffers, settings, the Python environment, the index."""
