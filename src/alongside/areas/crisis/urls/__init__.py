"""Addresses of crisis work."""

from alongside.areas.crisis.urls import contact, desk, ledgers, returns

app_name = "crisis"
urlpatterns = [
    *desk.urlpatterns,
    *contact.urlpatterns,
    *returns.urlpatterns,
    *ledgers.urlpatterns,
]
