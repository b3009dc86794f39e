"""Addresses of referrals, and the link a service without an account is sent."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
