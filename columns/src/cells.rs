//! Cells as people and spreadsheets write them: what stands around a value, and what stands for none.

use crate::bytes;

/// A cell without what spreadsheets wrap around text: blanks, TABs, `="..."`, a leading apostrophe.
pub fn clean(cell: &[u8]) -> &[u8] {
    let mut cell = cell.trim_ascii();
    if let [b'=', b'"', inner @ .., b'"'] = cell {
        cell = inner.trim_ascii();
    }
    if let [b'\'', rest @ ..] = cell {
        cell = rest.trim_ascii();
    }
    cell
}

/// A cleaned cell, empty too where `-`, `--`, `——` or a word like NULL stands for nothing.
#[inline]
pub fn value(cell: &[u8]) -> &[u8] {
    // Nearly all cells begin and end with what nothing is made of that comes off or stands for nothing.
    match cell {
        [first, ..] if MAY_BE_MORE[usize::from(*first)] || cell[cell.len() - 1] <= b' ' => value_of_any(cell),
        _ => cell,
    }
}

/// The bytes with which something may begin that comes off or stands for nothing.
static MAY_BE_MORE: [bool; 256] = {
    let mut may_be_more = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        may_be_more[byte] =
            matches!(byte as u8, 0..=b' ' | b'n' | b'N' | b'\\' | b'-' | b'=' | b'\'' | 0xE2 | 0xA1);
        byte += 1;
    }
    may_be_more
};

#[inline(never)]
fn value_of_any(cell: &[u8]) -> &[u8] {
    let cell = clean(cell);
    if stands_for_nothing(cell) { &[] } else { cell }
}

fn stands_for_nothing(cell: &[u8]) -> bool {
    const NOTHING: [&[u8]; 7] =
        [b"null", b"nan", b"n/a", b"none", b"\\n", "——".as_bytes(), b"\xA1\xAA\xA1\xAA"];
    cell.iter().all(|&byte| byte == b'-')
        || (cell.len() <= 6 && NOTHING.iter().any(|nothing| cell.eq_ignore_ascii_case(nothing)))
}

/// An id: a [`value`] without the `.0` that a spreadsheet or data frame put behind a whole number.
#[inline]
pub fn id(cell: &[u8]) -> &[u8] {
    let id = value(cell);
    if !matches!(id, [.., b'.', b'0']) {
        return id;
    }
    match id {
        [digits @ .., b'.', b'0'] if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => digits,
        _ => id,
    }
}

/// How many cells there are that are written as the first, until one is not.
pub fn same_as_first(cells: &[&[u8]]) -> usize {
    let Some(first) = cells.first() else { return 0 };
    cells.iter().take_while(|cell| bytes::equal(cell, first)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrappings_of_spreadsheets_come_off() {
        let cases: [(&str, &str); 8] = [
            ("=\"123\"", "123"),
            ("\t6917926768820000001", "6917926768820000001"),
            ("17850.0", "17850"),
            ("'13800000001", "13800000001"),
            ("--", ""),
            (" ", ""),
            ("=\"\"", ""),
            ("1.0.0", "1.0.0"),
        ];
        for (cell, expected) in cases {
            assert_eq!(id(cell.as_bytes()), expected.as_bytes(), "{cell:?}");
        }
    }
}
