"""hp-lsp: a language server for hyper-parameter configs and the Python they configure."""

__version__ = "0.1.0"
