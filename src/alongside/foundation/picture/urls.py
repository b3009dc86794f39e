"""Addresses of what a look may need: a senior's reason, or broken glass."""

from typing import Any

app_name = "picture"
urlpatterns: list[Any] = []
