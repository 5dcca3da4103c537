//! UTF-16 to UTF-8, slice by slice.

/// The order of the two bytes of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ByteOrder {
    /// The low byte first.
    Little,
    /// The high byte first.
    Big,
}

impl ByteOrder {
    /// The byte order of a text, by its mark, else by where its zeros are: every ASCII character has one.
    pub fn of(sample: &[u8]) -> Option<ByteOrder> {
        if sample.starts_with(b"\xFF\xFE") {
            return Some(ByteOrder::Little);
        }
        if sample.starts_with(b"\xFE\xFF") {
            return Some(ByteOrder::Big);
        }
        let (mut first, mut second) = (0, 0);
        let units = sample.chunks_exact(2).take(2048);
        let fewest = units.len() / 5 + 1;
        for unit in units {
            first += usize::from(unit[0] == 0);
            second += usize::from(unit[1] == 0);
            // A line ends with a unit of its own.
            if !unit.contains(&0) && unit.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
                return None;
            }
        }
        match (first, second) {
            (0, zeros) if zeros >= fewest => Some(ByteOrder::Little),
            (zeros, 0) if zeros >= fewest => Some(ByteOrder::Big),
            _ => None,
        }
    }

    /// The WHATWG label.
    pub fn label(self) -> &'static str {
        match self {
            ByteOrder::Little => "utf-16le",
            ByteOrder::Big => "utf-16be",
        }
    }
}

/// A text in UTF-16 that comes by slices; what is no character becomes U+FFFD.
#[derive(Debug)]
pub(super) struct Utf16 {
    order: ByteOrder,
    is_start: bool,
    /// The first byte of a unit whose second is in the next slice.
    half: Option<u8>,
    /// The first unit of a character whose second has not come.
    high: Option<u16>,
}

impl Utf16 {
    /// A text from its beginning.
    pub fn new(order: ByteOrder) -> Utf16 {
        Utf16 { order, is_start: true, half: None, high: None }
    }

    /// The byte order.
    pub fn order(&self) -> ByteOrder {
        self.order
    }

    /// Takes the next slice and adds its text to `out`.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        out.reserve(bytes.len());
        for &byte in bytes {
            match self.half.take() {
                None => self.half = Some(byte),
                Some(first) => self.unit(first, byte, out),
            }
        }
    }

    /// Ends the text: half a character is none.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        let (high, half) = (self.high.take(), self.half.take());
        if high.is_some() || half.is_some() {
            add(char::REPLACEMENT_CHARACTER, out);
        }
    }

    fn unit(&mut self, first: u8, second: u8, out: &mut Vec<u8>) {
        let unit = match self.order {
            ByteOrder::Little => u16::from_le_bytes([first, second]),
            ByteOrder::Big => u16::from_be_bytes([first, second]),
        };
        if std::mem::take(&mut self.is_start) && unit == 0xFEFF {
            return;
        }
        let units = self.high.take().into_iter().chain([unit]);
        for character in char::decode_utf16(units) {
            match character {
                Ok(character) => add(character, out),
                // The first unit of two: the second is the next one.
                Err(_) if matches!(unit, 0xD800..=0xDBFF) && self.high.is_none() => self.high = Some(unit),
                Err(_) => add(char::REPLACEMENT_CHARACTER, out),
            }
        }
    }
}

fn add(character: char, out: &mut Vec<u8>) {
    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(order: ByteOrder, units: &[u16], size: usize) -> String {
        let bytes: Vec<u8> = units
            .iter()
            .flat_map(|unit| match order {
                ByteOrder::Little => unit.to_le_bytes(),
                ByteOrder::Big => unit.to_be_bytes(),
            })
            .collect();
        let (mut text, mut out) = (Utf16::new(order), Vec::new());
        bytes.chunks(size).for_each(|slice| text.push(slice, &mut out));
        text.finish(&mut out);
        String::from_utf8(out).unwrap()
    }

    /// The reader of the standard library says the same.
    #[test]
    fn every_slice_gives_the_same_text() {
        let whole: Vec<u16> = "订单,😀é\n".encode_utf16().collect();
        let broken = [0xD83D, 0x41, 0xDE00, 0xD83D, 0xD83D, 0xDE00, 0xD83D];
        for order in [ByteOrder::Little, ByteOrder::Big] {
            for size in 1..16 {
                assert_eq!(decoded(order, &whole, size), "订单,😀é\n", "{order:?} by {size}");
                assert_eq!(decoded(order, &broken, size), String::from_utf16_lossy(&broken), "{size}");
            }
        }
    }

    #[test]
    fn the_byte_order_is_told_by_the_mark_or_by_the_zeros() {
        assert_eq!(ByteOrder::of(b"\xFF\xFE\xA2\x8B"), Some(ByteOrder::Little));
        assert_eq!(ByteOrder::of(b"o\0r\0d\0"), Some(ByteOrder::Little));
        assert_eq!(ByteOrder::of(b"\0o\0r\x8B\xA2\0,"), Some(ByteOrder::Big));
        assert_eq!(ByteOrder::of(b"a,b\n1,\0\0\n"), None);
        assert_eq!(ByteOrder::of(b"a,b\n"), None);
    }
}
