"""The only writers of audit campaigns."""

from claims.campaigns.actions.drawing import close_campaign, draw_sample, replace_departed, set_sampling
from claims.campaigns.actions.reviewing import conclude, record_view, reply_to_finding

__all__ = [
    "close_campaign", "conclude", "draw_sample", "record_view", "replace_departed", "reply_to_finding", "set_sampling",
]
