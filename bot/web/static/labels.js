// The page's own words, Arabic first. What the bot says is never touched.

import { arabic } from "./words.ar.js";
import { english } from "./words.en.js";

const WORDS = { ar: arabic, en: english };
const KEPT_AS = "isnad.language";
let language = remembered();

function remembered() {
  try {
    return localStorage.getItem(KEPT_AS) === "en" ? "en" : "ar";
  } catch {
    return "ar"; // storage may be forbidden; the page then forgets the choice
  }
}

/** Return the page's words for a key, filled with `values` where it needs some. */
export function label(key, ...values) {
  const words = WORDS[language][key];
  return typeof words === "function" ? words(...values) : words;
}

/** Return the locale of dates and numbers. */
export const locale = () => (language === "ar" ? "ar-u-nu-latn" : "en-GB");

/** Return the direction of the page: "rtl" or "ltr". */
export const pageDirection = () => (language === "ar" ? "rtl" : "ltr");

/** Take the other language, keep the choice, and put it on the document. */
export function switchLanguage() {
  language = language === "ar" ? "en" : "ar";
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // see remembered()
  }
  applyLabels();
}

/** Put the words on every element that asks for them by data-label or data-name (its accessible name). */
export function applyLabels() {
  document.documentElement.lang = language;
  document.documentElement.dir = pageDirection();
  document.title = label("title");
  for (const node of document.querySelectorAll("[data-label]")) node.textContent = label(node.dataset.label);
  for (const node of document.querySelectorAll("[data-name]")) {
    node.setAttribute("aria-label", label(node.dataset.name));
    if (node.tagName === "BUTTON") node.title = label(node.dataset.name);
  }
}
