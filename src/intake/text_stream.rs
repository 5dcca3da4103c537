//! From the bytes of a file to UTF-8, slice by slice, before anything is cut into cells.
//!
//! ASCII goes through untouched. The first byte beyond it opens a window, and the encoding is decided on that.
//! UTF-8 goes on untouched; all else is decoded by whole lines, as no newline is a part of a character. What is
//! decided depends on the bytes alone, never on the slices.

use std::borrow::Cow;

use super::encoding::{self, BOM};
use super::evidence::Evidence;
use super::plausible::{self, Reading};
use super::utf16::{ByteOrder, Utf16};
use super::{Choices, Decode};
use crate::error::Trouble;

/// How many bytes decide.
const WINDOW: usize = if cfg!(fuzzing) { 1 << 10 } else { 256 << 10 };
/// A line that is longer is no record of orders, and will be told.
const LONGEST_LINE: usize = 4 << 20;
/// A reading that costs so many bits more is a rival still: one chance in a thousand.
const RIVAL_BITS: u32 = 10;

/// The text of a file that comes by slices.
#[derive(Debug)]
pub(super) struct TextStream {
    state: State,
    /// The ASCII bytes before the window: a letter is judged by those beside it.
    before: Vec<u8>,
    evidence: Evidence,
}

#[derive(Debug)]
enum State {
    /// The first bytes.
    Opening(Vec<u8>),
    /// Nothing but ASCII so far.
    Ascii,
    /// The window.
    Window(Vec<u8>),
    Utf8,
    Utf16(Utf16),
    /// Decoded by whole lines; the line whose end is in the next slice.
    Decoding(&'static str, Vec<u8>),
}

/// What is held until there is enough of it: what a slice adds, and what it leaves over.
fn fill<'a>(held: &mut Vec<u8>, bytes: &'a [u8]) -> &'a [u8] {
    let (taken, rest) = bytes.split_at(bytes.len().min(WINDOW - held.len()));
    held.extend_from_slice(taken);
    rest
}

impl TextStream {
    /// A file from its beginning.
    pub fn new() -> TextStream {
        TextStream { state: State::Opening(Vec::new()), before: Vec::new(), evidence: Evidence::default() }
    }

