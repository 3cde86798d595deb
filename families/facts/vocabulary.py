"""Which headlines there are. Plans belong to a later app, which tells us at start-up where to ask."""


class Headlines:
    """The codes of a framework's headlines, asked from whoever provides them."""

    def __init__(self):
        self.provider = None

    def provide(self, provider):
        """`provider(framework)` gives the codes in force now as a set, or None: any well-formed code will do."""
        self.provider = provider

    def codes(self, framework):
        """The headline codes of `framework`, or None when nobody keeps a list of them."""
        codes = self.provider(framework) if self.provider else None
        return None if codes is None else frozenset(codes)


HEADLINES = Headlines()


def headline_codes(framework):
    """The codes that a file may name under `framework`; None: any well-formed code."""
    return HEADLINES.codes(framework)
