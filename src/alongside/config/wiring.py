"""Joins the areas up: panels on the person's page, deliverers, repeating jobs, navigation."""

from datetime import datetime, timedelta
from typing import Final

from alongside.areas.crisis import panels as crisis_panels
from alongside.areas.crisis.actions import asking, comparing, telling
from alongside.areas.crisis.actions import custody as crisis_custody
from alongside.areas.crisis.queries import presence as crisis_presence
from alongside.areas.crisis.rules import permissions as crisis_permissions
from alongside.areas.diversion import panels as diversion_panels
from alongside.areas.diversion.actions import custody_files, referral_telling, report_telling
from alongside.areas.diversion.actions import desk as diversion_desk
from alongside.areas.diversion.actions import justice as diversion_justice
from alongside.areas.diversion.actions import telling as diversion_telling
from alongside.areas.diversion.queries.referrals import waiting_on_us
from alongside.areas.diversion.rules import permissions as diversion_permissions
from alongside.areas.diversion.rules.custody_rows import Reading
from alongside.areas.insight.actions import counting
from alongside.areas.insight.rules import permissions as insight_permissions
from alongside.areas.oversight import actions as oversight_actions
from alongside.areas.oversight import chasing as agreement_chasing
from alongside.areas.oversight.queries import agreement_facts
from alongside.areas.oversight.queries.copy_items import looks_held
from alongside.areas.oversight.rules import permissions as oversight_permissions
from alongside.areas.people import panels as people_panels
from alongside.areas.people.actions import duplicate_finding, merging_following, merging_telling
from alongside.areas.people.queries.duplicates import pairs_waiting
from alongside.areas.people.queries.merging_rows import keys_of, standing_key
from alongside.areas.people.queries.reckoning import sharing_facts as people_facts
from alongside.areas.people.rules.permissions import DESK_ROLES
from alongside.areas.people.rules.permissions import PERMISSIONS as PEOPLE_PERMISSIONS
from alongside.areas.placements.actions import joining_telling as placement_joining_telling
from alongside.areas.placements.actions import plan_making
from alongside.areas.placements.actions import plan_telling as placement_plan_telling
from alongside.areas.placements.actions import running_telling as placement_running
from alongside.areas.placements.queries.scheme_files import read_tables_with
from alongside.areas.placements.rules import permissions as placement_permissions
from alongside.areas.placements.rules import roles as placement_roles
from alongside.areas.plans import panels as plans_panels
from alongside.areas.plans.actions import (
    contact_chasing,
    contact_erasing,
    corrections,
    crisis_plan_reminding,
    doors,
    joint_telling,
)
from alongside.areas.plans.actions import wording as plan_wording
from alongside.areas.plans.queries import wording as plan_wordings
from alongside.areas.plans.queries.choices import sharing_facts as plans_facts
from alongside.areas.plans.queries.corrections import waiting_count
from alongside.areas.plans.queries.suicide import agreed_to_plan
from alongside.areas.plans.queries.working import working_on_plans
from alongside.areas.plans.rules import permissions as plan_permissions
from alongside.config.wiring_directory import join_directory
from alongside.config.wiring_liaison import join_liaison
from alongside.engines.sharing import Purpose
from alongside.exchange.spreadsheets.schemes import read_tables
from alongside.exchange.spreadsheets.sent import sheet_of
from alongside.foundation.accounts.ending import end_overdue_duties
from alongside.foundation.audit import keys as audit_keys
from alongside.foundation.audit import queries as audit_queries
from alongside.foundation.kit import navigation
from alongside.foundation.outbox import inbox, worker
from alongside.foundation.outbox.messages import deliver_with
from alongside.foundation.picture import addresses as picture_addresses
from alongside.foundation.picture import panels as picture_panels
from alongside.foundation.picture import telling as picture_telling
from alongside.foundation.picture import ways
from alongside.foundation.picture.actions import escalate_overdue
from alongside.foundation.picture.copies import copy_from
from alongside.foundation.picture.erasing import erase_copies_with
from alongside.foundation.picture.holding import learn_work_from
from alongside.foundation.picture.presence import learn_presence_from
from alongside.kernel.actor import Role

AT_WORK: Final = frozenset(Role) - placement_permissions.PERMISSIONS["own.see"]
"""Everybody but those who are here to learn: they have no calls to find a place for."""


def join_up() -> None:
    """Register what each area offers. Adding an area adds lines here, nowhere else."""
    comparing.learn_tables_from(sheet_of)
    deliver_with("crisis.task_due", telling.tell_task_owners)
    deliver_with(asking.TOPIC, asking.tell_who_owns_it)
    for topic in telling.HAPPENINGS:
        deliver_with(topic, telling.tell_of_happening)
    worker.repeat(
        worker.RepeatingJob("accounts.end_overdue_duties", timedelta(minutes=5), end_overdue_duties)
    )
    _join_up_what_opens_more()
    _learn_what_decides()
    for panel in (*people_panels.PANELS, *crisis_panels.PANELS, *plans_panels.PANELS):
        picture_panels.register(panel)
    join_directory(AT_WORK)
    _join_plans()
    _join_diversion()
    _join_placements()
    join_liaison()
    _join_records()
    _oversee()
    worker.repeat(
        worker.RepeatingJob("insight.count_months", timedelta(minutes=5), counting.count_months)
    )
    _link()


