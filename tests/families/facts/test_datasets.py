"""What the datasets declare fits the tables they fill."""

import pytest
from django.db.models import CharField

from families.facts.datasets import DATASETS, dataset_named_by, nearest_name
from families.facts.datasets.cells import Code, Text
from families.facts.loading.headers import match_header
from families.models import Family, Load, Person, Term

MODELS = {model._meta.db_table: model for model in Load._meta.apps.get_models()}
IDENTITIES = {"person_ref": Person, "family_ref": Family}


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))
def test_every_text_fits_the_field_it_goes_to(dataset):
    model = MODELS[dataset.table]
    fields = {field.column: field for field in model._meta.get_fields() if hasattr(field, "column")}
    for column in dataset.columns:
        field = fields.get(column.name)
        if column.name in IDENTITIES:
            field = IDENTITIES[column.name]._meta.get_field("reference")
        elif dataset.name == "terms" and column.name == "code":
            field = Term._meta.get_field("code")
        if isinstance(field, CharField) and isinstance(column.cell, Text):
            assert column.cell.most == field.max_length, column.name
        if isinstance(field, CharField) and isinstance(column.cell, Code):
            assert max(map(len, column.cell.codes)) <= field.max_length
            assert not field.choices or column.cell.codes == tuple(value for value, _ in field.choices)


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))
def test_every_value_is_a_column_of_the_table_and_the_key_is_of_the_file(dataset):
    columns = {field.column for field in MODELS[dataset.table]._meta.concrete_fields}
    assert set(dataset.values) <= columns
    assert set(dataset.held_by) <= set(dataset.values)
    assert set(dataset.key) <= set(dataset.column_names)


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("events.csv", "events"), ("Events 2016-17.XLSX", "events"), ("term_records-autumn.csv", "term_records"),
        ("terms.csv", "terms"), ("term records.csv", "term_records"), ("events.rejected.csv", "events"),
        ("event.csv", None), ("eventsheet.csv", None), ("my_events.csv", None),
    ],
)
def test_a_file_is_named_after_its_dataset(file_name, name):
    found = dataset_named_by(file_name)
    assert (found and found.name) == name


def test_a_misspelt_name_is_recognised():
    assert (nearest_name("event.csv"), nearest_name("budget.csv")) == ("events", None)


def test_header_may_be_spelt_freely_in_any_order_with_extra_columns():
    header = ["Our id", "ESTIMATE", " Name ", "code", ""]
    assert match_header(header, DATASETS["districts"]) == ({"estimate": 1, "name": 2, "code": 3}, [])
