"""Rows of questions."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("liaison", "0001_the_hub_begins")]

    operations = []
