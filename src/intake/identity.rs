//! Who the customer of an order is: one value of a key column, normalised.

use super::cell::is_scientific;
use super::ledger::Unusable;
use super::name_and_address;
use super::role::Role;
use huitou_columns::interner::Interner;

/// The kinds of keys, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum KeyKind {
    /// An account or user id, or the column that the merchant chose.
    Account,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A name and an address.
    NameAndAddress,
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
            KeyKind::NameAndAddress => "name_and_address",
            KeyKind::Name => "name",
        }
    }

    /// The role of columns that hold it.
    pub fn role(self) -> Role {
        match self {
            KeyKind::Account => Role::Account,
            KeyKind::Email => Role::Email,
            KeyKind::Phone => Role::Phone,
            KeyKind::NameAndAddress | KeyKind::Name => Role::Name,
        }
    }

    /// Whether a key is only one person's where it was given: the same account elsewhere may be another's.
    pub fn is_local(self) -> bool {
        matches!(self, KeyKind::Account | KeyKind::Name)
    }
}

/// What a cell of a key column is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// The cell is empty.
    Empty,
    /// It tells nobody apart.
    Unusable(Unusable),
    /// Kind and normalised value, `phone:13800000001`: a telephone never equals an account.
    Usable(String),
}

/// Reads a decoded cell as a key.
pub(super) fn key(kind: KeyKind, text: &str) -> Key {
    let shown = text.chars().filter(|&c| !is_invisible(c)).map(half_width);
    let value: String = shown.map(|c| c.to_ascii_lowercase()).collect();
    let value = value.trim();
    if value.is_empty() {
        return Key::Empty;
    }
    if let Some(why) = tells_nobody_apart(kind, value) {
        return Key::Unusable(why);
    }
    let normal = match kind {
        KeyKind::Phone => phone(value),
        KeyKind::Account => Some(without_zero_decimals(value).to_string()),
        KeyKind::Email => is_address(value).then(|| value.to_string()),
        KeyKind::NameAndAddress => name_and_address::normal(value),
        KeyKind::Name => Some(value.to_string()),
    };
    normal.map_or(Key::Unusable(Unusable::Unfit), |value| Key::Usable(format!("{}:{value}", kind.name())))
}

/// Whether a value certainly is a key as it stands: what [`key`] says of it is the value itself. It is a look at the
/// bytes; of values that it does not know it says no.
pub(super) fn is_normal(kind: KeyKind, value: &[u8]) -> bool {
    let tells = |byte: &u8| matches!(byte, b'1'..=b'9');
    let hides_some = || value.contains(&b'x') && value.windows(3).any(|run| run == b"xxx");
    match kind {
        // With a digit it is no word for everybody, without a point no number with decimals.
        KeyKind::Account => {
            value.iter().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
                && value.iter().any(tells)
                && !hides_some()
        }
        KeyKind::Email => {
            let name = value.iter().position(|&byte| byte == b'@').unwrap_or(0);
            let plain = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.' | b'@' | b'-');
            value.iter().all(plain) && value[..name].iter().any(tells) && value[0] != b'-' && !hides_some()
        }
        KeyKind::Phone | KeyKind::NameAndAddress | KeyKind::Name => false,
    }
}

/// The numbers of the values of which a quick look does not tell that they are [normal](is_normal).
pub(super) fn may_be_abnormal(kind: KeyKind, values: &Interner) -> Vec<u32> {
    if kind != KeyKind::Account {
        return (0..values.len() as u32).collect();
    }
    values.without([(b'a', b'z'), (b'0', b'9'), (b'_', b'_')], (b'1', b'9'), b'x')
}

fn tells_nobody_apart(kind: KeyKind, value: &str) -> Option<Unusable> {
    let is_guest = || match kind {
        KeyKind::Phone => is_guest(value) || phone(value).is_some_and(|digits| is_stopgap(&digits)),
        KeyKind::Email => is_guest(value) || is_nobodys(value),
        _ => is_guest(value),
    };
    if is_encrypted(value) {
        Some(Unusable::Encrypted)
    } else if is_masked(value) {
        Some(Unusable::Masked)
    } else if is_scientific(value.as_bytes()) {
        Some(Unusable::Rounded)
    } else {
        is_guest().then_some(Unusable::Guest)
    }
}

/// The value of a customer's key as the merchant knows it: `13800000001` of `phone:13800000001`.
pub fn key_value(key: &str) -> &str {
    key.split_once(':').map_or(key, |(_, value)| value)
}

