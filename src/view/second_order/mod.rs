//! The words and pictures of [`SecondOrder`]: the curve, the chance after each order day, and groups side by side.

mod curve;
mod groups;
mod order_days;

use super::figure::{Figure, Point, StepAxis, ValueAxis};
use super::format::{self, count, percent, plural};
use super::table::{Cell, Column};
use super::{Lang, Panel, Text};
use crate::analysis::second_order::{Chance, Chances, HORIZONS, SecondOrder};
use crate::list::Listed;
use crate::report::Report;

/// The panels of the next order.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(second) = &report.results.second_order else { return Vec::new() };
    let mut all = vec![curve::panel(report, second, lang), order_days::panel(report, second, lang)];
    all.extend(second.comparisons.iter().map(|comparison| groups::panel(report, comparison, lang)));
    all
}

/// Why there is nothing to say.
fn nothing(report: &Report, second: &SecondOrder, lang: Lang) -> Option<String> {
    let customers = second.order_days.first().map_or(0, |first| first.customers);
    if !report.results.has_customers {
        return Some(super::no_key_sentence(lang));
    }
    let none = Text {
        zh: "所选范围内没有首次购买的客户。",
        en: "No customer's first order lies in what is chosen.",
    };
    (customers == 0).then(|| none.get(lang).into())
}

/// The chance to quote: within 90 days, where enough customers have been watched for so long, else within the most
/// days for which that is so, else for which there is one.
pub(super) fn quoted(chances: &Chances) -> Option<&Chance> {
    let told = |chance: &&Chance| chance.chance.is_some();
    let sure = |chance: &&Chance| told(chance) && !chance.is_small();
    let all = || chances.within.iter();
    all()
        .filter(sure)
        .find(|chance| chance.days == 90)
        .or_else(|| all().rfind(sure))
        .or_else(|| all().rfind(told))
}

/// `29.2%（95% 区间 28.6–29.8%）`; a dash where it is undefined.
fn sure_words(chance: &Chance, lang: Lang) -> String {
    let rate = rate(chance);
    match (chance.interval, lang) {
        (None, _) => rate,
        (Some(ends), Lang::Zh) => format!("{rate}（95% 区间 {}）", format::interval(ends)),
        (Some(ends), Lang::En) => format!("{rate} (95% interval {})", format::interval(ends)),
    }
}

fn rate(chance: &Chance) -> String {
    chance.chance.map_or_else(format::undefined, percent)
}

fn cell(chance: &Chance) -> Cell {
    let ends = chance.interval.map(|ends| format!(" ({})", format::interval(ends))).unwrap_or_default();
    Cell { value: chance.chance, ..Cell::text(rate(chance) + &ends) }
}

/// Heads the columns of the horizons.
fn horizon_columns(lang: Lang) -> Vec<Column> {
    let title = |days: &u32| match lang {
        Lang::Zh => format!("{days} 天内"),
        Lang::En => format!("Within {days} days"),
    };
    HORIZONS.iter().map(|days| Column::new(&title(days), true)).listed()
}

/// A step of the axis of the horizons, in days: it is to scale.
const STEP_DAYS: u32 = 5;

/// Days from none to the last horizon, each horizon named.
fn horizon_axis(title: Text, lang: Lang) -> StepAxis {
    let last = HORIZONS.last().map_or(0, |days| days / STEP_DAYS);
    let name = |days: u32| if HORIZONS.contains(&days) { days.to_string() } else { String::new() };
    StepAxis { title: title.get(lang).into(), labels: (0..=last).map(|step| name(step * STEP_DAYS)).listed() }
}

/// The points of the chances within the horizons, on that axis.
fn horizon_points(chances: &Chances, name: &str, with_band: bool, lang: Lang) -> Vec<Point> {
    let points = points(chances, &chances.within, name, with_band, lang).into_iter();
    let placed = points.filter_map(|point| {
        let days = HORIZONS.get(point.step as usize)?;
        Some(Point { step: days / STEP_DAYS, ..point })
    });
    placed.listed()
}

/// From 0 to the highest of some points or of their bands.
fn axis<'a>(points: impl Iterator<Item = &'a Point>) -> ValueAxis {
    let top = points.map(|point| point.band.map_or(point.value, |band| band[1])).fold(0.04, f64::max);
    format::share_axis(top.min(1.0))
}

/// The points of some chances, those that there are.
fn points(chances: &Chances, all: &[Chance], name: &str, with_band: bool, lang: Lang) -> Vec<Point> {
    let told = (0..).zip(all).filter_map(|(step, chance)| Some((step, chance, chance.chance?)));
    told.map(|(step, chance, value)| Point {
        step,
        value,
        band: chance.interval.map(|ends| [ends.low, ends.high]).filter(|_| with_band),
        unfinished: chance.is_small(),
        tip: name.to_string() + &tip(chances, chance, lang),
    })
    .listed()
}

fn tip(chances: &Chances, chance: &Chance, lang: Lang) -> String {
    let (plain, words) = (chances.plain(chance), sure_words(chance, lang));
    let small = super::small_suffix(chance.is_small(), lang);
    match lang {
        Lang::Zh => format!(
            "{} 天内再次购买：{words}{small}\n目前已回来 {}（{} / {} 位）\n观察满这么久、仍在等的 {} 位",
            chance.days,
            format::rate(&plain),
            count(plain.part),
            count(plain.whole),
            count(chance.at_risk)
        ),
        Lang::En => format!(
            "Back within {}: {words}{small}\nso far {} ({} of {})\nwatched for so long and still waiting: {}",
            plural(chance.days.into(), "day", "days"),
            format::rate(&plain),
            count(plain.part),
            plural(plain.whole, "customer", "customers"),
            count(chance.at_risk)
        ),
    }
}

/// What is hollow, where anything is.
fn note_hollow(panel: &mut Panel, lang: Lang) {
    if panel.figures.iter().any(|figure| matches!(figure, Figure::Lines(lines) if lines.has_hollow())) {
        panel.notes.push(hollow_note(lang));
    }
}

fn hollow_note(lang: Lang) -> String {
    let words = Text {
        zh: "虚线、空心点：观察满这么久的客户不足 30 位，只作参考。",
        en: "Dashed and hollow: fewer than 30 customers have been watched for so long; a hint, no more.",
    };
    words.get(lang).into()
}

fn note(report: &Report, customers: u64, lang: Lang) -> String {
    let window = super::window_words(report, lang);
    match lang {
        Lang::Zh => format!("n = {} 位客户，按购买日计。{window}", count(customers)),
        Lang::En => format!("n = {}, by order days. {window}", plural(customers, "customer", "customers")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_of_the_horizons_is_to_scale() {
        let axis = horizon_axis(Text { zh: "", en: "" }, Lang::En);
        let named = axis.labels.iter().enumerate().filter(|(_, label)| !label.is_empty());
        let named = named.map(|(step, label)| (step as u32 * STEP_DAYS, label.parse().unwrap())).listed();
        assert_eq!(named, [30, 60, 90, 180, 365].map(|days| (days, days)));
    }
}
