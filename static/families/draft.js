// Keeps what is typed into a form on the server, a moment after each pause. The form works without it: its "Save draft"
// button does the same. What could not be sent yet waits in this tab alone, for the person who typed it, and is sent as
// soon as the line or the session is back.
const PAUSE = 1200;
const RETRY = 4000;

const form = document.querySelector("form[data-draft]");
if (form) keepDraft(form);

function keepDraft(form) {
  const place = `draft-${form.dataset.draft}`;
  const says = form.querySelector("[data-saved]");
  const lastField = form.elements.namedItem("last_field");
  const revision = form.elements.namedItem("draft_revision");
  let timer = null;
  let saving = null;
  let clashed = false;
  let isUnsaved = false;
  let isLeaving = false;

  function values() {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
    return data;
  }

  function say(text, ...more) {
    says.textContent = text;
    for (const one of more) says.append(" ", one);
  }

  function link(text, address) {
    const found = document.createElement("a");
    found.className = "govuk-link";
    found.href = address;
    found.textContent = text;
    return found;
  }

  function button(text, act) {
    const found = document.createElement("button");
    found.type = "button";
    found.className = "app-link-button";
    found.textContent = text;
    found.addEventListener("click", act);
    return found;
  }

  function hold() {
    isUnsaved = true;
    const data = values();
    data.delete("csrfmiddlewaretoken");
    try { sessionStorage.setItem(place, data.toString()); } catch { /* full or forbidden: only the retry is left */ }
  }

  function letGo() {
    isUnsaved = false;
    sessionStorage.removeItem(place);
  }

  function soon(wait = PAUSE) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  // A token goes with a session: after signing in again, in this tab or another, the page has a new one.
  async function freshToken() {
    const page = await fetch(location.href, { redirect: "manual", credentials: "same-origin" });
    if (!page.ok) return false;
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("form[data-draft]");
    const token = fresh?.querySelector("[name=csrfmiddlewaretoken]");
    if (!token || fresh.dataset.draft !== form.dataset.draft) return false;
    for (const box of document.querySelectorAll("[name=csrfmiddlewaretoken]")) box.value = token.value;
    return true;
  }

  async function send() {
    const data = values();
    data.append("keep", "draft");
    return fetch(location.href, {
      method: "POST", body: data, redirect: "manual", credentials: "same-origin", headers: { "X-Saves": "1" },
    });
  }

  // Gives whether what was typed may be sent off: it is on the server, or the server itself will say what is wrong.
  async function attempt() {
    if (clashed) return false;
    const sent = values().toString();
    try {
      let answer = await send();
      if (answer.status === 403 && (await freshToken())) answer = await send();
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        say("Not saved: you were signed out. What you typed is kept in this tab.",
          link("Sign in again", form.dataset.signIn));
        return false;
      }
      if (answer.status === 409) {
        clash(await answer.json());
        return false;
      }
      if (answer.status >= 400 && answer.status < 500) {
        say("Not saved: this page cannot be saved any more. What you typed is kept in this tab: copy it before you leave.");
        return true;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const saved = await answer.json();
      revision.value = saved.revision;
      if (same(values().toString(), sent)) letGo();
      say(saved.says);
      return true;
    } catch {
      say("Not saved yet: there is no connection. What you typed is kept in this tab and sent when it is back.");
      soon(RETRY);
      return false;
    }
  }

  function same(now, before) {
    const [one, other] = [now, before].map((text) => new URLSearchParams(text));
    for (const data of [one, other]) data.delete("draft_revision");
    return one.toString() === other.toString();
  }

  // Another tab has words that these would replace: nothing is saved until its writer has said which shall stand.
  function clash(found) {
    clashed = true;
    say(found.says,
      button("Save what is here instead", () => { clashed = false; revision.value = found.revision; soon(0); }),
      button("Show what is saved now", () => { isLeaving = true; letGo(); location.reload(); }));
    says.scrollIntoView({ block: "nearest" });
  }

  function save() {
    clearTimeout(timer);
    saving = (saving || Promise.resolve()).then(attempt);
    return saving;
  }

  function restore() {
    const kept = sessionStorage.getItem(place);
    if (kept === null) return;
    isUnsaved = true;
    const data = new URLSearchParams(kept);
    for (const box of form.elements) {
      if (!box.name || ["submit", "file"].includes(box.type)) continue;
      if (/^(csrfmiddlewaretoken$|draft_seal$|rows-|beside-)/.test(box.name)) continue;
      const all = data.getAll(box.name);
      if (box.type === "checkbox" || box.type === "radio") box.checked = all.includes(box.value);
      else if (all.length) box.value = all[0];
    }
    soon(0);
  }

  function goOn() {
    const id = lastField.value || form.dataset.lastField;
    const box = id && document.getElementById(id);
    if (!box || document.querySelector(".govuk-error-summary")) return;
    for (let part = box.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    box.focus();
    if (box.setSelectionRange && box.value) box.setSelectionRange(box.value.length, box.value.length);
  }

  form.addEventListener("focusin", (event) => {
    if (event.target.id && event.target.name && event.target.type !== "submit") lastField.value = event.target.id;
  });
  form.addEventListener("input", () => { hold(); soon(); });
  form.addEventListener("change", () => { hold(); soon(); });
  addEventListener("online", () => soon(0));
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && isUnsaved) event.preventDefault();
  });
  says.addEventListener("click", (event) => { if (event.target.href) isLeaving = true; });

  // Nothing is sent off for good before the draft is on the server: a session that ended takes no words with it.
  form.addEventListener("submit", async (event) => {
    const pressed = event.submitter;
    if (!isUnsaved && !clashed) {
      isLeaving = true;
      return;
    }
    event.preventDefault();
    clearTimeout(timer);
    const mayGoOn = await save();
    const more = pressed?.dataset.more;
    if (!mayGoOn || (pressed?.name === "keep" && !more)) return;
    isLeaving = true;
    if (more) addHidden("more", more);
    if (pressed?.name) addHidden(pressed.name, pressed.value);
    form.submit();
  });

  function addHidden(name, value) {
    const box = document.createElement("input");
    box.type = "hidden";
    box.name = name;
    box.value = value;
    form.append(box);
  }

  restore();
  goOn();
}
