//! What cohorts have paid, by age.

use super::{note, nothing};
use crate::analysis::value::{Value, ValueCohort, ValuePoint};
use crate::list::Listed;
use crate::money::Money;
use crate::report::Report;
use crate::time::Period;
use crate::view::figure::{
    Caption, FaintLine, Figure, HeatCell, HeatRow, Heatmap, Line, Lines, Point, StepAxis,
};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, campaigns};

const HISTORIC: Text = Text { zh: "历史客户价值", en: "Historic value" };
const HOW: [Text; 2] = [
    Text {
        zh: "同期群的客户到年龄第 j 个 30 天为止累计支付的净额 ÷ 群的人数（没有再来的客户也在分母里）。第 1 个 30 天含首单当天。\
             这是已经发生的金额，不是预测，也没有扣除成本。",
        en: "All that the customers of a cohort have paid up to the end of their j-th 30 days, over the size of the cohort, \
             those who never came back included. The first 30 days begin with the first order. Money that was paid: no \
             forecast, and no costs taken off.",
    },
    Text {
        zh: "对群里最后一天才来的客户也已走完的 30 天，才算完整。粗线只取在该年龄完整的同期群，群数随年龄变少，所以后段也可能下降。",
        en: "An age is complete when it is over for a customer who came on the cohort's last day. The strong line is over the \
             cohorts that are complete at each age; they get fewer with age, so it may even fall.",
    },
];
/// More single cohorts would cover the curve that matters.
const MOST_LINES: usize = 40;
/// The twelfth 30 days.
const YEAR: u32 = 11;
/// Larger matrices are in the table alone.
const MOST_ROWS: usize = 36;

