"""Addresses of the custody list, the court list and what follows."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
