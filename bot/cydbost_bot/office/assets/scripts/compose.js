// Writing a pair: what is typed is kept every few seconds, offers go in where the cursor stands, and a change of what was
// found is said once to whoever listens.
const form = document.getElementById("compose");
const kept = document.getElementById("kept");
const PAUSE = 3000;
const LONGEST = 60000;

let wanted = false; // something was typed that is not kept
let busy = false;
let handedIn = false;
let timer = 0;
let wait = PAUSE;

function mark() {
  return JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRF"];
}

function later(pause) {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => keep(false), pause);
}

async function keep(anyway) {
  if (busy || handedIn || (!wanted && !anyway)) {
    return;
  }
  busy = true;
  wanted = false;
  const typed = new FormData(form);
  typed.delete("do");
  for (const [name, value] of [...typed]) {
    if (value instanceof File) {
      typed.delete(name);
    }
  }
  if (anyway) {
    typed.set("anyway", "yes");
  }
  try {
    const answer = await fetch(form.dataset.keep, {
      method: "POST",
      headers: { "X-CSRF": mark(), "HX-Request": "true" },
      body: new URLSearchParams(typed),
    });
    if (!answer.ok && answer.status !== 409) {
      throw new Error(String(answer.status));
    }
    say(await answer.text());
    const turn = kept.querySelector("[data-turn]");
    if (turn) {
      form.elements.turn.value = turn.dataset.turn;
    }
    wait = PAUSE;
  } catch {
    wanted = true;
    wait = Math.min(wait * 2, LONGEST);
    kept.textContent = form.dataset.lost;
    later(wait);
  } finally {
    busy = false;
    if (wanted) {
      later(wait);
    }
  }
}

function say(html) {
  kept.innerHTML = html; // of the office's own making
}

form.addEventListener("input", () => {
  wanted = true;
  later(PAUSE);
});
form.addEventListener("focusout", () => keep(false));
window.addEventListener("online", () => later(0));
form.addEventListener("submit", () => {
  handedIn = true;
  window.clearTimeout(timer);
});
window.addEventListener("pageshow", () => {
  handedIn = false;
});
window.addEventListener("beforeunload", (event) => {
  if (wanted && !handedIn) {
    event.preventDefault();
  }
});
kept.addEventListener("click", (event) => {
  if (event.target.closest("[data-keep-anyway]")) {
    keep(true);
  }
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-put]");
  if (!button) {
    return;
  }
  event.preventDefault();
  const field = document.getElementById(button.dataset.into);
  const words = button.dataset.put;
  if (field.type === "url") {
    field.value = words;
  } else {
    const start = field.selectionStart ?? field.value.length;
    const before = field.value.slice(0, start);
    const gap = before && !/\s$/.test(before) ? " " : "";
    field.setRangeText(gap + words, start, field.selectionEnd ?? start, "end");
  }
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
});

document.body.addEventListener("htmx:afterSettle", () => {
  const now = document.getElementById("judged-now").textContent.replace(/\s+/g, " ").trim();
  const status = document.getElementById("judged-status");
  if (status.textContent !== now) {
    status.textContent = now;
  }
});
