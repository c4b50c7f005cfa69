// Build DOM nodes from words, never from markup.

/**
 * Make an element. `attributes` set properties for functions ("onclick"), attributes otherwise;
 * null, undefined and false leave the attribute out. `children` are nodes or strings.
 */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Make an icon of the sprite in icons.svg; it says nothing to a screen reader. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** Make a name that does not disturb the direction of what stands around it, and is aligned with it. */
export function isolated(text, className) {
  return element("span", { class: className }, element("bdi", {}, text));
}
