"""What a request asks of the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

BRACKETS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT", "ROLLBACK")


def questions(client, address):
    """The statements that one request sends to the database, transactions' own beginnings and ends apart."""
    with CaptureQueriesContext(connection) as captured:
        client.get(address or "/find/")
    return [query["sql"] for query in captured if not query["sql"].startswith(BRACKETS)]
