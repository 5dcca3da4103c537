// @ts-check
// Time zones as the core takes them: the browser has the zone data, the core has none.

/** @typedef {import("./types/huitou").Zone} Zone */

const FIRST = Date.UTC(1990, 0);
const LAST = Date.UTC(2100, 0);
/** No zone changes there and back within it: the shortest time between is Morocco's month of fasting. */
const STEP_MS = 21 * 86_400_000;
const MINUTE_MS = 60_000;

/** @type {Map<string, Zone>} */
const known = new Map();

/** The zone of this browser. @returns {Zone} */
export function localZone() {
  return zone(Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC");
}

/** A zone by its IANA name: all its offsets from 1990 to 2100. @param {string} name @returns {Zone} */
export function zone(name) {
  const found = known.get(name) ?? { name, offsets: offsets(minutesIn(name)) };
  known.set(name, found);
  return found;
}

/** The offsets and when they begin. @param {(ms: number) => number} minutesAt @returns {Zone["offsets"]} */
function offsets(minutesAt) {
  let minutes = minutesAt(FIRST);
  const found = [{ from: FIRST / 1000, minutes }];
  for (let ms = FIRST + STEP_MS; ms < LAST; ms += STEP_MS) {
    if (minutesAt(ms) === minutes) continue;
    const from = change(ms - STEP_MS, ms, minutesAt);
    minutes = minutesAt(from);
    found.push({ from: from / 1000, minutes });
  }
  return found;
}

/** The minute at which the offset changes. @param {number} before @param {number} after @param {(ms: number) => number} minutesAt */
function change(before, after, minutesAt) {
  const old = minutesAt(before);
  while (after - before > MINUTE_MS) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
    if (minutesAt(middle) === old) before = middle;
    else after = middle;
  }
  return after;
}

/** What tells the minutes east of UTC. @param {string} name @returns {(ms: number) => number} */
function minutesIn(name) {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
  return (ms) => {
    const shown = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(ms));
    const [, sign, hours, minutes] = shown ?? [];
    return sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0;
  };
}
