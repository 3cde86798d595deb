"""Why a file is not kept."""

from families.permissions import Refused


class NotAccepted(Refused):
    """The file is not what its name says, or could do harm. The message says what to do."""

    status = 200


def wrong_type(words):
    """A refusal of a file whose content is of another type than its ending says."""
    return NotAccepted(
        f"This is not {words}, or it is damaged. Open it in the program that made it, save it again, and attach that."
    )
