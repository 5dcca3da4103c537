//! Decimal digits, eight at a time.

const ZEROS: u64 = 0x3030_3030_3030_3030;
/// With this a byte above 9 reaches the top bit.
const ABOVE_NINE: u64 = 0x7676_7676_7676_7676;
const TOP_BITS: u64 = 0x8080_8080_8080_8080;

/// The number that eight digits are, the first of them in the lowest byte; `None` where another byte is among them.
#[inline]
pub(crate) fn of_eight(word: u64) -> Option<u64> {
    let digits = word ^ ZEROS;
    if !are_below_ten(digits) {
        return None;
    }
    // Two digits, then four, then all eight come together in the upper half of where they were.
    let pairs = digits.wrapping_mul(2_561) >> 8 & 0x00FF_00FF_00FF_00FF;
    let fours = pairs.wrapping_mul(6_553_601) >> 16 & 0x0000_FFFF_0000_FFFF;
    Some(fours.wrapping_mul(42_949_672_960_001) >> 32)
}

/// Whether each byte of a word is below ten.
#[inline]
pub(crate) fn are_below_ten(word: u64) -> bool {
    (word.wrapping_add(ABOVE_NINE) | word) & TOP_BITS == 0
}

/// One to eight bytes at the end of a word, with the digit 0 before them; `None` of other lengths.
#[inline]
pub(crate) fn at_end_of_word(bytes: &[u8]) -> Option<u64> {
    let free = 64_u32.checked_sub(8 * bytes.len() as u32)?;
    let word = if let Some(word) = bytes.first_chunk() {
        return Some(u64::from_le_bytes(*word));
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        // Where the two overlap they are the same.
        u64::from(u32::from_le_bytes(*first)) << free | u64::from(u32::from_le_bytes(*last)) << 32
    } else {
        let [first, .., last] = *bytes else {
            return bytes.first().map(|&only| u64::from(only) << 56 | ZEROS >> 8);
        };
        u64::from(last) << 56 | u64::from(bytes[bytes.len() - 2]) << 48 | u64::from(first) << free
    };
    Some(word | ZEROS >> (64 - free))
}

/// The number of one to nineteen digits; `None` of all else.
#[inline]
pub(crate) fn number(bytes: &[u8]) -> Option<u64> {
    const MOST: usize = 19;
    if !(1..=MOST).contains(&bytes.len()) {
        return None;
    }
    let (first, words) = bytes.as_rchunks::<8>();
    let mut number = if first.is_empty() { 0 } else { of_eight(at_end_of_word(first)?)? };
    for word in words {
        number = number * 100_000_000 + of_eight(u64::from_le_bytes(*word))?;
    }
    Some(number)
}

/// Writes a number behind what is in `text`, with zeros in front up to a width of nineteen digits.
#[inline]
pub(crate) fn write(number: u64, width: usize, text: &mut Vec<u8>) {
    const EIGHT: u64 = 100_000_000;
    if number >= EIGHT || width > 8 {
        write(number / EIGHT, width.saturating_sub(8), text);
        text.extend(eight(number % EIGHT).to_le_bytes());
        return;
    }
    // All eight bytes, and back to those that are written.
    let (digits, length) = at_start_of_word(number, width);
    let start = text.len();
    text.extend_from_slice(&digits.to_le_bytes());
    text.truncate(start + length);
}

/// The digits of a number below 10^8 at the start of a word, with zeros in front up to a width of eight; how many.
#[inline]
fn at_start_of_word(number: u64, width: usize) -> (u64, usize) {
    let digits = eight(number);
    let zeros = (digits ^ ZEROS).trailing_zeros() / 8;
    let skipped = zeros.min(8 - width as u32);
    (digits.checked_shr(8 * skipped).unwrap_or(0), 8 - skipped as usize)
}

/// The eight digits of a number below 10^8, the first of them in the lowest byte.
#[inline]
fn eight(number: u64) -> u64 {
    // Four digits in each half, two in each quarter, one in each byte; the higher before the lower.
    let fours = (number / 10_000) | ((number % 10_000) << 32);
    let hundreds = ((fours * 10_486) >> 20) & 0x0000_007F_0000_007F;
    let pairs = hundreds | ((fours - 100 * hundreds) << 16);
    let tens = ((pairs * 103) >> 10) & 0x000F_000F_000F_000F;
    tens | ((pairs - 10 * tens) << 8) | ZEROS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_written_as_the_standard_library_writes_them() {
        let powers = (0..20).map(|power| 10_u64.pow(power));
        let numbers = powers.flat_map(|power| [power - 1, power, power / 7, power.wrapping_mul(9) + 8]);
        for number in numbers.chain((0..100_000).map(|at| at * 997)).chain([u64::MAX]) {
            for width in [0, 1, 8, 9, 19] {
                let mut text = b"a".to_vec();
                write(number, width, &mut text);
                let expected =
                    if number == 0 && width == 0 { String::new() } else { format!("{number:0width$}") };
                assert_eq!(text[1..], *expected.as_bytes(), "{number} {width}");
            }
        }
    }

    #[test]
    fn digits_are_read_as_the_standard_library_reads_them() {
        let all = "9182736450918273645";
        for length in 0..=all.len() {
            assert_eq!(number(&all.as_bytes()[..length]), all[..length].parse().ok(), "{length}");
            assert_eq!(number(&[b'9'; 19][..length]), "9".repeat(length).parse().ok());
            assert_eq!(number(&[b'0'; 19][..length]), "0".repeat(length).parse().ok());
        }
        assert_eq!(number(&[b'1'; 20]), None);
        for length in 1..=all.len() {
            for (at, byte) in (0..length).flat_map(|at| (0..=u8::MAX).map(move |byte| (at, byte))) {
                let mut bytes = all.as_bytes()[..length].to_vec();
                bytes[at] = byte;
                assert_eq!(number(&bytes).is_some(), byte.is_ascii_digit(), "{length} {at} {byte}");
            }
        }
    }

    #[test]
    fn short_ones_stand_at_the_end_of_a_word() {
        for length in 1..=8 {
            let bytes = &b"abcdefgh"[..length];
            let expected: Vec<u8> = [&b"00000000"[length..], bytes].concat();
            assert_eq!(
                at_end_of_word(bytes).map(u64::to_le_bytes).as_ref().map(|word| &word[..]),
                Some(&expected[..])
            );
        }
        assert_eq!([at_end_of_word(b""), at_end_of_word(b"123456789")], [None, None]);
    }
}
