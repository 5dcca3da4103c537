//! The words and pictures of [`Cycle`](crate::analysis::cycle::Cycle): the shop's cycle, who is due, when, and the gaps.

mod calendar;
pub(super) mod due;
mod gaps;
mod shop;

use super::{Lang, Panel, Text};
use crate::analysis::cycle::Cycle;
use crate::report::Report;

/// The panels of the cycle.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(cycle) = &report.results.cycle else { return Vec::new() };
    let mut panels = vec![
        shop::panel(report, cycle, lang),
        due::panel(report, cycle, lang),
        calendar::panel(report, cycle, lang),
        gaps::panel(report, cycle, lang),
    ];
    if !cycle.products.is_empty() {
        panels.push(shop::products_panel(report, cycle, lang));
    }
    panels
}

/// Why there is no cycle and no gap.
fn nothing(report: &Report, cycle: &Cycle, lang: Lang) -> Option<String> {
    if !report.results.has_customers {
        return Some(super::no_key_sentence(lang));
    }
    let none = Text {
        zh: "还没有客户在另一天再次购买，因此没有间隔可看，也说不出谁到期。",
        en: "No customer has bought on a second day yet, so there is no gap to show and nobody is due.",
    };
    (cycle.gaps == 0).then(|| none.get(lang).into())
}
