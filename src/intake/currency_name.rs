//! Currencies in the names of columns: `Amount (USD)`, `金额（元）`, `Total €`, `total_price_eur`.

use super::cell::currency;

/// The currency at the end of a name.
pub(super) fn of(name: &str) -> Option<&'static str> {
    split(name).map(|(_, code)| code)
}

/// A name without the currency at its end.
pub(super) fn without(name: &str) -> &str {
    split(name).map_or(name, |(rest, _)| rest)
}

fn split(name: &str) -> Option<(&str, &'static str)> {
    let open = name.trim().trim_end_matches([')', '）', ']', '】']).trim_end();
    let start = open.rfind([' ', '(', '（', '[', '【', '_', '/']);
    let (rest, last) = match start {
        Some(at) => open.split_at(at),
        // Without a gap only signs are safe: `Total€`, `金额元`.
        None => open.split_at(open.char_indices().next_back()?.0),
    };
    let word = last.trim_start_matches([' ', '(', '（', '[', '【', '_', '/']);
    let is_sign = !word.bytes().all(|b| b.is_ascii_alphanumeric());
    // `Date won` is no amount of won.
    let is_bracketed = open.len() < name.trim().len();
    let named = currency::currency_of(word.as_bytes()).filter(|_| is_sign || is_bracketed);
    let code = || currency::code_of(word.as_bytes()).filter(|_| start.is_some());
    let found = named.or_else(code);
    let rest = rest.trim_end();
    found.filter(|_| !rest.is_empty()).map(|code| (rest, code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_in_codes_signs_and_words() {
        let cases = [
            ("Amount (USD)", "Amount", "USD"),
            ("金额（元）", "金额", "CNY"),
            ("总价(元) ", "总价", "CNY"),
            ("实付金额元", "实付金额", "CNY"),
            ("金额(美元)", "金额", "USD"),
            ("Total €", "Total", "EUR"),
            ("Total [£]", "Total", "GBP"),
            ("total_price_eur", "total_price", "EUR"),
            ("金额(RMB)", "金额", "CNY"),
        ];
        for (name, rest, code) in cases {
            assert_eq!(split(name), Some((rest, code)), "{name}");
        }
        for name in [
            "Created (UTC)",
            "N. Revenue (formatted)",
            "元",
            "USD",
            "Order Total",
            "Customer",
            "Date won",
            "",
        ] {
            assert_eq!(split(name), None, "{name}");
        }
    }
}
