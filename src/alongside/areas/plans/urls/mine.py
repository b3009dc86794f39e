"""Address of a keyworker's own list of plans."""

from django.urls import path

from alongside.areas.plans.views import my_plans

urlpatterns = [path("plans/", my_plans.mine, name="mine")]
