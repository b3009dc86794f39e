"""Address of the log."""

from django.urls import path

from alongside.foundation.audit import views

app_name = "audit"
urlpatterns = [path("", views.show_log, name="log")]