def _join_plans() -> None:
    for topic, deliver in joint_telling.DELIVERIES.items():
        deliver_with(topic, deliver)
    deliver_with(contact_chasing.REVIEW_DUE, contact_chasing.tell_of_review)
    worker.repeat(
        worker.RepeatingJob(
            "plans.chase_reviews", timedelta(hours=6), contact_chasing.chase_reviews
        )
    )
    deliver_with(crisis_plan_reminding.REVIEW_DUE, crisis_plan_reminding.tell_of_crisis_review)
    deliver_with(plan_wording.HELD, plan_wording.tell_wording_reviewers)
    deliver_with(plan_wording.DECIDED, plan_wording.tell_wording_writer)
    _open_doors()


def _join_diversion() -> None:
    """Register Liaison and Diversion: panels, and who is told."""
    for panel in diversion_panels.PANELS:
        picture_panels.register(panel)
    for topic, tell in diversion_telling.DELIVERIES.items():
        deliver_with(topic, tell)
    for topic, deliver in {**referral_telling.DELIVERIES, **report_telling.DELIVERIES}.items():
        deliver_with(topic, deliver)
    navigation.register(
        navigation.NavItem(
            "Reports",
            "diversion:reports",
            order=27,
            roles=diversion_permissions.PERMISSIONS["report.see"],
        )
    )
    navigation.register(
        navigation.NavItem(
            "Referrals",
            "diversion:referrals",
            order=26,
            roles=diversion_permissions.PERMISSIONS["referral.list"],
            count=waiting_on_us,
        )
    )
    custody_files.read_with(_read_custody_file)
    deliver_with(crisis_custody.ARRESTED, diversion_desk.expect_arrest)
    deliver_with(crisis_custody.JOINED, diversion_desk.join_contact)
    deliver_with(diversion_justice.MOVED_TO_136, crisis_custody.open_from_custody)
    ways.register(
        ways.Way(
            "Refer to Liaison and Diversion",
            "diversion:identify",
            diversion_permissions.PERMISSIONS["episode.identify"],
            from_contact=True,
        )
    )
    measures = diversion_permissions.PERMISSIONS["measures.see"]
    navigation.register(
        navigation.NavItem("L&D numbers", "diversion:measures", order=43, roles=measures)
    )
    for label, address, order, permission in (
        ("Custody", "diversion:home", 11, "custody_list.see"),
        ("Court", "diversion:court", 12, "court_list.see"),
        ("Follow-ups", "diversion:follow_ups", 13, "follow_ups.see"),
    ):
        sees = diversion_permissions.PERMISSIONS[permission]
        navigation.register(navigation.NavItem(label, address, order=order, roles=sees))


def _read_custody_file(name: str, content: bytes, now: datetime) -> Reading:
    # Reading spreadsheets is slow to import, and few processes ever do.
    from alongside.exchange.spreadsheets.custody import read_custody_content

    return read_custody_content(name, content, now)


def _join_placements() -> None:
    """Register placements: links, who is told, and repeating jobs."""
    for topic, deliver in placement_plan_telling.DELIVERIES.items():
        deliver_with(topic, deliver)
    read_tables_with(read_tables)
    worker.repeat(
        worker.RepeatingJob(
            "placements.make_plans", plan_making.EVERY, plan_making.make_waiting_plans
        )
    )
    _join_learners()
    navigation.register(
        navigation.NavItem(
            "Placements",
            "placements:home",
            order=10,
            roles=placement_permissions.PERMISSIONS["scheme.see"],
        )
    )
    navigation.register(
        navigation.NavItem(
            "Survey",
            "placements:survey",
            order=18,
            roles=placement_permissions.PERMISSIONS["survey.answer"],
        )
    )
    _join_placements_under_way()


def _join_placements_under_way() -> None:
    """Register a fortnight under way: the buddy's link, and who is told of what happens."""
    for topic, deliver in placement_running.DELIVERIES.items():
        deliver_with(topic, deliver)
    navigation.register(
        navigation.NavItem(
            "Who is coming", "placements:ward", order=11, roles=placement_roles.BUDDIES
        )
    )


def _join_learners() -> None:
    """Register what those on placement see and are told."""
    for topic, deliver in placement_joining_telling.DELIVERIES.items():
        deliver_with(topic, deliver)
    worker.repeat(
        worker.RepeatingJob(
            "placements.remind_of_checklists",
            timedelta(hours=1),
            placement_joining_telling.remind_of_checklists,
        )
    )
    sees = placement_permissions.PERMISSIONS["own.see"]
    for label, address, order in (
        ("My placement", "placements:mine", 10),
        ("Before day one", "placements:checklist", 11),
        ("Workbook", "placements:workbook", 12),
    ):
        navigation.register(navigation.NavItem(label, address, order=order, roles=sees))


