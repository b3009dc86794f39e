"""Rows of posts."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("liaison", "0005_groups_that_meet")]

    operations = []
