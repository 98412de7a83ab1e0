import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import pre_migrate

from people.apps import OURS
from people.frozen import TABLES, FrozenModel, FrozenQuerySet, IsFrozen
from standards.models import Kind, Requirement, StandardVersion
from tests.factories import StandardVersionFactory


@pytest.fixture
def version(db):
    return StandardVersionFactory(performance=2, knowledge=1, values=1)


def test_a_frozen_row_is_not_saved_again(version):
    version.title = "Other words"

    with pytest.raises(IsFrozen):
        version.save()
    with pytest.raises(IsFrozen):
        version.delete()


@pytest.mark.parametrize(
    "write",
    [
        lambda rows: rows.update(text="Other words"),
        lambda rows: rows.delete(),
        lambda rows: rows.bulk_update(list(rows), ["text"]),
        lambda rows: rows.bulk_create(
            list(rows), update_conflicts=True, update_fields=["text"], unique_fields=["id"]
        ),
        lambda rows: rows.update_or_create(pk=rows.first().pk, defaults={"text": "Other words"}),
    ],
)
def test_frozen_rows_are_not_written_together_either(version, write):
    before = list(version.requirements.values_list("text", flat=True))

    with pytest.raises(IsFrozen):
        write(version.requirements.all())

    assert list(version.requirements.values_list("text", flat=True)) == before


@pytest.mark.parametrize(
    "write",
    [
        lambda version: StandardVersion._base_manager.filter(pk=version.pk).update(title="x"),
        lambda version: Requirement._base_manager.filter(version=version).delete(),
        lambda version: Requirement._base_manager.all()._raw_delete("default"),
        lambda version: StandardVersion(pk=version.pk, code=version.code, number=9).save(),
        lambda version: connection.cursor().execute("UPDATE standards_requirement SET text = 'x'"),
        lambda version: connection.cursor().execute("DELETE FROM standards_standardversion"),
    ],
)
def test_the_database_refuses_what_python_does_not_see(version, write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(version)

    assert version.requirements.count() == 4


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no REPLACE")
@pytest.mark.parametrize("number", ["number", "number + 1"])
def test_a_row_is_not_replaced(version, number):
    names = [f'"{field.column}"' for field in StandardVersion._meta.concrete_fields]
    columns = ", ".join(names)
    copied = columns.replace('"number"', number)
    table = "standards_standardversion"

    with (
        pytest.raises(IntegrityError, match="standards_standardversion is frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {copied} FROM {table}")

    version.refresh_from_db()
    assert version.number == 1


def test_nothing_is_slipped_in_later(version):
    late = Requirement(version=version, kind=Kind.VALUE, number="2", text="Slipped in.", position=99)

    with pytest.raises(IntegrityError, match="standards_requirement is full"), transaction.atomic():
        late.save()


def test_every_frozen_model_refuses_in_python_and_in_the_database():
    frozen = {model for model in apps.get_models() if issubclass(model, FrozenModel)}

    assert frozen <= {table.model for table in TABLES}
    assert [m for m in frozen if not isinstance(m._default_manager.all(), FrozenQuerySet)] == []


def triggers():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        return {
            name
            for (name,) in cursor.fetchall()
            if name.startswith(("asked_", "closed_", "frozen_", "full_", "kept_", "whole_"))
        }


def wanted():
    for table in TABLES:
        name = table.model._meta.db_table
        if table.asks:
            verbs = [f"_{verb.lower()}" for verb in table.asks[0].split(" OR ")]
            yield from (f"asked_{name}{verb}" for verb in (verbs if connection.vendor == "sqlite" else [""]))
        if table.closed_by:
            yield from (f"closed_{name}_{verb}" for verb in ("insert", "update", "delete"))
            yield from whole(name)
            continue
        if table.keeps:
            yield f"kept_{name}"
            if not table.when:
                continue
        verbs = ["_delete"] if table.keeps else ["_update", "_delete"]
        verbs = verbs if connection.vendor == "sqlite" else [""]
        yield from (f"frozen_{name}{verb}" for verb in verbs)
        yield from whole(name)
        if table.room:
            yield f"full_{name}"


def whole(name):
    """SQLite has no TRUNCATE."""
    return [f"whole_{name}"] if connection.vendor == "postgresql" else []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("emptied", ["people_auditevent", "people_user", "assessments_judgement"])
def test_a_frozen_table_is_not_emptied_whole(db, emptied):
    """Nor with another that it hangs on."""
    with (
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="is frozen"),
        transaction.atomic(),
    ):
        cursor.execute(f"TRUNCATE {emptied} CASCADE")


def test_every_frozen_table_has_its_triggers_after_migrate(db):
    assert triggers() == set(wanted())


def test_migrate_puts_lost_triggers_back(db):
    """SQLite drops them when a table is altered."""
    one = next(name for name in sorted(triggers()) if name.startswith("frozen_"))
    table = one.removeprefix("frozen_").removesuffix("_delete").removesuffix("_update")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {one}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))
    assert one not in triggers()

    call_command("migrate", verbosity=0)

    assert one in triggers()


def triggers_there():
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        names = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(names)
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no schemas")
def test_triggers_in_another_schema_stay(db):
    """One database may hold several houses, each in a schema of its own: each is altered for itself."""
    people = apps.get_app_config("people")
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA elsewhere CREATE TABLE a_table (id int)")
        cursor.execute(
            "CREATE TRIGGER frozen_elsewhere BEFORE UPDATE ON elsewhere.a_table "
            "FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()"
        )

    pre_migrate.send(people, app_config=people, using="default", plan=["a migration"])

    assert [name for name in triggers_there() if name.startswith(OURS)] == ["frozen_elsewhere"]
    call_command("migrate", verbosity=0)


def test_what_a_trigger_names_can_be_altered(db):
    """Of a database in use: triggers are down while it is migrated, and only where something is."""
    before, people = triggers_there(), apps.get_app_config("people")

    pre_migrate.send(people, app_config=people, using="default", plan=[])
    assert triggers_there() == before

    pre_migrate.send(people, app_config=people, using="default", plan=["a migration"])
    assert not [name for name in triggers_there() if name.startswith(OURS)]
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE assessments_assessment DROP COLUMN organisation_id")
            transaction.set_rollback(True)
    call_command("migrate", verbosity=0)
    assert triggers_there() == before
