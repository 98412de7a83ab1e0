"""Every column that could hold a person’s words has an answer: erased, or stays, and why."""

from django.apps import apps
from django.db import models

from people.codes import CodeField
from tests.erasing.table import TABLE

OURS = ("people", "standards", "community", "portfolios", "assessments", "cms")
HOLDS_WORDS = (models.CharField, models.TextField, models.FileField, models.JSONField, models.BinaryField)


def columns_of(model):
    return {
        column.name
        for column in model._meta.local_concrete_fields
        if isinstance(column, HOLDS_WORDS) and not column.choices and not isinstance(column, CodeField)
    }


def test_every_column_has_an_answer():
    every = {
        model for app in OURS for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }
    asked = {model._meta.label: columns_of(model) for model in every if columns_of(model)}
    answered = {label: {*answer.erased, *answer.stays} for label, answer in TABLE.items()}
    assert answered == asked


def test_whatever_stays_has_a_reason():
    assert all(why for answer in TABLE.values() for why in answer.stays.values())
    assert not [label for label, answer in TABLE.items() if {*answer.erased} & {*answer.stays}]
