"""The fictional county of Northmoor."""

from alongside.areas.directory.demo.county import DemoDirectory, fill

__all__ = ["DemoDirectory", "fill"]