def _open_doors() -> None:
    """Register the person's own door: what ends, what is told, and where staff make one."""
    deliver_with(corrections.ASKED, corrections.tell_of_correction)
    worker.repeat(
        worker.RepeatingJob("plans.end_permissions", timedelta(minutes=5), doors.end_permissions)
    )
    ways.register(
        ways.Way(
            "Give them their own door",
            "plans:doors",
            plan_permissions.PERMISSIONS["door.make"],
        )
    )
    navigation.register(
        navigation.NavItem(
            "Put right",
            "plans:corrections",
            order=85,
            roles=plan_permissions.PERMISSIONS["correction.answer"],
            count=waiting_count,
        )
    )


def _join_records() -> None:
    """Register what finding two records of one person needs of others, and its jobs."""
    audit_keys.learn_keys_from(keys_of, standing_key)
    learn_work_from(crisis_presence.working_on_contacts, working_on_plans)
    for topic, deliver in merging_telling.DELIVERERS.items():
        deliver_with(topic, deliver)
    for job, every, run in (
        ("people.find_duplicates", duplicate_finding.EVERY, duplicate_finding.find_duplicates),
        ("people.follow_merges", merging_following.EVERY, merging_following.follow_merges),
    ):
        worker.repeat(worker.RepeatingJob(job, every, run))
    navigation.register(
        navigation.NavItem(
            "Same person?",
            "people:duplicates",
            order=22,
            roles=PEOPLE_PERMISSIONS["pair.decide"],
            count=pairs_waiting,
        )
    )


def _oversee() -> None:
    """Register what oversight needs of others, its jobs and its links."""
    deliver_with(agreement_chasing.DUE, agreement_chasing.chase)
    picture_addresses.lead_to(review="oversight:glass")
    learn_presence_from(
        crisis_presence.met_between, crisis_presence.last_met, crisis_presence.not_met_since
    )
    copy_from(looks_held)
    erase_copies_with(contact_erasing.copies_past_review, contact_erasing.erase_plan)
    for job, every, run in (
        ("oversight.raise_questions", timedelta(hours=1), oversight_actions.raise_questions),
        ("oversight.erase_plan_copies", timedelta(days=1), oversight_actions.erase_plan_copies),
    ):
        worker.repeat(worker.RepeatingJob(job, every, run))
    sees = oversight_permissions.PERMISSIONS["oversight.see"]
    reads = oversight_permissions.PERMISSIONS["agreement.see"] - sees
    navigation.register(
        navigation.NavItem(
            "Oversight", "oversight:home", order=10, roles=sees, starts="/oversight/"
        )
    )
    navigation.register(
        navigation.NavItem("Agreements", "oversight:agreements", order=60, roles=reads)
    )


def _link() -> None:
    for desk_link in (*crisis_panels.LINKS, *plans_panels.LINKS):
        navigation.register(desk_link)
    navigation.register(navigation.NavItem("People", "people:find", roles=DESK_ROLES, order=20))
    for link in (
        navigation.NavItem(
            "Annual return",
            "crisis:annual_return",
            order=40,
            roles=crisis_permissions.PERMISSIONS["return.make"],
        ),
        navigation.NavItem(
            "Counts", "crisis:counts", order=41, roles=crisis_permissions.PERMISSIONS["counts.see"]
        ),
        navigation.NavItem(
            "Insight",
            "insight:dashboard",
            order=42,
            roles=insight_permissions.PERMISSIONS["insight.see"],
        ),
        navigation.NavItem(
            "Plans", "plans:mine", order=15, roles=plan_permissions.PERMISSIONS["plans.mine"]
        ),
        navigation.NavItem(
            "Words in plans",
            "plans:wordings",
            order=50,
            roles=plan_permissions.PERMISSIONS["wording.see"],
            count=plan_wordings.waiting_wording_count,
        ),
        navigation.NavItem(
            "Plans made",
            "plans:contact_measures",
            order=51,
            roles=plan_permissions.PERMISSIONS["contact_plan.measure"],
        ),
        navigation.NavItem(
            "Audit", "audit:log", order=80, roles=audit_queries.PERMISSIONS["audit.read"]
        ),
        navigation.NavItem("Messages", "outbox:inbox", order=90, count=inbox.unread_count),
    ):
        navigation.register(link)


def _join_up_what_opens_more() -> None:
    """Join up broken glass and senior people's decisions: who is told, and what is late."""
    picture_addresses.lead_to(person="people:person")
    for topic, deliver in picture_telling.DELIVERERS.items():
        deliver_with(topic, deliver)
    worker.repeat(
        worker.RepeatingJob("picture.escalate_overdue", timedelta(minutes=15), escalate_overdue)
    )


def _learn_what_decides() -> None:
    """Say who knows what the sharing decision weighs, and for which looks it can matter."""
    picture_panels.learn_facts_from(
        people_facts,
        plans_facts,
        picture_panels.FactsSource(
            agreed_to_plan, picture_panels.only_for(Purpose.SUICIDE_PREVENTION)
        ),
        picture_panels.FactsSource(
            agreement_facts, picture_panels.where_routine, of_everybody=True
        ),
    )
