//! Cells as people and spreadsheets write them.

pub(super) mod date;
pub(super) mod number;

/// An empty cell in a column of numbers.
pub(super) const EMPTY: i64 = i64::MIN;
/// A cell that can't be read.
pub(super) const UNREADABLE: i64 = i64::MIN + 1;
/// A date that no calendar has.
pub(super) const IMPOSSIBLE: i64 = i64::MIN + 2;

/// A cell without what spreadsheets wrap around text: blanks, TABs, `="..."`, a leading apostrophe.
pub(super) fn clean(cell: &[u8]) -> &[u8] {
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
pub(super) fn value(cell: &[u8]) -> &[u8] {
    // Nearly all cells begin and end with what nothing is made of that comes off or stands for nothing.
    let may_be_more =
        |first: u8| matches!(first, 0..=b' ' | b'n' | b'N' | b'\\' | b'-' | b'=' | b'\'' | 0xE2 | 0xA1);
    match cell {
        [] => cell,
        [first, ..] if !may_be_more(*first) && cell[cell.len() - 1] > b' ' => cell,
        _ => value_of_any(cell),
    }
}

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
pub(super) fn id(cell: &[u8]) -> &[u8] {
    let id = value(cell);
    if !matches!(id, [.., b'.', b'0']) {
        return id;
    }
    match id {
        [digits @ .., b'.', b'0'] if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => digits,
        _ => id,
    }
}

/// Whether an id was turned into a number like `1.19E+18`.
pub(super) fn is_scientific(id: &[u8]) -> bool {
    let Some(e) = id.iter().position(|byte| byte.eq_ignore_ascii_case(&b'e')) else { return false };
    let (mantissa, exponent) = (&id[..e], &id[e + 1..]);
    let Some(exponent) = exponent.strip_prefix(b"+") else { return false };
    let digits = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    let mantissa = match mantissa {
        [whole, b'.', rest @ ..] if digits(rest) => std::slice::from_ref(whole),
        other => other,
    };
    digits(exponent) && mantissa.len() == 1 && digits(mantissa)
}

/// Whether an id is a whole number of more digits than a spreadsheet keeps, and zeros stand in the places of those
/// that it drops; `None` where it is no such number.
pub(super) fn is_rounded(id: &[u8]) -> Option<bool> {
    const KEPT: usize = 15;
    let dropped = id.get(KEPT..).filter(|dropped| !dropped.is_empty())?;
    id.iter().all(u8::is_ascii_digit).then(|| dropped.iter().all(|&byte| byte == b'0'))
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

    #[test]
    fn ids_that_became_numbers_are_known() {
        for id in ["1.19E+18", "2e+15", "3.141592E+20"] {
            assert!(is_scientific(id.as_bytes()), "{id}");
        }
        assert_eq!(is_rounded(b"1187654321098770000"), Some(true));
        assert_eq!(is_rounded(b"1187654321098771000"), Some(false));
        assert_eq!([is_rounded(b"118765432100000"), is_rounded(b"E118765432109870000")], [None; 2]);
        for id in ["E202606191000", "12E5", "1.19E18", "5E+", "12.5E+3", "a+b"] {
            assert!(!is_scientific(id.as_bytes()), "{id}");
        }
    }
}
