"""``./run bench [name]``: run the benchmarks, each in a process of its own.

Names: permitted_period, sharing_decision, evaluation, import_speed, pages, insight_pages,
private_linkage, reconcile, placements, episode_import, diversion_lists,
finder, hub_search, linkage.
"""

import subprocess
import sys

NAMES = (
    "permitted_period",
    "sharing_decision",
    "evaluation",
    "import_speed",
    "pages",
    "insight_pages",
    "episode_import",
    "diversion_lists",
    "private_linkage",
    "reconcile",
    "placements",
    "finder",
    "hub_search",
    "linkage",
)


def main() -> int:
    """Run those named, or all; answer how many missed their aim."""
    wanted = sys.argv[1:2] or list(NAMES)
    if wanted[0] not in NAMES:
        print(f"bench: no benchmark called {wanted[0]}: choose from {', '.join(NAMES)}")
        return 2
    missed = 0
    for name in wanted:
        print(f"== {name}", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}", *sys.argv[2:]], check=False
        )
        missed += done.returncode != 0
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
