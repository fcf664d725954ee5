"""One folder for each hyper-parameter system. A dialect knows its own syntax and rules and nothing of editors."""
