"""Addresses of reports for custody and courts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
