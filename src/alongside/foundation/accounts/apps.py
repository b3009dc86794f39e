"""Names this part of the foundation to Django."""

from django.apps import AppConfig


class AccountsApp(AppConfig):
    """People who sign in, their organisation, and the duty they are on."""

    name = "alongside.foundation.accounts"
    label = "accounts"
