//! Currencies as they stand beside amounts, in headers and in cells of their own.

use super::trimmed;

/// Signs and words of money, as bytes of UTF-8, GB18030 and windows-1252, with their currency.
/// Longer ones come before what they contain.
pub(super) const SIGNS: [(&[u8], &str); 57] = [
    (b"US $", "USD"),
    (b"AU $", "AUD"),
    (b"C $", "CAD"),
    (b"US$", "USD"),
    (b"NZ$", "NZD"),
    (b"MX$", "MXN"),
    (b"HK$", "HKD"),
    (b"NT$", "TWD"),
    (b"CA$", "CAD"),
    (b"AU$", "AUD"),
    (b"A$", "AUD"),
    (b"C$", "CAD"),
    (b"R$", "BRL"),
    (b"&#36;", "USD"),
    (b"$", "USD"),
    ("€".as_bytes(), "EUR"),
    (b"\x80", "EUR"),
    ("£".as_bytes(), "GBP"),
    ("￥".as_bytes(), "CNY"),
    ("¥".as_bytes(), "CNY"),
    (b"\xA3\xA4", "CNY"),
    ("元".as_bytes(), "CNY"),
    (b"\xD4\xAA", "CNY"),
    (b"RMB", "CNY"),
    (b"CNY", "CNY"),
    (b"USD", "USD"),
    (b"EUR", "EUR"),
    (b"&euro;", "EUR"),
    (b"&pound;", "GBP"),
    ("₹".as_bytes(), "INR"),
    ("₩".as_bytes(), "KRW"),
    ("원".as_bytes(), "KRW"),
    (b"\xBF\xF8", "KRW"),
    ("円".as_bytes(), "JPY"),
    (b"\x89\x7E", "JPY"),
    ("₫".as_bytes(), "VND"),
    ("₽".as_bytes(), "RUB"),
    ("฿".as_bytes(), "THB"),
    ("₺".as_bytes(), "TRY"),
    ("₴".as_bytes(), "UAH"),
    ("₱".as_bytes(), "PHP"),
    ("₪".as_bytes(), "ILS"),
    ("zł".as_bytes(), "PLN"),
    ("Kč".as_bytes(), "CZK"),
    (b"S$", "SGD"),
    (b"RM", "MYR"),
    (b"\xA3", "GBP"),
    ("đ".as_bytes(), "VND"),
    ("руб.".as_bytes(), "RUB"),
    ("руб".as_bytes(), "RUB"),
    (b"Rp", "IDR"),
    (b"Ft", "HUF"),
    // Of several countries.
    (b"Rs.", ""),
    (b"Rs", ""),
    (b"kr.", ""),
    (b"kr", ""),
    (b"Kr", ""),
];

/// Codes of currencies as they stand beside amounts and at the end of names of columns: three letters and a blank each.
pub(super) const CODES: &str = "USD EUR GBP CNY JPY KRW HKD TWD CAD AUD NZD SGD MYR THB VND IDR PHP INR CHF SEK NOK \
                                DKK PLN CZK HUF RON TRY RUB UAH BRL MXN ARS CLP COP ZAR AED SAR KWD BHD ILS";

/// The code that these bytes are, in any case.
pub(crate) fn code_of(word: &[u8]) -> Option<&'static str> {
    let word = <[u8; 3]>::try_from(word).ok()?.map(|letter| letter.to_ascii_uppercase());
    if !word.iter().all(u8::is_ascii_uppercase) {
        return None;
    }
    let place = CODES.as_bytes().chunks(4).position(|code| code[0] == word[0] && code.starts_with(&word))?;
    CODES.get(4 * place..4 * place + 3)
}

