"""The exports that can be made: one entry for each, saying what it takes and how its rows are read."""

from dataclasses import dataclass

from claims.enums import WAITS_IN_WINDOW
from claims.exports import claims as claims_export
from claims.exports import funding, writing
from claims.models import Claim, ReturnFile, SubmissionWindow
from claims.returns import pbr_return
from families.permissions import Refused
from outcomes import judging


@dataclass(frozen=True)
class Made:
    """An export that was written: the file's name, how many rows, whether it is a draft of something not sent."""

    file_name: str
    rows: int
    is_draft: bool = False


NAMES = {
    "verdicts": "Verdicts: one row for each family, criterion and subject",
    "readiness": "Readiness: one row for each open family",
    "claims": "Claims: one row for each claim, here or elsewhere",
    "funding": "Funding: one row for each programme and year, agreed and real",
    "forecast": "Forecast: one row for each programme and month in which families could first be claimed",
    pbr_return.NAME: "Payment-by-results return: one row for each claim of a submission window",
}
JUDGED = {
    "verdicts": (judging.VERDICT_COLUMNS, judging.export_verdicts),
    "readiness": (judging.READINESS_COLUMNS, judging.export_readiness),
}
FUNDING = {
    "funding": (funding.COLUMNS, funding.rows),
    "forecast": (funding.FORECAST_COLUMNS, funding.forecast_rows),
}


def options_of_no_use(name):
    """The options that make no difference to an export: it is written as things stand now, or is of no window."""
    of_judging = () if name in JUDGED else ("--as-of", "--known-at")
    return of_judging if name == pbr_return.NAME else (*of_judging, "--window")


def write(name, stream, *, form=writing.CSV, as_of=None, known_at=None, window=None):
    """Writes one export to a binary stream and returns what was made. Raises Refused where there is nothing to write.

    `as_of` and `known_at` speak of the judged exports, `window` (a code) of the return.
    """
    if name in JUDGED:
        columns, read = JUDGED[name]
        rows = writing.write(form, columns, read(as_of=as_of, known_at=known_at), stream)
    elif name == "claims":
        rows = writing.write(form, claims_export.COLUMNS, claims_export.rows(), stream)
    elif name in FUNDING:
        columns, read = FUNDING[name]
        rows = writing.write(form, columns, read(), stream)
    elif name == pbr_return.NAME:
        return _write_return(stream, form, window)
    else:
        raise Refused(f"There is no export called “{name}”. Choose one of: {', '.join(NAMES)}.")
    return Made(f"{name}.{form}", rows)


def _write_return(stream, form, code):
    window = _window(code)
    if window.submitted_at:
        file = ReturnFile.objects.get(window=window, name=pbr_return.NAME, format=form)
        stream.write(bytes(file.content))
        return Made(file.file_name, file.rows)
    waiting = list(
        Claim.objects.filter(window=window, status__in=WAITS_IN_WINDOW).select_related("family", "window")
    )
    if not waiting:
        raise Refused(f"Window {window} has no approved claim, so there is nothing to return yet.")
    headings, lines = pbr_return.table(waiting)
    return Made(f"DRAFT-{pbr_return.NAME}-{window}.{form}", writing.write(form, headings, lines, stream), is_draft=True)


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
