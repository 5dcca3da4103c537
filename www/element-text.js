// @ts-check
// The words of the element, in both languages: mostly what its host page has to change. `{}` is what they are about.

const words = {
  loading: { zh: "正在载入报告…", en: "Loading the report…" },
  report: { zh: "回头客报告", en: "Huitou report" },
  nothing: {
    zh: "没有可显示的报告：请在 report 里填保存的报告的网址，或在 src 里填 CSV 的网址。",
    en: "There is no report to show: give the address of a saved report in “report”, or of a CSV in “src”.",
  },
  noPanel: { zh: "这份报告里没有所要的图表。有的是：{}。", en: "The report has none of these panels. It has: {}." },
  connect: {
    zh: "本页面的安全策略（CSP）不允许载入报告：请在 connect-src 里加上 {}。",
    en: "This page's security policy does not let the report load: add {} to its connect-src.",
  },
  wasm: {
    zh: "本页面的安全策略（CSP）不允许运行计算核心：请在 script-src 里加上 'wasm-unsafe-eval'。",
    en: "This page's security policy does not let the core run: add 'wasm-unsafe-eval' to its script-src.",
  },
  worker: {
    zh: "本页面的安全策略（CSP）不允许在后台读取：请在 worker-src 里加上 blob:。",
    en: "This page's security policy does not allow reading in the background: add blob: to its worker-src.",
  },
  unreachable: {
    zh: "取不到 {}：地址不通，或者它的服务器没有允许本页面读取（缺少 Access-Control-Allow-Origin）。",
    en: "{} could not be fetched: it does not answer, or its server does not let this page read it (Access-Control-Allow-Origin is missing).",
  },
  status: { zh: "取不到 {}。", en: "Could not fetch {}." },
  noReport: { zh: "{} 不是回头客保存的报告。", en: "{} is no report that Huitou saved." },
  noCurrency: {
    zh: "currency 里要写三个字母的货币代码，例如 CNY；“{}”不是。",
    en: "“currency” takes a code of three letters, such as EUR; “{}” is none.",
  },
  noAsOf: {
    zh: "as-of 里要写文件期间内的一天，例如 2024-12-31；“{}”不是。",
    en: "“as-of” takes a day within the file, such as 2024-12-31; “{}” is none.",
  },
  asks: {
    zh: "读这份 CSV 之前需要先回答：{} 请在回头客的页面里打开它，保存报告，再用 report 显示。",
    en: "Before this CSV can be read there is a question: {} Open it in Huitou's page, save the report there, and show that with “report”.",
  },
  container: {
    zh: "{} 不是 CSV：这里只读 CSV 文本。请在回头客的页面里打开它，保存报告，再用 report 显示。",
    en: "{} is no CSV, and nothing else is read here. Open it in Huitou's page, save the report there, and show that with “report”.",
  },
  broken: { zh: "读取时出了内部错误，没有显示任何数字。", en: "Something broke inside while reading, and no numbers are shown." },
};

/** @typedef {keyof typeof words} ElementWord */

/** @param {ElementWord} key @param {import("./text.js").Lang} lang @param {string} [about] @returns {string} */
export function elementText(key, lang, about = "") {
  return words[key][lang].replace("{}", () => about);
}
