"""A coded corpus as a data set: what it holds, whether it is sound, and how far two coders agree on it."""
