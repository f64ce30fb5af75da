"use strict";
// Adds to pages that work without it. What it brings to life is in the page already, hidden, its room kept free.

// A button that copies a citation, of a passage with its quotation, or a text that is ready.
for (const place of document.querySelectorAll("[data-copy]")) {
  place.hidden = false;
  const button = place.querySelector("button");
  button.addEventListener("click", async () => {
    const lines = place.dataset.copy.split(" ").map((id) => {
      const text = document.getElementById(id).textContent.trim();
      return id === "quote" ? `“${text}”` : text;
    });
    const told = place.querySelector("[role=status]");
    try {
      await copy(`${lines.join("\n")}\n`);
      told.textContent = "Copied.";
    } catch {
      told.textContent = "The browser did not allow it. Select the text and copy it instead.";
    }
    button.focus();
  });
}

// Browsers offer their clipboard to https and to this machine alone; a council's own server is often neither.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.className = "visually-hidden";
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("not copied");
}

// A box that narrows a long list of values to those with the words typed. What is ticked stays in sight.
for (const box of document.querySelectorAll(".narrow, .finder")) {
  box.hidden = false;
  const input = box.querySelector("input");
  const facet = box.closest("fieldset");
  const more = facet.querySelector("details");
  const choices = [...facet.querySelectorAll(".choice")].map((choice) => {
    const label = choice.querySelector("label");
    return { choice, tick: choice.querySelector("input"), words: fold(label.title || label.firstChild.textContent) };
  });
  let wasOpen = more?.open;
  const narrow = () => {
    const wanted = fold(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { choice, tick, words } of choices) {
      const fits = wanted.every((word) => words.includes(word));
      choice.hidden = !fits && !tick.checked;
      shown += fits;
    }
    if (more) more.open = wanted.length ? true : wasOpen;
    more?.classList.toggle("narrowed", wanted.length > 0);
    box.querySelector("[role=status]").textContent = wanted.length ? `${shown} of ${choices.length}` : "";
  };
  more?.addEventListener("toggle", () => {
    if (!input.value.trim()) wasOpen = more.open;
  });
  input.addEventListener("input", narrow);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !input.name) event.preventDefault();
  });
  // Whoever ticks a value in the narrowed list has found it.
  const name = input.name;
  facet.addEventListener("change", (event) => {
    if (event.target !== input) input.name = "";
  });
  input.addEventListener("input", () => (input.name = name));
  if (input.value && !input.name) narrow();
}

// What a field offers while it is being typed into: areas by any of their names and codes.
for (const input of document.querySelectorAll("[data-choices]")) {
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => offer(input), 150);
  });
}

async function offer(input) {
  const typed = input.value.trim();
  if (!typed || [...input.list.options].some((option) => option.value === typed)) return;
  const answer = await fetch(`${input.dataset.choices}?q=${encodeURIComponent(typed)}`).catch(() => null);
  if (!answer?.ok || input.value.trim() !== typed) return;
  const { areas } = await answer.json();
  const options = areas.map(({ label, by }) => Object.assign(new Option(by ? `${by}: ${label}` : label), { value: label }));
  input.list.replaceChildren(...options);
}

// A box that narrows a list to the entries that have a word beginning with each of those typed.
for (const input of document.querySelectorAll("[data-narrows]")) {
  const list = document.getElementById(input.dataset.narrows);
  const [told, beside] = ["told", "beside"].map((name) => document.getElementById(`${list.id}-${name}`));
  const entries = [...list.querySelectorAll("[data-names]")].map((entry) => {
    return { entry, names: ` ${fold(entry.dataset.names).replace(/[-&,./]+/g, " ")}` };
  });
  const narrow = () => {
    const wanted = fold(input.value).split(/[-&,./\s]+/).filter(Boolean);
    let shown = 0;
    for (const { entry, names } of entries) {
      entry.hidden = !wanted.every((word) => names.includes(` ${word}`));
      shown += !entry.hidden;
    }
    for (const group of list.querySelectorAll("section")) {
      group.hidden = !group.querySelector("[data-names]:not([hidden])");
    }
    if (beside) beside.hidden = wanted.length > 0;
    told.textContent = wanted.length ? `${shown} of ${entries.length} listed` : "";
    told.classList.toggle("visually-hidden", wanted.length === 0);
  };
  input.addEventListener("input", narrow);
  if (input.value) narrow();
}

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’']/g, "").toLowerCase();
}
