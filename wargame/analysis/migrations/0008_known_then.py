from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('analysis', '0007_splits'),
        ('exercises', '0037_letters_and_haggling'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='ensemble',
            name='ensemble_kind_is_known',
        ),
        migrations.AlterField(
            model_name='ensemble',
            name='kind',
            field=models.CharField(choices=[('outlook', 'Outlook'), ('attribution', 'Attribution'), ('comparison', 'Comparison'), ('what_if', 'What If'), ('split', 'Split'), ('known_then', 'Known Then'), ('dials', 'Dials')], default='outlook', max_length=11),
        ),
        migrations.AddConstraint(
            model_name='ensemble',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['outlook', 'attribution', 'comparison', 'what_if', 'split', 'known_then', 'dials'])), name='ensemble_kind_is_known'),
        ),
    ]
