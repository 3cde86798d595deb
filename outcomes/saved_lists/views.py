"""Saving a choice of families under a name, and taking it away again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from families.permissions import Refused
from outcomes.forms import FamiliesFilter
from outcomes.models import SavedList
from outcomes.saved_lists.actions import forget_list, save_list


@require_POST
def save_list_page(request):
    """Keeps what was chosen in the list of families."""
    form = FamiliesFilter(request.POST, user=request.user)
    form.is_valid()
    try:
        saved = save_list(by=request.user, name=request.POST.get("name", ""), asked=form.asked())
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect(f"{reverse('outcomes:my_families')}?{form.query()}")
    messages.success(request, f"The list “{saved.name}” is saved. You find it above your families.")
    return redirect(f"{reverse('outcomes:my_families')}?{form.query()}")


@require_POST
def forget_list_page(request, pk):
    """Takes a saved list away."""
    saved = SavedList.objects.filter(user=request.user, pk=pk).first()
    if saved is None:
        raise Http404
    forget_list(saved=saved, by=request.user)
    messages.success(request, f"The list “{saved.name}” is gone. No family was touched.")
    return redirect("outcomes:my_families")
