"""Which programs read a config, with which code and other configs, and so what is certain about it."""
