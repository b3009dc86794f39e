"""Joins the liaison hub up, one function for each kind of work."""

from datetime import timedelta

from alongside.areas.directory import chasing
from alongside.areas.liaison.actions import (
    agreed_chasing,
    agreed_telling,
    answer_telling,
    guide_chasing,
    handover_telling,
    meeting_telling,
    practice_telling,
    question_telling,
    training_attendance,
    training_places,
    training_telling,
)
from alongside.areas.liaison.queries import answers, search_addresses
from alongside.areas.liaison.queries.followers import follower_of
from alongside.areas.liaison.rules import permissions
from alongside.areas.liaison.rules.roles import LEADS
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.config.wiring_reviews import join_reviews
from alongside.exchange.spreadsheets.sent import sheet_of
from alongside.foundation.kit import navigation
from alongside.foundation.outbox import worker
from alongside.foundation.outbox.messages import deliver_with
from alongside.foundation.picture import ways


def join_liaison() -> None:
    """Register what the hub offers."""
    _join_questions()
    _join_knowledge()
    _join_reviews()
    _join_groups()
    _join_posts()
    _join_guide()
    _join_training()


def _join_questions() -> None:
    """Register questions put to the hub, and the hub's first page."""
    for topic, deliver in question_telling.DELIVERIES.items():
        deliver_with(topic, deliver)
    for order, roles in ((9, LEADS), (33, permissions.PERMISSIONS["query.ask"] - LEADS)):
        navigation.register(navigation.NavItem("Hub", "liaison:home", roles, order))
    ways.register(
        ways.Way(
            "Ask the hub about them",
            "liaison:ask_about",
            permissions.PERMISSIONS["query.ask_about_person"],
            order=80,
        )
    )


def _join_knowledge() -> None:
    """Register answers others can find: where they are read, who is told, and what is due."""
    search_addresses.lead_to(SearchKind.ANSWER, "liaison:answer")
    for topic, deliver in answer_telling.DELIVERIES.items():
        deliver_with(topic, deliver)
    worker.repeat(
        worker.RepeatingJob(
            "liaison.chase_answers", answer_telling.EVERY, answer_telling.chase_answers
        )
    )
    table = permissions.PERMISSIONS
    navigation.register(
        navigation.NavItem("Find", "liaison:find", order=62, roles=table["knowledge.find"])
    )
    navigation.register(
        navigation.NavItem(
            "Answers to keep",
            "liaison:answers",
            order=63,
            roles=table["knowledge.review"],
            count=answers.waiting_count,
        )
    )


def _join_reviews() -> None:
    """Register joint reviews."""
    join_reviews()


def _join_groups() -> None:
    """Register groups that meet: who is told, and the link for those who keep them."""
    for topic, deliver in meeting_telling.DELIVERIES.items():
        deliver_with(topic, deliver)
    keeps = permissions.PERMISSIONS["meeting.keep"]
    navigation.register(navigation.NavItem("Groups", "liaison:groups", order=62, roles=keeps))


def _join_posts() -> None:
    """Register posts, agreed actions and handovers."""
    chasing.ask_instead(follower_of)
    telling = {**agreed_telling.DELIVERIES, **handover_telling.DELIVERIES}
    for topic, deliver in telling.items():
        deliver_with(topic, deliver)
    for job, run in (
        ("liaison.remind_of_actions", agreed_chasing.remind_of_actions),
        ("liaison.escalate_missed", agreed_chasing.escalate_missed),
    ):
        worker.repeat(worker.RepeatingJob(job, agreed_chasing.EVERY, run))
    sees = permissions.PERMISSIONS["action.see"]
    navigation.register(navigation.NavItem("Actions", "liaison:actions", order=61, roles=sees))


def _join_guide() -> None:
    """Register the practice guide and good practice."""
    for topic, deliver in {**guide_chasing.DELIVERIES, **practice_telling.DELIVERIES}.items():
        deliver_with(topic, deliver)
    worker.repeat(
        worker.RepeatingJob(
            "liaison.chase_guide", guide_chasing.LOOKED_EVERY, guide_chasing.chase_guide
        )
    )
    for kind, page, permission in (
        (SearchKind.PAGE, "liaison:guide_found", "guide.read"),
        (SearchKind.POLICY, "liaison:guide_found", "guide.read"),
        (SearchKind.PRACTICE, "liaison:practice_note", "practice.read"),
    ):
        search_addresses.lead_to(kind, page, permission=permission)
    sees = permissions.PERMISSIONS["guide.read"]
    navigation.register(navigation.NavItem("Guide", "liaison:guide", order=62, roles=sees))


def _join_training() -> None:
    """Register training: its link, who is told of what, lists that are read, and its jobs."""
    for topic, deliver in training_telling.DELIVERIES.items():
        deliver_with(topic, deliver)
    training_attendance.read_lists_with(sheet_of)
    search_addresses.lead_to(
        SearchKind.COURSE, "liaison:training_course", permission="training.see"
    )
    for job, every, run in (
        ("liaison.remind_of_training", timedelta(days=1), training_telling.remind_of_lapses),
        ("liaison.pass_on_offers", timedelta(minutes=15), training_places.pass_on_offers),
    ):
        worker.repeat(worker.RepeatingJob(job, every, run))
    navigation.register(
        navigation.NavItem(
            "Training", "liaison:training", order=66, roles=permissions.PERMISSIONS["training.see"]
        )
    )
