"""How much every page asks of the database, with the demonstration loaded: little, whatever there is to show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from families.accounts.enums import Role
from tests.journeys.every_page import addresses_of, demonstrate, pages_of

MOST = 15
BRACKETS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT", "ROLLBACK")


def questions(client, address):
    """The statements that one request sends to the database, transactions' own beginnings and ends apart."""
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"] for query in captured if not query["sql"].startswith(BRACKETS)]


@pytest.mark.django_db
def test_every_page_answers_in_few_questions():
    council, too_many = demonstrate(), []
    for role in Role:
        client = Client()
        client.force_login(council.user(role), backend="django.contrib.auth.backends.ModelBackend")
        for name in pages_of(role):
            for address in addresses_of(name, council, role):
                asked = questions(client, address)
                if len(asked) > MOST:
                    too_many.append(f"{address} asks {len(asked)} questions as {role.label.lower()}")
    assert too_many == []
