"""The board: families by stage, district by district and worker by worker."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.pipeline.board import as_csv, rows_of, total_of
from families.pipeline.counting import areas_of, districts_overseen, teams_of


def board_page(request):
    """Each district by stage, and one district worker by worker; with `?download=csv`, the districts as a file."""
    areas = areas_of(request.user)
    rows, whole = rows_of(areas, "district"), total_of(areas)
    if request.GET.get("download") == "csv":
        record(Verb.EXPORTED, by=request.user, about="family", detail=f"board, {len(rows)} districts")
        response = HttpResponse(as_csv([*rows, whole]), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="board-{localdate()}.csv"'
        return response
    overseen = districts_overseen(request.user)
    district = overseen.filter(code=request.GET.get("district", "")).first() or (
        overseen.first() if len(areas) == 1 else None
    )
    record(Verb.LISTED, by=request.user, about="family", detail="board")
    team = teams_of(request.user, district) if district else []
    return render(request, "families/pipeline/board.html", {
        "rows": rows, "whole": whole, "district": district, "today": localdate(),
        "team": district and rows_of(team, "worker", district=district.code),
        "team_whole": district and total_of(team, district=district.code),
    })
