"""Every field that could say something about somebody stands in the register of personal data of its app."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import models

from families.personal_data import UNSAID

APPS = ("families", "outcomes", "claims")


def fields_of(app):
    """Every field of an app's own models that could say something, as `Model.field`; histories repeat their models'."""
    return {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config(app).get_models() if not hasattr(model, "pgh_tracked_model")
        for field in model._meta.concrete_fields
        if not (field.is_relation or field.primary_key or isinstance(field, models.BooleanField))
        and field.name not in UNSAID
    }


def registered(app):
    """Every entry of an app's register, as `Model.field`; one that stands there twice is there twice."""
    return [
        f"{model}.{name}" for model, kinds in import_module(f"{app}.personal_data").HELD.items()
        for names in kinds.values() for name in names.split()
    ]


@pytest.mark.parametrize("app", APPS)
def test_every_field_is_registered_once(app):
    entries = registered(app)
    assert sorted(fields_of(app) - set(entries)) == []
    assert sorted(set(entries) - fields_of(app)) == []
    assert sorted(entry for entry in set(entries) if entries.count(entry) > 1) == []


def test_a_field_that_is_missing_is_seen():
    assert "PersonDetails.forename" in fields_of("families") & set(registered("families"))
    assert "PersonDetails.recorded_at" not in fields_of("families")
