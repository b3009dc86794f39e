"""Addresses of this area."""

from django.urls import URLPattern

app_name = "directory"
urlpatterns: list[URLPattern] = []
