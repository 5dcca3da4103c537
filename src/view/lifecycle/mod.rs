//! The words and pictures of [`Lifecycle`]: stages now, by month, how they move, and whether they were right.

mod back;
mod months;
mod moves;
pub(super) mod stages;

use super::format::{self, plural};
use super::{Lang, Panel, Text};
use crate::analysis::lifecycle::{Lifecycle, Stage};
use crate::list::Listed;
use crate::report::Report;

/// The panels of the lifecycle.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(lifecycle) = report.results.lifecycle.as_ref().filter(|it| is_whole(it)) else {
        return Vec::new();
    };
    vec![
        stages::panel(report, lifecycle, lang),
        months::panel(report, lifecycle, lang),
        moves::panel(report, lifecycle, lang),
        back::panel(report, lifecycle, lang),
    ]
}

/// Whether every list has a place for each stage: a saved report may be anybody's.
fn is_whole(lifecycle: &Lifecycle) -> bool {
    let all = Stage::ALL.len();
    let moves = lifecycle.moves.iter().flat_map(|moves| &moves.customers);
    let mut rows = lifecycle.months.iter().map(|month| &month.customers).chain(moves);
    [0, all].contains(&lifecycle.stages.len())
        && rows.all(|row| row.len() == all)
        && lifecycle.moves.as_ref().is_none_or(|moves| moves.customers.len() == all + 1)
        && lifecycle.past.as_ref().is_none_or(|past| past.came_back.len() == all)
}

/// Why there is no stage.
fn nothing(report: &Report, lifecycle: &Lifecycle, lang: Lang) -> Option<String> {
    if !report.results.has_customers {
        return Some(super::no_key_sentence(lang));
    }
    let none = Text {
        zh: "所选范围内还没有客户在另一天再次购买，没有复购周期，因此分不出阶段；可以在设置里给定一个周期。",
        en: "In what is chosen no customer has bought on a second day yet, so there is no cycle to tell stages by; one can be \
             set.",
    };
    lifecycle.stages.is_empty().then(|| super::none_or_few(report, none.get(lang).into(), lang))
}

/// Customers of today, window, and what tells the stages.
fn note(report: &Report, lifecycle: &Lifecycle, lang: Lang) -> String {
    let n = lifecycle.stages.first().map_or(0, |row| row.customers.whole);
    note_of(n, report, lifecycle, lang)
}

/// The same of so many customers.
fn note_of(n: u64, report: &Report, lifecycle: &Lifecycle, lang: Lang) -> String {
    let (window, rule) = (super::window_words(report, lang), rule_words(lifecycle, lang));
    match lang {
        Lang::Zh => format!("n = {} 位客户。{rule}{window}", format::count(n)),
        Lang::En => format!("n = {}. {rule}{window}", plural(n, "customer", "customers")),
    }
}

/// What tells the stages.
fn rule_words(lifecycle: &Lifecycle, lang: Lang) -> String {
    let rule = &lifecycle.rule;
    let times = |percent: u32| format::trimmed(f64::from(percent) / 100.0, 2);
    let (active, lost, mature) = (times(rule.active_percent), times(rule.lost_percent), rule.mature_from);
    match (rule.cycle_days, lang) {
        (None, Lang::Zh) => {
            format!("c 是客户自己的周期；活跃至 {active}c，{lost}c 后流失，{mature} 次起为成熟期。")
        }
        (Some(days), Lang::Zh) => {
            format!("c 统一为 {days} 天；活跃至 {active}c，{lost}c 后流失，{mature} 次起为成熟期。")
        }
        (None, Lang::En) => format!(
            "c is each customer's own cycle; active up to {active} c, lost after {lost} c, mature from {mature} purchases on. "
        ),
        (Some(days), Lang::En) => format!(
            "c is {} for all; active up to {active} c, lost after {lost} c, mature from {mature} purchases on. ",
            plural(days.into(), "day", "days")
        ),
    }
}

/// The names of the stages, and of who was in none.
fn names(lang: Lang) -> Vec<String> {
    let mut names = Stage::ALL.iter().map(|stage| stages::name(*stage).get(lang).to_string()).listed();
    names.push(Text { zh: "当月新来", en: "New in the month" }.get(lang).into());
    names
}
