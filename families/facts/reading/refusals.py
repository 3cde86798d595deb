"""Why a whole file cannot be read."""


class FileRefused(Exception):
    """The file cannot be read rightly. The message is a sentence for the person who sent it."""
