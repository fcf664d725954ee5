"""What follows from the algebra of sweeps in closed form: how it is built, counted, searched, and what it wastes."""
