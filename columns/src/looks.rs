//! What kinds of bytes short texts have.

/// What kinds of bytes a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// How many digits.
    pub digits: usize,
    kinds: u8,
}

const ZERO: u8 = 1;
const OTHER_DIGIT: u8 = 2;
const OF_PHONES: u8 = 4;
const AT: u8 = 8;
const OTHER: u8 = 16;

static KINDS: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        match byte as u8 {
            b'0' => kinds[byte] = ZERO,
            b'1'..=b'9' => kinds[byte] = OTHER_DIGIT,
            b'+' | b'-' | b'(' | b')' | b' ' => kinds[byte] = OF_PHONES,
            b'@' => kinds[byte] = AT,
            _ => {}
        }
        byte += 1;
    }
    kinds
};

impl Look {
    /// Looks at all bytes.
    pub fn at(text: &[u8]) -> Look {
        let mut look = Look::default();
        for &byte in text {
            let kind = KINDS[usize::from(byte)];
            look.kinds |= kind;
            look.digits += usize::from(kind & (ZERO | OTHER_DIGIT) != 0);
        }
        look
    }

    /// Whether there is a zero and no other digit.
    pub fn is_zero(self) -> bool {
        self.kinds & (ZERO | OTHER_DIGIT) == ZERO
    }

    /// Whether there is nothing but digits.
    pub fn is_digits(self) -> bool {
        self.kinds & !(ZERO | OTHER_DIGIT) == 0
    }

    /// Whether there is an `@`.
    pub fn has_at(self) -> bool {
        self.kinds & AT != 0
    }

    /// Whether there is nothing but digits, blanks, `+`, `-` and brackets.
    pub fn may_be_phone(self) -> bool {
        self.kinds & (AT | OTHER) == 0
    }
}

/// Whether a text may be an amount of money: no more letters than a currency's code has, nothing that stands in no
/// amount, and no minus between digits. An entity like `&#36;` has more: nothing is said against it.
pub fn may_be_amount(text: &[u8]) -> bool {
    let (mut digits, mut letters, mut others, mut entities, mut between) = (0, 0, 0, 0, 0);
    let mut last = [0, 0];
    for &byte in text {
        let kind = AMOUNT_KINDS[usize::from(byte)];
        digits += u32::from(kind == DIGIT);
        letters += u32::from(kind == LETTER);
        others += u32::from(kind == NEVER);
        entities += u32::from(byte == b'&');
        between += u32::from([last[0], last[1], kind] == [DIGIT, MINUS, DIGIT]);
        last = [last[1], kind];
    }
    digits > 0 && (entities > 0 || letters <= 3 && others == 0 && between == 0)
}

const NEVER: u8 = 0;
const DIGIT: u8 = 1;
const LETTER: u8 = 2;
const MINUS: u8 = 3;
const BESIDE: u8 = 4;

static AMOUNT_KINDS: [u8; 256] = {
    let mut kinds = [NEVER; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'-' => MINUS,
            // The last is the end of a sign in Shift_JIS.
            b'.' | b',' | b'\'' | b'$' | b'(' | b')' | b'+' | b' ' | b'\t'..=b'\r' | 0x80.. | b'~' => BESIDE,
            _ => NEVER,
        };
        byte += 1;
    }
    kinds
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_amount_is_told() {
        for text in ["5", "-$ 1,234.50", "USD 5", "(5)", "&#36;-5", "5\u{a0}000 zł", "5-", "kr. 5"] {
            assert!(may_be_amount(text.as_bytes()), "{text}");
        }
        for text in ["", "kr.", "2024-01-05", "10:05", "no. 5, blue", "a_5", "5/6", "euro 5"] {
            assert!(!may_be_amount(text.as_bytes()), "{text}");
        }
    }

    /// What plain loops say.
    #[test]
    fn kinds_of_bytes_are_told() {
        for text in ["", "0", "0.00", "7", "105", "a@b.cn", "+49 (30) 5-0", "订单 1", "-", "x", "@", "00"] {
            let look = Look::at(text.as_bytes());
            let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(look.digits, digits.len(), "{text}");
            assert_eq!(look.is_zero(), !digits.is_empty() && digits.iter().all(|&c| c == '0'), "{text}");
            assert_eq!(look.is_digits(), text.chars().all(|c| c.is_ascii_digit()), "{text}");
            assert_eq!(look.has_at(), text.contains('@'), "{text}");
            let of_phones = |c: char| c.is_ascii_digit() || "+-() ".contains(c);
            assert_eq!(look.may_be_phone(), text.chars().all(of_phones), "{text}");
        }
    }
}
