"""The reference page of the Liaison and Diversion minimum data set."""

from typing import Final

TITLES: Final = (
    "| Column | Item | Reads as | Ought to be there | Tells who | Nearest in MHSDS |",
    "|---|---|---|---|---|---|",
)
HEAD: Final = """# Liaison and Diversion minimum data set

Made by `alongside document diversion-minimum-data-set` from the specification; a test fails when
this page is out of date.

The national item list and its code tables are not public. This is our proposal, version {version},
to be agreed with whoever asks for it. It is not a submission. One row is one episode. Take it from
the page *Minimum data set*, or with `alongside export diversion-mds`; the JSON follows
[this schema](diversion-minimum-data-set.schema.json), which `alongside export diversion-mds
--schema` prints.

| Tells who somebody is | What happens to it |
|---|---|
| key | without who they are, replaced by a stand-in that stays the same |
| direct | left out unless who they are leaves too |
| police | left out unless asked for, and unless who they are leaves too |

A stand-in is made with the server's own secret: it is the same each time until that changes.
Times are local with their offset. In CSV, several codes stand in one cell with semicolons between.
"""


def mds_page() -> str:
    """Write the page: each group of items, what is not in it, how it joins MHSDS."""
    from alongside.areas.diversion.rules.mds import SENT_BY, TEAM_TYPE, mds

    spec = mds()
    lines = [HEAD.format(version=spec.version)]
    for group in dict.fromkeys(item.group for item in spec.items):
        lines += [f"## {group}", "", *TITLES]
        for item in spec.items:
            if item.group == group:
                reads = (
                    f"[`{item.system}`](codes.md)" if item.system else item.shape.replace("_", " ")
                )
                lines.append(
                    f"| `{item.name}` | {item.title} | {reads} | {item.needed} | "
                    f"{item.identifying} | {item.mhsds} |"
                )
        lines.append("")
    lines += ["## Not in it", ""]
    lines += [f"- {title}. {why}" for title, why in spec.not_recorded]
    lines += ["", "## What stands in for MHSDS codes", "",
              f"Team type is `{TEAM_TYPE}` throughout. Source of referral follows who noticed:", "",
              "| Who noticed | Source of referral |", "|---|---|"]  # fmt: skip
    lines += [f"| `{source}` | `{code}` |" for source, code in SENT_BY.items()]
    return "\n".join([*lines, ""])
