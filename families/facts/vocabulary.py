"""Which headlines and tools there are. Plans belong to a later app, which tells us at start-up where to ask."""


class Headlines:
    """The headlines of a framework, asked from whoever provides them."""

    def __init__(self):
        self.provider = self.plain_provider = None

    def provide(self, provider, plain_provider=None):
        """`provider(framework)` gives those in force now, code -> name, or None: any well-formed code will do.

        `plain_provider(framework)` gives what those of them are called in plain words that have such a name.
        """
        self.provider, self.plain_provider = provider, plain_provider

    def names(self, framework):
        """The headlines of `framework`, code -> name in the plan's order; None when nobody keeps a list of them."""
        return self.provider(framework) if self.provider else None

    def plain_names(self, framework):
        """What the plan calls headlines of `framework` in plain words, code -> words, where it says so."""
        return self.plain_provider(framework) if self.plain_provider else {}

    def codes(self, framework):
        """The headline codes of `framework`, or None when nobody keeps a list of them."""
        codes = self.names(framework)
        return None if codes is None else frozenset(codes)


class Tools:
    """The scored tools that plans ask for, asked from whoever provides them."""

    def __init__(self):
        self.provider = None

    def provide(self, provider):
        """`provider(codes)` gives the tools that any plan asks for and those of these codes besides, code -> name."""
        self.provider = provider

    def names(self, codes):
        """The tools of any plan and those of these codes, code -> name, by name; by code where nobody has names."""
        names = self.provider(codes) if self.provider else {code: code for code in codes}
        return dict(sorted(names.items(), key=lambda item: item[1]))


HEADLINES = Headlines()
TOOLS = Tools()


def headline_codes(framework):
    """The codes that may be named under `framework`; None: any well-formed code."""
    return HEADLINES.codes(framework)


def headline_names(framework):
    """The headlines that may be named under `framework`, code -> name; None: any well-formed code."""
    return HEADLINES.names(framework)
