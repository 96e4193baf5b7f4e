"""The `textmine` command: thin over the package, one file a command."""
