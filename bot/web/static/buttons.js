// The rows of buttons under a message.

import { direction } from "./direction.js";
import { element, icon } from "./dom.js";
import { label } from "./labels.js";

/** Make a message's inline keyboard, or return null; `view.onTap` hears the message and the button. */
export function buttons(message, view) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return element(
    "div",
    { class: "keyboard" },
    rows.map((row) => element("div", { class: "keyboard-row" }, row.map((button) => key(message, button, view)))),
  );
}

function key(message, button, view) {
  const style = { class: `key ${button.style ?? ""}`, dir: direction(button.text) };
  if (/^https?:/i.test(button.url ?? "")) {
    const outward = { ...style, href: button.url, target: "_blank", rel: "noopener noreferrer", title: button.url };
    return element("a", outward, element("span", {}, button.text), icon("link"));
  }
  const node = element("button", { ...style, type: "button" }, element("span", {}, button.text));
  node.addEventListener("click", () => press(node, message, button, view));
  return node;
}

async function press(node, message, button, view) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  node.title = label("working");
  try {
    await view.onTap(message, button);
  } finally {
    node.removeAttribute("aria-busy");
    node.removeAttribute("title");
  }
}
