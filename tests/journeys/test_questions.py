"""Every page as every role, with the demonstration loaded: how much it asks of the database, which is little whatever
there is to show, and that it says what went wrong with the last night."""

import pytest
from django.test import Client

from families.accounts.enums import Role
from outcomes.enums import ChunkState
from outcomes.models import Night
from outcomes.wording import day
from tests.journeys.every_page import addresses_of, demonstrate, pages_of
from tests.journeys.questions import answer_and_questions

MOST = 15
# The first look at a draft after it was changed judges its example families, which every later look remembers
# (docs/adr/0012-few-questions.md). So each of these is opened once before it is counted.
AFTER_A_FIRST_LOOK = {
    "outcomes:draft", "outcomes:draft_examples", "outcomes:draft_example", "outcomes:publish_draft",
}


def give_up_a_part_of_the_last_night():
    """Makes the last night one that could not judge some families; returns the sentence that says so."""
    night = Night.objects.latest("business_date")
    assert night.chunks.update(state=ChunkState.GIVEN_UP)
    return f"The night of {day(night.business_date)} could not judge some of the families."


@pytest.mark.django_db
def test_every_page_answers_in_few_questions_and_says_what_went_wrong_with_the_night():
    council, too_many, silent = demonstrate(), [], []
    sentence = give_up_a_part_of_the_last_night()
    for role in Role:
        client = Client()
        client.force_login(council.user(role), backend="django.contrib.auth.backends.ModelBackend")
        for name in pages_of(role):
            for address in addresses_of(name, council, role):
                if name in AFTER_A_FIRST_LOOK:
                    client.get(address)
                answer, asked = answer_and_questions(client, address)
                # Partner agencies see what they are to do, and nothing of what is judged. Some addresses lead on.
                says_so = sentence in answer.content.decode()
                if answer.status_code == 200 and says_so == (role == Role.PARTNER):
                    silent.append(f"{address} as {role.label.lower()}")
                if len(asked) > MOST:
                    too_many.append(f"{address} asks {len(asked)} questions as {role.label.lower()}")
    assert too_many == [], "\n".join(too_many)
    assert silent == [], "\n".join(silent)
