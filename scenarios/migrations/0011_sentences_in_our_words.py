from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scenarios", "0010_addresses_of_sources"),
    ]

    operations = [
        migrations.AddField(
            model_name="sentence",
            name="retold",
            field=models.CharField(
                blank=True, default="", help_text="The whole sentence in our words.", max_length=300
            ),
            preserve_default=False,
        ),
    ]
