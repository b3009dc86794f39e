"""Addresses of plans: the desk's side, and the person's own door."""

from typing import Any

app_name = "plans"
urlpatterns: list[Any] = []
