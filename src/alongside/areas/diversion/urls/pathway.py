"""Addresses of the pathway: noticing somebody and each step after."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
