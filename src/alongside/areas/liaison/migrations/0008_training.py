"""Rows of training."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("liaison", "0007_practice_guide")]

    operations = []
