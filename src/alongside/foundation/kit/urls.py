"""Addresses that belong to no area."""

from django.urls import path

from alongside.foundation.kit import views

app_name = "kit"
urlpatterns = [
    path("theme/", views.theme, name="theme"),
    path("session/", views.session, name="session"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("health/", views.health, name="health"),
]
