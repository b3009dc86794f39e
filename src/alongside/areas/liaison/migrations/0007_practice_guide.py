"""Rows of guide."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("liaison", "0006_posts_and_handovers")]

    operations = []
