// @ts-check
// What was dropped: files, and the tables in folders.

/** Files that are read at once; the core has the same bound. */
const MOST = 10_000;

/** In a folder there is more than tables. */
const TABLE = /\.(csv|tsv|tab|txt|xlsx|xlsm|xls|zip|gz)$/i;

/** A mapping that was saved beside them. */
const MAPPING = /^huitou-mapping.*\.json$/i;

/** The files of a drop, in folders too, in the order of their paths. @param {DataTransfer} transfer @returns {Promise<File[]>} */
export async function dropped(transfer) {
  // Both lists are empty once the event is over.
  const files = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return files;
  /** @type {File[]} */
  const found = [];
  for (const entry of entries) if (entry) await walk(entry, "", found);
  if (found.length === 0) throw trouble({ no_table_inside: { format: "folder" } });
  return found;
}

/** Refuses more files than are read at once. @param {File[]} files */
export function countFiles(files) {
  if (files.length > MOST) throw trouble({ too_many_files: { most: MOST } });
}

/** @param {FileSystemEntry} entry @param {string} path of its folder, with a slash @param {File[]} found */
async function walk(entry, path, found) {
  const name = path + entry.name;
  if (entry.isDirectory) {
    const inside = await entriesOf(/** @type {FileSystemDirectoryEntry} */ (entry));
    for (const one of inside) await walk(one, `${name}/`, found);
  } else if (path === "" || MAPPING.test(entry.name) || (TABLE.test(entry.name) && !entry.name.startsWith("."))) {
    found.push(await fileOf(/** @type {FileSystemFileEntry} */ (entry), name));
    countFiles(found);
  }
}

/** A browser gives them a hundred at a time. @param {FileSystemDirectoryEntry} folder */
async function entriesOf(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const all = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)).catch(() => {
      throw trouble("unreadable", folder.name);
    });
    if (some.length === 0) break;
    all.push(...some);
  }
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The file under its path: two folders may each hold an orders.csv. @param {FileSystemFileEntry} entry @param {string} path */
async function fileOf(entry, path) {
  const file = /** @type {File} */ (
    await new Promise((resolve, reject) => entry.file(resolve, reject)).catch(() => {
      throw trouble("unreadable", path);
    })
  );
  return new File([file], path, { lastModified: file.lastModified });
}

/** @param {any} what of the core's words @param {string} [name] of the one to blame */
function trouble(what, name) {
  return { file: name === undefined ? null : 0, line: null, trouble: what, files: name === undefined ? [] : [name] };
}
