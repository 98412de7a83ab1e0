"""The rows of a suite's sheet as an import-export resource: its dry run says what is wrong with each row, and where.

Nothing is saved from here. What comes out are the rows, cleaned; a plan is made of them and a person reads it first.
"""

import re
from datetime import date
from types import SimpleNamespace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets
from import_export.instance_loaders import BaseInstanceLoader

from standards.exchange.sheets.shape import COLUMNS, KIND_OF_NAME, RETIRED, Kind, folded

STATUSES = ("current", "legacy", "withdrawn")
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")
LARGEST_NUMBER = 32_767
UK_DATE = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")


class Row(SimpleNamespace):
    """One row, by the keys of the columns; None where the sheet does not say."""

    def __init__(self):
        super().__init__(**dict.fromkeys(column.key for column in COLUMNS))


class Text(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        return value


class Short(widgets.Widget):
    """A number, a name or an address: white space around it means nothing."""

    def clean(self, value, row=None, **kwargs):
        return None if value is None else value.strip()


class KindOfRow(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        kind = KIND_OF_NAME.get(folded(value or ""))
        if kind is None and not (value or "").strip():
            raise ValueError(
                _("This row does not say what it is. Give it a kind, such as %s.") % Kind.PERFORMANCE
            )
        if kind is None:
            named = ", ".join(kind for kind in Kind if kind not in (Kind.CONTINUED, Kind.NOTE))
            raise ValueError(
                _("“%(word)s” is no kind of row. It can be: %(kinds)s.")
                % {"word": value[:60], "kinds": named}
            )
        return kind


class Id(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        if not (value or "").strip():
            return None
        try:
            return str(UUID(value.strip()))
        except ValueError:
            message = _("“%s” is not an id. Leave ids as they are, and empty in new rows.")
            raise ValueError(message % value[:60]) from None


class WholeNumber(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        words = (value or "").strip()
        if not words:
            return None
        if not re.fullmatch(r"[0-9]{1,5}", words) or int(words) > LARGEST_NUMBER:
            raise ValueError(_("“%s” is not the number of a key area.") % words[:60])
        return int(words)


class YesNo(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        word = (value or "").strip().casefold()
        if word not in (*YES, *NO, ""):
            raise ValueError(_("“%s” is neither yes nor no.") % value[:60])
        return True if word in YES else False if word in NO else None


class Status(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        word = (value or "").strip().casefold()
        if word and word not in STATUSES:
            raise ValueError(_("“%s” is no status. It can be: current, legacy, withdrawn.") % value[:60])
        return word or None


class Day(widgets.Widget):
    """A date as 2031-12-31, or as people here write it: 31/12/2031."""

    def clean(self, value, row=None, **kwargs):
        if not (value or "").strip():
            return value
        words = value.strip()
        if written := UK_DATE.fullmatch(words):
            words = f"{written[3]}-{int(written[2]):02d}-{int(written[1]):02d}"
        try:
            return date.fromisoformat(words).isoformat()
        except ValueError:
            raise ValueError(_("“%s” is not a date. Write it as 2031-12-31.") % value[:60]) from None


WIDGETS = {
    "kind": KindOfRow, "lineage": Id, "key_area": WholeNumber, "title_confirmed": YesNo, "status": Status,
    "last_start_date": Day, "last_assessment_date": Day, "number": Short, "standard": Short, "value": Short,
    "urn": Short, "slug": Short,
}  # fmt: skip


class SuiteRows(resources.Resource):
    """One flat resource with the columns a sheet has, tried once."""

    class Meta:
        use_transactions = False
        skip_diff = True
        force_init_instance = True
        import_id_fields = ()
        instance_loader_class = BaseInstanceLoader

    def __init__(self, keys):
        super().__init__()
        for key in keys:
            self.fields[key] = fields.Field(key, key, WIDGETS.get(key, Text)())
        self.rows = []

    def try_rows(self, dataset):
        """The result of a dry run, which needs no database: `rows` then holds (place from 1, Row) of the good ones."""
        return self.import_data_inner(dataset, True, False, False, False)

    @classmethod
    def get_db_connection_name(cls):
        return "default"  # asked for, never used: nothing is saved from here

    def init_instance(self, row=None):
        return Row()

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        errors = dict(import_validation_errors or {})
        if instance.kind and not errors:
            errors |= {key: ValidationError(sentence) for key, sentence in missing_in(instance)}
        if errors:
            raise ValidationError(errors)

    def save_instance(self, instance, is_create, row, **kwargs):
        self.rows.append((kwargs["row_number"], instance))


def missing_in(row):
    """(column, sentence) for what a row of this kind cannot do without."""
    if row.kind is not Kind.SUITE and not (row.words or "").strip():
        yield "words", _("The words are missing.")
    if row.kind is Kind.AREA and not re.fullmatch(r"[0-9]{1,5}", row.number or ""):
        yield "number", _("A key area needs its number, such as 4.")
    if row.kind in RETIRED and row.lineage is None:
        yield "lineage", _("What was retired is known by its id, and this row has none.")
    if row.kind is Kind.ILLUSTRATION and not row.value:
        yield "value", _("An illustration needs the number of the value it illustrates.")
