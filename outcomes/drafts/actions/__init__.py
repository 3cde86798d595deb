"""The only writers of drafts, of core plans and of previews, and the way in which a draft is published."""

from outcomes.drafts.actions.editing import (
    Overtaken,
    change_draft,
    discard_draft,
    start_draft,
    take_in_core,
)
from outcomes.drafts.actions.examples import run_examples
from outcomes.drafts.actions.previewing import start_preview, waiting_preview_chunks, work_preview_chunk
from outcomes.drafts.actions.publishing import publish_draft, publish_exchange

__all__ = [
    "Overtaken", "change_draft", "discard_draft", "publish_draft", "publish_exchange", "run_examples", "start_draft",
    "start_preview", "take_in_core", "waiting_preview_chunks", "work_preview_chunk",
]
