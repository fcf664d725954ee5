"""What the values of a sweep come to: operators within bounds, literals, conditions on them."""
