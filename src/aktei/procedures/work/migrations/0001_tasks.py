# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2

import aktei.base.acts.models_base
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("journal", "0005_guard_functions"),
    ]

    operations = [
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=aktei.base.acts.models_base.new_id, editable=False, primary_key=True, serialize=False)),
                ('node', models.UUIDField()),
                ('node_is', models.CharField(max_length=20)),
                ('instruction', models.CharField(choices=[('take_note', 'zur Kenntnis'), ('process', 'zur Bearbeitung'), ('comment', 'zur Stellungnahme'), ('review', 'zur Prüfung'), ('discuss', 'zur Rücksprache')], default='process', max_length=20)),
                ('text', models.CharField(blank=True, max_length=500)),
                ('assignee', models.CharField(max_length=120)),
                ('due_on', models.DateField(null=True)),
                ('assigned_at', models.DateTimeField()),
                ('assigned_by', models.UUIDField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('done', 'erledigt'), ('declined', 'abgelehnt'), ('withdrawn', 'zurückgezogen')], default='', max_length=20)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('outcome', '')), fields=['assignee', 'due_on', 'id'], name='task_open'), models.Index(fields=['assigned_by', 'outcome'], name='task_assigned_by'), models.Index(fields=['node', 'outcome'], name='task_node')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='task_ended_with_outcome')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='task',
            trigger=pgtrigger.compiler.Trigger(name='only_in_an_act', sql=pgtrigger.compiler.UpsertTriggerSql(execute='aktei_only_in_an_act()', func='RETURN NULL;', hash='4eb3dcab3725d8d14be08b6a61bf5b4f671221e9', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_only_in_an_act_50839', table='work_task', when='BEFORE')),
        ),
    ]
