from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('exercises', '0019_offered_injects'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='about',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AlterField(
            model_name='controlentry',
            name='act',
            field=models.CharField(choices=[('create', 'Create'), ('change', 'Change'), ('start', 'Start'), ('open_orders', 'Open Orders'), ('pause', 'Pause'), ('resume', 'Resume'), ('extend', 'Extend'), ('grace', 'Grace'), ('close', 'Close'), ('reveal', 'Reveal'), ('discuss', 'Discuss'), ('open_next', 'Open Next'), ('reopen', 'Reopen'), ('retry', 'Retry'), ('takeover', 'Takeover'), ('hand_back', 'Hand Back'), ('assign', 'Assign'), ('remove', 'Remove'), ('readmit', 'Readmit'), ('new_link', 'New Link'), ('sight', 'Sight'), ('lock', 'Lock'), ('unlock', 'Unlock'), ('rule', 'Rule'), ('accept', 'Accept'), ('argue', 'Argue'), ('ask', 'Ask'), ('inject', 'Inject'), ('end', 'End')], max_length=12),
        ),
    ]
