"""What the application's log says: never the rows that a database error quotes, since they may be about people."""

import logging
import re

QUOTED_ROW = re.compile(r"(DETAIL|CONTEXT): +.*?(?=\\n|\n|$)")


class WithoutRows(logging.Formatter):
    """A formatter that leaves out the DETAIL and CONTEXT of PostgreSQL's errors, in messages and in tracebacks."""

    def format(self, record):
        """The line, or lines, of one record."""
        return QUOTED_ROW.sub(r"\1 left out", super().format(record))
