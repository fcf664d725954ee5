"""hpman: hyper-parameters declared in Python by calls such as `_("lr", 0.1)`."""
