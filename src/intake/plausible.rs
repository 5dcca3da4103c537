//! How plausible a piece of text is in each encoding, in bits: what a writer of that encoding's languages would
//! need to say just these bytes. The fewest bits win; a few bits more are a rival.
//!
//! The classes are those of the standards: GB 2312, Big5, JIS X 0208 and KS X 1001 have their common characters in
//! blocks of their own. Letters beyond ASCII go by alphabets, and by the letters that they stand beside.

use super::names;
use super::{Decode, alphabets, sorting};
use crate::list::Listed;

/// An encoding that a file may have.
pub(super) struct Encoding {
    /// The WHATWG label.
    pub label: &'static str,
    /// What its being rarer costs.
    prior: u32,
    form: Form,
}

enum Form {
    Utf8,
    /// Two bytes a character: blocks, and the characters that orders have most.
    Double(&'static [Block], &'static str),
    /// One byte a character: alphabets, the commonest letters first.
    Single(&'static [&'static str]),
}

/// Lead bytes, trail bytes, bits of a character.
type Block = (u8, u8, u8, u8, u32);

/// Bytes that are no character, or one that nobody writes.
const BROKEN: u32 = 25;
/// An ASCII letter or digit, where a character of two bytes has swallowed it.
const ASCII: u32 = 5;
/// Those that lead bytes which need no trail have for their trail.
const ALONE: (u8, u8) = (0, 0);

/// The first letter of a script that has a row of its own, such as Cyrillic.
const SCRIPT: u32 = 16;
/// A katakana of half width in a row of them.
const HALF_WIDTH: u32 = 8;

const GB18030: &[Block] = &[
    (0xB0, 0xD7, 0xA1, 0xFE, 13),
    (0xA1, 0xA3, 0xA1, 0xFE, 9),
    (0xD8, 0xF7, 0xA1, 0xFE, 18),
    (0xA4, 0xA9, 0xA1, 0xFE, SCRIPT),
    (0xAA, 0xAF, 0xA1, 0xFE, 30),
    (0xF8, 0xFE, 0xA1, 0xFE, 30),
    (0x81, 0xFE, 0x40, 0xFE, 19),
    // Characters of four bytes.
    (0x81, 0xFE, 0x30, 0x39, 13 + ASCII),
    (0x80, 0x80, ALONE.0, ALONE.1, 14),
];
const BIG5: &[Block] = &[
    (0xA4, 0xC6, 0x40, 0x7E, 13),
    (0xA4, 0xC6, 0xA1, 0xFE, 13),
    (0xA1, 0xA3, 0x40, 0xFE, 10),
    (0xC6, 0xC8, 0x40, 0xFE, SCRIPT),
    (0xC9, 0xF9, 0x40, 0xFE, 18),
    (0x87, 0xFE, 0x40, 0xFE, 22),
];
const SHIFT_JIS: &[Block] = &[
    (0x82, 0x82, 0x9F, 0xF1, 7),
    (0x83, 0x83, 0x40, 0x96, 7),
    (0x81, 0x81, 0x40, 0xFC, 8),
    (0x82, 0x82, 0x4F, 0x9A, 9),
    (0x88, 0x98, 0x40, 0xFC, 13),
    (0x99, 0x9F, 0x40, 0xFC, 18),
    (0xE0, 0xEA, 0x40, 0xFC, 18),
    (0x83, 0x87, 0x40, 0xFC, SCRIPT),
    (0xED, 0xFC, 0x40, 0xFC, 20),
    // Katakana of half width.
    (0xA1, 0xDF, ALONE.0, ALONE.1, HALF_WIDTH),
];
const EUC_KR: &[Block] = &[
    (0xB0, 0xC8, 0xA1, 0xFE, 12),
    (0xA1, 0xA3, 0xA1, 0xFE, 10),
    (0xAA, 0xAC, 0xA1, 0xFE, SCRIPT),
    (0xA4, 0xA9, 0xA1, 0xFE, 17),
    (0xCA, 0xFD, 0xA1, 0xFE, 19),
    (0x81, 0xC6, 0x41, 0xFE, 20),
];

