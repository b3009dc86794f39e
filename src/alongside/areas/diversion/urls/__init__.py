"""Addresses of Liaison and Diversion, one module for each kind of work."""

from typing import Final

from django.urls import URLPattern

from alongside.areas.diversion.urls import lists, measures, pathway, referrals, reports

app_name = "diversion"
urlpatterns: Final[list[URLPattern]] = [
    *lists.urlpatterns,
    *pathway.urlpatterns,
    *referrals.urlpatterns,
    *reports.urlpatterns,
    *measures.urlpatterns,
]
