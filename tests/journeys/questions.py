"""What a request asks of the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

BRACKETS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT", "ROLLBACK")


def questions(client, address):
    """The statements that one request sends to the database, transactions' own beginnings and ends apart."""
    return answer_and_questions(client, address)[1]


def answer_and_questions(client, address):
    """What is answered to one request, and the statements that it sends to the database."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address or "/find/")
    return answer, [query["sql"] for query in captured if not query["sql"].startswith(BRACKETS)]
