"""Addresses of the contact flow."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
