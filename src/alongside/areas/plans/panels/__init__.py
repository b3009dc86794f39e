"""This area's parts of a person's page, a module for each kind of plan."""

from alongside.foundation.picture.panels import Panel

PANELS: tuple[Panel, ...] = ()
