#!/bin/sh
python train.py --hp-load broken.yaml

# Planted: a flag with the wrong dash
python train.py --log_every 1

# Planted: a value that is no whole number
python train.py --epochs 0.5

# Planted: a truth value without a value
python train.py --shuffle

# Planted: a file of unknown format
python train.py --hp-save all.json

# Planted: details where a value is set
python train.py --epochs 5 --hp-detail
