//! Cells as people and spreadsheets write them.

pub(super) mod currency;
pub(super) mod date;
pub(super) mod number;
mod scanner;

pub(super) use huitou_columns::cells::{clean, id, value};

/// An empty cell in a column of numbers.
pub(super) const EMPTY: i64 = i64::MIN;
/// A cell that can't be read.
pub(super) const UNREADABLE: i64 = i64::MIN + 1;
/// A date that no calendar has.
pub(super) const IMPOSSIBLE: i64 = i64::MIN + 2;

/// What stands between groups of three digits, beside the other decimal mark: blanks and apostrophes.
const GROUPS: [&[u8]; 6] =
    [b" ", b"'", "\u{a0}".as_bytes(), "\u{202f}".as_bytes(), "\u{2009}".as_bytes(), "\u{2019}".as_bytes()];

/// Without the blanks around it, those that keep a line together included.
fn trimmed(mut cell: &[u8]) -> &[u8] {
    loop {
        cell = cell.trim_ascii();
        let blank = |blank: &[u8]| cell.strip_prefix(blank).or_else(|| cell.strip_suffix(blank));
        match GROUPS[2..5].iter().find_map(|group| blank(group)) {
            Some(rest) => cell = rest,
            None => return cell,
        }
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
