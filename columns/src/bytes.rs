//! Short byte strings: compared and hashed a word at a time.

/// Whether two are equal.
#[inline]
pub fn equal(a: &[u8], b: &[u8]) -> bool {
    let middle = || words(a).zip(words(b)).all(|(a, b)| a == b);
    a.len() == b.len() && ends(a) == ends(b) && (a.len() <= 16 || middle())
}

/// The first and the last eight bytes, which overlap where there are fewer than sixteen: with the length they tell
/// apart all strings of up to sixteen bytes.
#[inline]
pub fn ends(bytes: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into());
    }
    match *bytes {
        [first, .., last] => (first.into(), u64::from(bytes[bytes.len() / 2]) << 8 | u64::from(last)),
        [only] => (only.into(), 0),
        [] => (0, 0),
    }
}

/// All whole words of eight bytes.
#[inline]
fn words(bytes: &[u8]) -> impl Iterator<Item = u64> {
    bytes.as_chunks::<8>().0.iter().map(|word| u64::from_le_bytes(*word))
}

/// A hash that depends on the seed; it guards against nobody who knows that.
#[inline]
pub fn hash(seed: u64, bytes: &[u8]) -> u32 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mix = |hash: u64, word: u64| (hash.rotate_left(23) ^ word).wrapping_mul(FACTOR);
    let (first, last) = ends(bytes);
    let mut hash = mix(mix(seed ^ bytes.len() as u64, first), last);
    if bytes.len() > 16 {
        hash = words(&bytes[8..]).fold(hash, mix);
    }
    ((hash ^ hash >> 29).wrapping_mul(FACTOR) >> 32) as u32
}

/// Adds a few bytes: for so few to copy a piece takes longer than to copy its bytes.
#[inline]
pub(crate) fn append(text: &mut Vec<u8>, few: &[u8]) {
    few.iter().for_each(|&byte| text.push(byte));
}

/// Whether bytes are whole characters of UTF-8.
pub fn is_utf8(bytes: &[u8]) -> bool {
    simdutf8::basic::from_utf8(bytes).is_ok()
}

/// Whether any of many bytes is zero.
#[inline(never)]
pub fn has_zero(bytes: &[u8]) -> bool {
    let (blocks, rest) = bytes.as_chunks::<64>();
    // Without a way out in between the compiler compares many at once.
    let block_has = |block: &[u8; 64]| block.iter().fold(false, |has, &byte| has | (byte == 0));
    blocks.iter().any(block_has) || rest.contains(&0)
}

/// How many lines end there: with LF, CR LF or CR.
#[inline(never)]
pub fn line_ends(bytes: &[u8]) -> usize {
    let [first, behind @ ..] = bytes else { return 0 };
    let ends = |before: u8, byte: u8| u8::from((byte == b'\r') | ((byte == b'\n') & (before != b'\r')));
    // So few bytes that their ends are counted in a byte: many at once.
    let blocks = bytes.chunks(64).zip(behind.chunks(64));
    let in_block = |(befores, bytes): (&[u8], &[u8])| -> usize {
        befores.iter().zip(bytes).fold(0, |count, (&before, &byte)| count + ends(before, byte)).into()
    };
    usize::from(ends(0, *first)) + blocks.map(in_block).sum::<usize>()
}

/// Whether no byte is one of the table.
pub fn are_none_of(bytes: &[u8], table: &[bool; 256]) -> bool {
    !bytes.iter().fold(false, |has, &byte| has | table[usize::from(byte)])
}

/// Whether a short string that is not empty stands anywhere in a long one.
pub fn contains(bytes: &[u8], part: &[u8]) -> bool {
    let [first, second, rest @ ..] = part else {
        return part.first().is_some_and(|only| bytes.contains(only));
    };
    let Some(seconds) = bytes.get(1..) else { return false };
    let begins = |(a, b): (&u8, &u8)| (a == first) & (b == second);
    bytes.chunks(64).zip(seconds.chunks(64)).enumerate().any(|(block, (firsts, seconds))| {
        // Without a way out in between the compiler compares many at once.
        firsts.iter().zip(seconds).fold(false, |has, pair| has | begins(pair))
            && (0..seconds.len()).any(|at| {
                begins((&firsts[at], &seconds[at])) && bytes[64 * block + at + 2..].starts_with(rest)
            })
    })
}

