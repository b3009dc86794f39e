"""Addresses of the desk and detentions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