/// The kind of a customer's key: `account`, `email`, `phone`, `name_and_address` or `name`.
pub fn key_kind(key: &str) -> &str {
    key.split_once(':').map_or("", |(kind, _)| kind.split_once('(').map_or(kind, |(kind, _)| kind))
}

/// A key that only equals those of the same namespace: `account(会员id):1001`.
pub(super) fn in_namespace(key: &str, namespace: &str) -> String {
    format!("{}({namespace}):{}", key_kind(key), key_value(key))
}

/// A telephone number's digits, without the prefix of international calls and without that of China before a
/// mobile number; `None` where too few are left.
fn phone(value: &str) -> Option<String> {
    const FEWEST: usize = 6;
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches("00");
    let mobile = digits.strip_prefix("86").filter(|rest| rest.len() == 11 && rest.starts_with('1'));
    let digits = mobile.unwrap_or(digits);
    (digits.len() >= FEWEST).then(|| digits.to_string())
}

/// Whether it is what people type where a telephone must be given: one digit again and again, all digits in order, a
/// prefix and zeros, the number of an operator.
fn is_stopgap(digits: &str) -> bool {
    let all_same = digits.bytes().all(|digit| digits.starts_with(char::from(digit)));
    let in_order = "12345678901234567890".starts_with(digits);
    all_same || in_order || digits.ends_with("00000000") || digits == "13800138000"
}

/// A whole number without the `.0`, `.00` ... that a spreadsheet put behind it.
fn without_zero_decimals(value: &str) -> &str {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match value.split_once('.') {
        Some((whole, zeros)) if digits(whole) && digits(zeros) && zeros.bytes().all(|b| b == b'0') => whole,
        _ => value,
    }
}

/// An address, or the number that stands for one in 支付宝 accounts.
fn is_address(value: &str) -> bool {
    value.contains('@') || value.bytes().all(|byte| byte.is_ascii_digit())
}

/// An address that is typed where one must be given: `none@none.com`, `noreply@shop.com`.
fn is_nobodys(value: &str) -> bool {
    let name = value.split_once('@').map_or("", |(name, _)| name);
    !name.is_empty() && (is_guest(name) || matches!(name, "no" | "noreply" | "no-reply" | "donotreply"))
}

/// Several customers share what is left to see.
fn is_masked(value: &str) -> bool {
    // A run of x in a word may be a name; among digits it hides some.
    let has_letters = value.chars().any(|c| c.is_ascii_alphabetic() && c != 'x');
    value.contains(['*', '•', '●']) || value.contains("###") || value.contains("xxx") && !has_letters
}

fn is_encrypted(value: &str) -> bool {
    value.starts_with("##") && !value.starts_with("###") || value.starts_with("$$")
}

/// Whether it stands for everybody who has no account: a word, nothing but zeros or dashes and dots, a negative number.
fn is_guest(value: &str) -> bool {
    const WORDS: [&str; 32] = [
        "guest",
        "guests",
        "guestuser",
        "guestcheckout",
        "guestcustomer",
        "anonymous",
        "unknown",
        "walkin",
        "walkincustomer",
        "none",
        "null",
        "nil",
        "na",
        "undefined",
        "notprovided",
        "notavailable",
        "游客",
        "访客",
        "散客",
        "散户",
        "匿名",
        "匿名用户",
        "匿名买家",
        "非会员",
        "无",
        "空",
        "没有",
        "暂无",
        "未知",
        "不详",
        "未填写",
        "未提供",
    ];
    let word: String = value.chars().filter(|c| c.is_alphanumeric() || is_symbol(*c)).collect();
    let is_negative = value.strip_prefix('-').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    word.bytes().all(|byte| byte == b'0') || is_negative || WORDS.contains(&word.as_str())
}

/// Emoji and the like, of which a nickname may be made; punctuation, lines, blocks and squares are none.
fn is_symbol(c: char) -> bool {
    let is_mark = matches!(c, '\u{2500}'..='\u{25FF}' | '\u{3000}'..='\u{303F}' | '\u{FE00}'..='\u{FFFF}');
    c >= '\u{2100}' && !is_mark
}