/// Words for currencies; Chinese ones in UTF-8 and GB18030.
const WORDS: [(&[u8], &str); 42] = [
    ("人民币".as_bytes(), "CNY"),
    (b"\xC8\xCB\xC3\xF1\xB1\xD2", "CNY"),
    ("美元".as_bytes(), "USD"),
    ("美金".as_bytes(), "USD"),
    ("欧元".as_bytes(), "EUR"),
    ("日元".as_bytes(), "JPY"),
    ("日圆".as_bytes(), "JPY"),
    ("港币".as_bytes(), "HKD"),
    ("港元".as_bytes(), "HKD"),
    ("英镑".as_bytes(), "GBP"),
    ("澳元".as_bytes(), "AUD"),
    ("加元".as_bytes(), "CAD"),
    ("韩元".as_bytes(), "KRW"),
    ("台币".as_bytes(), "TWD"),
    ("新台币".as_bytes(), "TWD"),
    ("新加坡元".as_bytes(), "SGD"),
    (b"\xC3\xC0\xD4\xAA", "USD"),
    (b"\xC3\xC0\xBD\xF0", "USD"),
    (b"\xC5\xB7\xD4\xAA", "EUR"),
    (b"\xC8\xD5\xD4\xAA", "JPY"),
    (b"\xC8\xD5\xD4\xB2", "JPY"),
    (b"\xB8\xDB\xB1\xD2", "HKD"),
    (b"\xB8\xDB\xD4\xAA", "HKD"),
    (b"\xD3\xA2\xB0\xF7", "GBP"),
    (b"\xB0\xC4\xD4\xAA", "AUD"),
    (b"\xBC\xD3\xD4\xAA", "CAD"),
    (b"\xBA\xAB\xD4\xAA", "KRW"),
    (b"\xCC\xA8\xB1\xD2", "TWD"),
    (b"\xD0\xC2\xCC\xA8\xB1\xD2", "TWD"),
    (b"\xD0\xC2\xBC\xD3\xC6\xC2\xD4\xAA", "SGD"),
    (b"yuan", "CNY"),
    (b"renminbi", "CNY"),
    (b"euro", "EUR"),
    (b"euros", "EUR"),
    (b"pound", "GBP"),
    (b"pounds", "GBP"),
    (b"sterling", "GBP"),
    (b"pound sterling", "GBP"),
    (b"yen", "JPY"),
    (b"won", "KRW"),
    (b"us dollar", "USD"),
    (b"us dollars", "USD"),
];

/// The currency of a sign or word that stands alone; codes are their own names.
pub(crate) fn currency_of(cell: &[u8]) -> Option<&'static str> {
    let is_it = |(name, _): &&(&[u8], &str)| cell.eq_ignore_ascii_case(name);
    SIGNS.iter().chain(&WORDS).find(is_it).map(|(_, code)| *code).filter(|code| !code.is_empty())
}

/// A cell without the sign, word or code of a currency at either end, and which it is, where only one has it.
pub(super) fn without_currency(cell: &[u8]) -> (&[u8], Option<&'static str>) {
    // Plain numbers are nearly all: one look at both ends.
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    if is_digit(cell.first()) && is_digit(cell.last()) {
        return (cell, None);
    }
    if let (Some(head), Some(tail)) = (cell.get(..3), cell.len().checked_sub(3).and_then(|at| cell.get(at..)))
    {
        let of = |word| code_of(word).map(|code| (word, code));
        if let Some((word, code)) = of(head).or_else(|| of(tail)) {
            let rest = cell.strip_prefix(word).or_else(|| cell.strip_suffix(word));
            return (trimmed(rest.unwrap_or(cell)), Some(code));
        }
    }
    let edges = [cell.first(), cell.last()];
    let may_be =
        |bytes: &[u8]| [bytes.first(), bytes.last()].iter().zip(edges).any(|(own, edge)| *own == edge);
    for (bytes, currency) in SIGNS.iter().filter(|(bytes, _)| may_be(bytes)) {
        let rest = cell.strip_prefix(*bytes).or_else(|| cell.strip_suffix(*bytes));
        if let Some(rest) = rest {
            return (trimmed(rest), Some(*currency).filter(|code| !code.is_empty()));
        }
    }
    (trimmed(cell), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_are_known_by_sign_and_word() {
        for (cell, expected) in
            [("人民币", "CNY"), ("rmb", "CNY"), ("日元", "JPY"), ("€", "EUR"), ("£", "GBP")]
        {
            assert_eq!(currency_of(cell.as_bytes()), Some(expected), "{cell}");
        }
        assert_eq!(currency_of(b"BDT"), None);
    }
}
