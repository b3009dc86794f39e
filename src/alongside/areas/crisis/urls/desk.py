"""Addresses of the desk and detentions."""

from django.urls import URLPattern, path

from alongside.areas.crisis.views import (
    desk,
    detention,
    detention_record,
    detention_strike,
    sheet,
    shift,
)

urlpatterns: list[URLPattern] = [
    path("", desk.desk, name="desk"),
    path("lanes/", desk.lanes, name="lanes"),
    path("shift/", shift.shift, name="shift"),
    path("shift/<uuid:handover_id>/accept/", shift.accept_shift, name="accept_shift"),
    path("contacts/<uuid:contact_id>/", detention.contact, name="contact"),
    path("contacts/<uuid:contact_id>/take/", desk.take, name="take"),
    path("contacts/<uuid:contact_id>/record/<slug:kind>/", detention_record.record, name="record"),
    path("contacts/<uuid:contact_id>/sheet/", sheet.sheet, name="sheet"),
    path("contacts/<uuid:contact_id>/sheet.pdf", sheet.sheet_pdf, name="sheet_pdf"),
    path("entries/<uuid:event_id>/correct/", detention_record.correct, name="correct"),
    path("entries/<uuid:event_id>/strike/", detention_strike.strike, name="strike"),
]
