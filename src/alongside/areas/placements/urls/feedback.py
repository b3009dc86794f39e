"""Addresses of surveys and what they say."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.placements.views import results, survey, themes

RESULTS: Final = "<uuid:scheme_id>/results/"
urlpatterns: Final[list[URLPattern]] = [
    path("survey/", survey.answer, name="survey"),
    path("cohorts/<uuid:cohort_id>/paper/", survey.type_in, name="paper"),
    path(RESULTS, results.show, name="results"),
    path(RESULTS + "compare/", results.compare, name="compare"),
    path(RESULTS + "file/", results.download, name="results_file"),
    path(RESULTS + "themes/", themes.show, name="themes"),
    path(RESULTS + "themes/mark/", themes.mark, name="mark_theme"),
    path("themes/<uuid:theme_id>/away/", themes.take_away, name="theme_away"),
    path("themes/<uuid:theme_id>/back/", themes.bring_back, name="theme_back"),
]
