import json
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
import pytest
from families.accounts.enums import Role
from tests.journeys.every_page import addresses_of, demonstrate, pages_of

@pytest.mark.django_db
def test_probe():
    council = demonstrate()
    out = []
    for role in Role:
        client = Client()
        client.force_login(council.user(role), backend="django.contrib.auth.backends.ModelBackend")
        json.dump(out, open("/tmp/probe2.json", "w"))
        for name in pages_of(role):
            for address in addresses_of(name, council, role):
                pass
                with CaptureQueriesContext(connection) as captured:
                    r = client.get(address)
                out.append((len(captured), name, role.value, address, r.status_code, [q["sql"][:1500] for q in captured.captured_queries]))

    json.dump(out, open("/tmp/probe2.json", "w"))
