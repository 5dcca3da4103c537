//! The words and pictures of [`Associations`]: what is found over all, each aspect, campaign days, discounts.

mod aspect;
mod campaigns;
mod discounts;
mod found;
mod words;

use super::figure::{Caption, Figure, IntervalRow, Intervals, Tick};
use super::format::{self, count, plural};
use super::table::{Cell, Column};
use super::{Lang, Panel, Text, comparison};
use crate::analysis::associations::{AspectGroup, Associations};
use crate::analysis::{Comparison, Share};
use crate::report::Report;

pub(super) use words::weekday;

/// The panels of what goes with coming back.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(found) = &report.results.associations else { return Vec::new() };
    let shop = Shop { report, found, lang };
    let mut all = vec![found::panel(&shop)];
    all.extend(found.aspects.iter().map(|groups| aspect::panel(&shop, groups)));
    all.extend(campaigns::panel(&shop));
    all.extend(discounts::panel(&shop));
    all
}

/// What all panels look at.
struct Shop<'a> {
    report: &'a Report,
    found: &'a Associations,
    lang: Lang,
}

impl Shop<'_> {
    fn note(&self) -> String {
        let window = super::window_words(self.report, self.lang);
        let n = self.found.back.whole;
        match self.lang {
            Lang::Zh => format!("n = {} 位首单后已过 90 天的客户。{window}", count(n)),
            Lang::En => {
                format!("n = {} watched for 90 days. {window}", plural(n, "customer", "customers"))
            }
        }
    }

    /// Shares of customers who are back, a row each out of so many, beside that of all.
    fn figure(&self, title: String, description: &str, rows: Vec<IntervalRow>, of: usize) -> Figure {
        let top = rows.iter().map(|row| row.ends[1]).fold(0.04_f64, f64::max);
        let all = self.found.back.rate().map(|at| Tick { at, label: self.all_words() });
        Figure::Intervals(Intervals {
            caption: Caption {
                title,
                subtitle: super::with_rows_note(self.note(), rows.len(), of, self.lang),
                description: description.into(),
            },
            x: format::share_axis(top.min(1.0)),
            reference: all,
            rows,
        })
    }

    fn all_words(&self) -> String {
        let rate = format::rate(&self.found.back);
        match self.lang {
            Lang::Zh => format!("全部 {rate}"),
            Lang::En => format!("all: {rate}"),
        }
    }

    /// `None` where there is no share.
    fn row(&self, label: String, comparison: &Comparison, is_find: bool) -> Option<IntervalRow> {
        interval_row(label, comparison, is_find, self.lang)
    }
}

/// A share of customers who are back, with its words; `None` where there is none.
pub(super) fn interval_row(
    label: String,
    comparison: &Comparison,
    is_find: bool,
    lang: Lang,
) -> Option<IntervalRow> {
    let (own, rest) = (&comparison.first, &comparison.second);
    let (rate, ends) = (own.rate()?, own.interval?);
    let words = comparison::words(comparison, lang);
    let sure = format::sureness(own, lang);
    let small = super::small_suffix(own.is_small(), lang);
    let name = format::isolated(&label);
    let tip = match lang {
        Lang::Zh => format!(
            "{name}：{}（{} / {}）{small}\n{sure}\n其余 {}（{} / {}）\n{words}",
            format::rate(own),
            count(own.part),
            count(own.whole),
            format::rate(rest),
            count(rest.part),
            count(rest.whole)
        ),
        Lang::En => format!(
            "{name}: {} ({} of {}){small}\n{sure}\nthe others {} ({} of {})\n{words}",
            format::rate(own),
            count(own.part),
            count(own.whole),
            format::rate(rest),
            count(rest.part),
            count(rest.whole)
        ),
    };
    let detail = format!("{} · n = {}", format::rate(own), count(own.whole));
    Some(IntervalRow { label, detail, value: rate, ends: [ends.low, ends.high], is_find, tip })
}

