// What stands before worker.js in its blob: the core's own JavaScript.
declare const Session: typeof import("../pkg/huitou.js").Session;
type Session = import("../pkg/huitou.js").Session;
declare const Stretches: typeof import("../pkg/huitou.js").Stretches;
type Stretches = import("../pkg/huitou.js").Stretches;
declare const sample: typeof import("../pkg/huitou.js").sample;
declare const fit: typeof import("../pkg/huitou.js").fit;
declare const initSync: typeof import("../pkg/huitou.js").initSync;

// And the JavaScript of the module that unpacks, in a function that gives a fresh one each time.
declare function unpacker(): {
  initSync(options: { module: WebAssembly.Module }): { memory: WebAssembly.Memory };
  unpack(
    name: string,
    size: number,
    read: (from: number, length: number) => Uint8Array,
    files: { start(name: string): void; push(bytes: Uint8Array): void; end(): void; passOver(name: string): void },
  ): void;
};

// A global of workers, which the types of pages lack.
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

// Each file of the blob by itself is a script to the editor; together they are one.
type Taker = { start: (name: string, bytes?: number) => void; push: (bytes: Uint8Array) => void; end: () => void; passOver: (name: string) => void };
