// Keeps each answer as it is given. Without this script the form's buttons keep them.
"use strict";
(() => {
  const form = document.querySelector("form[data-save]");
  if (!form) return;
  const status = document.querySelector("[role=status]");
  let waiting = Promise.resolve();

  function save() {
    status.textContent = "Saving";
    // One after the other, so that the last choice is kept last.
    waiting = waiting.then(async () => {
      try {
        const body = new URLSearchParams(new FormData(form));
        const answer = await fetch(form.action, {
          method: "POST", body, headers: { Accept: "application/json" }, keepalive: true,
        });
        if (!answer.ok) throw new Error(answer.status);
        status.textContent = "Saved";
      } catch {
        status.textContent = "Not saved yet: no connection to the study. Your next answer or button tries again.";
      }
    });
  }

  let typing;
  form.addEventListener("change", () => { clearTimeout(typing); save(); });
  form.addEventListener("input", (event) => {
    if (event.target.name !== "comment") return;
    clearTimeout(typing);
    typing = setTimeout(save, 800);
  });
})();
