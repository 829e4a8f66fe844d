// The emergency room's pages work without this. With it a form whose connection is lost is sent again, under the same
// name of the request (so that it is done once), clocks tick, and what stands on each channel is looked up again.

const main = () => document.querySelector("main");
let here = window.location.pathname;

// Sending again ------------------------------------------------------------------------------------------------------

const WAITS = [2, 4, 8, 15, 30]; // seconds; the last one for good
const pause = (seconds) => new Promise((go) => setTimeout(go, seconds * 1000));

let words = {}; // what to say, as the last form that had it says it: the page that asks who one is has none

function say(form, name) {
  let place = form.querySelector("[data-app-resend-said]");
  if (!place) {
    place = document.createElement("div");
    place.className = "app-resend";
    place.setAttribute("role", "status");
    place.dataset.appResendSaid = "";
    form.append(place);
  } else if (place.dataset.appTrying) {
    words = { ...place.dataset };
  }
  place.textContent = (name && words[name]) || "";
}

async function answerTo(form, body) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    } catch {
      say(form, "appTrying");
      await pause(WAITS[Math.min(tries, WAITS.length - 1)]);
    }
  }
}

async function show(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("main");
  if (!fresh) {
    window.location.reload();
    return;
  }
  document.title = page.title;
  const before = document.querySelector(".govuk-back-link");
  const link = page.querySelector(".govuk-back-link");
  if (before && link) {
    before.replaceWith(link);
  } else if (before) {
    before.remove();
  }
  main().replaceWith(fresh);
  const bar = page.querySelector(".app-header"); // its forms belong to the session, which may be a new one
  if (bar) {
    document.querySelector(".app-header").replaceWith(bar);
  }
  if (answer.redirected) {
    window.history.pushState({}, "", answer.url);
    here = window.location.pathname;
  }
  document.dispatchEvent(new CustomEvent("app:fresh"));
  // As if htmx had put it there: office.js starts GOV.UK Frontend's components in it.
  fresh.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: fresh } }));
  window.scrollTo(0, 0);
  const first = fresh.querySelector(".govuk-error-summary") || fresh;
  first.setAttribute("tabindex", "-1");
  first.focus();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  // The page that asks who one is carries the same fields to the same address.
  if (!form.matches("[data-app-resend], [action$='/emergency/send']")) {
    return;
  }
  event.preventDefault();
  if (form.dataset.appBusy) {
    return;
  }
  form.dataset.appBusy = "yes";
  say(form, "appSending");
  const answer = await answerTo(form, new URLSearchParams(new FormData(form, event.submitter)));
  delete form.dataset.appBusy;
  say(form, "");
  await show(answer);
});

window.addEventListener("popstate", () => {
  if (window.location.pathname !== here) {
    window.location.reload(); // the page before, and not merely a place on this one
  }
});

// A place with a name agreed in both languages: once one is given, the other stands there too -----------------------

document.addEventListener("change", (event) => {
  const [, field, side] = event.target.id?.match(/^(f-.+)-(cy|en)$/) || [];
  const twin = side && document.getElementById(`${field}-${side === "cy" ? "en" : "cy"}`);
  const known = twin && event.target.list && [...event.target.list.options].find((one) => one.value === event.target.value);
  if (known && !twin.value) {
    twin.value = known.label;
  }
});

// Clocks -------------------------------------------------------------------------------------------------------------

// Seconds by which this phone's clock is ahead of the server's, which is the one that counts.
let skew = 0;

function spell(seconds) {
  const all = Math.abs(Math.trunc(seconds));
  const parts = [Math.trunc(all / 3600), Math.trunc(all / 60) % 60, all % 60].map((one) => String(one).padStart(2, "0"));
  return (parts[0] === "00" ? parts.slice(1) : parts).join(":");
}

function tick() {
  const now = Date.now();
  for (const clock of document.querySelectorAll("[data-app-due]")) {
    const left = (Date.parse(clock.dataset.appDue) - now) / 1000 + skew;
    const isLate = left < 0;
    clock.classList.toggle("app-countdown--late", isLate);
    const shown = clock.querySelector("[data-app-time]");
    shown.textContent = isLate ? `${clock.dataset.appLate} ${spell(left)}` : `${spell(left)} ${clock.dataset.appLeft}`;
  }
  // Whoever cannot see the clock hears of it at the steps of the ladder, and never each second.
  for (const step of document.querySelectorAll("[data-app-at][hidden]")) {
    const since = (now - Date.parse(step.dataset.appAt)) / 1000 - skew;
    if (since >= 0) {
      const isNews = since < 5;
      const said = document.createElement("span");
      said.textContent = isNews ? step.textContent : "";
      step.replaceWith(said);
    }
  }
}

function setClock() {
  const sent = document.querySelector("[data-app-now]");
  if (sent) {
    const ahead = (Date.now() - Date.parse(sent.dataset.appNow)) / 1000;
    skew = Math.abs(ahead) < 5 ? 0 : ahead; // a page takes a while to come
  }
  tick();
}

setClock();
setInterval(tick, 1000);
document.addEventListener("app:fresh", setClock);

// What stands where --------------------------------------------------------------------------------------------------

async function lookAgain() {
  const place = document.querySelector("[data-app-fresh]");
  if (!place || document.hidden || place.contains(document.activeElement)) {
    return;
  }
  try {
    const answer = await fetch(window.location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-app-fresh]");
    if (answer.ok && fresh && !place.contains(document.activeElement)) {
      place.replaceWith(fresh);
      setClock();
    }
  } catch {
    // no connection: what the page says stays, and the next look may succeed
  }
}

setInterval(lookAgain, 20000);
