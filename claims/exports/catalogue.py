"""The exports that can be made: one entry for each, saying what it takes and how its rows are read."""

from dataclasses import dataclass

from django.utils import timezone

from claims.exports import claims as claims_export
from claims.exports import copying, funding, writing
from claims.models import ReturnFile, SubmissionWindow
from claims.progress import reading as progress
from claims.returns import pbr_return
from claims.returns.schema import Asked
from claims.returns.schemas import MADE_ON_THEIR_OWN, SCHEMAS
from families.enums import Framework
from families.permissions import Refused
from families.two_clocks import present_moment
from outcomes import judging


@dataclass(frozen=True)
class Made:
    """An export that was written: the file's name, how many rows, whether it is a draft of something not sent."""

    file_name: str
    rows: int
    is_draft: bool = False


PROGRESS = "progress"
NAMES = {
    "verdicts": "Verdicts: one row for each family, criterion and subject",
    "readiness": "Readiness: one row for each open family",
    "claims": "Claims: one row for each claim, here or elsewhere",
    "funding": "Funding: one row for each programme and year, agreed and real",
    PROGRESS: "Progress: one row for each programme and quarter",
    "forecast": "Forecast: one row for each programme and month in which families could first be claimed",
    **{name: f"{schema.title}: one row for each {schema.line_is}" for name, schema in SCHEMAS.items()},
}
# What the page of exports offers: returns have pages of their own, where they are validated.
ON_THE_PAGE = {name: words for name, words in NAMES.items() if name not in MADE_ON_THEIR_OWN}
JUDGED = {
    "verdicts": (judging.VERDICT_COLUMNS, judging.EXPORTED_VERDICTS),
    "readiness": (judging.READINESS_COLUMNS, judging.EXPORTED_READINESS),
}
FUNDING = {
    "funding": (funding.COLUMNS, funding.rows),
    "forecast": (funding.FORECAST_COLUMNS, funding.forecast_rows),
}
# Written as things stand now, whatever day is asked for.
OF_NOW = ("claims", *FUNDING, pbr_return.NAME)


def options_of_no_use(name):
    """The options that make no difference to an export: it is written as things stand now, or is of no window."""
    clocks = ("--as-of", "--known-at") if name in OF_NOW else ()
    return clocks if name == pbr_return.NAME else (*clocks, "--window")


def write(name, stream, *, form=writing.CSV, as_of=None, known_at=None, window=None):
    """Writes one export to a binary stream and returns what was made. Raises Refused where there is nothing to write.

    `as_of` and `known_at` speak of what is judged, of progress and of returns, `window` (a code) of that of claims.
    """
    if name in JUDGED:
        rows = _write_judged(*JUDGED[name], stream, form, as_of, known_at)
    elif name == "claims":
        rows = writing.write(form, claims_export.COLUMNS, claims_export.rows(), stream)
    elif name in FUNDING:
        columns, read = FUNDING[name]
        rows = writing.write(form, columns, read(), stream)
    elif name == PROGRESS:
        rows = writing.write(form, progress.COLUMNS, _progress(as_of, known_at), stream)
    elif name == pbr_return.NAME:
        return _write_return_of_claims(stream, form, window)
    elif name in SCHEMAS:
        asked = Asked(as_of=as_of or timezone.localdate(), known_at=known_at or present_moment())
        return _write_draft(SCHEMAS[name], asked, stream, form, str(asked.as_of))
    else:
        raise Refused(f"There is no export called “{name}”. Choose one of: {', '.join(NAMES)}.")
    return Made(f"{name}.{form}", rows)


def _write_judged(columns, query, stream, form, as_of, known_at):
    """Millions of rows: those of a CSV come from the database as they are to stand in the file."""
    if form != writing.CSV:
        return writing.write(form, columns, judging.export(query, as_of=as_of, known_at=known_at), stream)
    with judging.judged_for_export(as_of=as_of, known_at=known_at) as values:
        return copying.write_csv(query, values, stream)


def _progress(as_of, known_at):
    clocks = {"as_of": as_of or timezone.localdate(), "known_at": known_at or present_moment()}
    return progress.rows_of([progress.Progress(framework, **clocks) for framework in Framework.values])


def _write_return_of_claims(stream, form, code):
    window = _window(code)
    if window.submitted_at:
        file = ReturnFile.objects.sent_for(window).get(format=form)
        stream.write(bytes(file.content))
        return Made(file.file_name, file.sent.rows)
    asked = Asked(as_of=timezone.localdate(), known_at=present_moment(), window=window)
    made = _write_draft(pbr_return.SCHEMA, asked, stream, form, str(window))
    if not made.rows:
        raise Refused(f"Window {window} has no approved claim, so there is nothing to return yet.")
    return made


def _write_draft(schema, asked, stream, form, of):
    """A return as it would be now; it is made, validated and kept on the pages of returns."""
    gathered = schema.gather(asked)
    headings, rows = schema.table(gathered.lines)
    name = f"DRAFT-{schema.name}-{of}.{form}"
    return Made(name, writing.write(form, headings, rows, stream), is_draft=True)


def _window(code):
    windows = SubmissionWindow.objects.all()
    if code:
        window = windows.filter(code=code).first()
        if window is None:
            raise Refused(f"There is no submission window “{code}”.")
        return window
    window = windows.filter(submitted_at__isnull=False).order_by("-submitted_at", "-pk").first()
    if window is None:
        raise Refused("No window was submitted yet. Name one to get a draft of its return.")
    return window
