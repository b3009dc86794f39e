"""Addresses of the annual return and published counts."""

from django.urls import URLPattern, path

from alongside.areas.crisis.views import returns

urlpatterns: list[URLPattern] = [
    path("return/", returns.show_annual_return, name="annual_return"),
    path("return/<int:year>/<str:kind>/", returns.annual_return_file, name="annual_return_file"),
    path("return/ask/<uuid:contact_id>/", returns.ask, name="ask_to_put_right"),
    path("counts/", returns.show_counts, name="counts"),
]
