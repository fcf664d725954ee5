"""hpman's YAML files: their tree, the settings in them, and what hpman and hpargparse make of the values."""
