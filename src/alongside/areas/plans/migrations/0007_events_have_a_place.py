"""Adds the place of an entry among those of its record; filled in the next migration."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_offers_and_answers_have_their_times")]

    operations = [
        migrations.AddField(
            model_name=model, name="sequence", field=models.PositiveIntegerField(default=0)
        )
        for model in ("missingevent", "suicideplanevent")
    ]
