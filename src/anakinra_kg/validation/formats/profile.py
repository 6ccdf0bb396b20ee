"""Writes where the time of a validation went as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.errors import in_a_line
from anakinra_kg.rdf.names import compress

if TYPE_CHECKING:
    from anakinra_kg.validation.profile import Profile

_MOST = 20
"""How many shapes are shown; JSON has them all."""


def profile_text(profile: Profile) -> str:
    """Return a profile as two tables: the parts of the validation, and the shapes, the slowest first."""
    lines = [f"profile: processor seconds; engine {' and '.join(profile.engines)}"]
    lines += (f"    {seconds:9.3f}  {part}" for part, seconds in profile.parts.items())
    lines += (f"    {profile.total:9.3f}  together", "")
    shown, rest = profile.shapes[:_MOST], profile.shapes[_MOST:]
    lines.append("      seconds    nodes  results  shape, by itself")
    lines += (f"    {t.seconds:9.3f}{t.nodes:9}{t.results:9}  {in_a_line(compress(t.shape))}" for t in shown)
    if rest:
        lines.append(f"    {sum(t.seconds for t in rest):9.3f}{'':18}  {len(rest)} more")
    lines.append(f"    {sum(t.seconds for t in profile.shapes):9.3f}{'':18}  together")
    lines.append(f"    {profile.idle:9.3f}{'':18}  the engine without shapes, once")
    return "".join(f"{line}\n" for line in lines)
