//! Campaign days on time axes: periods that hold one are flagged, and their words name it.

use super::figure::FLAG;
use super::{Lang, Text, format};
use crate::analysis::campaign_days::Campaign;
use crate::list::Listed;
use crate::time::Period;

/// Its name.
pub(super) fn name(campaign: Campaign) -> Text {
    match campaign {
        Campaign::SpringFestival => Text { zh: "春节", en: "Spring Festival" },
        Campaign::June18 => Text { zh: "6.18", en: "6.18" },
        Campaign::Double11 => Text { zh: "11.11", en: "11.11" },
        Campaign::BlackFriday => Text { zh: "黑色星期五", en: "Black Friday" },
    }
}

/// The name of a period under an axis, flagged where it holds a campaign day.
pub(super) fn step(period: Period, lang: Lang) -> String {
    flagged(format::period(period, lang), &Campaign::inside(period))
}

/// A name of some days, flagged where a campaign is among them.
pub(super) fn flagged(name: String, inside: &[Campaign]) -> String {
    if inside.is_empty() { name } else { format!("{name} {FLAG}") }
}

/// The campaign days of a period on a line of their own, for its tip; empty where it has none.
pub(super) fn line(period: Period, lang: Lang) -> String {
    line_of(&Campaign::inside(period), lang)
}

/// The same of some campaigns.
pub(super) fn line_of(inside: &[Campaign], lang: Lang) -> String {
    let names = inside.iter().map(|campaign| name(*campaign).get(lang)).listed();
    let comma = if lang == Lang::Zh { "、" } else { ", " };
    if names.is_empty() { String::new() } else { format!("\n{FLAG} {}", names.join(comma)) }
}

/// The same inside a picture, behind other words; empty where there is none.
pub(super) fn short(periods: impl Iterator<Item = Period>, lang: Lang) -> String {
    let space = if lang == Lang::Zh { "" } else { " " };
    note(periods, lang).map_or_else(String::new, |note| format!("{space}{note}"))
}

/// What the flag means, where any of these periods has one.
pub(super) fn note(periods: impl Iterator<Item = Period>, lang: Lang) -> Option<String> {
    let mut found = Vec::new();
    periods.for_each(|period| found.extend(Campaign::inside(period)));
    days_note(&found, lang)
}

/// What the flag means where there is no axis to put ticks on: cohorts that are acquired then.
pub(super) fn rows_note(periods: impl Iterator<Item = Period>, lang: Lang) -> Option<String> {
    let mut found = Vec::new();
    periods.for_each(|period| found.extend(Campaign::inside(period)));
    let names = names(&found, lang)?;
    Some(match lang {
        Lang::Zh => format!("{FLAG}：首单周期含大促或节日（{names}）。"),
        Lang::En => format!("{FLAG}: first orders in a period with a campaign day or holiday ({names})."),
    })
}

/// What the flag means among some days.
pub(super) fn days_note(found: &[Campaign], lang: Lang) -> Option<String> {
    let names = names(found, lang)?;
    Some(match lang {
        Lang::Zh => format!("{FLAG} 和短线：含大促或节日（{names}）。"),
        Lang::En => format!("{FLAG} and ticks: a campaign day or holiday ({names})."),
    })
}

/// Each of these once, in the order of the year; `None` where there is none.
fn names(found: &[Campaign], lang: Lang) -> Option<String> {
    let inside = Campaign::ALL.into_iter().filter(|campaign| found.contains(campaign));
    let names = inside.map(|campaign| name(campaign).get(lang)).listed();
    let comma = if lang == Lang::Zh { "、" } else { ", " };
    (!names.is_empty()).then(|| names.join(comma))
}
