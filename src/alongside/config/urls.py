"""Every address, area by area."""

from django.urls import include, path

from alongside.config import home

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("alongside.foundation.accounts.urls")),
    path("", include("alongside.foundation.kit.urls")),
    path("audit/", include("alongside.foundation.audit.urls")),
    path("messages/", include("alongside.foundation.outbox.urls")),
    path("directory/", include("alongside.areas.directory.urls")),
    path("people/", include("alongside.areas.people.urls")),
    path("crisis/", include("alongside.areas.crisis.urls")),
    path("picture/", include("alongside.foundation.picture.urls")),
    path("", include("alongside.areas.plans.urls")),
    path("diversion/", include("alongside.areas.diversion.urls")),
    path("placements/", include("alongside.areas.placements.urls")),
    path("hub/", include("alongside.areas.liaison.urls")),
    path("oversight/", include("alongside.areas.oversight.urls")),
    path("insight/", include("alongside.areas.insight.urls")),
]
handler404 = "alongside.foundation.kit.views.not_found"
handler500 = "alongside.foundation.kit.views.server_error"
