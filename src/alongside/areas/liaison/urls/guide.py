"""Addresses of the practice guide and of good practice."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.liaison.views import guide, guide_writing, practice

PAGE: Final = "guide/p/<slug:slug>/"
VERSION: Final = f"{PAGE}versions/<int:number>/"

urlpatterns: Final[list[URLPattern]] = [
    path("guide/", guide.guide, name="guide"),
    path("guide/print/", guide.guide_sheet, name="guide_sheet"),
    path("guide/desk/", guide_writing.work, name="guide_desk"),
    path("guide/new/", guide_writing.begin, name="guide_new"),
    path("guide/law/", guide.laws, name="guide_laws"),
    path("guide/law/<str:name>/", guide.law, name="guide_law"),
    path("guide/found/<uuid:page_id>/", guide.entry, name="guide_found"),
    path(PAGE, guide.page, name="guide_page"),
    path(f"{PAGE}print/", guide.page_sheet, name="guide_page_sheet"),
    path(f"{PAGE}read/", guide.read, name="guide_read"),
    path(f"{PAGE}read-by/", guide.read_by, name="guide_read_by"),
    path(f"{PAGE}change/", guide_writing.change, name="guide_change"),
    path(f"{PAGE}still-holds/", guide_writing.confirm, name="guide_confirm"),
    path(f"{PAGE}withdraw/", guide_writing.withdraw, name="guide_withdraw"),
    path(f"{PAGE}compare/", guide.compare, name="guide_compare"),
    path(f"{PAGE}versions/", guide.versions, name="guide_versions"),
    path(VERSION, guide.version, name="guide_version"),
    path(f"{VERSION}write/", guide_writing.write, name="guide_write"),
    path(f"{VERSION}take-up/", guide_writing.take, name="guide_take"),
    path(f"{VERSION}send/", guide_writing.send, name="guide_send"),
    path(f"{VERSION}review/", guide_writing.review, name="guide_review"),
    path(f"{VERSION}give-up/", guide_writing.drop, name="guide_drop"),
    path("practice/", practice.home, name="practice"),
    path("practice/add/", practice.add, name="practice_add"),
    path("practice/<uuid:note_id>/", practice.show, name="practice_note"),
    path("practice/<uuid:note_id>/change/", practice.change, name="practice_change"),
    path("practice/<uuid:note_id>/keep/", practice.keep, name="practice_keep"),
    path("practice/<uuid:note_id>/leave-out/", practice.leave, name="practice_leave"),
    path("practice/<uuid:note_id>/tried/", practice.tried, name="practice_tried"),
]
