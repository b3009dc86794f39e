"""Addresses of planning, the calendar and publishing."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.placements.views import calendar, plan_moves, plans, service_feed, told

PLAN = "plans/<uuid:plan_id>/"
urlpatterns: Final[list[URLPattern]] = [
    path("<uuid:scheme_id>/calendar/", calendar.calendar, name="calendar"),
    path("<uuid:scheme_id>/calendar/sheet/", calendar.sheet, name="calendar_sheet"),
    path("<uuid:scheme_id>/plan/", plans.new, name="plan_new"),
    path("plan-runs/<uuid:run_id>/", plans.run, name="run"),
    path("ward/<uuid:service_id>/calendar/", service_feed.show, name="service_feed"),
    path("ward/feed/<str:word>/placements.ics", service_feed.feed, name="service_calendar"),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}draft/", plans.draft, name="start_draft"),
    path(f"{PLAN}put-aside/", plans.aside, name="put_aside"),
    path(f"{PLAN}take-up/", plans.again, name="take_up"),
    path(f"{PLAN}try/<int:number>/", plans.try_way, name="try_way"),
    path(f"{PLAN}publish/", plans.publish, name="publish"),
    path(f"{PLAN}move/", plan_moves.move, name="move"),
    path(f"{PLAN}take-out/<uuid:learner_id>/", plan_moves.out, name="take_out"),
    path(f"{PLAN}undo/", plan_moves.undo, name="undo"),
    path(f"{PLAN}why-not/", plan_moves.why_not, name="why_not"),
    path(f"{PLAN}changed/", told.told, name="told"),
    path(f"{PLAN}changed/<slug:what>.ics", told.invite, name="invite"),
]
