//! Whether a text looks like a person's name. Two people may share one, and one may write it in several ways: a
//! name alone is no key until the merchant says so.

use crate::list::Listed;

/// Two to four words of letters that begin with a capital, or two to four Chinese characters.
pub(super) fn is_person_name(text: &str) -> bool {
    let text = text.trim();
    let count = text.chars().count();
    if text.chars().all(is_han) {
        return (2..=4).contains(&count);
    }
    let words: Vec<&str> = text.split_ascii_whitespace().listed();
    (2..=4).contains(&words.len()) && words.into_iter().all(is_capitalised)
}

/// `Ann`, `O'Neil`, `J.`, `MÜLLER`; no digit in it.
fn is_capitalised(word: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | ',');
    let begins = word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii_lowercase());
    begins && word.chars().all(is_letter)
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c) || c == '·'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_persons_are_told_from_ids_and_handles() {
        for text in ["Alice Example", "Mary-Ann O'Neil", "J. R. Tolkien", "王一", "欧阳小明", "José García"]
        {
            assert!(is_person_name(text), "{text}");
        }
        for text in ["ann", "AB123", "Alice", "c-17 x", "user one", "示例买家甲", "王", "a@b.cn", "", "VIP 3"]
        {
            assert!(!is_person_name(text), "{text}");
        }
    }
}
