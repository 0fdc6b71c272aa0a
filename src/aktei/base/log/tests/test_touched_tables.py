# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before an update it is known which tables it touches: what its migrations do not say counts as touched."""

import pytest
from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState

from aktei.base.log.touched_tables import touched

SEALED = {"office_letter", "office_case", "elsewhere"}


class Migration(migrations.Migration):
    """Ours."""


Migration.__module__ = "aktei.office.migrations.0002"


def state():
    before = ProjectState()
    for name, options in (("Letter", {}), ("Case", {}), ("Other", {"db_table": "elsewhere"})):
        fields = [("id", models.IntegerField(primary_key=True)), ("said", models.TextField())]
        before.add_model(ModelState("office", name, fields, options))
    return before


def found(*operations, kind=Migration):
    migration = kind("0002", "office")
    migration.operations = list(operations)
    return touched([migration], state(), SEALED)


OPERATIONS = [
    (migrations.AddField("letter", "more", models.TextField(null=True)), {"office_letter"}),
    (migrations.RemoveField("Letter", "said"), {"office_letter"}),
    (migrations.AlterField("other", "said", models.TextField(null=True)), {"elsewhere"}),
    (migrations.DeleteModel("Case"), {"office_case"}),
    (migrations.RenameModel("Case", "Matter"), {"office_case"}),
    (migrations.AlterModelTable("Case", "matters"), {"office_case"}),
    (migrations.RunSQL("INSERT INTO x SELECT * FROM office_case"), {"office_case"}),
    (migrations.RunSQL([('UPDATE "office_letter" SET said = %s', ["x"])]), {"office_letter"}),
    (migrations.RunPython(migrations.RunPython.noop), SEALED),
    (migrations.SeparateDatabaseAndState([migrations.DeleteModel("Case")], []), {"office_case"}),
    (migrations.SeparateDatabaseAndState([], [migrations.DeleteModel("Case")]), set()),
    (migrations.AddIndex("letter", models.Index(fields=["said"], name="by_word")), set()),
    (migrations.CreateModel("New", [("id", models.IntegerField(primary_key=True))]), set()),
]


@pytest.mark.parametrize(("operation", "tables"), OPERATIONS, ids=[type(each[0]).__name__ for each in OPERATIONS])
def test_a_table_that_a_migration_writes_alters_or_drops_is_touched(operation, tables):
    assert found(operation) == tables


def test_a_table_is_found_by_the_name_that_migrations_before_gave_it():
    assert found(
        migrations.RenameModel("Case", "Matter"), migrations.RunSQL("SELECT 1"), migrations.DeleteModel("Letter")
    ) == {"office_case", "office_letter"}


def test_programs_of_other_packages_know_none_of_our_tables():
    assert found(migrations.RunPython(migrations.RunPython.noop), kind=migrations.Migration) == set()
