"""Addresses of words held back in plans."""

from django.urls import path

from alongside.areas.plans.views import wording

urlpatterns = [
    path("plans/wording/", wording.wordings, name="wordings"),
    path("plans/wording/<uuid:review_id>/", wording.wording_review, name="wording_review"),
]
