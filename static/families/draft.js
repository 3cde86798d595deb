// Keeps what is typed into a long form on the server, a moment after each pause. The form works without it: its
// "Save draft" button does the same. What could not be sent yet waits in this tab alone, for the person who typed it,
// and is sent as soon as the line or the session is back.
const PAUSE = 1200;
const RETRY = 4000;

const form = document.querySelector("form[data-draft]");
if (form) keepDraft(form);

function keepDraft(form) {
  const place = `draft-${form.dataset.draft}`;
  const says = form.querySelector("[data-saved]");
  let timer = null;
  let saving = null;
  let isLeaving = false;

  const lastField = form.elements.namedItem("last_field");

  function values() {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) data.append(name, value);
    return data;
  }

  function say(text, address) {
    says.textContent = text;
    if (!address) return;
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = address;
    link.textContent = "Sign in again";
    says.append(" ", link);
  }

  function hold() {
    const data = values();
    data.delete("csrfmiddlewaretoken");
    try { sessionStorage.setItem(place, data.toString()); } catch { /* full or forbidden: only the retry is left */ }
  }

  function soon(wait = PAUSE) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  // A token goes with a session: after signing in again, in this tab or another, the page has a new one.
  async function freshToken() {
    const page = await fetch(form.action || location.href, { redirect: "manual", credentials: "same-origin" });
    if (!page.ok) return false;
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    const token = fresh.querySelector("form[data-draft] [name=csrfmiddlewaretoken]");
    if (!token || fresh.querySelector("form[data-draft]").dataset.draft !== form.dataset.draft) return false;
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

  async function attempt() {
    const sent = values().toString();
    try {
      let answer = await send();
      if (answer.status === 403 && (await freshToken())) answer = await send();
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        say("You were signed out. What you typed is kept in this tab.", form.dataset.signIn);
        return false;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const { saved_at: savedAt } = await answer.json();
      if (values().toString() === sent) sessionStorage.removeItem(place);
      say(`Saved ${savedAt}`);
      return true;
    } catch {
      say("Not saved yet: there is no connection. What you typed is kept in this tab and sent when it is back.");
      soon(RETRY);
      return false;
    }
  }

  function save() {
    clearTimeout(timer);
    saving = (saving || Promise.resolve()).then(attempt);
    return saving;
  }

  function restore() {
    const kept = sessionStorage.getItem(place);
    if (kept === null) return;
    const data = new URLSearchParams(kept);
    for (const box of form.elements) {
      if (!box.name || box.type === "submit" || box.name === "csrfmiddlewaretoken" || box.name.startsWith("rows-")) continue;
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
    box.closest("details")?.setAttribute("open", "");
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
    if (!isLeaving && sessionStorage.getItem(place) !== null) event.preventDefault();
  });
  says.addEventListener("click", () => { isLeaving = true; });

  // Nothing is sent off for good before the draft is on the server: a session that ended takes no words with it.
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    event.preventDefault();
    clearTimeout(timer);
    if (!(await save())) return;
    isLeaving = true;
    const more = button?.dataset.more;
    if (more) addHidden("more", more);
    if (button?.name) addHidden(button.name, button.value);
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
