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
    let name = format::period(period, lang);
    if Campaign::inside(period).is_empty() { name } else { format!("{name} {FLAG}") }
}

/// The campaign days of a period on a line of their own, for its tip; empty where it has none.
pub(super) fn line(period: Period, lang: Lang) -> String {
    let names = Campaign::inside(period).into_iter().map(|campaign| name(campaign).get(lang)).listed();
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
    for period in periods {
        found.extend(Campaign::inside(period));
    }
    let inside = Campaign::ALL.into_iter().filter(|campaign| found.contains(campaign));
    let names = inside.map(|campaign| name(campaign).get(lang)).listed();
    let text = match lang {
        _ if names.is_empty() => return None,
        Lang::Zh => format!("{FLAG} 和短线：含大促或节日（{}）。", names.join("、")),
        Lang::En => format!("{FLAG} and ticks: a campaign day or holiday ({}).", names.join(", ")),
    };
    Some(text)
}
