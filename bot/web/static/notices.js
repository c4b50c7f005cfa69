// Words that come and go: a line at the top of the chat, an alert to close, and what a screen reader is told.

import { direction } from "./direction.js";
import { element } from "./dom.js";

const SHOWN_MS = 5000;
const find = (id) => document.getElementById(id);

/** Show a short line for a few seconds; `kind` is "plain" or "problem". */
export function toast(text, kind = "plain") {
  const line = element("p", { class: `toast ${kind}`, dir: direction(text) }, text);
  const lines = find("toasts");
  for (const other of lines.children) if (other.textContent === text) other.remove();
  lines.append(line);
  while (lines.childElementCount > 3) lines.firstElementChild.remove();
  setTimeout(() => line.remove(), kind === "problem" ? SHOWN_MS * 1.6 : SHOWN_MS);
}

/** Show a text that has to be closed. */
export function alertOf(text) {
  const words = find("alert-text");
  words.textContent = text;
  words.dir = direction(text);
  if (!find("alert").open) find("alert").showModal();
}

/** Tell a screen reader, politely. */
export function announce(text) {
  const line = element("p", {}, text);
  const lines = find("announcer");
  lines.append(line);
  setTimeout(() => line.remove(), 10_000);
}

/** Let a dialog close by its own button, by Escape, and by a press beside it. */
export function closable(dialog) {
  for (const button of dialog.querySelectorAll("[data-close]")) button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
