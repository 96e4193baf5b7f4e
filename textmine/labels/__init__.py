"""Labels: what a measure does, how far it got, and what kind of problem it answers."""
