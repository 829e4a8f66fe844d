// Takes chosen pictures in at once, and does what the pictures' buttons say, without leaving the page.
// Without it the buttons send the whole form, which does the same.

import { initAll } from "./govuk-frontend.js";

const SECTION = "#pictures";

async function send(form, doing) {
  const section = document.querySelector(SECTION);
  const data = new FormData(form);
  data.set("picture-do", doing);
  section.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(section.dataset.fields, {
      method: "POST",
      body: data,
      headers: { "HX-Request": "true" },
      credentials: "same-origin",
    });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    put(section, await answer.text());
    form.dispatchEvent(new Event("input", { bubbles: true }));
  } catch {
    section.removeAttribute("aria-busy");
    return false;
  }
  return true;
}

function put(section, html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  const fresh = made.content.querySelector(SECTION);
  const focused = document.activeElement?.id;
  section.replaceWith(fresh);
  window.htmx?.process(fresh);
  initAll({ scope: fresh });
  (document.getElementById(focused) ?? fresh.querySelector("h2")).focus();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest(`${SECTION} button[name="picture-do"]`);
  if (!button?.form || button.dataset.given) {
    return;
  }
  event.preventDefault();
  if (!(await send(button.form, button.value))) {
    button.dataset.given = "plainly"; // the form itself, as without scripts
    button.click();
  }
});

document.addEventListener("change", (event) => {
  const chosen = event.target.closest(`${SECTION} input[type="file"]`);
  if (chosen?.form && chosen.files.length) {
    send(chosen.form, "take-in");
  }
});
