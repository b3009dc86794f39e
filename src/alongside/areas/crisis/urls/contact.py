"""Addresses of the contact flow."""

from django.urls import URLPattern, path

from alongside.areas.crisis.views import (
    contact_decision,
    contact_opening,
    contact_steps,
    contact_who,
)

CONTACT = "contacts/<uuid:contact_id>/"
urlpatterns: list[URLPattern] = [
    path("contacts/new/", contact_opening.new, name="new"),
    path(CONTACT + "where/", contact_opening.where, name="where"),
    path(CONTACT + "who/", contact_who.who, name="who"),
    path(CONTACT + "who/unknown/", contact_who.unknown, name="unknown"),
    path(CONTACT + "who/new/", contact_who.named, name="named"),
    path(CONTACT + "words/", contact_who.words, name="words"),
    path(CONTACT + "happening/", contact_steps.happening, name="happening"),
    path(CONTACT + "talk/", contact_steps.talk, name="talk"),
    path(CONTACT + "options/", contact_steps.tried, name="options"),
    path(CONTACT + "threshold/", contact_steps.threshold, name="threshold"),
    path(CONTACT + "decision/", contact_decision.decision, name="decision"),
    path(CONTACT + "station/", contact_decision.station, name="station"),
    path(CONTACT + "hand-off/", contact_decision.hand_off, name="hand_off"),
    path(CONTACT + "close/", contact_decision.close, name="close"),
]
