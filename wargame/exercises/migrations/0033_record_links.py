import hashlib
import json
from datetime import UTC

import django.db.models.deletion
from django.db import migrations, models

# As wargame/exercises/record_chain.py hashes rows when this was written.
KINDS = (
    ('control', 'ControlEntry', 'exercise_id', ('exercise_id', 'turn_id', 'by_id', 'act', 'seat_id', 'detail', 'reason', 'at')),
    ('verdict', 'Verdict', 'turn__branch__exercise_id', ('turn_id', 'about', 'result', 'instead_of', 'reason', 'is_public', 'by_id', 'at')),
    ('rationale', 'Rationale', 'turn__branch__exercise_id', ('turn_id', 'seat_id', 'by_id', 'revision', 'text', 'at')),
)


def digest_of(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(',', ':')).encode()).hexdigest()


def link_rows(apps, schema_editor):
    """Begin the chain of each exercise with the rows that it has."""
    RecordLink = apps.get_model('exercises', 'RecordLink')
    for exercise_id in apps.get_model('exercises', 'Exercise').objects.values_list('pk', flat=True):
        links, before = [], ''
        for kind, name, of, columns in KINDS:
            rows = apps.get_model('exercises', name).objects.filter(**{of: exercise_id}).order_by('pk')
            for row in rows.values('pk', *columns):
                values = {column: row[column] for column in columns}
                values['at'] = row['at'].astimezone(UTC).isoformat(timespec='microseconds')
                content, number = digest_of(values), len(links) + 1
                before = digest_of([before, number, kind, row['pk'], content])
                links.append(RecordLink(exercise_id=exercise_id, number=number, kind=kind, row=row['pk'], content=content, hash=before))
        RecordLink.objects.bulk_create(links, batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('exercises', '0032_restarts'),
    ]

    operations = [
        migrations.CreateModel(
            name='RecordLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('control', 'control entry'), ('verdict', 'verdict'), ('rationale', 'rationale')], max_length=9)),
                ('row', models.BigIntegerField()),
                ('content', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('exercise', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='record_links', to='exercises.exercise')),
            ],
            options={
                'ordering': ['exercise_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('exercise', 'number'), name='record_link_numbered_once')],
            },
        ),
        migrations.RunPython(link_rows, migrations.RunPython.noop),
    ]
