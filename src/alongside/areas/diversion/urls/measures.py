"""Addresses of measures, coverage and the minimum data set."""

from django.urls import URLPattern, path

from alongside.areas.diversion.views import mds, measures

urlpatterns: list[URLPattern] = [
    path("measures/", measures.show_measures, name="measures"),
    path("coverage/", measures.show_coverage, name="coverage"),
    path("data-set/", mds.show_mds, name="mds"),
    path("data-set/file/<slug:kind>/", mds.download_mds, name="mds_file"),
]
