#!/bin/sh
python mistakes/train.py --hp-load mistakes/broken.yaml

# Planted: a flag with the wrong dash
python mistakes/train.py --log_every 1

# Planted: a value that is no whole number
python mistakes/train.py --epochs 0.5

# Planted: a truth value without a value
python mistakes/train.py --shuffle

# Planted: a file of unknown format
python mistakes/train.py --hp-save all.json

# Planted: details where a value is set
python mistakes/train.py --epochs 5 --hp-detail