/// All encodings, of equal ones the first.
pub(super) static ALL: [Encoding; 8] = [
    Encoding { label: "utf-8", prior: 0, form: Form::Utf8 },
    Encoding { label: "gb18030", prior: 0, form: Form::Double(GB18030, alphabets::CHINESE) },
    Encoding { label: "windows-1252", prior: 0, form: Form::Single(alphabets::WESTERN) },
    Encoding { label: "windows-1250", prior: 2, form: Form::Single(alphabets::CENTRAL) },
    Encoding { label: "windows-1251", prior: 2, form: Form::Single(alphabets::CYRILLIC) },
    Encoding { label: "big5", prior: 2, form: Form::Double(BIG5, alphabets::TRADITIONAL) },
    Encoding { label: "shift_jis", prior: 2, form: Form::Double(SHIFT_JIS, alphabets::JAPANESE) },
    Encoding { label: "euc-kr", prior: 2, form: Form::Double(EUC_KR, alphabets::KOREAN) },
];

/// A reading of some text.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The encoding: a WHATWG label.
    pub encoding: &'static str,
    /// What it costs.
    pub bits: u32,
    /// The text as this encoding has it.
    pub text: String,
}

/// The text in every encoding, the most plausible first.
pub(super) fn readings(bytes: &[u8], decoder: &dyn Decode) -> Vec<Reading> {
    let mut all: Vec<Reading> = ALL
        .iter()
        .map(|encoding| {
            let text = super::encoding::decode(decoder, encoding.label, bytes);
            Reading { encoding: encoding.label, bits: encoding.bits(bytes, &text), text }
        })
        .listed();
    sorting::by_key(&mut all, |reading| reading.bits);
    all
}

impl Encoding {
    fn bits(&self, bytes: &[u8], text: &str) -> u32 {
        let bits = match self.form {
            Form::Utf8 => utf8_bits(text),
            Form::Double(blocks, common) => {
                double_bits(bytes, blocks).saturating_sub(5 * count(text, |c| common.contains(c)))
            }
            Form::Single(alphabets) => {
                alphabets.iter().map(|alphabet| single_bits(text, alphabet)).min().unwrap_or(0)
            }
        };
        (bits + self.prior).saturating_sub(12 * known_names(text))
    }
}

fn count(text: &str, test: impl Fn(char) -> bool) -> u32 {
    text.chars().filter(|&c| !c.is_ascii() && test(c)).count() as u32
}

/// Header names beyond ASCII that are usual.
fn known_names(text: &str) -> u32 {
    /// Headers are short.
    const FIRST: usize = 200;
    let is_known = |name: &&str| {
        let name = names::normalised(name);
        !name.is_ascii() && names::roles_of(&name).next().is_some()
    };
    text.lines().take(FIRST).filter(is_known).count() as u32
}

fn utf8_bits(text: &str) -> u32 {
    let bits = |c: char| match c {
        char::REPLACEMENT_CHARACTER => BROKEN,
        _ => [0, 9, 12, 14][c.len_utf8() - 1],
    };
    text.chars().map(|c| if c.is_ascii() { 0 } else { bits(c) }).sum()
}

fn double_bits(bytes: &[u8], blocks: &[Block]) -> u32 {
    let (mut bits, mut i, mut last_lead) = (0_u32, 0, 0);
    while let Some(&lead) = bytes.get(i) {
        i += 1;
        if lead.is_ascii() {
            last_lead = 0;
            continue;
        }
        let trail = bytes.get(i).copied().unwrap_or(0);
        let has = |&&(from, to, first, last, _): &&Block| {
            (from..=to).contains(&lead) && ((first, last) == ALONE || (first..=last).contains(&trail))
        };
        let Some(&(_, _, first, last, cost)) = blocks.iter().find(has) else {
            bits += BROKEN;
            continue;
        };
        bits += match (cost, last_lead) {
            // Letters of one script share their lead byte, katakana of half width stand in rows.
            (SCRIPT, last) if last == lead => 7,
            (HALF_WIDTH, last) if !(0xA1..=0xDF).contains(&last) => HALF_WIDTH + 6,
            _ => cost,
        };
        last_lead = lead;
        if (first, last) != ALONE {
            // Amid Latin letters stands a Latin letter.
            let before = i.checked_sub(2).and_then(|before| bytes.get(before));
            bits += if before.is_some_and(u8::is_ascii_lowercase) { 4 } else { 0 };
            bits -= if trail.is_ascii() { ASCII } else { 0 };
            i += 1;
        }
    }
    bits
}

