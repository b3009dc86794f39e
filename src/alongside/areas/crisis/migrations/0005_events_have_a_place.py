"""Adds the place of an entry among those of its contact; filled in the next migration."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("crisis", "0004_two_ledgers")]

    operations = [
        migrations.AddField(
            model_name="event", name="sequence", field=models.PositiveIntegerField(default=0)
        )
    ]
