// Who writes: the names, the faces, and the switch between them.

import { element, icon, isolated } from "./dom.js";
import { label } from "./labels.js";

/** Return the name of a User or Chat. */
export const fullName = (user) => user.title ?? [user.first_name, user.last_name].filter(Boolean).join(" ");

/** Return one of six colours' numbers, always the same for an id. */
export const hue = (id) => Math.abs(id) % 6;

/** Make a round picture: the bot's mark, a group's icon, or the first letter of a name. */
export function face(of, size = "") {
  const classes = `face ${size} hue-${hue(of.id)}`;
  if (of.is_bot) return element("span", { class: `face ${size} mark`, "aria-hidden": "true" });
  if (of.type && of.type !== "private") return element("span", { class: classes, "aria-hidden": "true" }, icon("people"));
  return element("span", { class: classes, "aria-hidden": "true" }, [...fullName(of)][0] ?? "؟");
}

/** Show the people one may write as; `onPick` hears the id of the one picked. */
export function showPeople(list, people, { current, admins, onPick }) {
  const signature = JSON.stringify([people, current, admins, label("member")]);
  const isShown = list.dataset.signature === signature && list.querySelector("input:checked")?.value === String(current);
  if (isShown) return; // a list that is built anew under a finger loses the tap
  list.dataset.signature = signature;
  const focused = list.contains(document.activeElement);
  list.replaceChildren(
    ...people.map((person) => {
      const radio = element("input", {
        type: "radio",
        name: "writer",
        value: person.id,
        checked: person.id === current,
        onchange: () => onPick(person.id),
      });
      const role = label(admins.includes(person.id) ? "admin" : "member");
      return element(
        "label",
        { class: "person" },
        radio,
        face(person),
        isolated(fullName(person), "person-name"),
        element("span", { class: "role" }, role),
      );
    }),
  );
  if (focused) list.querySelector("input:checked")?.focus();
}
