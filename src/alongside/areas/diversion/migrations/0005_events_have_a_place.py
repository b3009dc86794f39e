"""Adds the place of an entry among those of one story; filled in the next migration."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("diversion", "0004_answers_sent_once")]

    operations = [
        migrations.AddField(
            model_name=model, name="sequence", field=models.PositiveIntegerField(default=0)
        )
        for model in ("episodeevent", "referralevent", "reportevent")
    ]
