"""Rows of groups."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("liaison", "0004_joint_reviews")]

    operations = []
