"""Rows of knowledge."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("liaison", "0002_questions")]

    operations = []
