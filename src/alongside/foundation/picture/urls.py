"""Addresses of what a look may need: a senior's reason, or broken glass."""

from django.urls import path

from alongside.foundation.picture import views

app_name = "picture"
urlpatterns = [
    path("<uuid:person_id>/glass/", views.glass, name="glass"),
    path("<uuid:person_id>/ask/", views.ask, name="ask"),
    path("glass/<uuid:glass_id>/end/", views.end_glass, name="end_glass"),
    path("asked/<uuid:request_id>/", views.asked, name="asked"),
]
