"""Rows of reviews."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("liaison", "0003_answers_others_can_find")]

    operations = []
