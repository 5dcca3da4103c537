import init, { version } from "./pkg/huitou.js";

await init();
const line = document.getElementById("version");
if (line) line.textContent = version();
