"""The stand-alone verifier: finds every tampering with a chain of packs, and none where there is none.

TAMPERS and TAMPER_SEED make it look at more of them, and at others; UNTOUCHED says how often at the chain as it is.
"""

import csv
import io
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.db import transaction

from claims.models import ClaimPack
from claims.packs.actions import hand_over
from tests.claims import building
from tests.claims.building import claim_at, family, user
from tests.claims.packs.verifier import part

TAMPERS = int(os.environ.get("TAMPERS", "200"))
UNTOUCHED = int(os.environ.get("UNTOUCHED", TAMPERS // 4))
SEED = int(os.environ.get("TAMPER_SEED", "1"))
CHAIN = 4

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The files of one bundle with every pack of a small chain, name -> bytes; one claim is for work."""
    with django_db_blocker.unblock(), transaction.atomic():
        building.cover_feeds()
        building.publish()
        for number in range(CHAIN):
            claim_at("approved", made=family(working=number == 1))
        packs = list(ClaimPack.objects.all())
        _, content = hand_over(packs=packs, purpose="Spot check", recipient="The department", by=user())
        transaction.set_rollback(True)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def verify():
    return part("verify_packs")


@pytest.fixture
def look(tmp_path, verify):
    """What the verifier says of files, written into a folder of their own; every pack of the chain must be there."""
    kept = {}

    def found(files, **options):
        for name in kept.keys() - files.keys():
            (tmp_path / name).unlink()
            del kept[name]
        for name, content in files.items():
            if kept.get(name) != content:
                (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name).write_bytes(content)
                kept[name] = content
        return list(verify.check(tmp_path, **options))

    return found


def needed(files):
    """What is verified of a bundle, without what is only for reading."""
    return {name: content for name, content in files.items() if name.startswith("packs/") or name == "chain.jsonl"}


def names_of(files):
    return sorted(name for name in files if name.startswith("packs/"))


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def head_of(files):
    return json.loads(files["chain.jsonl"].splitlines()[-1])["digest"]


def forged(files, rng, verify, change):
    """A pack changed by `change`, its own manifest made to fit, and with `rng` at times the chain after it too."""
    name = rng.choice(names_of(files))
    parts = unpacked(files[name])
    claim = name.partition("-")[2].removesuffix(".zip")
    change(parts, claim)
    lines = [json.loads(line) for line in files["chain.jsonl"].splitlines()]
    at = int(name.partition("/")[2][:6]) - 1
    manifests, contents = remade(lines, files, verify, at, parts, claim, through=rng.random() < 0.5)
    text = b"".join(verify.canonical(manifest) + b"\n" for manifest in manifests)
    return {**files, **contents, "chain.jsonl": text if rng.random() < 0.7 else files["chain.jsonl"]}


def remade(lines, files, verify, at, parts, claim, *, through):
    """The chain written anew from one pack on (only that pack, unless `through`), with the packs that it names."""
    contents = {}
    for number in range(at, len(lines) if through else at + 1):
        manifest = dict(lines[number])
        name = f"packs/{verify.name_of(manifest)}"
        held = parts if number == at else unpacked(files[name])
        held = {key: content for key, content in held.items() if not key.endswith("/manifest.json")}
        manifest["files"] = {key: verify.sha256(content) for key, content in held.items()}
        manifest["previous"] = lines[number - 1]["digest"] if number else verify.NOTHING_BEFORE
        del manifest["digest"]
        manifest["digest"] = verify.sha256(verify.canonical(manifest))
        lines[number] = manifest
        held[f"{manifest['claim']}/manifest.json"] = verify.canonical(manifest)
        contents[name] = verify.repacked(held)
    return lines, contents


# One tampering each: files, rng, verify -> files


def flip(files, rng, verify):
    name = rng.choice([*names_of(files), "chain.jsonl"])
    content = bytearray(files[name])
    content[rng.randrange(len(content) - (name == "chain.jsonl"))] ^= 1 << rng.randrange(8)
    return {**files, name: bytes(content)}


def cut(files, rng, verify):
    name = rng.choice(names_of(files))
    return {**files, name: files[name][:rng.randrange(len(files[name]))]}


def grow(files, rng, verify):
    name = rng.choice(names_of(files))
    return {**files, name: files[name] + rng.randbytes(rng.randrange(1, 9))}


def lose(files, rng, verify):
    name = rng.choice(names_of(files))
    return {key: content for key, content in files.items() if key != name}


def lose_from_chain_too(files, rng, verify):
    lines = files["chain.jsonl"].splitlines()
    at = rng.randrange(len(lines))
    name = f"packs/{verify.name_of(json.loads(lines.pop(at)))}"
    return {
        **{key: content for key, content in files.items() if key != name},
        "chain.jsonl": b"".join(line + b"\n" for line in lines),
    }


def swap(files, rng, verify):
    one, other = rng.sample(names_of(files), 2)
    return {**files, one: files[other], other: files[one]}


def swap_in_chain(files, rng, verify):
    lines = files["chain.jsonl"].splitlines()
    one, other = rng.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return {**files, "chain.jsonl": b"".join(line + b"\n" for line in lines)}


def double(files, rng, verify):
    name = rng.choice(names_of(files))
    return {**files, f"packs/{rng.randrange(5, 999999):06}-C-999999.zip": files[name]}


def forge_text(files, rng, verify):
    def change(parts, claim):
        name = f"{claim}/{rng.choice(['claim.html', 'claim.css', 'plan.toml', 'claim.json'])}"
        parts[name] = parts[name].replace(b"e", b"E", 1)

    return forged(files, rng, verify, change)


def forge_said(files, rng, verify):
    def change(parts, claim):
        said = json.loads(parts[f"{claim}/claim.json"])
        CHANGES[rng.choice(sorted(CHANGES))](said, rng)
        parts[f"{claim}/claim.json"] = json.dumps(said, sort_keys=True, indent=1).encode()

    return forged(files, rng, verify, change)


def verdict_of(said, rng):
    headline = rng.choice([one for one in said["evidence"]["headlines"] if one["verdicts"]])
    return rng.choice(headline["verdicts"])


CHANGES = {
    "a verdict": lambda said, rng: verdict_of(said, rng).update(status="neutral"),
    "a window": lambda said, rng: verdict_of(said, rng).update(window_starts_on="2001-01-01"),
    "a grade": lambda said, rng: verdict_of(said, rng).update(grade=4),
    "a headline": lambda said, rng: said["evidence"]["headlines"][0].update(status="pending"),
    "readiness": lambda said, rng: said["evidence"]["readiness"].update(eligible=False),
    "the amount": lambda said, rng: said["claim"].update(pence=123_400),
    "who approved": lambda said, rng: said["claim"].update(approved_by="Somebody else"),
}
TAMPERINGS = [flip, cut, grow, lose, lose_from_chain_too, swap, swap_in_chain, double, forge_text, forge_said]


def test_every_tampering_is_found_and_none_is_invented(made, look, verify):
    rng, files = random.Random(SEED), needed(made)
    head = head_of(files)
    missed, invented, done = [], [], 0
    while done < TAMPERS:
        tampering = rng.choice(TAMPERINGS)
        tampered = tampering(files, rng, verify)
        if tampered == files:
            continue
        done += 1
        if not look(tampered, heads=[head]):
            missed.append((done, tampering.__name__))
        if done * UNTOUCHED // TAMPERS > (done - 1) * UNTOUCHED // TAMPERS and (said := look(files, heads=[head])):
            invented.append((done, said))
    assert missed == []
    assert invented == []


def test_a_forged_chain_is_found_by_a_digest_noted_earlier_and_by_nothing_else(made, look, verify):
    files = needed(made)
    lines = [json.loads(line) for line in files["chain.jsonl"].splitlines()]
    name = names_of(files)[1]
    parts = unpacked(files[name])
    claim = lines[1]["claim"]
    parts[f"{claim}/claim.html"] += b"<!-- -->"
    manifests, contents = remade(lines, files, verify, 1, parts, claim, through=True)
    forged_files = {
        **files, **contents, "chain.jsonl": b"".join(verify.canonical(manifest) + b"\n" for manifest in manifests),
    }
    assert look(forged_files) == []
    assert look(forged_files, heads=[head_of(files)]) == [
        f"The chain does not contain {head_of(files)}, noted earlier: it was cut or written anew."
    ]


def rewritten(files, verify, change):
    """The chain written anew by somebody who changed what the first pack says, and noted no digest."""
    lines = [json.loads(line) for line in files["chain.jsonl"].splitlines()]
    parts, claim = unpacked(files[names_of(files)[0]]), lines[0]["claim"]
    said = json.loads(parts[f"{claim}/claim.json"])
    change(said)
    parts[f"{claim}/claim.json"] = json.dumps(said, sort_keys=True, indent=1).encode()
    manifests, contents = remade(lines, files, verify, 0, parts, claim, through=True)
    return {**files, **contents, "chain.jsonl": b"".join(verify.canonical(one) + b"\n" for one in manifests)}


def fact(said, what):
    return next(one for one in said["evidence"]["facts"] if one["what"] == what)


@pytest.mark.parametrize("change", [
    lambda said: fact(said, "event").update(on=building.day(-30).isoformat()),
    lambda said: said["grounds"]["coverage"].pop(),
    lambda said: said["grounds"]["coverage"][0].update(ends_on=building.day(-200).isoformat()),
    lambda said: said["grounds"]["coverage"][0].update(grade=4),
    lambda said: said["evidence"]["headlines"][0]["verdicts"][0].update(value="1"),
    lambda said: said["evidence"]["headlines"][0].update(status="neutral"),
    lambda said: said["evidence"]["readiness"].update(claimable=False),
    lambda said: said["claim"].update(route="employment"),
    lambda said: said["claim"].update(checked_by=said["claim"]["approved_by"]),
    lambda said: said["claim"].update(approved_at=said["claim"]["checked_at"]),
    lambda said: fact(said, "familydetails").update(engaged_on=""),
    lambda said: fact(said, "plan").update(objectives=["crime"]),
    lambda said: said["evidence"]["facts"].remove(fact(said, "problem")),
    lambda said: said["evidence"]["facts"].remove(fact(said, "leadworker")),
    lambda said: said["grounds"]["claims_made"].append({
        "framework": "expanded", "route": "sustained", "claimed_on": building.day(-60).isoformat(), "status": "paid",
        "reference": "",
    }),
])
def test_a_verdict_that_does_not_follow_from_its_facts_is_found_in_a_chain_written_anew(made, look, verify, change):
    files = needed(made)
    assert look(files) == []
    assert look(rewritten(files, verify, change)) != []


def test_work_is_judged_again_too(made, look, verify):
    files = needed(made)
    lines = [json.loads(line) for line in files["chain.jsonl"].splitlines()]
    parts, claim = unpacked(files[names_of(files)[1]]), lines[1]["claim"]
    said = json.loads(parts[f"{claim}/claim.json"])
    assert said["claim"]["route"] == "employment"
    next(one for one in said["evidence"]["facts"] if one.get("kind") == "employment")["starts_on"] = (
        building.day(-80).isoformat()
    )
    parts[f"{claim}/claim.json"] = json.dumps(said, sort_keys=True, indent=1).encode()
    manifests, contents = remade(lines, files, verify, 1, parts, claim, through=True)
    text = b"".join(verify.canonical(one) + b"\n" for one in manifests)
    assert look({**files, **contents, "chain.jsonl": text}) != []


def test_a_selection_needs_only_what_its_index_names(made, look):
    files = {**needed(made), "index.csv": made["index.csv"]}
    name = names_of(files)[0]
    rows = list(csv.reader(io.StringIO(made["index.csv"].decode())))
    del files[name]
    assert look(files) == [f"{name.removeprefix('packs/')} is missing."]
    files["index.csv"] = "".join(",".join(row) + "\r\n" for row in [rows[0], *rows[2:]]).encode()
    assert look(files) == []
    assert look(files, every=True) == [f"{name.removeprefix('packs/')} is missing."]


def test_what_is_for_reading_must_read_as_the_packs_do(made, look):
    assert look(made) == []
    name = next(name for name in made if name.startswith("read/") and name.endswith("claim.html"))
    changed = {**made, name: made[name].replace(b"Yes", b"No", 1)}
    assert len(look(changed)) == 1


SKIPPED = {
    "digest": ('(manifest["digest"] != sha256(canonical(said)),', "(False,"),
    "previous": ('(manifest["previous"] != before,', "(False,"),
    "number": ('(manifest["number"] != number,', "(False,"),
    "container": ("if content != repacked(files):", "if False:"),
    "parts": ('if {name: sha256(part) for name, part in files.items()} != manifest["files"]:', "if False:"),
    "missing": ("for name in wanted if name not in there", "for name in () if name not in there"),
    "head": ("for head in missing)", "for head in ())"),
    "verdict": ("yield from faults(said", "yield from () and faults(said"),
}


def resealed(files, verify, change=None, **said):
    """The last pack with other parts (`change`), or with a manifest that says something else; its digest made to fit
    where that is not what it says."""
    lines = files["chain.jsonl"].splitlines()
    name = names_of(files)[-1]
    manifest, parts = json.loads(lines[-1]) | said, unpacked(files[name])
    if change:
        change(parts, manifest["claim"])
    if "replaces" not in said:
        held = {key: value for key, value in manifest.items() if key != "digest"}
        manifest["digest"] = verify.sha256(verify.canonical(held))
    parts[f"{manifest['claim']}/manifest.json"] = lines[-1] = verify.canonical(manifest)
    others = {key: content for key, content in files.items() if key != name}
    return {
        **others, f"packs/{verify.name_of(manifest)}": verify.repacked(parts),
        "chain.jsonl": b"".join(line + b"\n" for line in lines),
    }


def without(files, name):
    return {key: content for key, content in files.items() if key != name}


def cut_off(files):
    """The chain without its last pack."""
    lines = files["chain.jsonl"].splitlines()[:-1]
    return {**without(files, names_of(files)[-1]), "chain.jsonl": b"".join(line + b"\n" for line in lines)}


def only_by_this(files, verify):
    """What each check alone finds: the files, tampered with in the one way that nothing else notices."""
    first = names_of(files)[0]
    return {
        "previous": resealed(files, verify, previous="1" * 64),
        "number": resealed(files, verify, number=9),
        "digest": resealed(files, verify, replaces="2" * 64),
        "container": {**files, first: files[first] + b"x"},
        "parts": resealed(files, verify, lambda parts, claim: parts.update({f"{claim}/claim.html": b"Something else"})),
        "missing": without(files, first),
        "head": cut_off(files),
        "verdict": rewritten(files, verify, lambda said: fact(said, "event").update(on=building.day(-30).isoformat())),
    }


@pytest.mark.parametrize("check", SKIPPED)
def test_a_verifier_that_leaves_out_a_check_is_caught(made, look, verify, monkeypatch, check):
    source = Path(verify.__file__)
    before, after = SKIPPED[check]
    text = source.read_text(encoding="utf-8")
    assert text.count(before) == 1
    lame = {"__name__": "lame", "__file__": str(source)}
    exec(compile(text.replace(before, after), source, "exec"), lame)
    files = needed(made)
    heads = [head_of(files)] if check == "head" else []
    tampered = only_by_this(files, verify)[check]
    assert look(tampered, heads=heads) != []
    monkeypatch.setattr(verify, "check", lame["check"])
    assert look(tampered, heads=heads) == []


def test_it_runs_by_itself_from_the_bundle(made, tmp_path):
    for name, content in made.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, str(tmp_path / "verifier" / "verify_packs.py")]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", env={})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Every pack is as it was sealed, and its verdict follows from its facts.\n"
    target = tmp_path / names_of(made)[0]
    target.write_bytes(target.read_bytes()[:-1])
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", env={})
    assert done.returncode == 1
    assert "cannot be opened" in done.stdout
