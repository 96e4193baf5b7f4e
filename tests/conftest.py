"""What all tests share."""

from hypothesis import settings

# No test may fail for being slow on a slow day.
settings.register_profile("textmine", deadline=None)
settings.load_profile("textmine")
