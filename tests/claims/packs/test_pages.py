"""Pages and commands of packs: one claim's file, and many handed over to whoever checks them."""

import io
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, ClaimPack, PackBundle
from claims.packs.actions import hand_over
from claims.packs.reading import packs_for, references_in
from claims.packs.sealing import sha256
from families.accounts.enums import Role
from families.event_log.models import LogEntry
from families.permissions import Refused
from tests.claims.building import claim_at, user
from tests.claims.packs.verifier import part

pytestmark = pytest.mark.usefixtures("programme")
ASKED = {"purpose": "Spot check of 3 May", "recipient": "The department"}


def test_references_are_taken_as_they_are_pasted():
    assert references_in(" C-1, C-2;C-3\r\nC-1\tF-9 \n") == ["C-1", "C-2", "C-3", "F-9"]


def test_each_reference_has_its_pack_or_the_reason_why_not():
    approved, queued = claim_at("approved"), claim_at("queued")
    rows = packs_for([approved.reference, queued.reference, "C-9", approved.family.reference], user())
    assert [(row.reference, row.pack and row.pack.claim, row.refusal) for row in rows] == [
        (approved.reference, approved, ""),
        (queued.reference, None, f"Claim {queued} is in the queue: nobody has checked it, so nothing was sealed."),
        ("C-9", None, "There is no claim, and no family with a claim, of this reference."),
        (approved.family.reference, None, "Its pack is in the list already."),
    ]
    assert [row.pack.claim for row in packs_for([approved.family.reference], user())] == [approved]
    assert [row.pack for row in packs_for([approved.reference], user(Role.KEY_WORKER))] == [None]


def test_a_list_is_shown_first_and_handed_over_in_one_press(client, tmp_path):
    by = user()
    client.force_login(by)
    claims = [claim_at("paid"), claim_at("approved")]
    left_out = claim_at("queued")
    asked = {"references": "\n".join(claim.reference for claim in [*claims, left_out]), **ASKED}
    shown = client.post("/claim-packs/", asked).content.decode()
    assert "The bundle would hold 2 packs" in shown
    assert f"{left_out.reference}</span>: Claim {left_out} is in the queue" in shown
    assert not PackBundle.objects.exists()
    response = client.post("/claim-packs/bundle/", asked)
    bundle = PackBundle.objects.get()
    assert response.headers["Content-Disposition"] == f'attachment; filename="claim-packs-{bundle.pk}.zip"'
    assert (bundle.by, bundle.purpose, bundle.recipient) == (by, ASKED["purpose"], ASKED["recipient"])
    assert bundle.sha256 == sha256(response.content)
    assert bundle.head == ClaimPack.objects.get(number=2).digest
    assert set(bundle.packs.values_list("claim", flat=True)) == {claim.pk for claim in claims}
    assert LogEntry.objects.filter(by=by, verb="exported", about_type="claim").count() == 2
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        packed.extractall(tmp_path)
    cover = (tmp_path / "claim-packs" / "READ-ME-FIRST.html").read_text(encoding="utf-8")
    assert bundle.head in cover
    assert list(part("verify_packs").check(tmp_path / "claim-packs", [bundle.head])) == []
    assert bundle.head in client.get("/claim-packs/").content.decode()


@pytest.mark.parametrize(("missing", "sentence"), [
    ("references", "Enter the references"), ("purpose", "Enter what the packs are for"),
    ("recipient", "Enter who gets the packs"),
])
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(client, missing, sentence):
    client.force_login(user())
    asked = {"references": "C-1", **ASKED, missing: ""}
    for address in ("/claim-packs/", "/claim-packs/bundle/"):
        shown = client.post(address, asked).content.decode()
        assert sentence in shown
        assert all(value in shown for value in asked.values())
    assert not PackBundle.objects.exists()


def test_nothing_is_handed_over_where_there_is_no_pack(client):
    client.force_login(user())
    asked = {"references": claim_at("queued").reference, **ASKED}
    assert "None of these has a pack" in client.post("/claim-packs/", asked).content.decode()
    assert "There is no pack to hand over." in client.post("/claim-packs/bundle/", asked).content.decode()
    with pytest.raises(Refused, match="Only a programme manager or auditor"):
        hand_over(packs=[], by=user(Role.ANALYST), **ASKED)


def test_an_auditor_gets_no_pack_that_says_who_vouched_before_they_have_looked(client):
    paid, approved, auditor = claim_at("paid"), claim_at("approved"), user(Role.AUDITOR)
    client.force_login(auditor)
    rows = packs_for([paid.reference, approved.reference], auditor)
    assert [(row.pack and row.pack.claim, row.refusal) for row in rows] == [(paid, ""), (
        None, f"Claim {approved} can still be audited. Its pack says who vouched for it: auditors get it afterwards."
    )]
    assert client.get(f"/claims/{approved.token}/pack/").status_code == 404
    assert client.get(f"/claims/{paid.token}/pack/").status_code == 200
    bundle, _ = hand_over(packs=list(ClaimPack.objects.all()), by=auditor, **ASKED)
    assert [pack.claim for pack in bundle.packs.all()] == [paid]


def test_the_page_of_a_claim_offers_its_pack(client):
    claim = claim_at("approved")
    by = user(Role.ANALYST)
    client.force_login(by)
    assert "Pack 1 (ZIP)" in client.get(f"/claims/{claim.token}/").content.decode()
    response = client.get(f"/claims/{claim.token}/pack/")
    assert response.content == bytes(ClaimPack.objects.get().content)
    assert response.headers["Content-Disposition"] == f'attachment; filename="000001-{claim}.zip"'
    assert LogEntry.objects.filter(by=by, verb="exported", about_id=claim.pk).exists()
    assert client.get(f"/claims/{claim_at('queued').token}/pack/").status_code == 404


def test_the_preview_asks_as_much_for_many_packs_as_for_one(client):
    client.force_login(user())
    counted = []
    for number in (1, 5):
        while Claim.objects.count() < number:
            claim_at("approved")
        asked = {"references": " ".join(Claim.objects.values_list("reference", flat=True)), **ASKED}
        client.post("/claim-packs/", asked)
        with CaptureQueriesContext(connection) as found:
            client.post("/claim-packs/", asked)
        counted.append(len(found))
    assert counted[0] == counted[1] <= 15


def test_commands_seal_hand_over_and_index(tmp_path, capsys):
    claim, queued = claim_at("approved"), claim_at("queued")
    call_command("claims", "seal")
    assert capsys.readouterr().out == "0 approvals were sealed.\n"
    target = tmp_path / "packs.zip"
    asked = ["--purpose", "Spot check", "--recipient", "The department", "--output", str(target)]
    call_command("claims", "packs", "--references", claim.reference, queued.reference, *asked)
    said = capsys.readouterr()
    assert said.out == f"1 packs written to {target}, SHA-256 {sha256(target.read_bytes())}.\n"
    assert said.err.startswith(f"Left out: {queued.reference}: ")
    with pytest.raises(CommandError, match="There is no pack to hand over"):
        call_command("claims", "packs", "--references", "C-9", *asked)
    call_command("claims", "index")
    assert capsys.readouterr().out == "2 claims were gone through.\n"
