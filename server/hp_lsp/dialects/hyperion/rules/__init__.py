"""The rules of Hyperion, one file each. HYP1: names, HYP2: what fails, HYP3: without effect, HYP4: compatibility."""
