// Moving a post to another day of the calendar: by dragging it, or with the keyboard. Both end in the form that a page
// without scripts would send; a post that has no time yet leads to the page where its time is typed.

const form = document.querySelector(".js-move-form");
const voice = document.querySelector(".js-move-voice");
const days = [...document.querySelectorAll(".js-calendar [data-day]")];
const texts = voice?.dataset ?? {};
let moving = null;

if (form && voice && days.length && days[0].offsetParent !== null) {
  for (const entry of document.querySelectorAll("[data-ref]")) {
    if (entry.closest(".app-plan__narrow")) continue; // a list has no days to put it on
    addHandle(entry);
  }
}

function addHandle(entry) {
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = "app-plan__move";
  handle.append(texts.move);
  handle.setAttribute("aria-label", `${texts.move}: ${entry.dataset.label}`);
  entry.append(handle);
  handle.addEventListener("click", (event) => {
    if (event.detail === 0) begin(entry, handle); // by keyboard, or by what speaks for it
  });
  handle.addEventListener("keydown", keyPressed);
  handle.addEventListener("blur", () => moving?.handle === handle && !moving.pointer && leave());
  handle.addEventListener("pointerdown", (event) => drag(event, entry, handle));
}

function say(text) {
  voice.textContent = text;
}

function begin(entry, handle) {
  if (moving) return;
  const home = days.findIndex((day) => day.contains(entry));
  const first = days.findIndex((day) => !("past" in day.dataset));
  moving = { entry, handle, home, at: home >= 0 ? home : Math.max(first, 0), pointer: null };
  entry.classList.add("app-plan__entry--moving");
  aim(moving.at);
  say(texts.help.replace("LABEL", entry.dataset.label));
}

function aim(index) {
  for (const day of days) day.classList.remove("app-calendar__day--target");
  if (index === null) return;
  days[index].classList.add("app-calendar__day--target");
  days[index].scrollIntoView({ block: "nearest" });
}

function keyPressed(event) {
  if (!moving || moving.pointer) return;
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    const next = moving.at + step;
    if (next < 0 || next >= days.length) {
      say(texts.edge);
      return;
    }
    moving.at = next;
    aim(next);
    say(days[next].dataset.name);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    drop();
  } else if (event.key === "Escape") {
    event.preventDefault();
    leave();
  }
}

function leave() {
  if (!moving) return;
  say(texts.left.replace("LABEL", moving.entry.dataset.label));
  end();
}

function end() {
  moving?.entry.classList.remove("app-plan__entry--moving");
  moving?.ghost?.remove();
  moving = null;
  aim(null);
}

function drop() {
  const { entry, at, home } = moving;
  if (at === home) {
    leave();
    return;
  }
  const { ref, seen } = entry.dataset;
  const day = days[at].dataset.day;
  end();
  if ("timeless" in entry.dataset) {
    const back = encodeURIComponent(form.elements.back.value);
    window.location.assign(`${form.dataset.dayPage.replace("REF", ref)}?day=${day}&back=${back}`);
    return;
  }
  form.action = form.getAttribute("action").replace("REF", ref);
  form.elements.day.value = day;
  form.elements.seen.value = seen;
  form.submit();
}

function drag(event, entry, handle) {
  if (event.button !== 0 || moving) return;
  const from = { x: event.clientX, y: event.clientY };
  handle.setPointerCapture(event.pointerId);

  const move = (now) => {
    if (!moving) {
      if (Math.hypot(now.clientX - from.x, now.clientY - from.y) < 5) return;
      begin(entry, handle);
      moving.pointer = now.pointerId;
      moving.ghost = ghostOf(entry);
    }
    moving.ghost.style.setProperty("left", `${now.clientX + 8}px`);
    moving.ghost.style.setProperty("top", `${now.clientY + 8}px`);
    const under = document.elementFromPoint(now.clientX, now.clientY)?.closest("[data-day]");
    const index = days.indexOf(under);
    if (index !== moving.at || index < 0) {
      moving.at = index;
      aim(index < 0 ? null : index);
    }
  };
  const finish = (now) => {
    handle.removeEventListener("pointermove", move);
    handle.removeEventListener("pointerup", finish);
    handle.removeEventListener("pointercancel", finish);
    if (!moving) {
      handle.focus();
      return;
    }
    if (now.type === "pointercancel" || moving.at < 0) leave();
    else drop();
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("pointerup", finish);
  handle.addEventListener("pointercancel", finish);
}

function ghostOf(entry) {
  const ghost = document.createElement("div");
  ghost.className = "app-plan__ghost";
  ghost.textContent = entry.dataset.label;
  document.body.append(ghost);
  return ghost;
}
