// What stands before worker.js in its blob: the core's own JavaScript.
declare const Session: typeof import("../pkg/huitou.js").Session;
type Session = import("../pkg/huitou.js").Session;
declare const initSync: typeof import("../pkg/huitou.js").initSync;
