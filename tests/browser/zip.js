// Small archives and workbooks, made here so that a test shows what is in them.

import { deflateRawSync } from "node:zlib";

/** @typedef {[string, string | Buffer]} Entry name and content */

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** @param {Buffer} bytes */
function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = /** @type {number} */ (CRC[(value ^ byte) & 255]) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** The fields that an entry's own header and its line in the directory share. @param {Buffer} packed @param {Buffer} bytes @param {Buffer} name */
function fields(packed, bytes, name) {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0); // version
  header.writeUInt16LE(0x800, 2); // names in UTF-8
  header.writeUInt16LE(8, 4); // deflate
  header.writeUInt32LE(0x21, 6); // 1 January 1980
  header.writeUInt32LE(crc(bytes), 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(bytes.length, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}

/** A zip archive. @param {Entry[]} entries */
export function zip(entries) {
  const files = [];
  const directory = [];
  let at = 0;
  for (const [path, content] of entries) {
    const [name, bytes] = [Buffer.from(path), Buffer.from(content)];
    const packed = deflateRawSync(bytes);
    const header = fields(packed, bytes, name);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    files.push(Buffer.from("PK\x03\x04"), header, name, packed);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), header, place, name);
    at += 4 + header.length + name.length + packed.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, ...directory, Buffer.from("PK\x05\x06"), end]);
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONSHIPS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

/** A workbook of one sheet with these rows; numbers are numbers. @param {Iterable<(string | number)[]>} rows */
export function xlsx(rows) {
  const cell = (/** @type {string | number} */ value) =>
    typeof value === "number" ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const lines = Array.from(rows, (row) => `<row>${row.map(cell).join("")}</row>`);
  const relation = (/** @type {string} */ type, /** @type {string} */ target) =>
    `<Relationships ${RELATIONSHIPS}><Relationship Id="r1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;
  return zip([
    ["[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'],
    ["_rels/.rels", relation("officeDocument", "xl/workbook.xml")],
    ["xl/workbook.xml", `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="Orders" sheetId="1" r:id="r1"/></sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")],
    ["xl/worksheets/sheet1.xml", `<worksheet ${MAIN}><sheetData>${lines.join("")}</sheetData></worksheet>`],
  ]);
}
