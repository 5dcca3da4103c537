//! What a panic would say, taken out of a module.
//!
//! On wasm32 a panic's message goes nowhere: std has no place to write it, and the call ends in a trap, which is all
//! that JavaScript sees. Here the functions that make the message are that trap at once, and the source files and lines
//! that they would name are blank, so that wasm-opt and gzip find less, and no path of the machine that built it is
//! shipped. rustc could leave them out itself, but not yet in a stable one.

use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::ops::Range;

/// Begin the names of functions that never return: they make a message and end the program.
const LAST_WORDS: [&str; 12] = [
    "core::panicking::",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::result::unwrap_failed",
    "core::cell::panic_already",
    "core::slice::index::slice_index_fail",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::str::slice_error_fail",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "std::panicking::",
];

/// No locals; `unreachable`, `end`.
const TRAP: [u8; 3] = [0, 0x00, 0x0b];

const HEADER: usize = 8;
const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;

/// The module without them. It must still have the names of its functions, and loses none.
pub fn silence(wasm: &[u8]) -> Result<Vec<u8>> {
    let sections = sections(wasm)?;
    let content =
        |wanted| sections.iter().find(|(id, _)| *id == wanted).map(|(_, range)| &wasm[range.clone()]);
    let imported = content(IMPORT).map_or(Ok(0), imported_functions)?;
    let mut last_words = BTreeSet::new();
    for (_, range) in sections.iter().filter(|(id, _)| *id == CUSTOM) {
        last_words.extend(named(&wasm[range.clone()], |name| {
            let name = without_hashes(name);
            LAST_WORDS.iter().any(|start| name.starts_with(start))
        })?);
    }
    if last_words.is_empty() {
        bail!("no function of the module has a name that a panic's has: its names are gone, or are others");
    }
    let mut silent = wasm[..HEADER].to_vec();
    for (id, range) in sections {
        let content = &wasm[range];
        let content = match id {
            CODE => bodies(content, |function| last_words.contains(&(imported + function)))?,
            DATA => without_places(content)?,
            _ => content.to_vec(),
        };
        silent.push(id);
        silent.extend(number(content.len()));
        silent.extend(content);
    }
    Ok(silent)
}

/// The ids of the sections, and where their contents are.
fn sections(wasm: &[u8]) -> Result<Vec<(u8, Range<usize>)>> {
    let mut bytes = Bytes { bytes: wasm, at: HEADER };
    let mut sections = Vec::new();
    while bytes.at < wasm.len() {
        let id = bytes.byte()?;
        let length = bytes.number()?;
        sections.push((id, bytes.at..bytes.at + length));
        bytes.skip(length)?;
    }
    Ok(sections)
}

/// How many functions come from JavaScript: they have the first numbers.
fn imported_functions(imports: &[u8]) -> Result<usize> {
    let mut bytes = Bytes { bytes: imports, at: 0 };
    let mut functions = 0;
    for _ in 0..bytes.number()? {
        bytes.text()?;
        bytes.text()?;
        match bytes.byte()? {
            0 => {
                bytes.number()?;
                functions += 1;
            }
            kind => bail!("an import of kind {kind}, where there are functions alone"),
        }
    }
    Ok(functions)
}

/// The numbers of the functions whose names are wanted, where the custom section is that of names.
fn named(section: &[u8], is_wanted: impl Fn(&str) -> bool) -> Result<Vec<usize>> {
    const FUNCTIONS: u8 = 1;
    let mut bytes = Bytes { bytes: section, at: 0 };
    let mut found = Vec::new();
    if bytes.text()? != "name" {
        return Ok(found);
    }
    while bytes.at < section.len() {
        let kind = bytes.byte()?;
        let length = bytes.number()?;
        if kind != FUNCTIONS {
            bytes.skip(length)?;
            continue;
        }
        for _ in 0..bytes.number()? {
            let (function, name) = (bytes.number()?, bytes.text()?);
            found.extend(is_wanted(name).then_some(function));
        }
    }
    Ok(found)
}

/// `core[1a2b]::panicking::panic` without what tells two versions of a crate apart.
fn without_hashes(name: &str) -> String {
    let mut parts = name.split('[');
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once(']').map_or(part, |(_, rest)| rest));
    std::iter::once(first).chain(rest).collect()
}

/// The bodies of all functions, those that are wanted as a trap.
fn bodies(code: &[u8], is_trap: impl Fn(usize) -> bool) -> Result<Vec<u8>> {
    let mut bytes = Bytes { bytes: code, at: 0 };
    let count = bytes.number()?;
    let mut written = number(count);
    for function in 0..count {
        let length = bytes.number()?;
        let body = bytes.take(length)?;
        let body = if is_trap(function) { &TRAP[..] } else { body };
        written.extend(number(body.len()));
        written.extend(body);
    }
    Ok(written)
}

