"""Which role may do what here: one table, joined from one for each kind of work."""

from typing import Final

from alongside.areas.liaison.rules import (
    permissions_groups,
    permissions_guide,
    permissions_knowledge,
    permissions_posts,
    permissions_questions,
    permissions_reviews,
    permissions_training,
)
from alongside.kernel.actor import Permissions

PERMISSIONS: Final[Permissions] = {
    **permissions_questions.QUESTION_PERMISSIONS,
    **permissions_knowledge.KNOWLEDGE_PERMISSIONS,
    **permissions_reviews.REVIEW_PERMISSIONS,
    **permissions_groups.GROUP_PERMISSIONS,
    **permissions_posts.POST_PERMISSIONS,
    **permissions_guide.GUIDE_PERMISSIONS,
    **permissions_training.TRAINING_PERMISSIONS,
}
