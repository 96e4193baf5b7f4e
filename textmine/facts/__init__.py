"""Facts that follow from the tree and the entities: claims checked, outcomes counted."""
