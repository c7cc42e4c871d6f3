"""Questions of a debrief, answers without names, and what the projector shows after the end."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exercises', '0045_released_marks'),
    ]

    operations = [
        migrations.CreateModel(
            name='DebriefQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300)),
                ('hint', models.CharField(max_length=300)),
                ('talk', models.CharField(max_length=300)),
                ('options', models.JSONField(default=list)),
                ('reveal', models.JSONField(default=dict)),
                ('notes', models.TextField(blank=True, max_length=2000)),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('open', 'Open'), ('revealed', 'Revealed')], default='waiting', max_length=8)),
                ('exercise', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='debrief_questions', to='exercises.exercise')),
            ],
            options={
                'ordering': ['exercise_id', 'number'],
            },
        ),
        migrations.CreateModel(
            name='DebriefAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voter', models.CharField(blank=True, max_length=64)),
                ('letter', models.CharField(blank=True, max_length=1)),
                ('in_100', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='exercises.debriefquestion')),
            ],
            options={
                'ordering': ['question_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DebriefScreen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(blank=True, max_length=200)),
                ('exercise', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='debrief_screen', to='exercises.exercise')),
                ('question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='exercises.debriefquestion')),
            ],
            options={
                'ordering': ['exercise_id'],
            },
        ),
        migrations.AddConstraint(
            model_name='debriefquestion',
            constraint=models.UniqueConstraint(fields=('exercise', 'key'), name='debrief_question_once'),
        ),
        migrations.AddConstraint(
            model_name='debriefquestion',
            constraint=models.UniqueConstraint(fields=('exercise', 'number'), name='debrief_question_number'),
        ),
        migrations.AddConstraint(
            model_name='debriefanswer',
            constraint=models.UniqueConstraint(condition=models.Q(('voter', ''), _negated=True), fields=('question', 'voter'), name='debrief_answer_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='debriefanswer',
            constraint=models.CheckConstraint(condition=models.Q(('in_100__lte', 100)), name='debrief_answer_in_100'),
        ),
    ]