pub(super) fn panel(report: &Report, value: &Value, lang: Lang) -> Panel {
    let mut panel = Panel::new("historic_value", Group::Value, HISTORIC, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = nothing(report, value, lang).unwrap_or_else(|| finding(report, value, lang));
    let historic = &value.historic;
    if !historic.curve.is_empty() {
        panel.figures.push(curve(report, value, lang));
    }
    if !historic.cohorts.is_empty() {
        if historic.cohorts.len() <= MOST_ROWS && highest(value) > 0.0 {
            panel.figures.push(matrix(report, value, lang));
        }
        panel.notes = vec![note(report, value, lang)];
        if historic.cohorts.iter().any(is_unfinished) {
            panel.notes.push(view::unfinished_note(lang));
        }
        panel.notes.extend(campaigns::rows_note(periods(value), lang));
        panel.table = Some(table(report, value, lang));
    }
    panel
}

fn periods(value: &Value) -> impl Iterator<Item = Period> {
    value.historic.cohorts.iter().map(|cohort| cohort.period)
}

fn is_unfinished(cohort: &ValueCohort) -> bool {
    (cohort.complete as usize) < cohort.paid.len()
}

fn each(paid: Money, customers: u64) -> Money {
    Money::ratio(paid.0.into(), customers.into()).unwrap_or_default()
}

fn mean(point: &ValuePoint) -> Money {
    each(point.paid, point.customers)
}

fn finding(report: &Report, value: &Value, lang: Lang) -> String {
    let written = |point: &ValuePoint| format::money(mean(point), &report.results.currency);
    let curve = &value.historic.curve;
    let Some(first) = curve.first() else {
        let words = Text {
            zh: "还没有一个同期群走完首单后的 30 天，历史价值还算不出来。",
            en: "No cohort's first 30 days are over yet, so there is no historic value to show.",
        };
        return view::none_or_few(report, words.get(lang).into(), lang);
    };
    let at_year = curve.iter().find(|point| point.age_month == YEAR);
    let later = at_year.or(curve.last()).filter(|later| later.age_month > 0);
    let days = |point: &ValuePoint| 30 * (u64::from(point.age_month) + 1);
    match (lang, later) {
        (Lang::Zh, None) => format!("每位新客户在头 30 天平均支付 {}。", written(first)),
        (Lang::En, None) => {
            format!("A new customer has paid {} on average in the first 30 days.", written(first))
        }
        (Lang::Zh, Some(later)) => format!(
            "每位新客户在头 30 天平均支付 {}，到 {} 天累计 {}（{} 个同期群，{} 位客户）。",
            written(first),
            days(later),
            written(later),
            later.cohorts,
            count(later.customers)
        ),
        (Lang::En, Some(later)) => format!(
            "A new customer has paid {} on average in the first 30 days, and {} within {} days ({}, {}).",
            written(first),
            written(later),
            days(later),
            plural(later.cohorts.into(), "cohort", "cohorts"),
            plural(later.customers, "customer", "customers")
        ),
    }
}

fn ages(most: usize, lang: Lang) -> StepAxis {
    StepAxis {
        title: Text { zh: "首单后的天数", en: "days since the first order" }.get(lang).into(),
        labels: (1..=most).map(|age| (30 * age).to_string()).listed(),
    }
}

fn caption(report: &Report, value: &Value, title: Text, lang: Lang) -> Caption {
    Caption {
        title: title.get(lang).into(),
        subtitle: note(report, value, lang),
        description: finding(report, value, lang),
    }
}

fn curve(report: &Report, value: &Value, lang: Lang) -> Figure {
    let (historic, currency) = (&value.historic, &report.results.currency);
    let major = |paid: Money, customers| format::major(each(paid, customers), currency);
    let singles = if historic.cohorts.len() > MOST_LINES { &[][..] } else { &historic.cohorts[..] };
    let faint = singles.iter().map(|cohort| {
        let complete = cohort.paid.iter().take(cohort.complete as usize);
        FaintLine { values: complete.map(|paid| Some(major(*paid, cohort.size))).listed() }
    });
    let points = historic.curve.iter().map(|point| {
        let (age, money) = (u64::from(point.age_month) + 1, format::money(mean(point), currency));
        Point {
            step: point.age_month,
            value: major(point.paid, point.customers).max(0.0),
            band: None,
            unfinished: false,
            tip: match lang {
                Lang::Zh => format!(
                    "{} 天：{money}\n{} 个同期群，{} 位客户",
                    age * 30,
                    point.cohorts,
                    count(point.customers)
                ),
                Lang::En => format!(
                    "{} days: {money}\n{}, {}",
                    age * 30,
                    plural(point.cohorts.into(), "cohort", "cohorts"),
                    plural(point.customers, "customer", "customers")
                ),
            },
        }
    });
    let points = points.listed();
    let highest = points.iter().map(|point| point.value).fold(0.0, f64::max);
    let title = Text {
        zh: "每位新客户累计支付的净额（加权平均与各同期群）",
        en: "Net revenue per acquired customer, summed up: weighted mean and cohorts",
    };
    let label = Text { zh: "加权平均", en: "Weighted mean" };
    Figure::Lines(Lines {
        caption: caption(report, value, title, lang),
        x: ages(points.len(), lang),
        y: format::money_axis([0.0, highest * 1.3], currency, lang),
        faint: faint.listed(),
        main: vec![Line { label: label.get(lang).into(), series: 0, points }],
    })
}

/// The largest amount a customer of any cohort, in minor units.
fn highest(value: &Value) -> f64 {
    let cells = value
        .historic
        .cohorts
        .iter()
        .flat_map(|cohort| cohort.paid.iter().map(move |paid| each(*paid, cohort.size).0));
    cells.max().unwrap_or(0) as f64
}

fn matrix(report: &Report, value: &Value, lang: Lang) -> Figure {
    let currency = &report.results.currency;
    let rows = value.historic.cohorts.iter().map(|cohort| {
        let cells = cohort.paid.iter().enumerate().map(|(age, paid)| {
            let (mean, unfinished) = (each(*paid, cohort.size), age >= cohort.complete as usize);
            Some(HeatCell {
                value: (mean.0 as f64).max(0.0),
                label: format::compact(format::major(mean, currency).round(), lang),
                unfinished,
                tip: tip(cohort, age, &format::money(mean, currency), unfinished, lang),
            })
        });
        HeatRow {
            label: campaigns::step(cohort.period, lang),
            size: count(cohort.size),
            cells: cells.listed(),
        }
    });
    let most = value.historic.cohorts.iter().map(|cohort| cohort.paid.len()).max().unwrap_or(0);
    let title = Text {
        zh: "各同期群每位客户累计支付的净额",
        en: "Net revenue per customer of each cohort, summed up",
    };
    let mut caption = caption(report, value, title, lang);
    if !currency.code.is_empty() {
        caption.title += &match lang {
            Lang::Zh => format!("（{}）", currency.code),
            Lang::En => format!(" ({})", currency.code),
        };
    }
    if value.historic.cohorts.iter().any(is_unfinished) {
        caption.subtitle += view::unfinished_short(lang);
    }
    if let Some(flag) = campaigns::rows_note(periods(value), lang) {
        caption.subtitle += if lang == Lang::Zh { "" } else { " " };
        caption.subtitle += &flag;
    }
    Figure::Heatmap(Heatmap {
        caption,
        row_title: Text { zh: "首单周期", en: "First order in" }.get(lang).into(),
        size_title: Text { zh: "客户", en: "Customers" }.get(lang).into(),
        columns: ages(most, lang),
        rows: rows.listed(),
        max: highest(value),
    })
}

fn tip(cohort: &ValueCohort, age: usize, money: &str, unfinished: bool, lang: Lang) -> String {
    let (name, days) = (format::period(cohort.period, lang), 30 * (age + 1));
    let (unfinished, small) =
        (view::unfinished_suffix(unfinished, lang), view::small_suffix(cohort.size < 30, lang));
    match lang {
        Lang::Zh => format!("{name}，{days} 天{unfinished}：{money}\n{} 位客户{small}", count(cohort.size)),
        Lang::En => format!(
            "{name}, {days} days{unfinished}: {money}\n{}{small}",
            plural(cohort.size, "customer", "customers")
        ),
    }
}

fn table(report: &Report, value: &Value, lang: Lang) -> Table {
    let (column, currency) = (Column::in_language(lang), &report.results.currency);
    let most = value.historic.cohorts.iter().map(|cohort| cohort.paid.len()).max().unwrap_or(0);
    let rows = value.historic.cohorts.iter().map(|cohort| {
        let mut cells = vec![Cell::text(format::period(cohort.period, lang)), Cell::count(cohort.size)];
        cells.extend((0..most).map(|age| match cohort.paid.get(age) {
            Some(paid) => Cell {
                unfinished: age >= cohort.complete as usize,
                ..Cell::money(each(*paid, cohort.size), currency)
            },
            None => Cell::text(""),
        }));
        cells
    });
    let mut columns = vec![column("首单周期", "First order in", false), column("客户", "Customers", true)];
    columns.extend((1..=most).map(|age| match lang {
        Lang::Zh => Column::new(&format!("{} 天", 30 * age), true),
        Lang::En => Column::new(&format!("{} days", 30 * age), true),
    }));
    Table {
        caption: HISTORIC.get(lang).into(),
        columns,
        rows: rows.listed(),
        unfinished_title: view::UNFINISHED.get(lang).into(),
    }
}
