"""What can go wrong, in a few kinds under one root."""


class TextmineError(Exception):
    """Say in one sentence what went wrong, where, and what to do next."""


class ReadError(TextmineError):
    """A source cannot be read as a notice: it is missing, damaged, encrypted, too large or of no known format."""


class MissingDependencyError(ReadError):
    """A source needs a program or an extra that is not installed; the message names what to install."""


class ResourceError(TextmineError):
    """A lexicon, taxonomy or other resource file does not hold what it should."""


class GoldError(TextmineError):
    """A gold notice is broken or does not fit its text."""
