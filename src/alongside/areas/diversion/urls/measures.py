"""Addresses of measures, coverage and the minimum data set."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