fn single_bits(text: &str, alphabet: &str) -> u32 {
    let characters: Vec<char> = text.chars().listed();
    let at = |i: Option<usize>| i.and_then(|i| characters.get(i)).copied().unwrap_or('\n');
    let beyond = characters.iter().enumerate().filter(|(_, c)| !c.is_ascii());
    beyond.map(|(i, &c)| character_bits(at(i.checked_sub(1)), c, at(i.checked_add(1)), alphabet)).sum()
}

/// A character of one byte between two others.
fn character_bits(before: char, c: char, after: char, alphabet: &str) -> u32 {
    let is_letter = |c: char| c.is_ascii_alphabetic() || !c.is_ascii() && alphabets::is_letter(c);
    let beside = is_letter(before) || is_letter(after);
    if !alphabets::is_letter(c) {
        let amid = is_letter(before) && is_letter(after);
        return match c {
            char::REPLACEMENT_CHARACTER | '\u{80}'..='\u{9F}' => BROKEN,
            '’' => 8,
            _ if alphabets::TYPOGRAPHY.contains(c) => 9 + 6 * u32::from(amid),
            _ => 15 + 6 * u32::from(beside),
        };
    }
    let (small, is_capital) = alphabets::small(c);
    let place = alphabet.chars().position(|letter| letter == small);
    let of_alphabet = place.map_or(13, |place| 3 + place as u32 / 4);
    let is_after_small =
        before.is_ascii_lowercase() || alphabets::is_letter(before) && !alphabets::small(before).1;
    let capital = if is_capital { 3 + 8 * u32::from(is_after_small) } else { 0 };
    let is_cyrillic = |c: char| ('\u{400}'..='\u{4FF}').contains(&c);
    let beside_other = |other: char| {
        is_letter(other)
            && match (is_cyrillic(c), is_cyrillic(other)) {
                (true, true) | (false, false) => false,
                (true, false) | (false, true) => true,
            }
    };
    let script = 12 * (u32::from(beside_other(before)) + u32::from(beside_other(after)));
    // Between consonants stands a vowel, and the other way round: è or č, ê or ę.
    let is_vowel = |c: char| alphabets::is_vowel(alphabets::small(c).0);
    let clash = is_letter(before) && is_letter(after) && is_vowel(before) == is_vowel(after);
    let sound = if clash && !is_cyrillic(c) && is_vowel(before) == is_vowel(c) { 4 } else { 0 };
    let crowd = u32::from(!is_cyrillic(c) && !before.is_ascii() && is_letter(before));
    of_alphabet + capital + script + sound + 3 * crowd + 6 * u32::from(!beside)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::intake::NativeDecoder;

    #[test]
    fn words_are_told_by_their_encoding() {
        let cases = [
            ("gb18030", "订单编号\n买家会员名\n张伟"),
            ("gb18030", "王小明\n上海市浦东新区"),
            ("big5", "訂單編號\n買家帳號\n陳怡君\n台北市"),
            ("shift_jis", "注文番号\n注文日\n田中さくら"),
            ("euc-kr", "주문번호\n주문일시\n결제금액"),
            ("windows-1252", "Größe\nMüller"),
            ("windows-1252", "Société Générale\nfête\nà bientôt"),
            ("windows-1250", "Wałęsa\nzamówienie\nżółty"),
            ("windows-1250", "Dvořák\nčíslo objednávky"),
            ("windows-1251", "Номер заказа\nДата\nИванов"),
        ];
        for (label, text) in cases {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, lossy) = encoding.encode(text);
            assert!(!lossy, "{label}");
            let readings = readings(&bytes, &NativeDecoder);
            let shown: Vec<_> = readings.iter().map(|r| (r.encoding, r.bits)).listed();
            assert_eq!(readings[0].encoding, label, "{text}: {shown:?}");
        }
    }
}
