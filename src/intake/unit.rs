//! Units in the names of columns of money: `金额（万元）`, `Revenue ($k)`, `total_cents`.

/// What a unit is called, and how many powers of ten it is of the currency's own.
#[rustfmt::skip]
const UNITS: [(&str, i8); 19] = [
    ("千", 3), ("万", 4), ("萬", 4), ("百万", 6), ("亿", 8), ("億", 8), ("分", -2),
    ("k", 3), ("thousand", 3), ("thousands", 3), ("000", 3), ("'000", 3), ("000s", 3), ("tsd", 3),
    ("million", 6), ("millions", 6), ("cent", -2), ("cents", -2), ("pence", -2),
];

/// The power of ten of the unit at the end of a name; 0 without one.
pub(super) fn of(name: &str) -> i8 {
    split(name).map_or(0, |(_, power)| power)
}

/// A name without the unit at its end.
pub(super) fn without(name: &str) -> &str {
    split(name).map_or(name, |(rest, _)| rest)
}

fn split(name: &str) -> Option<(&str, i8)> {
    let name = name.trim();
    let is_bracketed = name.ends_with([')', '）', ']', '】']);
    let start = match is_bracketed {
        true => name.rfind(['(', '（', '[', '【'])?,
        false => name.rfind([' ', '_', '-'])?,
    };
    let (rest, last) = name.split_at(start);
    let word = last.trim_matches(|c: char| "()（）[]【】 _-.".contains(c)).to_ascii_lowercase();
    let word = word.strip_prefix("in ").or(word.strip_prefix("单位")).unwrap_or(&word);
    let is_money = |c: char| " :：$€£¥￥元円圆圓".contains(c);
    let word = word.trim_matches(is_money);
    let (_, power) = UNITS.into_iter().find(|(unit, _)| *unit == word)?;
    let rest = rest.trim_end().trim_end_matches([' ', '_', '-']);
    let rest = rest.strip_suffix("_in").or(rest.strip_suffix(" in")).unwrap_or(rest);
    // Without brackets `k` and `million` may be anything.
    ((is_bracketed || word.starts_with("cent")) && !rest.is_empty()).then_some((rest, power))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_stand_in_brackets_or_are_cents() {
        for (name, rest, power) in [
            ("金额(万元)", "金额", 4),
            ("金额（单位：千元）", "金额", 3),
            ("支付金额(分)", "支付金额", -2),
            ("合計金額（千円）", "合計金額", 3),
            ("Amount ($k)", "Amount", 3),
            ("Revenue ('000)", "Revenue", 3),
            ("total_cents", "total", -2),
            ("price_in_cents", "price", -2),
            ("Amount (in cents)", "Amount", -2),
        ] {
            assert_eq!(split(name), Some((rest, power)), "{name}");
        }
        for name in
            ["金额(元)", "积分", "Total (USD)", "total k", "cents", "金额 (2)", "商品数量(件)", "Total"]
        {
            assert_eq!(split(name), None, "{name}");
        }
    }
}
