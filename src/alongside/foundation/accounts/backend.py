"""Loads the signed-in person with everything a request needs, in one query."""

from uuid import UUID

from django.contrib.auth.backends import BaseBackend

from alongside.foundation.accounts.models import User


class SignInBackend(BaseBackend):
    """Passwords are checked in the ``sign_in`` action; this only loads people."""

    def get_user(self, user_id: UUID) -> User | None:
        """Load one active person with organisation and duty."""
        return (
            User.objects.select_related("organisation", "duty")
            .filter(pk=user_id, is_active=True)
            .first()
        )
