"""Who plays which part in the demo's hub."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from alongside.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class HubCast:
    """Those of the county who work with the hub.

    Attributes:
        lead: The liaison lead, who leaves next week.
        successor: Who comes after.
        supervisor: An inspector of the force.
        officer: A response officer.
        nurse: A nurse of the trust who rides in the triage car.
        amhp: Of the council.
        governance: Looks over what others wrote.
        organisations: By readable key.
        posts: By readable key, as ``demo.posts`` fills them first.
    """

    lead: Actor
    successor: Actor
    supervisor: Actor
    officer: Actor
    nurse: Actor
    amhp: Actor
    governance: Actor
    organisations: Mapping[str, UUID]
    posts: dict[str, UUID] = field(default_factory=dict)
