//! The words of a [`Comparison`].

use super::{Lang, Text};
use crate::analysis::Comparison;

/// A difference of shares in percentage points, with one decimal.
pub(super) fn points(share: f64) -> String {
    let text = format!("{:.1}", share.abs() * 100.0);
    let sign = if share < 0.0 && text != "0.0" { "−" } else { "" };
    format!("{sign}{text}")
}

/// Which is higher, or that it cannot be told, in a word; empty where a group is.
pub(super) fn verdict(comparison: &Comparison) -> Text {
    match comparison.difference {
        None => Text { zh: "", en: "" },
        Some(it) if !it.tells_apart() => Text { zh: "分不出高低", en: "cannot be told apart" },
        Some(it) if it.value > 0.0 => Text { zh: "前者更高", en: "the first is higher" },
        Some(_) => Text { zh: "后者更高", en: "the second is higher" },
    }
}

/// How far apart two shares are, and whether that can be told; empty where a group is.
pub(super) fn words(comparison: &Comparison, lang: Lang) -> String {
    let Some(difference) = comparison.difference else { return String::new() };
    let (value, low, high) = (points(difference.value), points(difference.low), points(difference.high));
    match (lang, difference.tells_apart()) {
        (Lang::Zh, true) => {
            format!("两者之差 {value} 个百分点（95% 区间 {low} 至 {high}），不像是偶然。")
        }
        (Lang::Zh, false) => {
            format!("两者之差 {value} 个百分点（95% 区间 {low} 至 {high}，含 0）：分不出高低。")
        }
        (Lang::En, true) => format!(
            "The difference is {value} percentage points (95% interval {low} to {high}), more than chance explains."
        ),
        (Lang::En, false) => format!(
            "The difference is {value} percentage points (95% interval {low} to {high}, 0 included): the two cannot be \
             told apart."
        ),
    }
}
