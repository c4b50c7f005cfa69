// Dates, times and sizes in the page's language.

import { label, locale } from "./labels.js";

const DAY_MS = 86_400_000;
const dateOf = (seconds) => new Date(seconds * 1000);
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** Return the time of day, as 14:05. */
export const clock = (seconds) =>
  dateOf(seconds).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** Return the full date and time, for a tooltip. */
export const fullDate = (seconds) => dateOf(seconds).toLocaleString(locale(), { dateStyle: "full", timeStyle: "short" });

/** Return a key that is the same within one day. */
export const dayOf = (seconds) => midnight(dateOf(seconds));

/** Return "today", "yesterday" or the date. */
export function dayName(seconds) {
  const days = Math.round((midnight(new Date()) - dayOf(seconds)) / DAY_MS);
  if (days === 0) return label("today");
  if (days === 1) return label("yesterday");
  return dateOf(seconds).toLocaleDateString(locale(), { dateStyle: "long" });
}

/** Return the time for today, the date before. */
export const shortMoment = (seconds) =>
  dayOf(seconds) === midnight(new Date())
    ? clock(seconds)
    : dateOf(seconds).toLocaleDateString(locale(), { day: "numeric", month: "short" });

/** Return a file's size in words. */
export function size(bytes = 0) {
  const [small, middle, large] = label("bytes");
  const number = (value) => value.toLocaleString(locale(), { maximumFractionDigits: 1 });
  if (bytes < 1024) return `${number(bytes)} ${small}`;
  if (bytes < 1024 ** 2) return `${number(bytes / 1024)} ${middle}`;
  return `${number(bytes / 1024 ** 2)} ${large}`;
}
