//! What new customers cost and the margin.

use super::typed::{self, text};
use super::{Control, ControlOption, chip};
use crate::analysis::acquisition::{AcquisitionCost, CostOf};
use crate::list::Listed;
use crate::money::{Currency, Money};
use crate::report::Report;
use crate::view::{Lang, Text, format};

const COST: Text = Text {
    zh: "每位新客的获客成本（或 渠道=成本；2024-03=成本）",
    en: "Cost of a new customer (or channel=cost; 2024-03=cost)",
};
const COST_CHIP: Text = Text { zh: "获客成本", en: "Acquisition cost" };
const MARGIN: Text = Text { zh: "毛利率（%）", en: "Gross margin (%)" };
const COST_TAKES: Text = Text { zh: "不小于 0 的金额", en: "amounts of 0 or more" };
const COST_EXAMPLE: Text = Text { zh: "30；天猫=25；2024-03=20", en: "30; email=25; 2024-03=20" };
/// In hundredths of a per cent.
const MARGINS: [u32; 2] = [1, 10_000];
/// Longer lists nobody types.
const MOST_COSTS: usize = 500;

/// Both of them, behind the others.
pub(super) fn controls(report: &Report, told: &AcquisitionCost, lang: Lang) -> [Control; 2] {
    let margin = told.margin.map(percent).unwrap_or_default();
    let control = |name: &str, label: Text, value: &str, takes: [&str; 2]| {
        text(name, label.get(lang), value, !value.is_empty(), takes, lang)
    };
    let cost = written(told, &report.results.currency);
    let options =
        report.results.values.channels.iter().map(|channel| ControlOption {
            value: format!("{}=", channel.value),
            label: channel.value.clone(),
        });
    let takes = [COST_TAKES.get(lang), COST_EXAMPLE.get(lang)];
    let cost = Control {
        options: options.listed(),
        chip: if cost.is_empty() { String::new() } else { chip(COST_CHIP.get(lang), &cost, lang) },
        ..control("acquisition_cost", COST, &cost, takes)
    };
    [cost, control("margin", MARGIN, &margin, [&typed::number(MARGINS, 100, lang), "35"])]
}

/// `37.5`.
pub(in crate::view) fn percent(margin: u32) -> String {
    format::trimmed(f64::from(margin) / 100.0, 2)
}

fn written(told: &AcquisitionCost, currency: &Currency) -> String {
    let number = |cost: Money| format::trimmed(format::major(cost, currency), 3);
    let mut all: Vec<String> = told.everybody.map(number).into_iter().listed();
    let named = told.channels.iter().chain(&told.months);
    named.for_each(|cost| all.push(format!("{}={}", cost.name, number(cost.each))));
    all.join("; ")
}

/// Sets one of them; `None` where the name or the value is another one.
pub(super) fn set(next: &mut AcquisitionCost, name: &str, value: &str, currency: &Currency) -> Option<()> {
    match name {
        "margin" if value.trim().is_empty() => next.margin = None,
        "margin" => {
            let percent: f64 = value.trim().trim_end_matches(['%', '％']).trim().parse().ok()?;
            let margin = (percent * 100.0).round();
            let [least, most] = MARGINS.map(f64::from);
            next.margin = Some((least..=most).contains(&margin).then_some(margin as u32)?);
        }
        "acquisition_cost" => {
            let mut told = AcquisitionCost { margin: next.margin, ..AcquisitionCost::default() };
            for entry in value.split([';', '；', '\n']).filter(|entry| !entry.trim().is_empty()) {
                add(&mut told, entry, currency)?;
            }
            *next = told;
        }
        _ => return None,
    }
    Some(())
}

/// `30`, `2024-03=30` or `Tmall=30`: of equal names the last one counts.
fn add(told: &mut AcquisitionCost, entry: &str, currency: &Currency) -> Option<()> {
    let Some((name, number)) = entry.rsplit_once(['=', '＝', ':', '：']) else {
        told.everybody = Some(money(entry, currency)?);
        return Some(());
    };
    let (name, each) = (name.trim(), money(number, currency)?);
    let list = if is_month(name) { &mut told.months } else { &mut told.channels };
    list.retain(|cost| cost.name != name);
    list.push(CostOf { name: name.into(), each });
    (!name.is_empty() && list.len() <= MOST_COSTS).then_some(())
}

/// In minor units; nothing below zero.
fn money(text: &str, currency: &Currency) -> Option<Money> {
    let minor = text.trim().parse::<f64>().ok()? * currency.minor_per_major() as f64;
    (0.0..Money::LIMIT as f64).contains(&minor).then(|| Money(minor.round() as i64))
}

fn is_month(name: &str) -> bool {
    let is_day = |text: &str| text.parse::<crate::time::Day>().is_ok();
    name.len() == 7 && is_day(&format!("{name}-01"))
}
