// Starts GOV.UK Frontend's own behaviour where it is there. Every page works without it.
import("../vendor/govuk-frontend/govuk-frontend.min.js")
  .then((frontend) => {
    if (!frontend.initAll) return;
    document.body.classList.add("js-enabled", "govuk-frontend-supported");
    frontend.initAll();
  })
  .catch(() => {});
