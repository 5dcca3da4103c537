//! What is no text at all, what is UTF-8, and how all else is decoded.
//!
//! Which encoding a file has is decided in `text_stream` and `plausible`.

use super::Decode;
use crate::error::Trouble;
use crate::order::Texts;
use huitou_columns::bytes::is_utf8;
use huitou_columns::interner::Interner;

/// The byte order mark of UTF-8.
pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// First bytes of things that people rename to .csv.
const MAGIC: [(&[u8], &str); 8] = [
    (b"\x89PNG", "png"),
    (b"\xFF\xD8\xFF", "jpeg"),
    (b"GIF8", "gif"),
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\x1F\x8B", "gzip"),
    (b"\xD0\xCF\x11\xE0", "xls"),
    (b"PK\x05\x06", "zip"),
];

/// What makes the text of a file no table, if anything.
pub(super) fn no_text(sample: &[u8]) -> Option<Trouble> {
    if let Some(trouble) = known_format(sample) {
        return Some(trouble);
    }
    if super::nuls::is_binary(sample) {
        return Some(Trouble::Binary);
    }
    if is_json(sample) {
        return Some(Trouble::NotText { format: "json".to_string() });
    }
    is_html(sample).then_some(Trouble::Html)
}

/// What a file is by its first bytes, if it is one of those that are no text.
pub(super) fn known_format(sample: &[u8]) -> Option<Trouble> {
    let format = |format: &str| Some(Trouble::NotText { format: format.to_string() });
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| sample.starts_with(magic)) {
        return format(name);
    }
    if sample.starts_with(b"RIFF") && sample.get(8..12) == Some(b"WEBP") { format("webp") } else { None }
}

/// Objects, or a list of them.
fn is_json(sample: &[u8]) -> bool {
    let text = sample.strip_prefix(BOM).unwrap_or(sample).trim_ascii_start();
    let Some((first, rest)) = text.split_first() else { return false };
    match (first, rest.trim_ascii_start().first()) {
        (b'{', next) => matches!(next, Some(b'"' | b'}')),
        (b'[', next) => matches!(next, Some(b'{' | b'[' | b']')),
        _ => false,
    }
}

fn is_html(sample: &[u8]) -> bool {
    let text = sample.strip_prefix(BOM).unwrap_or(sample).trim_ascii_start();
    let starts = |tag: &[u8]| text.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    starts(b"<!doctype") || starts(b"<html") || starts(b"<head") || starts(b"<body")
}

/// Counts what is no UTF-8 in bytes that come by slices.
#[derive(Debug, Default)]
pub(super) struct Utf8Check {
    /// The beginning of a character whose rest is in the next slice.
    carry: Vec<u8>,
    /// Bytes that are no part of a character.
    pub invalid: u64,
}

impl Utf8Check {
    /// Takes the next slice.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.carry.is_empty() {
            return self.scan(bytes);
        }
        let head = bytes.len().min(4 - self.carry.len());
        let mut joined = std::mem::take(&mut self.carry);
        joined.extend_from_slice(&bytes[..head]);
        if head == bytes.len() {
            return self.scan(&joined);
        }
        // The joined piece ends inside the slice: what it leaves over is scanned with the rest.
        self.scan(&joined);
        let mut rest = std::mem::take(&mut self.carry);
        rest.extend_from_slice(&bytes[head..]);
        self.scan(&rest);
    }

    fn scan(&mut self, mut bytes: &[u8]) {
        if is_utf8(bytes) {
            return;
        }
        loop {
            let error = match std::str::from_utf8(bytes) {
                Ok(_) => return,
                Err(error) => error,
            };
            let rest = &bytes[error.valid_up_to()..];
            let Some(length) = error.error_len() else {
                self.carry = rest.to_vec();
                return;
            };
            self.invalid += length as u64;
            bytes = &rest[length..];
        }
    }

    /// Whether all of it was UTF-8.
    pub fn is_utf8(&self) -> bool {
        self.invalid == 0 && self.carry.is_empty()
    }
}

/// The text of a cell before the whole file is known: it is UTF-8 but for stray bytes.
pub(super) fn shown(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).into_owned()
}

/// Decodes one value.
pub(super) fn decode(decoder: &dyn Decode, encoding: &str, bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if encoding == "utf-8" || text.is_ascii() => text.to_string(),
        _ if encoding == "utf-8" => String::from_utf8_lossy(bytes).into_owned(),
        _ => decoder.decode(encoding, bytes),
    }
}

/// Decodes all distinct values of a column at once: one call into the browser, not one a value.
pub(super) fn decode_all(decoder: &dyn Decode, encoding: &str, values: &Interner) -> Texts {
    let mut joined = Vec::new();
    for value in values.iter() {
        joined.extend_from_slice(value);
        joined.push(0);
    }
    let text = decode(decoder, encoding, &joined);
    let texts: Texts = text.split_terminator('\0').collect();
    if texts.len() == values.len() {
        return texts;
    }
    let mut texts = Texts::default();
    for value in values.iter() {
        texts.push(&decode(decoder, encoding, value));
    }
    texts
}

/// Decodes natively.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeDecoder;

#[cfg(not(target_arch = "wasm32"))]
impl Decode for NativeDecoder {
    fn decode(&self, encoding: &str, bytes: &[u8]) -> String {
        let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_slices_cut_are_whole() {
        let bytes = "a订😀单,".repeat(3).into_bytes();
        for size in 1..9 {
            let mut check = Utf8Check::default();
            bytes.chunks(size).for_each(|slice| check.push(slice));
            assert!(check.is_utf8() && check.invalid == 0, "slices of {size}");
            check.push(b"\x8A");
            assert!(!check.is_utf8() && check.invalid == 1, "slices of {size}");
        }
    }

    #[test]
    fn what_is_no_text_is_known_by_its_first_bytes() {
        let format = |format: &str| Some(Trouble::NotText { format: format.to_string() });
        assert_eq!(no_text(b"\x89PNG\r\n"), format("png"));
        assert_eq!(no_text(b"RIFF\0\0\0\0WEBPVP8"), format("webp"));
        assert_eq!(no_text(b"a\0,\0b\0,"), Some(Trouble::Binary));
        assert_eq!(no_text(b"\n <!DOCTYPE html>"), Some(Trouble::Html));
        assert_eq!(no_text(b" [\n {\"id\": 1}]"), format("json"));
        assert_eq!(no_text(b"{\"orders\": []}"), format("json"));
        assert_eq!(no_text(b"[id],b\n"), None);
        assert_eq!(no_text(b"a,b\n"), None);
    }
}
