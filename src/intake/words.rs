//! Lists of words in one text, a blank between them: a list of texts costs eight bytes more for each word.

/// Each word, in its order.
pub(super) fn each(words: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    words.split(' ')
}

/// Whether one of the words is this.
pub(super) fn has(words: &str, word: &str) -> bool {
    // Bytes: a search for a character costs more than these short words have.
    words.as_bytes().split(|&byte| byte == b' ').any(|known| known == word.as_bytes())
}

/// Whether one of the words is a part of a text.
pub(super) fn any_in(words: &str, text: &str) -> bool {
    words.split(' ').any(|part| text.contains(part))
}

/// Whether a text ends with one of the words.
pub(super) fn any_ends(words: &str, text: &str) -> bool {
    words.split(' ').any(|end| text.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_between_blanks() {
        const WORDS: &str = "order 订单 \
            id";
        assert_eq!(each(WORDS).collect::<Vec<_>>(), ["order", "订单", "id"]);
        assert_eq!((has(WORDS, "订单"), has(WORDS, "订"), has(WORDS, "")), (true, false, false));
        assert_eq!((any_in(WORDS, "my orders"), any_in(WORDS, "or")), (true, false));
        assert_eq!((any_ends(WORDS, "userid"), any_ends(WORDS, "idle")), (true, false));
    }
}
