//! NUL bytes in text: a disk that was full or a field of fixed length leaves some, a binary file is full of them.

use std::borrow::Cow;

/// The bytes without NULs.
pub(super) fn passed_over(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.contains(&0) {
        Cow::Owned(bytes.iter().copied().filter(|&byte| byte != 0).collect())
    } else {
        Cow::Borrowed(bytes)
    }
}

/// Whether the first bytes have so many NULs that they are no text. Those at the very end are a file's that was
/// not written to its end.
pub(super) fn is_binary(sample: &[u8]) -> bool {
    let end = sample.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    let nuls = sample[..end].iter().filter(|&&byte| byte == 0).count();
    end == 0 && !sample.is_empty() || nuls * 8 > end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_with_some_nuls_is_text() {
        for text in [&b""[..], b"order id,date\0\n1,2024\n", b"a,b\n1,2\n\0\0\0\0\0\0\0\0\0\0\0\0"] {
            assert!(!is_binary(text), "{text:?}");
        }
        for binary in [&b"\0\0"[..], b"a\0b\0,\0c\0", b"\x7FELF\x02\x01\0\0\0\0\x03"] {
            assert!(is_binary(binary), "{binary:?}");
        }
    }
}
