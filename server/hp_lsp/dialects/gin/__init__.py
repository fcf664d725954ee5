"""Gin: `.gin` files and the Python that registers configurables."""
