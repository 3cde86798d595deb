"""How much every page asks of the database, with the demonstration loaded: little, whatever there is to show."""

import pytest
from django.test import Client

from families.accounts.enums import Role
from tests.journeys.every_page import addresses_of, demonstrate, pages_of
from tests.journeys.questions import questions

MOST = 15
# The first look at a draft after it was changed judges its example families, which every later look remembers
# (docs/adr/0012-few-questions.md). So each of these is opened once before it is counted.
AFTER_A_FIRST_LOOK = {
    "outcomes:draft", "outcomes:draft_examples", "outcomes:draft_example", "outcomes:publish_draft",
}


@pytest.mark.django_db
def test_every_page_answers_in_few_questions():
    council, too_many = demonstrate(), []
    for role in Role:
        client = Client()
        client.force_login(council.user(role), backend="django.contrib.auth.backends.ModelBackend")
        for name in pages_of(role):
            for address in addresses_of(name, council, role):
                if name in AFTER_A_FIRST_LOOK:
                    client.get(address)
                asked = questions(client, address)
                if len(asked) > MOST:
                    too_many.append(f"{address} asks {len(asked)} questions as {role.label.lower()}")
    assert too_many == [], "\n".join(too_many)
