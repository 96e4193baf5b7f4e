"""Turn published Chinese rectification notices into data."""
