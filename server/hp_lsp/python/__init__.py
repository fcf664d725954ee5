"""Reads Python source statically: modules, imports, signatures, literal values. Runs none of it; does no I/O."""
