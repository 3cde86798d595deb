"""Addresses of drafts; part of `outcomes/urls.py`."""

from django.urls import path

from outcomes.drafts.views import drafts, editing, examples, previewing, publishing

ONE = "plan-drafts/<int:pk>/"
EXAMPLE = f"{ONE}examples/<int:number>/"

urlpatterns = [
    path("plan-drafts/", drafts.drafts_page, name="drafts"),
    path("plan-drafts/start/", drafts.start_draft_page, name="start_draft"),
    path("plan-drafts/cores/take-in/", drafts.take_in_core_page, name="take_in_core"),
    path(ONE, drafts.draft_page, name="draft"),
    path(f"{ONE}history/", drafts.draft_history_page, name="draft_history"),
    path(f"{ONE}discard/", drafts.discard_draft_page, name="discard_draft"),
    path(f"{ONE}particulars/", editing.draft_particulars_page, name="draft_particulars"),
    path(f"{ONE}headlines/add/", editing.draft_headline_page, name="add_draft_headline"),
    path(f"{ONE}headlines/<str:headline>/change/", editing.draft_headline_page, name="draft_headline"),
    path(f"{ONE}headlines/<str:headline>/add/", editing.draft_criterion_page, name="add_draft_criterion"),
    path(
        f"{ONE}headlines/<str:headline>/criteria/<str:criterion>/", editing.draft_criterion_page, name="draft_criterion"
    ),
    path(f"{ONE}arrange/", editing.draft_arrange_page, name="arrange_draft"),
    path(f"{ONE}text/", editing.draft_text_page, name="draft_text"),
    path(f"{ONE}examples/", examples.draft_examples_page, name="draft_examples"),
    path(f"{ONE}examples/add/", examples.draft_example_particulars_page, name="add_draft_example"),
    path(f"{ONE}examples/from-a-family/", examples.example_from_family_page, name="draft_example_from_family"),
    path(EXAMPLE, examples.draft_example_page, name="draft_example"),
    path(f"{EXAMPLE}change/", examples.draft_example_particulars_page, name="draft_example_particulars"),
    path(f"{EXAMPLE}remove/", examples.remove_example_page, name="remove_draft_example"),
    path(f"{EXAMPLE}<slug:table>/rows/", examples.draft_example_table_page, name="draft_example_table"),
    path(f"{ONE}preview/", previewing.draft_preview_page, name="draft_preview"),
    path(f"{ONE}preview/start/", previewing.start_preview_page, name="start_draft_preview"),
    path(f"{ONE}departures/", publishing.draft_departures_page, name="draft_departures"),
    path(f"{ONE}rebase/", publishing.rebase_draft_page, name="rebase_draft"),
    path(f"{ONE}publish/", publishing.publish_draft_page, name="publish_draft"),
]