/// The data without places in source files: the address and the length of a path, a line and a column.
fn without_places(data: &[u8]) -> Result<Vec<u8>> {
    const ACTIVE: usize = 0;
    const I32_CONST: u8 = 0x41;
    let mut silent = data.to_vec();
    let mut bytes = Bytes { bytes: data, at: 0 };
    for _ in 0..bytes.number()? {
        if bytes.number()? != ACTIVE || bytes.byte()? != I32_CONST {
            bail!("a segment of data of another kind than the linker writes");
        }
        let address = bytes.number()?;
        bytes.byte()?;
        let length = bytes.number()?;
        let start = bytes.at;
        blank_places(address, bytes.take(length)?, &mut silent[start..start + length]);
    }
    Ok(silent)
}

fn blank_places(address: usize, segment: &[u8], silent: &mut [u8]) {
    const WORD: usize = 4;
    const PLACE: usize = 4 * WORD;
    let word = |at: usize| {
        segment[at..].first_chunk().map_or(0, |word: &[u8; WORD]| u32::from_le_bytes(*word) as usize)
    };
    let mut at = address.next_multiple_of(WORD) - address;
    while at + PLACE <= segment.len() {
        let path = word(at).checked_sub(address).map(|start| start..start + word(at + WORD));
        let is_path = |path: &Range<usize>| segment.get(path.clone()).is_some_and(is_source_path);
        match path.filter(is_path) {
            Some(path) => {
                silent[path].fill(0);
                silent[at..at + PLACE].fill(0);
                at += PLACE;
            }
            None => at += WORD,
        }
    }
}

fn is_source_path(text: &[u8]) -> bool {
    text.ends_with(b".rs") && text.contains(&b'/') && text.iter().all(u8::is_ascii_graphic)
}

/// A whole number as wasm writes it: seven bits a byte, the lowest first.
fn number(mut value: usize) -> Vec<u8> {
    let mut written = Vec::new();
    while value > 0x7f {
        written.push(value as u8 | 0x80);
        value >>= 7;
    }
    written.push(value as u8);
    written
}

/// Bytes that are read one thing after the other.
struct Bytes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at + length).context("the module ends too early")?;
        self.at += length;
        Ok(taken)
    }

    fn skip(&mut self, length: usize) -> Result<()> {
        self.take(length).map(drop)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    fn number(&mut self) -> Result<usize> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        bail!("a number of more than 32 bits")
    }

    fn text(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(id: u8, content: &[u8]) -> Vec<u8> {
        [&[id][..], &number(content.len()), content].concat()
    }

    fn text(text: &str) -> Vec<u8> {
        [&number(text.len()), text.as_bytes()].concat()
    }

    /// A module of one import and two functions, the second of which is the panic, and a segment of data at 8.
    fn module(panic: &str, data: &[u8], second_body: &[u8]) -> Vec<u8> {
        let import = [vec![1], text("js"), text("log"), vec![0, 0]].concat();
        let body = |code: &[u8]| [&number(code.len()), code].concat();
        let code = [vec![2], body(&[0, 0x01, 0x0b]), body(second_body)].concat();
        let names = [vec![2, 1], text("first"), vec![2], text(panic)].concat();
        let names = [text("name"), vec![1], number(names.len()), names].concat();
        let data = [vec![1, 0, 0x41, 8, 0x0b], number(data.len()), data.to_vec()].concat();
        let sections =
            [section(IMPORT, &import), section(CODE, &code), section(DATA, &data), section(CUSTOM, &names)];
        [b"\0asm\x01\0\0\0".to_vec(), sections.concat()].concat()
    }

    fn words(words: [u32; 4]) -> Vec<u8> {
        words.into_iter().flat_map(u32::to_le_bytes).collect()
    }

    #[test]
    fn panics_are_traps_and_places_are_blank() {
        let path = b"src/a.rs";
        // Line 7, column 3 of the path behind it; then the same address with another length is something else.
        let data = [words([40, 8, 7, 3]), words([40, 6, 7, 3]), path.to_vec()].concat();
        let silent = [words([0; 4]), words([40, 6, 7, 3]), vec![0; 8]].concat();
        let loud = module("core[1f]::panicking::panic_fmt", &data, &[0, 0x01, 0x01, 0x0b]);
        assert_eq!(silence(&loud).unwrap(), module("core[1f]::panicking::panic_fmt", &silent, &TRAP));
    }

    #[test]
    fn a_module_without_names_is_refused() {
        assert!(silence(&module("f2", b"", &TRAP)).is_err());
        assert!(silence(b"\0asm\x01\0\0\0").is_err());
    }
}
