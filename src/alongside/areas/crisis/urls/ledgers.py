"""Addresses of the differences between two ledgers."""

from django.urls import URLPattern, path

from alongside.areas.crisis.views import ledgers

urlpatterns: list[URLPattern] = [
    path("ledgers/", ledgers.ledgers, name="ledgers"),
    path("ledgers/compare/", ledgers.compare, name="ledgers_compare"),
    path("ledgers/<uuid:difference_id>/", ledgers.difference, name="ledger"),
    path("ledgers/<uuid:difference_id>/give/", ledgers.give, name="ledger_give"),
    path("ledgers/<uuid:difference_id>/settle/", ledgers.settle, name="ledger_settle"),
    path("ledgers/<uuid:difference_id>/reopen/", ledgers.reopen, name="ledger_reopen"),
]
