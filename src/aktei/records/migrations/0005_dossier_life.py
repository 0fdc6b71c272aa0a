# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2

import aktei.base.acts.models_base
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0004_versions_holds_and_address_book'),
    ]

    operations = [
        migrations.AddField(
            model_name='closure',
            name='term_begin',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='closure',
            name='term_end',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='dossier',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='records.dossier'),
        ),
        migrations.AddField(
            model_name='dossier',
            name='parent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sub_dossiers', to='records.dossier'),
        ),
        migrations.AlterField(
            model_name='dossier',
            name='confidentiality',
            field=models.CharField(choices=[('normal', 'normal'), ('sensitive', 'besonders schutzbedürftig'), ('restricted', 'VS – nur für den Dienstgebrauch'), ('confidential', 'vertraulich')], default='normal', max_length=20),
        ),
        migrations.CreateModel(
            name='FormerReference',
            fields=[
                ('id', models.UUIDField(default=aktei.base.acts.models_base.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=120, unique=True)),
                ('until', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_references', to='records.dossier')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.UUIDField(default=aktei.base.acts.models_base.new_id, editable=False, primary_key=True, serialize=False)),
                ('source', models.UUIDField()),
                ('target', models.UUIDField()),
                ('kind', models.CharField(choices=[('see_also', 'siehe auch'), ('predecessor', 'Vorgänger')], default='see_also', max_length=20)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['target'], name='link_target')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('source', 'target', 'kind'), name='linked_once_at_a_time'), models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='linked_to_something_else')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='link',
            trigger=pgtrigger.compiler.Trigger(name='only_in_an_act', sql=pgtrigger.compiler.UpsertTriggerSql(execute='aktei_only_in_an_act()', func='RETURN NULL;', hash='cc3f466dce7f7a951fe5b6c64647752e26e1fb7d', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_only_in_an_act_e20f4', table='records_link', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formerreference',
            trigger=pgtrigger.compiler.Trigger(name='only_in_an_act', sql=pgtrigger.compiler.UpsertTriggerSql(execute='aktei_only_in_an_act()', func='RETURN NULL;', hash='1354d9f9e8cc78e2d42c05389125c86dc0415bc5', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_only_in_an_act_2bbbe', table='records_formerreference', when='BEFORE')),
        ),
    ]
