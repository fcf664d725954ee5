#!/bin/sh
python train.py --hp-load broken.yaml
