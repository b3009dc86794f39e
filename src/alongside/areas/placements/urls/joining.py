"""Addresses of what somebody on placement sees and does, and of a cohort before day one."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.placements.views import (
    before_day_one,
    own,
    own_checklist,
    own_feed,
    own_workbook,
    sessions,
)

OWN: Final = "mine/<uuid:learner_id>/"
COHORT: Final = "cohorts/<uuid:cohort_id>/"
OF_COHORT: Final = COHORT + "checklist/<uuid:learner_id>/"
SESSION: Final = "sessions/<uuid:session_id>/"

urlpatterns: Final[list[URLPattern]] = [
    path("mine/", own.mine, name="mine"),
    path("mine/checklist/", own_checklist.show, name="checklist"),
    path("mine/workbook/", own_workbook.show, name="workbook"),
    path("mine/sessions/<uuid:session_id>.ics", own_feed.session, name="own_session"),
    path(OWN, own.mine, name="mine"),
    path(OWN + "read/<uuid:plan_id>/", own.read, name="read_plan"),
    path(OWN + "leaflet/", own.leaflet, name="leaflet"),
    path(OWN + "calendar/", own_feed.show, name="own_feed"),
    path(OWN + "checklist/", own_checklist.show, name="checklist"),
    path(OWN + "checklist/<slug:code>/", own_checklist.tick, name="tick"),
    path(OWN + "checklist/<slug:code>/agree/", own_checklist.agree, name="agree"),
    path(OWN + "objectives/", own_checklist.own_objectives, name="objectives"),
    path(OWN + "objectives/<uuid:objective_id>/", own_checklist.objective, name="objective"),
    path(OWN + "workbook/", own_workbook.show, name="workbook"),
    path(OWN + "workbook/<slug:code>/", own_workbook.section, name="section"),
    path("feed/<str:word>/placement.ics", own_feed.feed, name="calendar_feed"),
    path(COHORT + "checklist/", before_day_one.checklist, name="cohort_checklist"),
    path(OF_COHORT + "vetting/", before_day_one.vetting, name="vetting"),
    path(OF_COHORT + "paper/", before_day_one.paper, name="on_paper"),
    path(OF_COHORT + "vetting/back/", before_day_one.vetting_back, name="vetting_back"),
    path(OF_COHORT + "hold/", before_day_one.hold, name="hold_start"),
    path(OF_COHORT + "lift/", before_day_one.lift, name="lift_start"),
    path(COHORT + "workbooks/", before_day_one.workbooks, name="workbooks"),
    path(COHORT + "sessions/", sessions.listed, name="sessions"),
    path(COHORT + "sessions/plan/", sessions.plan, name="plan_session"),
    path(SESSION, sessions.show, name="session"),
    path(SESSION + "change/", sessions.change, name="change_session"),
    path(SESSION + "cancel/", sessions.cancel, name="cancel_session"),
    path(SESSION + "came/", sessions.attendance, name="attendance"),
    path(SESSION + "learnt/", sessions.learning, name="learning"),
]