/// Whether there is a control character that no text has: none of those from TAB to CR.
#[inline(never)]
pub fn has_control(bytes: &[u8]) -> bool {
    let is_control = |byte: u8| (byte < b' ') & (byte.wrapping_sub(b'\t') > b'\r' - b'\t');
    has_any(bytes, is_control)
}

/// Whether any of many bytes is such a one.
#[inline]
pub(crate) fn has_any(bytes: &[u8], is_it: impl Fn(u8) -> bool) -> bool {
    // Without a way out within a block the compiler looks at many at once.
    bytes.chunks(64).any(|block| block.iter().fold(false, |any, &byte| any | is_it(byte)))
}

/// Whether a byte string has capital letters of ASCII and nothing beyond ASCII.
#[inline]
pub fn is_ascii_with_capitals(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_uppercase) && bytes.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_counts() {
        let bytes: Vec<u8> = (1..=100).collect();
        for length in 0..100 {
            let text = &bytes[..length];
            assert!(equal(text, text) && !equal(text, &bytes[..length + 1]) && !has_zero(text));
            for at in 0..length {
                let mut other = text.to_vec();
                other[at] = 0;
                assert!(!equal(text, &other) && has_zero(&other));
                assert_ne!(hash(7, text), hash(7, &other), "{length} {at}");
            }
            assert_ne!(hash(1, text), hash(2, text));
        }
    }

    #[test]
    fn control_characters_are_found_wherever_they_are() {
        for byte in 0..=255 {
            for length in [1, 63, 64, 65, 130] {
                let mut text = vec![b'a'; length];
                text[length - 1] = byte;
                let is_control = byte < b' ' && !b"\t\n\x0B\x0C\r".contains(&byte);
                assert_eq!(has_control(&text), is_control, "{byte} of {length}");
            }
        }
        assert!(!has_control(b""));
    }

    #[test]
    fn all_line_ends_count_once() {
        for (text, lines) in
            [("", 0), ("a", 0), ("\n", 1), ("\r", 1), ("\r\n", 1), ("a\r\n\r\rb\n\nc\n\r", 7)]
        {
            assert_eq!(line_ends(text.as_bytes()), lines, "{text:?}");
            // Blocks of any size, and what is left of them.
            assert_eq!(
                line_ends(text.repeat(50).as_bytes()),
                text.repeat(50).replace("\r\n", "\n").bytes().filter(|byte| b"\r\n".contains(byte)).count()
            );
        }
    }

    #[test]
    fn bytes_of_a_table_are_found() {
        assert!(contains(b"a,,b", b",b") && contains(b",", b",") && !contains(b"a,b,", b",,"));
        assert!(!contains(b"", b",") && !contains(b"a", b""));
        for at in 0..200 {
            let mut long = vec![b','; 200];
            long[at] = b'a';
            assert!(contains(&long, &long[at..]) && contains(&long, &long[..=at]));
            assert_eq!(contains(&long, b"a,,"), at < 198, "{at}");
            assert!(!contains(&long, b"aa") && !contains(&long, b",a;"));
        }
        let mut table = [false; 256];
        table[usize::from(b',')] = true;
        for (text, expected) in [("", true), ("a;b", true), (",", false), ("订单,1", false)] {
            assert_eq!(are_none_of(text.as_bytes(), &table), expected, "{text}");
        }
    }

    #[test]
    fn hashes_of_numbered_names_spread() {
        let mut taken = vec![0_u32; 1 << 12];
        for number in 0..1 << 14 {
            taken[hash(0, format!("C{number:08}").as_bytes()) as usize & 0xFFF] += 1;
        }
        // Four a place on average: by chance hardly any place has more than 16.
        assert!(taken.iter().max().unwrap() < &18 && taken.iter().filter(|&&count| count == 0).count() < 150);
    }
}
