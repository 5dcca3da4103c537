//! Lists of words in one text, a blank between them: a list of texts costs eight bytes more for each word.

pub(super) use huitou_columns::words::{any_ends, any_in, has};

/// Each word, in its order.
pub(super) fn each(words: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    words.split(' ')
}
