"""What a draw would come to, before there is a seed: how many claims, of which groups, and which are audited anyway."""

import hashlib
from dataclasses import dataclass

from claims.campaigns import rules
from claims.campaigns.enums import Groups
from claims.campaigns.reading import Sampling, frame_file, framed_now, sampling
from families.facts.enums import ClaimRoute


@dataclass(frozen=True)
class Preview:
    """The frame that would be fixed, its SHA-256, and the size of the sample. `groups` are (name, claims, drawn),
    `risks` each thing that could be wrong with how many claims carry it."""

    claims: int
    pence: int
    must: list
    size: int
    groups: list
    risks: list
    sha256: str
    asked: Sampling

    @property
    def drawn(self):
        """How many would be drawn, beside those that are always audited."""
        return sum(drawn for _, _, drawn in self.groups)


def preview(window, *, groups=""):
    """The draw of a window's claims as they are now."""
    asked = sampling()
    found = framed_now(window, asked)
    frame = [framed for _, framed in found]
    sizes = rules.sizes_of(frame, groups)
    shares = rules.shares_of(frame, percent=asked.percent, minimum=asked.minimum, groups=groups)
    return Preview(
        claims=len(frame), pence=sum(framed.pence for framed in frame),
        must=[(claim, framed) for claim, framed in found if framed.must],
        size=rules.sample_size(len(frame), percent=asked.percent, minimum=asked.minimum),
        groups=[(_in_words(name, groups), sizes[name], shares[name]) for name in sizes],
        risks=[(risk, sum(risk.code in framed.risks for framed in frame)) for risk in asked.risks],
        sha256=hashlib.sha256(frame_file(frame)).hexdigest(), asked=asked,
    )


def _in_words(name, groups):
    return ClaimRoute(name).label if groups == Groups.ROUTE else name