/// Marks of direction and width that are not seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
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
        let forms = [
            "+86 138 0000 0001",
            "0086-13800000001",
            "8613800000001",
            "138\u{A0}0000\u{A0}0001",
            "\u{202D}+8613800000001\u{202C}",
            "１３８００００００01",
        ];
        for text in forms {
            assert_eq!(key(KeyKind::Phone, text), usable("phone:13800000001"), "{text}");
        }
        assert_eq!(key(KeyKind::Phone, "0044 20 7946 0000"), key(KeyKind::Phone, "+44 20 7946 0000"));
        assert_eq!(key(KeyKind::Account, "17850.00"), usable("account:17850"));
        assert_eq!(key(KeyKind::Account, "\u{A0}ann\u{200B}"), usable("account:ann"));
        assert_eq!((key_kind("email:a:b@c"), key_value("email:a:b@c")), ("email", "a:b@c"));
        let apart = in_namespace("account:10:01(a)", "会员id");
        assert_eq!((key_kind(&apart), key_value(&apart)), ("account", "10:01(a)"));
    }

    #[test]
    fn values_that_look_normal_are_keys_as_they_stand() {
        let values = [
            "c1",
            "1",
            "guest1",
            "user_2",
            "0",
            "00",
            "guest",
            "a.1",
            "1.0",
            "x1",
            "-1",
            "1e",
            "ann1@x.cn",
            "no1@b.de",
            "1@1",
            "noreply@b.de",
            "0@b.cn",
            "A1",
            "1.38e+10",
            "1xxx",
            "c1 ",
            "-a1@b.de",
            "@1",
            "a@1",
        ];
        let mut normal = 0;
        for value in values {
            for kind in [KeyKind::Account, KeyKind::Email] {
                let mut values = Interner::default();
                values.intern(value.as_bytes());
                assert!(!may_be_abnormal(kind, &values).is_empty() || is_normal(kind, value.as_bytes()));
                if is_normal(kind, value.as_bytes()) {
                    assert_eq!(key(kind, value), Key::Usable(format!("{}:{value}", kind.name())), "{value}");
                    normal += 1;
                }
            }
        }
        assert_eq!(normal, 9);
    }

    #[test]
    fn masked_encrypted_and_guest_keys_tell_nobody_apart() {
        let unusable = |kind, text| matches!(key(kind, text), Key::Unusable(_));
        let texts = [
            "t**1",
            "1.38E+10",
            "138****0001",
            "138XXXX0001",
            "138####0001",
            "##密文",
            "$$密文",
            "0",
            "0.00",
            "-1",
            "Guest",
            "(guest)",
            "Walk-in Customer",
            "散客",
            "无",
            "--",
            "/",
            "...",
            "。",
            "——",
            "──",
            "……",
            "□□□",
        ];
        for text in texts {
            assert!(unusable(KeyKind::Account, text), "{text}");
        }
        for text in ["无", "12345", "1.38E+10", "00000000", "11111111111"] {
            assert!(unusable(KeyKind::Phone, text), "{text}");
        }
        for text in ["13800000000", "13800138000", "12345678", "1234567890"] {
            assert!(unusable(KeyKind::Phone, text), "{text}");
        }
        for text in ["none@none.com", "NoReply@shop.com", "guest@x.cn", "0@x.cn"] {
            assert!(unusable(KeyKind::Email, text), "{text}");
        }
        assert!(!unusable(KeyKind::Email, "nora@x.cn"));
        assert!(!unusable(KeyKind::Account, "maxxx"));
        for nickname in ["😀🎉", "❤️", "☆", "😀0"] {
            assert_eq!(key(KeyKind::Account, nickname), Key::Usable(format!("account:{nickname}")));
        }
        assert_eq!(key(KeyKind::Account, " "), Key::Empty);
        for (kind, text, why) in [
            (KeyKind::Account, "t**1", Unusable::Masked),
            (KeyKind::Phone, "138####0001", Unusable::Masked),
            (KeyKind::Phone, "##abc##", Unusable::Encrypted),
            (KeyKind::Account, "$$abc$", Unusable::Encrypted),
            (KeyKind::Account, "散客", Unusable::Guest),
            (KeyKind::Phone, "00000000", Unusable::Guest),
            (KeyKind::Phone, "1.38E+10", Unusable::Rounded),
            (KeyKind::Phone, "12", Unusable::Unfit),
            (KeyKind::Email, "ann", Unusable::Unfit),
        ] {
            assert_eq!(key(kind, text), Key::Unusable(why), "{text}");
        }
    }
}
