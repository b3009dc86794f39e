"""Addresses of the annual return and published counts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
