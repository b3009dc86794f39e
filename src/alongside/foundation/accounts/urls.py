"""Addresses of signing in and duty."""

from django.urls import path

from alongside.foundation.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/one-click/", views.one_click, name="one_click"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("duty/", views.duty, name="duty"),
    path("duty/end/", views.end_duty, name="end_duty"),
]
