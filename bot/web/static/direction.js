// Which way a text runs, as the clients of Telegram decide it: by its first strong letter.

const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const WEAK = /[^\p{L}\u200e\u200f\u061c\u061b\u061f]/u;
const ISOLATED = /[\u2066-\u2068][^\u2069]*\u2069?/g;
const ADDRESS = /(?<!\S)[/@][A-Za-z0-9_@]+/g;

/**
 * Return "rtl" or "ltr"; a text without any letter is right-to-left.
 *
 * Isolated stretches do not count, nor do commands and names that only say whom a text is for, so that
 * an Arabic question after /ask stays an Arabic line; where there is nothing else, they decide.
 */
export function direction(text) {
  const said = text.replace(ISOLATED, "");
  return firstStrong(said.replace(ADDRESS, "")) ?? firstStrong(said) ?? firstStrong(text) ?? "rtl";
}

function firstStrong(text) {
  for (const character of text) {
    if (WEAK.test(character)) continue;
    if (character === "\u200e") return "ltr";
    return "\u200f\u061c\u061b\u061f".includes(character) || RTL.test(character) ? "rtl" : "ltr";
  }
  return null;
}

/** Return the text with its commands and names isolated, so that their signs stay at their front in any line. */
export const settled = (text) => text.replace(ADDRESS, "\u2066$&\u2069");
