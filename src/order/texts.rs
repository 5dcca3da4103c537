//! Many short texts.

/// Many short texts in one buffer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    bytes: String,
    ends: Vec<u32>,
}

impl Texts {
    /// The texts of one buffer, of which each ends where the next one starts: nothing is copied, unless what lies
    /// between two ends is no text; then it is decoded as well as can be.
    pub fn from_parts(bytes: Vec<u8>, ends: Vec<u32>) -> Texts {
        let is_cut = |text: &str| {
            let last = ends.last().copied().unwrap_or(0) as usize;
            last == text.len()
                && ends.is_sorted()
                && (text.is_ascii() || ends.iter().all(|&end| text.is_char_boundary(end as usize)))
        };
        match String::from_utf8(bytes) {
            Ok(bytes) if is_cut(&bytes) => Texts { bytes, ends },
            Ok(bytes) => Texts::decoded(bytes.as_bytes(), &ends),
            Err(error) => Texts::decoded(error.as_bytes(), &ends),
        }
    }

    fn decoded(bytes: &[u8], ends: &[u32]) -> Texts {
        let mut texts = Texts::default();
        let mut start = 0;
        for &end in ends {
            texts.push(&String::from_utf8_lossy(bytes.get(start..end as usize).unwrap_or_default()));
            start = end as usize;
        }
        texts
    }

    /// Adds a text and returns its number. The buffer holds at most 4 GiB.
    pub fn push(&mut self, text: &str) -> u32 {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// The `index`-th text; empty if there is none.
    pub fn get(&self, index: u32) -> &str {
        let index = index as usize;
        let Some(&end) = self.ends.get(index) else { return "" };
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.bytes[start as usize..end as usize]
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The texts in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|i| self.get(i))
    }

    /// These texts, in this order.
    pub(super) fn arranged(&self, numbers: &[u32]) -> Texts {
        let size = numbers.iter().map(|&number| self.get(number).len()).sum();
        let mut arranged =
            Texts { bytes: String::with_capacity(size), ends: Vec::with_capacity(numbers.len()) };
        for &number in numbers {
            arranged.push(self.get(number));
        }
        arranged
    }

    /// What all texts begin with.
    pub(super) fn head(&self) -> &str {
        let mut head = self.get(0);
        for text in self.iter() {
            if !text.starts_with(head) {
                let shared = head.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
                head = &head[..head.floor_char_boundary(shared)];
            }
        }
        head
    }

    /// The texts without their first bytes, which must be those of [`Texts::head`].
    pub(super) fn without_head(self, length: usize) -> Texts {
        if length == 0 {
            return self;
        }
        let mut rest = Texts { bytes: String::new(), ends: Vec::with_capacity(self.len()) };
        rest.bytes.reserve_exact(self.bytes.len().saturating_sub(self.len() * length));
        for text in self.iter() {
            rest.push(text.get(length..).unwrap_or(text));
        }
        rest
    }

    /// A number in the order of the texts' bytes: eight of them behind the first ones, which all texts share. Equal
    /// numbers may stand for different texts.
    pub(super) fn sort_key(&self, index: u32, skipped: usize) -> u64 {
        let mut key = [0; 8];
        let bytes = self.get(index).as_bytes().get(skipped..).unwrap_or_default();
        let length = bytes.len().min(key.len());
        key[..length].copy_from_slice(&bytes[..length]);
        u64::from_be_bytes(key)
    }
}

impl<'a> FromIterator<&'a str> for Texts {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Texts {
        let mut all = Texts::default();
        for text in texts {
            all.push(text);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_texts_whatever_the_bytes() {
        let cases: [(&[u8], &[u32], &[&str]); 5] = [
            (b"annbob", &[3, 6], &["ann", "bob"]),
            ("é".as_bytes(), &[0, 2], &["", "é"]),
            ("é".as_bytes(), &[1, 2], &["\u{FFFD}", "\u{FFFD}"]),
            (b"a\xFF", &[1, 2], &["a", "\u{FFFD}"]),
            (b"ab", &[1], &["a"]),
        ];
        for (bytes, ends, expected) in cases {
            let texts = Texts::from_parts(bytes.to_vec(), ends.to_vec());
            assert_eq!(texts.iter().collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_head_is_what_all_share_and_ends_where_a_letter_does() {
        let cases = [
            (vec!["account:1", "account:2"], "account:"),
            (vec!["aé", "aè"], "a"),
            (vec!["a", "", "a"], ""),
            (vec!["a"], "a"),
            (vec![], ""),
        ];
        for (texts, head) in cases {
            let all: Texts = texts.iter().copied().collect();
            assert_eq!(all.head(), head);
            let rest = all.without_head(head.len());
            assert!(rest.iter().map(|text| format!("{head}{text}")).eq(texts.iter().copied()));
        }
    }

    #[test]
    fn keys_are_in_the_order_of_the_bytes() {
        let texts: Texts =
            ["x:", "x:a", "x:a\0", "x:ab", "x:b", "x:longer than eight", "x:é"].into_iter().collect();
        let keys: Vec<u64> = (0..texts.len() as u32).map(|index| texts.sort_key(index, 2)).collect();
        assert!(keys.is_sorted(), "{keys:?}");
    }
}
