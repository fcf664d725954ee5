#!/bin/sh
# Trains with and without the config.
python train.py --epochs 20 --optimizer.learning-rate 0.05
python train.py --hp-load configs/careful.yaml --data.noise 0.2
