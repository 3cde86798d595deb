"""Small parts of pages: the breadcrumb trail, tags, pagination and sortable headings."""

from django import forms, template
from django.utils.html import format_html, format_html_join

register = template.Library()


@register.simple_tag
def breadcrumb_trail(*parts):
    """`{% breadcrumb_trail "Your families" url "TF-1" url "Record a plan" %}`: pairs of words and address,
    and last, without an address, the page one is on."""
    links = list(zip(parts[0::2], parts[1::2], strict=False))
    here = parts[-1] if len(parts) % 2 else None
    items = format_html_join(
        "",
        '<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="{}">{}</a></li>',
        ((url, words) for words, url in links),
    )
    if here is not None:
        items += format_html('<li class="govuk-breadcrumbs__list-item" aria-current="page">{}</li>', here)
    return format_html(
        '<nav class="govuk-breadcrumbs" aria-label="Breadcrumb"><ol class="govuk-breadcrumbs__list">{}</ol></nav>',
        items,
    )


@register.simple_tag
def tag(words, colour=""):
    """A GOV.UK tag: a state in a word or two. Colours are Design System names (green, red, yellow, grey…)."""
    return format_html('<strong class="govuk-tag{}">{}</strong>', f" govuk-tag--{colour}" if colour else "", words)


@register.inclusion_tag("parts/pagination.html", takes_context=True)
def pagination(context, page):
    """Links to the other pages of a list, keeping the rest of the address. `page` is a paginator's page."""
    return {"page": page, "request": context["request"], "pages": page.paginator.get_elided_page_range(page.number)}


@register.inclusion_tag("parts/sort_heading.html", takes_context=True)
def sort_heading(context, words, key, sort, number=False):
    """A column heading that sorts by `key`; `sort` is the order in force, with a minus sign when descending."""
    state = {"": "none", key: "ascending", f"-{key}": "descending"}.get(sort, "none")
    return {
        "request": context["request"], "words": words, "state": state, "number": number,
        "next": f"-{key}" if state == "ascending" else key,
    }


@register.filter
def first_faulty_control(field):
    """The id of the control that an error summary leads to: the first radio button, the faulty box of a date."""
    boxes = getattr(field.field, "fields", None)
    if boxes:
        faulty = [index for index, box in enumerate(boxes) if getattr(box.widget, "errors", None)]
        return f"{field.auto_id}_{faulty[0] if faulty else 0}"
    if isinstance(field.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return f"{field.auto_id}_1"
    return field.auto_id