/// Both shares as whole numbers out of 100; out of 1,000 where that would not tell them apart or one of them from 0.
pub(super) fn of_so_many(comparison: &Comparison, lang: Lang) -> [String; 2] {
    of_so_many_of("位", comparison, lang)
}

/// The same of other things than customers, by their measure word in Chinese.
pub(super) fn of_so_many_of(measure_word: &str, comparison: &Comparison, lang: Lang) -> [String; 2] {
    let shares = [comparison.first, comparison.second].map(|share| share.rate().unwrap_or(0.0));
    let [first, second] = shares.map(|share| (share * 100.0).round() as u64);
    let is_plain = first != second && first.min(second) > 0;
    let out_of: u64 = if is_plain { 100 } else { 1000 };
    shares.map(|share| {
        let n = count((share * out_of as f64).round() as u64);
        match lang {
            Lang::Zh => format!("每 {} {measure_word}里 {n} {measure_word}", count(out_of)),
            Lang::En => format!("{n} of {}", count(out_of)),
        }
    })
}

/// Heads the cells of a comparison with the rest.
pub(super) fn comparison_columns(lang: Lang) -> Vec<Column> {
    let column = Column::in_language(lang);
    vec![
        column("90 天内再次购买", "Back within 90 days", true),
        column("客户", "Customers", true),
        column("其他客户", "The others", true),
        column("其他客户数", "Other customers", true),
        column("差（百分点）", "Difference (points)", true),
        column("95% 区间", "95% interval", false),
    ]
}

pub(super) fn comparison_cells(comparison: &Comparison) -> Vec<Cell> {
    let Comparison { first, second, difference } = comparison;
    let points = |value: f64| comparison::points(value);
    let undefined = || Cell::text(format::undefined());
    let share = |share: &Share| Cell::share(share);
    vec![
        share(first),
        Cell::count(first.whole),
        share(second),
        Cell::count(second.whole),
        difference.map_or_else(undefined, |it| Cell::number(points(it.value), it.value)),
        difference
            .map_or_else(undefined, |it| Cell::text(format!("{} … {}", points(it.low), points(it.high)))),
    ]
}

/// The p of a test and what it says.
fn test_cells(group: &AspectGroup, lang: Lang) -> [Cell; 2] {
    let judgement = match group.comparison.difference {
        _ if group.p.is_none() => Text { zh: "未检验", en: "not tested" },
        Some(it) if group.is_find && it.value > 0.0 => Text { zh: "更常回来", en: "more often" },
        Some(_) if group.is_find => Text { zh: "更少回来", en: "less often" },
        _ => Text { zh: "分不出", en: "cannot be told apart" },
    };
    let p = group.p.map_or_else(|| Cell::text(format::undefined()), |p| Cell::number(p_words(p), p));
    [p, Cell::text(judgement.get(lang))]
}

fn test_columns(lang: Lang) -> [Column; 2] {
    let column = Column::in_language(lang);
    [column("p", "p", true), column("判断", "Judgement", false)]
}

pub(super) fn p_words(p: f64) -> String {
    if p < 0.0001 { "< 0.0001".into() } else { format!("{p:.4}") }
}

/// Why there is nothing to say.
fn nothing(shop: &Shop) -> Option<String> {
    let none = Text {
        zh: "所选范围内还没有客户的首单过去满 90 天，暂时看不出谁更常回来。",
        en: "Nobody's first order in what is chosen is 90 days old yet, so it cannot be told who comes back more often.",
    };
    match shop.found.back.whole {
        _ if !shop.report.results.has_customers => Some(super::no_key_sentence(shop.lang)),
        0 => Some(none.get(shop.lang).into()),
        _ => None,
    }
}

/// That it is an association and no cause.
fn caution(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "这是相关，不是因果。",
        Lang::En => " This is an association, no cause.",
    }
}
