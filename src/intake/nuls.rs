//! NUL bytes in text: a disk that was full or a field of fixed length leaves some, a binary file is full of them, and of
//! other characters that no text has.

use crate::list::Listed;
use std::borrow::Cow;

use huitou_columns::bytes::{has_control, has_zero};

/// The bytes without NULs.
pub(super) fn passed_over(bytes: &[u8]) -> Cow<'_, [u8]> {
    if has_zero(bytes) {
        Cow::Owned(bytes.iter().copied().filter(|&byte| byte != 0).listed())
    } else {
        Cow::Borrowed(bytes)
    }
}

/// Whether the first bytes have so many NULs that they are no text. Those at the very end are a file's that was
/// not written to its end.
pub(super) fn is_binary(sample: &[u8]) -> bool {
    if !has_control(sample) {
        return false;
    }
    let end = sample.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    let nuls = sample[..end].iter().filter(|&&byte| byte == 0).count();
    end == 0 && !sample.is_empty() || nuls * 8 > end || is_full_of_controls(&sample[..end])
}

/// Whether there are many control characters of many kinds; of one kind, a program's own delimiter may be.
fn is_full_of_controls(sample: &[u8]) -> bool {
    let is_control = |byte: u8| byte < b' ' && !b"\0\t\n\x0B\x0C\r".contains(&byte);
    let controls = sample.iter().filter(|&&byte| is_control(byte));
    let kinds = controls.clone().fold(0_u32, |kinds, &byte| kinds | 1 << byte).count_ones();
    kinds > 8 && controls.count() * 32 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_with_some_nuls_is_text() {
        for text in [&b""[..], b"order id,date\0\n1,2024\n", b"a,b\n1,2\n\0\0\0\0\0\0\0\0\0\0\0\0"] {
            assert!(!is_binary(text), "{text:?}");
        }
        let controlled = b"order\x01date\x02total\x01\n1\x012024\x025\x01\n";
        assert!(!is_binary(controlled), "two kinds");
        let all: Vec<u8> = (1..=255).collect();
        assert!(is_binary(&all), "all kinds");
        for binary in [&b"\0\0"[..], b"a\0b\0,\0c\0", b"\x7FELF\x02\x01\0\0\0\0\x03"] {
            assert!(is_binary(binary), "{binary:?}");
        }
    }
}
