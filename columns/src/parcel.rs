//! Columns on their way from one worker to another: bytes that are read in the order in which they were written.

/// What is written.
#[derive(Debug, Default)]
pub struct Parcel {
    bytes: Vec<u8>,
}

impl Parcel {
    /// Adds a number.
    pub fn number(&mut self, number: u64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    /// Adds bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    /// Adds numbers of four bytes.
    pub fn words(&mut self, words: impl ExactSizeIterator<Item = u32>) {
        self.number(4 * words.len() as u64);
        self.bytes.reserve(4 * words.len());
        words.for_each(|word| self.bytes.extend_from_slice(&word.to_le_bytes()));
    }

    /// Adds numbers of eight bytes.
    pub fn longs(&mut self, longs: impl ExactSizeIterator<Item = u64>) {
        self.number(8 * longs.len() as u64);
        self.bytes.reserve(8 * longs.len());
        longs.for_each(|long| self.bytes.extend_from_slice(&long.to_le_bytes()));
    }

    /// All of it.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// What is left to read; `None` comes of bytes that no [`Parcel`] has written.
#[derive(Clone, Copy, Debug)]
pub struct Unpacking<'a> {
    rest: &'a [u8],
}

impl<'a> Unpacking<'a> {
    /// From the beginning.
    pub fn new(bytes: &'a [u8]) -> Unpacking<'a> {
        Unpacking { rest: bytes }
    }

    /// The number there.
    pub fn number(&mut self) -> Option<u64> {
        let (number, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(u64::from_le_bytes(*number))
    }

    /// A number that counts something in memory.
    pub fn count(&mut self) -> Option<usize> {
        self.number()?.try_into().ok()
    }

    /// The bytes there.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.count()?;
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    /// The numbers of four bytes there.
    pub fn words(&mut self) -> Option<Words<'a>> {
        let (words, rest) = self.bytes()?.as_chunks();
        rest.is_empty().then_some(Words(words))
    }

    /// The numbers of eight bytes there.
    pub fn longs(&mut self) -> Option<impl ExactSizeIterator<Item = u64> + Clone + use<'a>> {
        let (longs, rest) = self.bytes()?.as_chunks();
        rest.is_empty().then_some(longs.iter().map(|long| u64::from_le_bytes(*long)))
    }
}

/// Numbers of four bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words<'a>(&'a [[u8; 4]]);

impl Words<'_> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    #[inline]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = u32> + Clone + '_ {
        self.0.iter().map(|word| u32::from_le_bytes(*word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_nothing_else() {
        let mut parcel = Parcel::default();
        parcel.number(u64::MAX);
        parcel.bytes(b"abc");
        parcel.words([1, u32::MAX].into_iter());
        parcel.longs([7].into_iter());
        let bytes = parcel.into_bytes();
        let read = |bytes: &[u8]| {
            let mut parts = Unpacking::new(bytes);
            let (number, text) = (parts.number()?, parts.bytes()?.to_vec());
            let words: Vec<u32> = parts.words()?.iter().collect();
            let longs: Vec<u64> = parts.longs()?.collect();
            Some((number, text, words, longs))
        };
        assert_eq!(read(&bytes), Some((u64::MAX, b"abc".to_vec(), vec![1, u32::MAX], vec![7])));
        assert!((0..bytes.len()).all(|length| read(&bytes[..length]).is_none()));
    }
}
