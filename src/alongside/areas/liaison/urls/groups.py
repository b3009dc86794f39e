"""Addresses of groups and their meetings."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.liaison.views import groups, item_actions, meetings, minutes

urlpatterns: Final[list[URLPattern]] = [
    path("groups/", groups.list_all, name="groups"),
    path("groups/new/", groups.new, name="group_new"),
    path("groups/<uuid:group_id>/", groups.group, name="group"),
    path("groups/<uuid:group_id>/change/", groups.change, name="group_change"),
    path("groups/<uuid:group_id>/end/", groups.end, name="group_end"),
    path("groups/<uuid:group_id>/terms/", groups.terms, name="group_terms"),
    path("groups/<uuid:group_id>/terms/write/", groups.write, name="group_terms_write"),
    path("groups/<uuid:group_id>/members/add/", groups.join, name="group_join"),
    path(
        "groups/<uuid:group_id>/members/<uuid:member_id>/leave/", groups.leave, name="group_leave"
    ),
    path("groups/<uuid:group_id>/decisions/", groups.decisions, name="group_decisions"),
    path("groups/<uuid:group_id>/meet/", meetings.call, name="meeting_call"),
    path("meetings/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/sheet/", meetings.sheet, name="meeting_sheet"),
    path("meetings/<uuid:meeting_id>/move/", meetings.move, name="meeting_move"),
    path("meetings/<uuid:meeting_id>/cancel/", meetings.cancel, name="meeting_cancel"),
    path("meetings/<uuid:meeting_id>/bring/", meetings.bring, name="meeting_bring"),
    path("meetings/<uuid:meeting_id>/due/", meetings.take, name="meeting_due"),
    path("meetings/<uuid:meeting_id>/papers/add/", meetings.add, name="paper_add"),
    path("meetings/papers/<uuid:paper_id>/", meetings.paper, name="paper"),
    path("meetings/papers/<uuid:paper_id>/take-back/", meetings.take_back, name="paper_take_back"),
    path("meetings/items/<uuid:item_id>/place/", meetings.place, name="item_place"),
    path("meetings/items/<uuid:item_id>/drop/", meetings.drop, name="item_drop"),
    path("meetings/<uuid:meeting_id>/minutes/", minutes.take, name="minutes"),
    path("meetings/<uuid:meeting_id>/who/", minutes.who, name="meeting_who"),
    path("meetings/<uuid:meeting_id>/held/", minutes.held, name="meeting_held"),
    path(
        "meetings/<uuid:meeting_id>/agreed-in/<uuid:later_id>/",
        minutes.agree,
        name="minutes_agree",
    ),
    path("meetings/<uuid:meeting_id>/correct/", minutes.correct, name="minutes_correct"),
    path("meetings/items/<uuid:item_id>/minutes/", minutes.save, name="item_minutes"),
    path("meetings/items/<uuid:item_id>/decide/", minutes.decision, name="item_decide"),
    path(
        "meetings/items/<uuid:item_id>/decisions/<uuid:decision_id>/strike/",
        minutes.strike,
        name="decision_strike",
    ),
    path("meetings/items/<uuid:item_id>/ask-senior/", minutes.upward, name="item_upward"),
    path("meetings/items/<uuid:item_id>/act/", item_actions.act, name="item_act"),
]
