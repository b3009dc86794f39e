"""Addresses of crisis plans at the desk."""

from django.urls import path

from alongside.areas.plans.views import crisis_plan

DRAFT = "plans/crisis/draft/<uuid:plan_id>/"
PERSON = "plans/crisis/<uuid:person_id>/"

urlpatterns = [
    path(DRAFT, crisis_plan.crisis_plan, name="crisis_plan"),
    path(f"{DRAFT}in-force/", crisis_plan.crisis_terms, name="crisis_terms"),
    path(PERSON, crisis_plan.crisis_person, name="crisis_person"),
    path(f"{PERSON}start/", crisis_plan.crisis_start, name="crisis_start"),
    path(
        f"{PERSON}set-aside/<uuid:plan_id>/", crisis_plan.crisis_set_aside, name="crisis_set_aside"
    ),
    path(f"{PERSON}withdraw/", crisis_plan.crisis_withdraw, name="crisis_withdraw"),
    path(f"{PERSON}history/", crisis_plan.crisis_past, name="crisis_history"),
    path(f"{PERSON}sheet/", crisis_plan.crisis_sheet, name="crisis_sheet"),
]
