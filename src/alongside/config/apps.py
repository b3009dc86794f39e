"""The outermost app: puts areas' panels and deliveries in their places at start."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    """Registers nothing of its own; ``config.wiring`` joins the areas up."""

    name = "alongside.config"
    label = "config"

    def ready(self) -> None:
        """Join the areas up once every model is loaded."""
        from alongside.config import wiring

        wiring.join_up()
