"""Many notices in one run: where they lie, what is done already, and how each is done once, whatever is killed."""
