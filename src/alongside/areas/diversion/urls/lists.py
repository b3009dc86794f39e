"""Addresses of the custody list, the court list and what follows."""

from django.urls import URLPattern, path

from alongside.areas.diversion.views import court, custody, custody_lists, justice

urlpatterns: list[URLPattern] = [
    path("", custody.home, name="home"),
    path("lines/", custody.lines, name="custody_lines"),
    path("sheet/", custody.sheet, name="custody_sheet"),
    path("custody/add/", custody_lists.add, name="custody_add"),
    path("custody/lists/<uuid:list_id>/", custody_lists.decide, name="decide"),
    path("custody/lists/<uuid:list_id>/drop/", custody_lists.drop, name="drop_list"),
    path("custody/<uuid:site_id>/review/", custody_lists.review, name="review"),
    path("custody/entries/<uuid:entry_id>/left/", custody_lists.left, name="left"),
    path("custody/coming/<uuid:link_id>/not-coming/", custody.not_here, name="not_coming"),
    path("court/", court.court, name="court"),
    path("court/lines/", court.lines, name="court_lines"),
    path("court/sheet/", court.sheet, name="court_sheet"),
    path("follow-ups/", court.after, name="follow_ups"),
    path("episodes/<uuid:episode_id>/justice/", justice.page, name="justice"),
    path("episodes/<uuid:episode_id>/justice/<slug:kind>/", justice.decided, name="decided"),
    path("episodes/<uuid:episode_id>/hearings/new/", justice.listed, name="list_hearing"),
    path("hearings/<uuid:hearing_id>/<slug:what>/", justice.changed, name="hearing"),
]
