//! Blanks between a delimiter and a quote, as in `a, "b, c"`: without them the quote opens its cell.

/// Takes the blanks out of bytes that come by slices.
#[derive(Debug)]
pub(super) struct Padding {
    delimiter: u8,
    quote: u8,
    /// How many blanks were held back since a delimiter.
    held: Option<usize>,
}

impl Padding {
    /// Blanks between these.
    pub fn new(delimiter: u8, quote: u8) -> Padding {
        Padding { delimiter, quote, held: None }
    }

    /// The next slice without them. Those in front of other bytes stay.
    pub fn without(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut kept = Vec::with_capacity(bytes.len());
        for &byte in bytes {
            match self.held {
                Some(blanks) if byte == b' ' => {
                    self.held = Some(blanks + 1);
                    continue;
                }
                Some(blanks) if byte != self.quote => kept.resize(kept.len() + blanks, b' '),
                _ => {}
            }
            self.held = (byte == self.delimiter).then_some(0);
            kept.push(byte);
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_blanks_before_quotes_go() {
        let text = b"a,  \"b, c\", d ,\"e\"";
        for size in 1..=text.len() {
            let mut padding = Padding::new(b',', b'"');
            let kept: Vec<u8> = text.chunks(size).flat_map(|slice| padding.without(slice)).collect();
            assert_eq!(kept, b"a,\"b, c\", d ,\"e\"", "slices of {size}");
        }
    }
}
