"""Addresses of the inbox."""

from django.urls import path

from alongside.foundation.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.show_inbox, name="inbox"),
    path("<uuid:item_id>/open/", views.open_item, name="open"),
    path("<uuid:item_id>/answer/", views.answer_item, name="answer"),
]
