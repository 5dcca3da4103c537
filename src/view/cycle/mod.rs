//! The words and pictures of [`Cycle`](crate::analysis::cycle::Cycle): the shop's cycle, who is due, when, and the gaps.

mod calendar;
pub(super) mod due;
mod gaps;
mod shop;

use super::{Lang, Panel, Text};
use crate::analysis::cycle::{Cycle, Due};
use crate::report::Report;

/// The panels of the cycle.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    // A saved report may be anybody's: who is due is told of every state or of none.
    let is_whole = |cycle: &&Cycle| [0, Due::ALL.len()].contains(&cycle.due.len());
    let Some(cycle) = report.results.cycle.as_ref().filter(is_whole) else { return Vec::new() };
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

/// Why there is no cycle and no gap among those who are shown.
fn no_gap(report: &Report, cycle: &Cycle, lang: Lang) -> Option<String> {
    (cycle.gaps == 0).then(|| nothing(report, lang))
}

/// Why nobody is due: nobody at all came back.
fn no_due(report: &Report, cycle: &Cycle, lang: Lang) -> Option<String> {
    cycle.due.is_empty().then(|| super::none_or_few(report, nothing(report, lang), lang))
}

/// Why no week has anybody who is due.
fn no_week(report: &Report, cycle: &Cycle, lang: Lang) -> Option<String> {
    cycle.calendar.is_empty().then(|| super::none_or_few(report, nothing(report, lang), lang))
}

fn nothing(report: &Report, lang: Lang) -> String {
    if !report.results.has_customers {
        return super::no_key_sentence(lang);
    }
    let none = Text {
        zh: "所选范围内还没有客户在另一天再次购买，因此没有间隔可看，也说不出谁到期。",
        en: "In what is chosen no customer has bought on a second day yet, so there is no gap and no due date to show.",
    };
    none.get(lang).into()
}
