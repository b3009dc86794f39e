"""Addresses of the hub's first page, of questions, and of who answers them."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.liaison.views import asking, covers, hub, question_people, questions

ONE: Final = "questions/<uuid:question_id>/"
urlpatterns: Final[list[URLPattern]] = [
    path("", hub.home, name="home"),
    path("ask/", asking.ask, name="ask"),
    path("ask/about/<uuid:person_id>/", asking.ask_about, name="ask_about"),
    path("questions/", questions.list_all, name="questions"),
    path("questions/measures/", covers.measures, name="question_measures"),
    path("questions/cover/", covers.cover, name="cover"),
    path("questions/cover/new/", covers.new_cover, name="new_cover"),
    path("questions/cover/<uuid:cover_id>/end/", covers.stop_cover, name="end_cover"),
    path("questions/promise/", covers.promise, name="promise"),
    path(ONE, questions.show, name="question"),
    path(f"{ONE}answer/", questions.answer, name="answer_question"),
    path(f"{ONE}feedback/", questions.feedback, name="feedback"),
    path(f"{ONE}about/", question_people.about, name="question_about"),
    path(f"{ONE}say/<slug:kind>/", questions.say, name="say"),
]
