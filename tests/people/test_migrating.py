"""Operations done together end where they would have ended one by one, and cost the drawing of the models once."""

import pytest
from django.db import connection, models
from django.db.migrations import AddConstraint, AddField, CreateModel, Migration
from django.db.migrations.state import ModelState, ProjectState

from people.migrating import Together

pytestmark = pytest.mark.django_db(transaction=True)


def key(to, **options):
    return models.ForeignKey(f"tried.{to}", models.CASCADE, related_name="+", **options)


def first():
    return [CreateModel("Place", [("id", models.BigAutoField(primary_key=True))])]


def then():
    """A table, what is added to it, and what is added to one that was there."""
    no_two = models.UniqueConstraint(fields=["place", "name"], name="tried_no_two")
    return [
        CreateModel("Person", [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())]),
        CreateModel("Visit", [("id", models.BigAutoField(primary_key=True)), ("who", key("Person"))]),
        AddField("person", "place", key("Place")),
        AddField("place", "open_at", models.DateTimeField(null=True)),
        AddField("place", "kept_by", key("Person", null=True)),
        AddConstraint("person", no_two),
    ]


def migration(*operations):
    tried = Migration("0001_tried", "tried")
    tried.operations = list(operations)
    return tried


def apply(step, state):
    with connection.schema_editor() as editor:
        return step.apply(state, editor)


def undo(step, state):
    with connection.schema_editor() as editor:
        return step.unapply(state, editor)


def tables():
    """{table: (its columns, its constraints)} of what was tried."""
    found, introspection = {}, connection.introspection
    with connection.cursor() as cursor:
        for table in introspection.table_names(cursor):
            if table.startswith("tried_"):
                columns = {
                    (field.name, field.null_ok)
                    for field in introspection.get_table_description(cursor, table)
                }
                constraints = introspection.get_constraints(cursor, table).values()
                kinds = sorted(
                    f"{kind['columns']} {kind['unique']} {kind['foreign_key']}" for kind in constraints
                )
                found[table] = columns, kinds
    return found


@pytest.fixture
def drawn(monkeypatch):
    """The models that were drawn, one entry each time."""
    names, render = [], ModelState.render

    def noting(state, apps):
        names.append(state.name)
        return render(state, apps)

    monkeypatch.setattr(ModelState, "render", noting)
    return names


def test_what_is_done_together_ends_as_one_by_one_and_goes_back(drawn):
    start, ends, costs = migration(*first()), [], []
    for step in (migration(*then()), migration(Together(then()))):
        before = apply(start, ProjectState())
        only_place = tables()
        drawn.clear()
        after = apply(step, before.clone())
        costs.append(len(drawn))
        ends.append((tables(), sorted(after.models)))
        undo(step, before.clone())
        assert tables() == only_place
        undo(start, ProjectState())
        assert not tables()

    assert ends[0] == ends[1]
    assert set(ends[1][0]) == {"tried_place", "tried_person", "tried_visit"}
    assert costs[1] <= 3 < costs[0]


def test_what_sqlite_would_make_a_table_anew_for_stays_apart():
    with pytest.raises(ValueError, match="apart: Add field name to place"):
        Together([AddField("place", "name", models.TextField(default=""))])
