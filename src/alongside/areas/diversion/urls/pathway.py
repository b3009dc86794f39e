"""Addresses of the pathway: noticing somebody and each step after."""

from django.urls import URLPattern, path

from alongside.areas.diversion.views import episode, first_look, identifying, owning, steps

EPISODE = "episodes/<uuid:episode_id>/"
ENTRY = "entries/<uuid:event_id>/"
urlpatterns: list[URLPattern] = [
    path("people/<uuid:person_id>/refer/", identifying.identify, name="identify"),
    path(EPISODE, episode.episode, name="episode"),
    path(EPISODE + "received/", episode.received, name="received"),
    path(EPISODE + "record/<slug:kind>/", steps.record, name="record"),
    path(EPISODE + "first-look/", first_look.first_look, name="first_look"),
    path(EPISODE + "needs/", first_look.needs, name="needs"),
    path(EPISODE + "adult/", steps.ask_adult, name="call_adult"),
    path(EPISODE + "alert/read/", steps.read_alert, name="read_alert"),
    path(EPISODE + "take/", owning.take, name="take_on"),
    path(EPISODE + "pass/", owning.pass_to, name="pass_on"),
    path(ENTRY + "correct/", steps.correct, name="correct"),
    path(ENTRY + "undo/", steps.undo, name="undo"),
]
