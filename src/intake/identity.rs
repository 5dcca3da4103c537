//! Who the customer of an order is: one value of a key column, normalised.

use super::cell::is_scientific;

/// The kinds of keys, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum KeyKind {
    /// An account or user id, or the column that the merchant chose.
    Account,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A name: only where the merchant says so.
    Name,
}

impl KeyKind {
    /// Its name in the ledger, and before the colon of a customer's key.
    pub fn name(self) -> &'static str {
        match self {
            KeyKind::Account => "account",
            KeyKind::Email => "email",
            KeyKind::Phone => "phone",
            KeyKind::Name => "name",
        }
    }
}

/// What a cell of a key column is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// The cell is empty.
    Empty,
    /// Masked, encrypted, or the id of guests.
    Unusable,
    /// Kind and normalised value, `phone:13800000001`: a telephone never equals an account.
    Usable(String),
}

/// Reads a decoded cell as a key.
pub(super) fn key(kind: KeyKind, text: &str) -> Key {
    let value: String = text.trim().chars().map(half_width).map(|c| c.to_ascii_lowercase()).collect();
    let value = match kind {
        KeyKind::Phone => {
            without_prefix(value.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')')).collect())
        }
        _ => value,
    };
    if value.is_empty() {
        return Key::Empty;
    }
    if is_unusable(kind, &value) {
        return Key::Unusable;
    }
    Key::Usable(format!("{}:{value}", kind.name()))
}

/// The value of a customer's key as the merchant knows it: `13800000001` of `phone:13800000001`.
pub fn key_value(key: &str) -> &str {
    key.split_once(':').map_or(key, |(_, value)| value)
}

/// The kind of a customer's key: `account`, `email`, `phone` or `name`.
pub fn key_kind(key: &str) -> &str {
    key.split_once(':').map_or("", |(kind, _)| kind)
}

/// A Chinese mobile number without its country's prefix.
fn without_prefix(phone: String) -> String {
    let rest = phone.strip_prefix('+').unwrap_or(&phone).strip_prefix("86");
    rest.filter(|rest| rest.len() == 11 && rest.starts_with('1')).map_or(phone.clone(), str::to_string)
}

fn is_unusable(kind: KeyKind, value: &str) -> bool {
    const GUESTS: [&str; 5] = ["guest", "anonymous", "游客", "匿名", "unknown"];
    value.contains('*')
        || value.starts_with("##")
        || value.starts_with("$$")
        || value.chars().all(|c| matches!(c, '0' | '-' | '—'))
        || GUESTS.contains(&value)
        // A spreadsheet has made a number of it: several customers now share it.
        || is_scientific(value.as_bytes())
        || (kind == KeyKind::Email && !value.contains('@') && !value.bytes().all(|b| b.is_ascii_digit()))
}

/// Full-width ASCII and the wide blank as their usual forms.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_normalised_and_kinds_kept_apart() {
        let usable = |text: &str| Key::Usable(text.to_string());
        assert_eq!(key(KeyKind::Email, " Chen.Demo@Example.NET"), usable("email:chen.demo@example.net"));
        assert_eq!(key(KeyKind::Account, "ＡＢ１"), usable("account:ab1"));
        assert_eq!(key(KeyKind::Phone, "138-0000-0001"), usable("phone:13800000001"));
        assert_ne!(key(KeyKind::Phone, "13800000001"), key(KeyKind::Account, "13800000001"));
        assert_eq!(key(KeyKind::Phone, "+86 138 0000 0001"), usable("phone:13800000001"));
        assert_eq!((key_kind("email:a:b@c"), key_value("email:a:b@c")), ("email", "a:b@c"));
    }

    #[test]
    fn masked_encrypted_and_guest_keys_tell_nobody_apart() {
        for text in ["t**1", "1.38E+10", "138****0001", "##密文", "$$密文", "0", "Guest", "--"] {
            assert_eq!(key(KeyKind::Account, text), Key::Unusable, "{text}");
        }
        assert_eq!(key(KeyKind::Account, " "), Key::Empty);
    }
}
