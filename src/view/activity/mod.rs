//! The words and pictures of [`Activity`]: who orders in each period, and how many of one come again in the next.

mod next;
mod who;

pub(super) use next::last_and_year_before;

use super::format::{self, plural};
use super::{Lang, Panel};
use crate::analysis::activity::{ActivePeriod, Activity};
use crate::report::Report;

/// The panels of activity.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(activity) = &report.results.activity else { return Vec::new() };
    vec![who::panel(report, activity, lang), next::panel(report, activity, lang)]
}

/// Why there is nothing to say.
fn nobody(report: &Report, activity: &Activity, lang: Lang) -> Option<String> {
    if !report.results.has_customers {
        return Some(super::no_key_sentence(lang));
    }
    let is_empty = activity.periods.iter().all(|period| period.active() == 0);
    is_empty.then(|| super::none_or_few(report, super::no_customers_sentence(lang), lang))
}

/// The last period that is over, if any has customers.
fn last_complete(activity: &Activity) -> Option<&ActivePeriod> {
    activity.periods.iter().rfind(|period| period.complete && period.active() > 0)
}

fn note(report: &Report, activity: &Activity, lang: Lang) -> String {
    let window = super::window_words(report, lang);
    let n = activity.periods.len() as u64;
    match lang {
        Lang::Zh => format!("n = {n} {}。{window}", format::period_unit(activity.period, n, lang)),
        Lang::En => {
            let [one, many] = [1, 2].map(|n| format::period_unit(activity.period, n, lang));
            format!("n = {}. {window}", plural(n, one, many))
        }
    }
}

fn has_unfinished(activity: &Activity) -> bool {
    activity.periods.iter().any(|period| !period.complete)
}

/// With what hatching means: a saved picture must stand alone.
fn subtitle(report: &Report, activity: &Activity, lang: Lang) -> String {
    let unfinished = if has_unfinished(activity) { super::unfinished_short(lang) } else { "" };
    let campaigns = super::campaigns::short(activity.periods.iter().map(|period| period.period), lang);
    note(report, activity, lang) + unfinished + &campaigns
}

fn notes(report: &Report, activity: &Activity, lang: Lang) -> Vec<String> {
    let mut notes = vec![note(report, activity, lang)];
    if has_unfinished(activity) {
        notes.push(super::unfinished_note(lang));
    }
    notes.extend(super::campaigns::note(activity.periods.iter().map(|period| period.period), lang));
    notes
}
