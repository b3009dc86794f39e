"""Addresses of the hub, one module for each kind of work."""

from typing import Final

from django.urls import URLPattern

from alongside.areas.liaison.urls import (
    groups,
    guide,
    knowledge,
    posts,
    questions,
    reviews,
    training,
)

app_name = "liaison"
urlpatterns: Final[list[URLPattern]] = [
    *questions.urlpatterns,
    *knowledge.urlpatterns,
    *reviews.urlpatterns,
    *groups.urlpatterns,
    *posts.urlpatterns,
    *guide.urlpatterns,
    *training.urlpatterns,
]
