"""The auditor's acts on one claim: into the sample, out of it, and what was found."""

from claims import actions, permissions
from claims.forms import AuditForm, ReasonForm
from claims.views.deciding import decide


def sample_page(request, token):
    """Puts a claim into the audit sample, with the reason why it was chosen."""
    return decide(
        request, token, heading="Put this claim into the audit sample", check=permissions.check_can_sample,
        form_class=ReasonForm,
        act=lambda claim, form: actions.put_in_audit_sample(claims=[claim], by=request.user, **form.cleaned_data),
        done="Claim {} is in the audit sample.", button="Put it into the sample",
    )


def release_page(request, token):
    """Takes a claim that nobody has audited out of the sample, with the reason."""
    return decide(
        request, token, heading="Take this claim out of the audit sample", check=permissions.check_can_release,
        form_class=ReasonForm,
        act=lambda claim, form: actions.take_out_of_audit_sample(claim=claim, by=request.user, **form.cleaned_data),
        done="Claim {} is out of the audit sample.", button="Take it out of the sample",
    )


def audit_page(request, token):
    """Records what the audit of a claim found."""
    return decide(
        request, token, heading="Record the audit", check=permissions.check_can_audit, form_class=AuditForm,
        act=lambda claim, form: actions.record_audit(claim=claim, by=request.user, passed=form.stands, **form.found),
        done="The audit of claim {} is recorded.",
    )
