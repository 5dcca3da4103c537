// @ts-check
// The seal: once everything is loaded, the browser is told to forbid every connection, for this page and for
// every worker started from a blob after it. Policies only ever add up, so nothing can lift it again.

/** What is forbidden; the same string stands in wasm-pack.toml. */
export const POLICY =
  "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; connect-src 'none'; style-src 'none'; img-src data: blob:; form-action 'none'; base-uri 'none'";

/** @type {number | null} */
let sealedAt = null;

/** Seals the page; a second call does nothing. */
export function seal() {
  if (sealedAt !== null) return;
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = POLICY;
  document.head.append(meta);
  sealedAt = performance.now();
}

/** Whether the page is sealed. */
export function isSealed() {
  return sealedAt !== null;
}

/** Calls back with the number of requests since the seal, now and whenever it changes. @param {(count: number) => void} tell */
export function watchRequests(tell) {
  let count = 0;
  tell(count);
  const observer = new PerformanceObserver((list) => {
    const since = list.getEntries().filter((entry) => sealedAt !== null && entry.startTime > sealedAt && !entry.name.startsWith("blob:"));
    if (since.length > 0) tell((count += since.length));
  });
  observer.observe({ type: "resource", buffered: true });
}
