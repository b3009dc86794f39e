"""What those who oversee may see."""

from alongside.areas.oversight.queries.agreement_facts import agreement_facts

__all__ = ["agreement_facts"]
