//! Lists of words in one text, a blank between them, and what is found in them.

/// Each word.
#[inline]
fn each(words: &str) -> impl Iterator<Item = &[u8]> {
    words.as_bytes().split(|&byte| byte == b' ')
}

/// Whether one of the words is this.
pub fn has(words: &str, word: &str) -> bool {
    let words = words.as_bytes();
    let Some((&first, behind)) = word.as_bytes().split_first() else { return false };
    let mut before = b' ';
    words.iter().enumerate().any(|(at, &byte)| {
        let begins = before == b' ' && byte == first;
        before = byte;
        begins
            && words[at + 1..].starts_with(behind)
            && words.get(at + 1 + behind.len()).is_none_or(|&next| next == b' ')
    })
}

/// Whether one of the words is a part of a text.
pub fn any_in(words: &str, text: &str) -> bool {
    let text = text.as_bytes();
    each(words).any(|part| match part.split_first() {
        Some((&first, behind)) => {
            let mut places = text.iter().enumerate().filter(|&(_, &byte)| byte == first);
            places.any(|(at, _)| text[at + 1..].starts_with(behind))
        }
        None => true,
    })
}

/// Whether a text ends with one of the words.
pub fn any_ends(words: &str, text: &str) -> bool {
    each(words).any(|end| text.as_bytes().ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "order 订单 \
        id";

    #[test]
    fn words_stand_between_blanks() {
        for (word, expected) in
            [("order", true), ("订单", true), ("id", true), ("订", false), ("orde", false), ("rder", false)]
        {
            assert_eq!(has(WORDS, word), expected, "{word}");
        }
        assert!(!has(WORDS, "") && !has(WORDS, "id ") && !has("", "a") && has("a", "a"));
        assert_eq!((any_in(WORDS, "my orders"), any_in(WORDS, "or")), (true, false));
        assert_eq!((any_ends(WORDS, "userid"), any_ends(WORDS, "idle")), (true, false));
    }

    /// What the standard library finds.
    #[test]
    fn all_parts_of_a_list_are_told_as_by_plain_loops() {
        let words = "ab b abc bca 订 订单x 单";
        let texts: Vec<&str> =
            words.split(' ').chain(["a", "c", "ca", "xab", "bcab", "x单", "abcd", ""]).collect();
        for text in texts {
            assert_eq!(has(words, text), words.split(' ').any(|word| word == text), "{text}");
            assert_eq!(any_in(words, text), words.split(' ').any(|word| text.contains(word)), "{text}");
            assert_eq!(any_ends(words, text), words.split(' ').any(|word| text.ends_with(word)), "{text}");
        }
    }
}
