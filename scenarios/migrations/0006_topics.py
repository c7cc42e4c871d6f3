from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("scenarios", "0005_boards")]

    operations = [
        migrations.AddField(
            model_name="sentence",
            name="topic",
            field=models.CharField(blank=True, help_text="The thing that it names, in a few words.", max_length=160),
        ),
    ]
