// A list of offers above the message box, driven from the box (the combobox pattern of WAI-ARIA).

import { element } from "./dom.js";

export class Popup {
  #box;
  #list;
  #options = [];
  #active = -1;
  #onPick = () => {};

  constructor(box, list) {
    this.#box = box;
    this.#list = list;
    box.addEventListener("blur", () => setTimeout(() => document.activeElement !== box && this.close(), 150));
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  /**
   * Offer options, each `{ title, text }`; `onPick` hears the one picked. A `hint` stands where there is none.
   * The Enter key picks the first one only if it is `preselected`; otherwise the arrows have to go there.
   */
  offer(name, options, onPick, { hint, preselected = false } = {}) {
    if (!options.length && !hint) return this.close();
    this.#options = options;
    this.#onPick = onPick;
    this.#list.setAttribute("aria-label", name);
    this.#list.replaceChildren(...options.map((option, index) => this.#row(option, index)));
    if (!options.length) this.#list.append(element("li", { class: "popup-hint" }, hint));
    this.#list.hidden = false;
    this.#box.setAttribute("aria-expanded", "true");
    this.#activate(preselected ? 0 : -1);
  }

  close() {
    this.#list.hidden = true;
    this.#box.setAttribute("aria-expanded", "false");
    this.#box.removeAttribute("aria-activedescendant");
  }

  /** Take a key pressed in the box; return whether it was for the list. */
  key(event) {
    if (!this.isOpen || event.isComposing) return false;
    if (event.key === "Escape") this.close();
    else if (!this.#options.length) return false;
    else if (event.key === "ArrowDown") this.#activate((this.#active + 1) % this.#options.length);
    else if (event.key === "ArrowUp") this.#activate(Math.max(this.#active, 1) - 1);
    else if (this.#active < 0) return false;
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) this.#pick(this.#active);
    else return false;
    event.preventDefault();
    return true;
  }

  #row(option, index) {
    return element(
      "li",
      {
        role: "option",
        id: `offer-${index}`,
        "aria-selected": "false",
        onmousedown: (event) => event.preventDefault(), // the box keeps the focus
        onclick: () => this.#pick(index),
      },
      element("bdi", { class: "offer-title" }, option.title),
      option.text && element("bdi", { class: "offer-text" }, option.text),
    );
  }

  #activate(index) {
    this.#active = index;
    for (const [place, row] of [...this.#list.children].entries()) row.setAttribute?.("aria-selected", String(place === index));
    const row = this.#list.children[index];
    if (index < 0 || !row) return this.#box.removeAttribute("aria-activedescendant");
    row.scrollIntoView({ block: "nearest" });
    this.#box.setAttribute("aria-activedescendant", row.id);
  }

  #pick(index) {
    const option = this.#options[index];
    this.close();
    this.#onPick(option);
  }
}
