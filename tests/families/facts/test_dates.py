from datetime import date

import pytest

from families.facts.dates import NotADate, read_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016-09-05", date(2016, 9, 5)), ("5/9/2016", date(2016, 9, 5)), ("05/09/2016", date(2016, 9, 5)),
        ("05-Sep-2016", date(2016, 9, 5)), ("5-SEP-2016", date(2016, 9, 5)), ("31/12/1999", date(1999, 12, 31)),
        ("29/2/2016", date(2016, 2, 29)), ("9/5/2016", date(2016, 5, 9)),
    ],
)
def test_read_date_takes_iso_and_british_dates(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("9/16/2016", "no month 16"), ("31/02/2010", "February 2010 has 28 days"), ("2015-02-29", "has 28 days"),
        ("0/9/2016", "has 30 days"), ("2016-00-01", "no month 0"),
        ("5/9/16", "two digits"), ("05-Sep-16", "two digits"),
        ("2016-09-05 10:00", "a time"), ("2016-09-05T00:00:00", "a time"), ("0016-09-05", "the year"),
        ("9999-01-01", "the year"),
        ("5.9.2016", "not a date"), ("2016/09/05", "not a date"), ("20160905", "not a date"),
        ("05-09-2016", "not a date"), ("05-Sept-2016", "not a date"), ("5 September 2016", "not a date"),
        ("42618", "not a date"), ("２０１６-09-05", "not a date"), ("soon", "not a date"), ("-", "not a date"),
        ("Sep-05-2016", "not a date"), ("2016-9-5", "not a date"), ("5-Mai-2016", "not a date"),
    ],
)
def test_read_date_refuses_everything_else_and_says_why(text, why):
    with pytest.raises(NotADate, match=why):
        read_date(text)
