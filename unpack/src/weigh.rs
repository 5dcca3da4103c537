//! What a workbook unfolds to, before its reader holds any of it.
//!
//! The reader of spreadsheets keeps the shared texts in memory and believes what files declare. So every part is
//! inflated once into nothing: counted against the bounds, its checksum checked, and one declaration held against the
//! facts. That costs a fifth of reading it.

use std::io::Read;

use crate::archive;
use crate::unfolding::{HELD, Unfolding, fill};
use crate::{Format, Refusal, Source};

/// Bytes inflated at once.
const PIECE: usize = 64 << 10;

/// The shortest shared text, `<si/>`.
const SHORTEST_TEXT: u64 = 5;

/// Inflates every part of the workbook and keeps none.
pub(crate) fn weigh(
    unfolding: &mut Unfolding<'_>,
    format: Format,
    source: &mut dyn Source,
) -> Result<(), Refusal> {
    let mut archive = archive::read(source, format)?;
    let mut held = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|_| Refusal::Damaged(format))?;
        let is_held = is_held(part.name_raw());
        let (bytes, declared) = inflate(unfolding, format, &mut part)?;
        if !is_held {
            continue;
        }
        // Room for them would be made before the first is read.
        if declared.is_some_and(|texts| texts > bytes / SHORTEST_TEXT) {
            return Err(Refusal::Damaged(format));
        }
        held += bytes;
        if held > HELD {
            return Err(Refusal::Unfolds { format, bytes: held });
        }
    }
    Ok(())
}

/// Whether the reader keeps the whole part.
fn is_held(name: &[u8]) -> bool {
    let name = name.rsplit(|byte| *byte == b'/').next().unwrap_or(name).to_ascii_lowercase();
    name.starts_with(b"sharedstrings") || name.starts_with(b"styles") || name.starts_with(b"workbook")
}

/// How many bytes it has, and how many texts it declares.
fn inflate(
    unfolding: &mut Unfolding<'_>,
    format: Format,
    part: &mut dyn Read,
) -> Result<(u64, Option<u64>), Refusal> {
    let mut piece = vec![0; PIECE];
    let (mut bytes, mut declared) = (0, None);
    loop {
        let read = fill(part, &mut piece).map_err(|_| Refusal::Damaged(format))?;
        if bytes == 0 {
            declared = declared_texts(&piece[..read]);
        }
        bytes += read as u64;
        unfolding.weighed(read, format)?;
        if read == 0 {
            return Ok((bytes, declared));
        }
    }
}

/// The number of shared texts that a part declares.
fn declared_texts(start: &[u8]) -> Option<u64> {
    const NAME: &[u8] = b"uniqueCount=";
    let at = start.windows(NAME.len()).position(|window| window == NAME)? + NAME.len();
    let digits = start.get(at + 1..)?.iter().take_while(|byte| byte.is_ascii_digit());
    Some(
        digits.fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_texts_are_found() {
        assert_eq!(declared_texts(b"<sst count=\"9\" uniqueCount=\"12\">"), Some(12));
        assert_eq!(declared_texts(b"<sst uniqueCount='99999999999999999999'>"), Some(u64::MAX));
        assert_eq!(declared_texts(b"<sst>"), None);
    }
}
