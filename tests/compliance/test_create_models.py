"""Many tables by one operation: drawn once, in any order, and gone again."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ModelState, ProjectState

from compliance.create_models import CreateModels


def a_model(name: str, other: str) -> migrations.CreateModel:
    """It names another, which may come later."""
    key = models.ForeignKey(f"things.{other}", models.PROTECT, null=True)
    number = models.AutoField(primary_key=True)
    return migrations.CreateModel(name, [("id", number), ("other", key)])


CIRCLE = CreateModels([a_model("Egg", "Hen"), a_model("Hen", "Egg")])


def tables() -> set[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.table_names(cursor)
    return {name for name in found if name.startswith("things_")}


def foreign_keys(table: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    return [each["foreign_key"] for each in found.values() if each["foreign_key"]]


@pytest.mark.django_db
def test_tables_name_one_another_and_go_again() -> None:
    empty, state = ProjectState(), ProjectState()
    CIRCLE.state_forwards("things", state)
    with connection.schema_editor() as editor:
        CIRCLE.database_forwards("things", editor, empty, state)
    assert tables() == {"things_egg", "things_hen"}
    assert foreign_keys("things_egg") == [("things_hen", "id")]
    assert foreign_keys("things_hen") == [("things_egg", "id")]
    with connection.schema_editor() as editor:
        CIRCLE.database_backwards("things", editor, state, empty)
    assert tables() == set()


def test_each_model_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    render = ModelState.render

    def noted(state: ModelState, apps: object) -> object:
        drawn.append(state.name)
        return render(state, apps)

    monkeypatch.setattr(ModelState, "render", noted)
    state = ProjectState()
    a_model("Hatchery", "Hatchery").state_forwards("things", state)
    assert state.apps.get_model("things.Hatchery")
    CIRCLE.state_forwards("things", state)
    assert state.apps.get_model("things.Egg").other.field.related_model.__name__ == "Hen"
    assert sorted(drawn) == ["Egg", "Hatchery", "Hatchery", "Hen"]


def test_the_state_before_keeps_what_was_drawn_of_it() -> None:
    state = ProjectState()
    a_model("Hatchery", "Hatchery").state_forwards("things", state)
    assert state.apps.get_model("things.Hatchery")
    before = state.clone()
    CIRCLE.state_forwards("things", state)
    with pytest.raises(LookupError):
        before.apps.get_model("things.Egg")


def test_the_plan_tells_how_many() -> None:
    assert CIRCLE.describe() == "Create 2 models"
