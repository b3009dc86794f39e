"""Addresses of joint reviews and of what was learnt from them."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.liaison.views import review_accounts, review_agreeing, review_weighing, reviews

ONE: Final = "reviews/<uuid:review_id>/"

urlpatterns: Final[list[URLPattern]] = [
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/raise/", reviews.raise_one, name="raise_review"),
    path("reviews/raise/<uuid:contact_id>/", reviews.raise_one, name="raise_from_record"),
    path(ONE, reviews.review, name="review"),
    path(f"{ONE}sheet/", review_accounts.sheet, name="review_sheet"),
    path(f"{ONE}account/", review_accounts.account, name="account"),
    path(f"{ONE}account/hand-in/", review_accounts.hand_in_own, name="hand_in"),
    path(f"{ONE}ask/", reviews.ask_another, name="ask_service"),
    path(f"{ONE}open/", reviews.open_early, name="open_accounts"),
    path(f"{ONE}together/", review_accounts.side_by_side, name="together"),
    path(f"{ONE}together/times/", review_accounts.times_again, name="times_again"),
    path(f"{ONE}together/difference/", review_accounts.difference, name="mark_difference"),
    path(f"{ONE}factors/", review_weighing.factor, name="add_factor"),
    path(f"{ONE}factors/<uuid:factor_id>/gone/", review_weighing.factor_gone, name="factor_gone"),
    path(f"{ONE}learning/", review_weighing.learning, name="write_learning"),
    path(f"{ONE}learning/publish/", review_weighing.publish, name="publish_learning"),
    path(f"{ONE}learning/out/", review_weighing.take_out, name="take_out_learning"),
    path(f"{ONE}invite/", review_weighing.invite_one, name="invite"),
    path(f"{ONE}invited/<uuid:invitation_id>/", review_weighing.answer, name="invitation_answer"),
    path(f"{ONE}invited/<uuid:invitation_id>/back/", review_weighing.words_back, name="words_back"),
    path(f"{ONE}agree/", review_agreeing.agree, name="agree_in_review"),
    path(f"{ONE}<slug:how>/", reviews.end, name="end_review"),
    path("learning/", review_weighing.learnt_list, name="learning"),
    path("learning/<uuid:review_id>/", review_weighing.learnt, name="learnt"),
]
