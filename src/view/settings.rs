//! The words of the [`Settings`]: what the merchant can set, and what is set.

use serde::Serialize;

use super::{Lang, Text, format};
use crate::analysis::{CountBy, Settings, Split};
use crate::list::Listed;
use crate::report::Report;
use crate::time::{Day, Period, PeriodKind};

/// One control of the bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Control {
    /// The field of [`Settings`] that it sets.
    pub name: String,
    /// Its words.
    pub label: String,
    /// What can be chosen; empty for a day.
    pub options: Vec<ControlOption>,
    /// What is set: an option's value, or a day as `2024-03-09`.
    pub value: String,
    /// The first day that can be chosen, for a day.
    pub min: Option<String>,
    /// The last one.
    pub max: Option<String>,
    /// Whether it differs from what the page opens with.
    pub changed: bool,
    /// A value that is likely meant, one tap away.
    pub offer: Option<ControlOption>,
}

/// One thing that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ControlOption {
    /// What the field is set to.
    pub value: String,
    /// Its words.
    pub label: String,
}

const PERIODS: [(PeriodKind, &str, Text); 5] = [
    (PeriodKind::Week, "week", Text { zh: "周", en: "Week" }),
    (PeriodKind::SundayWeek, "sunday_week", Text { zh: "周（周日起）", en: "Week from Sunday" }),
    (PeriodKind::Month, "month", Text { zh: "月", en: "Month" }),
    (PeriodKind::Quarter, "quarter", Text { zh: "季度", en: "Quarter" }),
    (PeriodKind::Year, "year", Text { zh: "年", en: "Year" }),
];
const COUNTS: [(CountBy, &str, Text); 2] = [
    (CountBy::Orders, "orders", Text { zh: "订单", en: "Orders" }),
    (CountBy::Days, "days", Text { zh: "购买日", en: "Order days" }),
];
const SPLITS: [(Split, &str, Text); 2] = [
    (Split::Mean, "mean", Text { zh: "平均值", en: "Mean" }),
    (Split::Median, "median", Text { zh: "中位数", en: "Median" }),
];

/// The controls of the bar for a report.
pub fn controls(report: &Report, lang: Lang) -> Vec<Control> {
    let set = &report.settings;
    let words = |zh, en| Text { zh, en }.get(lang);
    let mut all = vec![
        choice("period", words("周期", "Period"), &PERIODS, set.period, lang),
        choice("count_by", words("购买次数按", "Count by"), &COUNTS, set.count_by, lang),
        choice("split", words("RFM 分界", "RFM split"), &SPLITS, set.split, lang),
    ];
    if let Some(span) = report.results.span {
        all.insert(
            1,
            Control {
                name: "as_of".into(),
                label: words("截止日", "As of").into(),
                options: Vec::new(),
                value: set.as_of.unwrap_or(span.as_of).to_string(),
                min: Some(span.first_day.to_string()),
                max: Some(month_end(report).unwrap_or(span.as_of).to_string()),
                changed: set.as_of.is_some(),
                offer: month_end_offer(report, lang),
            },
        );
    }
    all
}

/// The end of the month of the last order, when that is one or two days later.
fn month_end(report: &Report) -> Option<Day> {
    let last = report.results.span?.as_of;
    let end = Period::of(last, PeriodKind::Month).last_day();
    (1..=2).contains(&end.days_since(last)).then_some(end)
}

/// Up to the month's end the last month is complete: a shop may well have sold nothing on its last day or two.
fn month_end_offer(report: &Report, lang: Lang) -> Option<ControlOption> {
    let end = month_end(report).filter(|end| report.settings.as_of != Some(*end))?;
    let day = format::day(end, lang);
    let label = match lang {
        Lang::Zh => format!("算到月底：{day}"),
        Lang::En => format!("To the month's end: {day}"),
    };
    Some(ControlOption { value: end.to_string(), label })
}

fn choice<T: Copy + PartialEq + Default>(
    name: &str,
    label: &str,
    all: &[(T, &str, Text)],
    set: T,
    lang: Lang,
) -> Control {
    let options = all.iter().map(|(_, value, words)| ControlOption {
        value: value.to_string(),
        label: words.get(lang).to_string(),
    });
    let value = all.iter().find(|(value, _, _)| *value == set).map_or("", |(_, name, _)| name);
    Control {
        name: name.into(),
        label: label.into(),
        options: options.listed(),
        value: value.to_string(),
        min: None,
        max: None,
        changed: set != T::default(),
        offer: None,
    }
}

/// The settings of a report after one control was changed; `None` where the value does not fit. An as-of day lies
/// within the file: later, customers would look gone who only are not in it.
pub fn changed(report: &Report, name: &str, value: &str) -> Option<Settings> {
    fn pick<T: Copy>(all: &[(T, &str, Text)], value: &str) -> Option<T> {
        all.iter().find(|(_, name, _)| *name == value).map(|(picked, _, _)| *picked)
    }
    let mut next = report.settings.clone();
    match name {
        "period" => next.period = pick(&PERIODS, value)?,
        "count_by" => next.count_by = pick(&COUNTS, value)?,
        "split" => next.split = pick(&SPLITS, value)?,
        "as_of" if value.is_empty() => next.as_of = None,
        "as_of" => {
            let span = report.results.span?;
            let days = span.first_day..=month_end(report).unwrap_or(span.as_of);
            next.as_of = Some(value.parse().ok().filter(|day| days.contains(day))?);
        }
        _ => return None,
    }
    Some(next)
}
