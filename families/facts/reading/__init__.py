"""Reading tables of text out of files that other systems wrote: CSV in its dialects, and workbooks.

Nothing here knows what a column means. `open_table` gives the header and, as often as asked, the records; a file that
cannot be read rightly is refused with a sentence.
"""

from families.facts.reading.refusals import FileRefused
from families.facts.reading.tables import Table, open_table

__all__ = ["FileRefused", "Table", "open_table"]
