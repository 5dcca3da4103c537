//! The words of a [`Comparison`].

use super::Lang;
use crate::analysis::Comparison;

/// How far apart two shares are, and whether that can be told; empty where a group is.
pub(super) fn words(comparison: &Comparison, lang: Lang) -> String {
    let Some(difference) = comparison.difference else { return String::new() };
    let points = |share: f64| {
        let text = format!("{:.1}", share.abs() * 100.0);
        let sign = if share < 0.0 && text != "0.0" { "−" } else { "" };
        format!("{sign}{text}")
    };
    let (value, low, high) =
        (points(difference.value.abs()), points(difference.low), points(difference.high));
    match (lang, difference.tells_apart()) {
        (Lang::Zh, true) => {
            format!("相差 {value} 个百分点（95% 区间 {low} 至 {high}），不像是偶然。")
        }
        (Lang::Zh, false) => {
            format!("相差 {value} 个百分点（95% 区间 {low} 至 {high}，含 0）：分不出高低。")
        }
        (Lang::En, true) => format!(
            "They lie {value} percentage points apart (95% interval {low} to {high}), more than chance explains."
        ),
        (Lang::En, false) => format!(
            "They lie {value} percentage points apart (95% interval {low} to {high}, 0 included): they cannot be told \
             apart."
        ),
    }
}
