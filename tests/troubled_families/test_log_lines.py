"""The application's log never quotes a row of the database."""

import logging.config

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from troubled_families.log_lines import WithoutRows

INTO_DISTRICTS = "INSERT INTO families_district (code, name, coordinator) VALUES ('N', 'North', 'Zebedee Quirke')"


@pytest.mark.django_db
def test_row_that_the_database_refuses_is_not_in_the_log():
    formatter = WithoutRows("{levelname} {message}", style="{")
    with connection.cursor() as cursor:
        cursor.execute(INTO_DISTRICTS)
        with pytest.raises(IntegrityError, match="DETAIL") as refused, transaction.atomic():
            cursor.execute(INTO_DISTRICTS.replace("'N'", "'N', NULL").replace("(code", "(code, id"))
    with pytest.raises(IntegrityError, match="Zebedee Quirke"):
        raise refused.value
    shown = (type(refused.value), refused.value, refused.value.__traceback__)
    written = formatter.format(logging.LogRecord("x", logging.ERROR, "", 1, "Failed: %r", (refused.value,), shown))
    assert "violates not-null constraint" in written
    assert "Zebedee" not in written


def test_every_handler_leaves_rows_out():
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"line"}
    assert settings.LOGGING["formatters"]["line"]["()"] == "troubled_families.log_lines.WithoutRows"
    logging.config.dictConfigClass(settings.LOGGING)