    /// Takes the next slice; the text that is sure now.
    pub fn push<'a>(
        &mut self,
        bytes: &'a [u8],
        choices: &Choices,
        decoder: &dyn Decode,
    ) -> Result<Cow<'a, [u8]>, Trouble> {
        match self.state {
            State::Utf8 => Ok(Cow::Borrowed(bytes)),
            State::Ascii if bytes.is_ascii() => {
                self.remember(bytes);
                Ok(Cow::Borrowed(bytes))
            }
            _ => {
                let mut out = Vec::new();
                self.take(bytes, choices, decoder, &mut out)?;
                Ok(Cow::Owned(out))
            }
        }
    }

    /// Ends the file: the rest of its text.
    pub fn finish(&mut self, choices: &Choices, decoder: &dyn Decode) -> Result<Vec<u8>, Trouble> {
        let mut out = Vec::new();
        if let State::Opening(held) = &mut self.state {
            let held = std::mem::take(held);
            self.open(&held, choices)?;
            self.take(&held, choices, decoder, &mut out)?;
        }
        if let State::Window(held) = &mut self.state {
            let held = std::mem::take(held);
            self.decide(&held, choices, decoder);
            self.take(&held, choices, decoder, &mut out)?;
        }
        match &mut self.state {
            State::Utf16(text) => text.finish(&mut out),
            State::Decoding(encoding, carry) => {
                let (encoding, carry) = (*encoding, std::mem::take(carry));
                self.decode(encoding, &carry, decoder, &mut out);
            }
            _ => {}
        }
        Ok(out)
    }

    /// What the bytes were decoded from; `None` where they went through untouched.
    pub fn decoded_from(&self) -> Option<&'static str> {
        match &self.state {
            State::Utf16(text) => Some(text.order().label()),
            State::Decoding(encoding, _) => Some(encoding),
            _ => None,
        }
    }

    /// How else the text could be read: the reading that was used, then its rivals; empty where it is sure.
    pub fn rivals(&self, choices: &Choices, decoder: &dyn Decode) -> Vec<Reading> {
        match &self.state {
            State::Decoding(used, _) if choices.encoding.is_none() => {
                rivals(used, self.evidence.pieces(), decoder)
            }
            _ => Vec::new(),
        }
    }

    /// Whether UTF-8, or nothing but ASCII, would go through untouched.
    pub fn passes(&self, is_ascii: bool) -> bool {
        matches!(self.state, State::Utf8) || is_ascii && matches!(self.state, State::Ascii)
    }

    /// Takes note of text that goes through untouched, by its last bytes.
    pub fn pass_over(&mut self, last: &[u8]) {
        if matches!(self.state, State::Ascii) {
            self.remember(last);
        }
    }

    fn remember(&mut self, ascii: &[u8]) {
        const BESIDE: usize = 64;
        let kept = &ascii[ascii.len().saturating_sub(BESIDE)..];
        self.before.extend_from_slice(kept);
        let over = self.before.len().saturating_sub(BESIDE);
        self.before.drain(..over);
    }

    fn take(
        &mut self,
        bytes: &[u8],
        choices: &Choices,
        decoder: &dyn Decode,
        out: &mut Vec<u8>,
    ) -> Result<(), Trouble> {
        match &mut self.state {
            State::Opening(held) => {
                let rest = fill(held, bytes);
                if held.len() < WINDOW {
                    return Ok(());
                }
                let held = std::mem::take(held);
                self.open(&held, choices)?;
                self.take(&held, choices, decoder, out)?;
                self.take(rest, choices, decoder, out)
            }
            State::Ascii => {
                let ascii = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len());
                let (ascii, rest) = bytes.split_at(ascii);
                out.extend_from_slice(ascii);
                self.remember(ascii);
                if rest.is_empty() {
                    return Ok(());
                }
                self.state = State::Window(Vec::new());
                self.take(rest, choices, decoder, out)
            }
            State::Window(held) => {
                let rest = fill(held, bytes);
                if held.len() < WINDOW {
                    return Ok(());
                }
                let held = std::mem::take(held);
                self.decide(&held, choices, decoder);
                self.take(&held, choices, decoder, out)?;
                self.take(rest, choices, decoder, out)
            }
            State::Utf8 => {
                out.extend_from_slice(bytes);
                Ok(())
            }
            State::Utf16(text) => {
                text.push(bytes, out);
                Ok(())
            }
            State::Decoding(encoding, carry) => {
                let whole = match bytes.iter().rposition(|byte| matches!(byte, b'\r' | b'\n')) {
                    Some(last) => last + 1,
                    None if carry.len() + bytes.len() < LONGEST_LINE => 0,
                    None => bytes.len(),
                };
                let (lines, rest) = bytes.split_at(whole);
                carry.extend_from_slice(lines);
                if whole == 0 {
                    carry.extend_from_slice(rest);
                    return Ok(());
                }
                let lines = std::mem::replace(carry, rest.to_vec());
                let encoding = *encoding;
                self.decode(encoding, &lines, decoder, out);
                Ok(())
            }
        }
    }

    fn decode(&mut self, encoding: &str, lines: &[u8], decoder: &dyn Decode, out: &mut Vec<u8>) {
        if lines.is_ascii() {
            return out.extend_from_slice(lines);
        }
        if self.before.is_empty() {
            self.evidence.push(lines);
        } else {
            let mut first = std::mem::take(&mut self.before);
            first.extend_from_slice(lines);
            self.evidence.push(&first);
        }
        out.extend_from_slice(encoding::decode(decoder, encoding, lines).as_bytes());
    }

    /// What the first bytes tell.
    fn open(&mut self, sample: &[u8], choices: &Choices) -> Result<(), Trouble> {
        let chosen = choices.encoding.as_deref();
        if chosen.is_some_and(|chosen| known(chosen).is_none()) {
            return Err(Trouble::BadChoice { name: "encoding".to_string() });
        }
        self.state = if sample.starts_with(BOM) {
            State::Utf8
        } else if let Some(trouble) = encoding::known_format(sample) {
            return Err(trouble);
        } else if let Some(order) = ByteOrder::of(sample).or_else(|| chosen.and_then(byte_order)) {
            State::Utf16(Utf16::new(order))
        } else {
            State::Ascii
        };
        Ok(())
    }

    /// What the window tells. Text that is UTF-8 in several characters is nothing else; all other is what the
    /// merchant says, or what is most plausible.
    fn decide(&mut self, window: &[u8], choices: &Choices, decoder: &dyn Decode) {
        let is_cut = |error: &std::str::Utf8Error| error.error_len().is_none();
        let is_utf8 = std::str::from_utf8(window).err().is_none_or(|error| is_cut(&error));
        let encoding = match choices.encoding.as_deref().and_then(known) {
            _ if is_utf8 => "utf-8",
            Some(chosen) if byte_order(chosen).is_none() => chosen,
            _ => {
                let mut evidence = Evidence::default();
                // The last line may be cut.
                let last = window.iter().rposition(|&byte| matches!(byte, b'\r' | b'\n'));
                let whole = if window.len() < WINDOW { window.len() } else { last.unwrap_or(window.len()) };
                evidence.push(&[&self.before, &window[..whole]].concat());
                most_plausible(evidence.pieces(), decoder)
            }
        };
        self.state = match encoding {
            "utf-8" => State::Utf8,
            other => State::Decoding(other, Vec::new()),
        };
    }
}

/// The label of an encoding that can be asked for.
fn known(label: &str) -> Option<&'static str> {
    let labels = plausible::ALL.iter().map(|encoding| encoding.label);
    labels.chain(["utf-16le", "utf-16be"]).find(|known| known.eq_ignore_ascii_case(label))
}

fn byte_order(label: &str) -> Option<ByteOrder> {
    [ByteOrder::Little, ByteOrder::Big].into_iter().find(|order| order.label() == label)
}

/// The most plausible encoding of pieces of text.
pub(super) fn most_plausible(pieces: &[u8], decoder: &dyn Decode) -> &'static str {
    plausible::readings(pieces, decoder).first().map_or("utf-8", |reading| reading.encoding)
}

/// The reading in `used`, then those that are about as plausible and say something else.
pub(super) fn rivals(used: &str, pieces: &[u8], decoder: &dyn Decode) -> Vec<Reading> {
    let mut all = plausible::readings(pieces, decoder);
    let Some(position) = all.iter().position(|reading| reading.encoding == used) else { return all };
    let used = all.remove(position);
    let mut rivals: Vec<Reading> = Vec::new();
    for reading in all {
        let is_new = reading.text != used.text && rivals.iter().all(|rival| rival.text != reading.text);
        if is_new && reading.bits <= used.bits + RIVAL_BITS {
            rivals.push(reading);
        }
    }
    if rivals.is_empty() {
        return rivals;
    }
    rivals.insert(0, used);
    rivals
}
