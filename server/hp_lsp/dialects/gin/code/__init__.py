"""What Python registers with Gin: from the text of each file to the registry of all."""
