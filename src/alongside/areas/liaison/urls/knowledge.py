"""Addresses of answers others can find, and of the search."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.liaison.views import answers, searching

urlpatterns: Final[list[URLPattern]] = [
    path("find/", searching.find, name="find"),
    path("find/offered/", searching.offered, name="offered"),
    path("answers/", answers.answers, name="answers"),
    path("answers/write/", answers.write, name="answer_write"),
    path("answers/<uuid:answer_id>/", answers.answer, name="answer"),
    path("answers/<uuid:answer_id>/change/", answers.change, name="answer_change"),
    path("answers/<uuid:answer_id>/look-over/", answers.review, name="answer_review"),
    path("answers/<uuid:answer_id>/send-back/", answers.send_back, name="answer_send_back"),
    path("answers/<uuid:answer_id>/still-right/", answers.confirm, name="answer_confirm"),
    path("answers/<uuid:answer_id>/take-out/", answers.withdraw, name="answer_withdraw"),
    path(
        "answers/<uuid:answer_id>/compare/<int:older>/<int:newer>/",
        answers.compare,
        name="answer_compare",
    ),
]
