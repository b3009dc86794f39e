"""The small world with a hub in it: posts, a locality group and the senior group above it."""

from dataclasses import dataclass, replace
from uuid import UUID

from alongside.areas.liaison.models import LiaisonGroup, Post, PostHolding
from alongside.kernel.actor import Actor, Role
from tests.support.world import NOW, World, on_duty

POSTS = (
    ("lead", "Clinical police liaison lead", "trust", Role.LIAISON_LEAD),
    ("police_lead", "Police mental-health lead", "police", Role.POLICE_SUPERVISOR),
    ("amhp_lead", "AMHP manager", "council", Role.AMHP),
)


@dataclass(frozen=True)
class Hub:
    """Who works with the hub.

    Attributes:
        lead: The liaison lead; ``successor`` holds the role too, and no post yet.
        posts: By the keys of ``POSTS``.
    """

    world: World
    lead: Actor
    successor: Actor
    police_lead: Actor
    officer: Actor
    nurse: Actor
    posts: dict[str, UUID]
    locality: LiaisonGroup
    senior: LiaisonGroup


def hub_in(world: World) -> Hub:
    """Add posts and groups to the small world."""
    lead = world[Role.LIAISON_LEAD]
    posts = {}
    for key, title, at, role in POSTS:
        post = Post.objects.create(organisation_id=getattr(world, at), title=title, opened_at=NOW)
        PostHolding.objects.create(
            post=post,
            user_id=world[role].user_id,
            from_at=NOW,
            recorded_by_id=lead.user_id,
            recorded_at=NOW,
        )
        posts[key] = post.id
    made = {"organisation_id": world.trust, "created_by_id": lead.user_id, "created_at": NOW}
    senior = LiaisonGroup.objects.create(name="Northmoor senior group", kind="senior", **made)
    locality = LiaisonGroup.objects.create(
        name="Moorchester liaison group", kind="locality", senior=senior, **made
    )
    successor = on_duty(Role.LIAISON_LEAD, world.trust, name="Test successor", now=NOW)
    return Hub(
        world=world,
        lead=lead,
        successor=replace(successor, role=Role.LIAISON_LEAD),
        police_lead=world[Role.POLICE_SUPERVISOR],
        officer=world[Role.RESPONSE_OFFICER],
        nurse=world[Role.TRIAGE_CLINICIAN],
        posts=posts,
        locality=locality,
        senior=senior,
    )
