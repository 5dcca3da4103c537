//! The words and pictures of [`Rfm`]: eight segments, three planes of two measures each, and scores.

mod came_back;
pub(super) mod groups;
mod migration;
mod octants;
mod quadrants;
mod scores;

use super::format::{self, count, plural};
use super::{Group, Lang, Panel, Text};
use crate::analysis::rfm::{Monetary, Rfm};
use crate::analysis::{CountBy, Share, Split, Window};
use crate::money::{Currency, Money};
use crate::report::Report;

const HOW: [Text; 4] = [
    Text {
        zh: "R（最近一次购买）：截止日距最后一次购买的天数，越少越好；F（频次）：购买次数；M（金额）：窗口内的净销售额，或在设置里选每单的平均净额。",
        en: "R, recency: days from the last purchase to the as-of day, fewer is better. F, frequency: number of purchases. \
             M, monetary: net revenue in the window, or, as a setting, its mean per order.",
    },
    Text {
        zh: "每项与全部客户的平均值（或中位数）比较：严格优于才算“高”，恰好相等算“低”；设置里给定了界限时，达到界限就算“高”。比较用整数进行，没有舍入误差。",
        en: "Each is compared with the mean (or median) of all customers: high is strictly better, exactly equal is low. \
             Where a setting gives a limit, what reaches it is high. The comparison is made in whole numbers, so nothing \
             is rounded.",
    },
    Text {
        zh: "三项各分高低，得到八类客户；每次取两项，得到三张四象限图。圆点把落在同一格的客户合在一起，面积表示人数；不到 5 人的格子画成一样大，不显示任何单个客户。格子的跨度可以逐渐变大，最后一格包含更高的所有值。",
        en: "High or low in all three gives the eight segments; two at a time give the three pictures. A disc gathers the \
             customers of one cell of the grid, and its area tells how many; cells of fewer than five are drawn alike, \
             so nobody is shown alone. The steps of an axis may grow, and its last cell holds all above.",
    },
    Text {
        zh: "平均值容易被少数大客户拉高，这时“高”的客户会偏少；中位数把客户分成大致相等的两半。",
        en: "A few very large customers pull the mean up, and then few customers are high; the median halves them roughly.",
    },
];

/// The panels of RFM.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(rfm) = &report.results.rfm else { return Vec::new() };
    let mut panels = vec![quadrants::panel(report, rfm, lang), octants::panel(report, rfm, lang)];
    panels.extend(scores::panels(report, rfm, lang));
    panels.push(migration::panel(report, rfm, lang));
    panels.push(came_back::panel(report, rfm, lang));
    panels
}

/// A panel with what both have in common; its finding says why there is none where nobody bought.
fn panel(id: &str, title: Text, report: &Report, rfm: &Rfm, lang: Lang) -> Panel {
    let mut panel = Panel::new(id, Group::Segments, title, lang);
    panel.how = super::paragraphs(&HOW, lang);
    panel.finding = nobody(report, rfm, lang).unwrap_or_default();
    if rfm.customers > 0 {
        panel.notes = notes(report, rfm, lang);
    }
    panel
}

fn nobody(report: &Report, rfm: &Rfm, lang: Lang) -> Option<String> {
    if !report.results.has_customers {
        return Some(super::no_key_sentence(lang));
    }
    (rfm.customers == 0).then(|| super::no_customers_sentence(lang))
}

fn split_words(split: Split, lang: Lang) -> &'static str {
    match (split, lang) {
        (Split::Mean, Lang::Zh) => "平均值",
        (Split::Median, Lang::Zh) => "中位数",
        (Split::Mean, Lang::En) => "mean",
        (Split::Median, Lang::En) => "median",
    }
}

fn notes(report: &Report, rfm: &Rfm, lang: Lang) -> Vec<String> {
    let mut notes = vec![note(report, rfm, lang)];
    if rfm.customers < Share::SMALL {
        notes.push(match lang {
            Lang::Zh => format!("客户不到 {} 位，分群只能作参考。", Share::SMALL),
            Lang::En => format!("Fewer than {} customers: take the segments as a hint only.", Share::SMALL),
        });
    }
    notes.extend(short_window(report, lang));
    notes
}

/// What few days cannot tell.
fn short_window(report: &Report, lang: Lang) -> Option<String> {
    let days = super::window(report).filter(Window::is_short)?.days();
    Some(match lang {
        Lang::Zh => format!("窗口只有 {days} 天，还看不出谁流失了：R 为“低”只说明最后一单早了几天。"),
        Lang::En => format!(
            "The window has only {}, too few to tell who is lost: a low R means no more than a last order some days \
             earlier.",
            plural(days as u64, "day", "days")
        ),
    })
}

fn note(report: &Report, rfm: &Rfm, lang: Lang) -> String {
    let currency = &report.results.currency;
    let split = split_words(rfm.split, lang);
    let Some(cuts) = &rfm.cuts else { return String::new() };
    let money = cut_money(cuts.monetary_minor, currency);
    let given = report.settings.rfm.high.map(|limit| match (limit, lang) {
        (None, _) => "",
        (Some(_), Lang::Zh) => "（给定）",
        (Some(_), Lang::En) => " (given)",
    });
    let (days, times) = (format::decimal(cuts.recency_days, 2), format::decimal(cuts.frequency, 2));
    let purchases = measure_unit(rfm.count_by, cuts.frequency == 1.0, lang);
    let unit = if cuts.recency_days == 1.0 { "day" } else { "days" };
    let window =
        monetary_words(report.settings.rfm.monetary, lang).to_string() + &super::window_words(report, lang);
    match lang {
        Lang::Zh => format!(
            "n = {} 位客户。以{split}为界：R {days} 天{}，F {times} {purchases}{}，M {money}{}。{window}",
            count(rfm.customers),
            given[0],
            given[1],
            given[2]
        ),
        Lang::En => format!(
            "n = {}. Divided at the {split}: R {days} {unit}{}, F {times} {purchases}{}, M {money}{}. {window}",
            plural(rfm.customers, "customer", "customers"),
            given[0],
            given[1],
            given[2]
        ),
    }
}

/// What M is, where it is not the sum.
fn monetary_words(monetary: Monetary, lang: Lang) -> &'static str {
    match (monetary, lang) {
        (Monetary::Sum, _) => "",
        (Monetary::MeanPerOrder, Lang::Zh) => "M 是每单的平均净额。",
        (Monetary::MeanPerOrder, Lang::En) => "M is the mean per order. ",
    }
}

fn measure_unit(count_by: CountBy, one: bool, lang: Lang) -> &'static str {
    match (count_by, lang) {
        (CountBy::Orders, Lang::Zh) => "笔订单",
        (CountBy::Days, Lang::Zh) => "个购买日",
        (CountBy::Orders, Lang::En) => ["orders", "order"][usize::from(one)],
        (CountBy::Days, Lang::En) => ["order days", "order day"][usize::from(one)],
    }
}

fn cut_money(minor: f64, currency: &Currency) -> String {
    format::money(Money(minor.round() as i64), currency)
}
