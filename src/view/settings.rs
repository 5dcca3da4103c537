//! The words of the [`Settings`]: what the merchant can set, and what is set.

mod acquisition;
mod act;
mod filters;
mod lifecycle;
mod retention;
mod rfm;
mod typed;

use serde::Serialize;

use super::{Lang, Text, format};
use crate::analysis::{CountBy, Settings, Split};
use crate::list::Listed;
use crate::report::Report;
use crate::time::{Day, Period, PeriodKind};

pub(super) use acquisition::percent as margin_words;
pub use filters::group_of;
pub(super) use filters::{group_option, words as filter_words};
pub(super) use retention::mode_name;

/// One control of the bar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Control {
    /// The field of [`Settings`] that it sets.
    pub name: String,
    /// Its words.
    pub label: String,
    /// How it is set.
    pub kind: ControlKind,
    /// What can be chosen, or is likely to be typed; empty for a day.
    pub options: Vec<ControlOption>,
    /// What is set: an option's value, a text, or a day as `2024-03-09`.
    pub value: String,
    /// The first day that can be chosen, for a day.
    pub min: Option<String>,
    /// The last one.
    pub max: Option<String>,
    /// Whether it differs from what the page opens with; an empty value takes it back.
    pub changed: bool,
    /// What is set, in words, where it differs.
    pub chip: String,
    /// What fits, by an example, for a text that is empty.
    pub example: String,
    /// What to say where something is typed that does not fit; empty where everything does.
    pub unfit: String,
    /// A value that is likely meant, one tap away.
    pub offer: Option<ControlOption>,
    /// Changed so seldom that it stands behind the others.
    pub minor: bool,
    /// What it is about, for those behind the others.
    pub about: String,
}

/// How a control is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum ControlKind {
    /// One of the options.
    #[default]
    Choice,
    /// A day.
    Day,
    /// A text; the options are suggestions.
    Text,
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

const PERIODS: [(PeriodKind, &str, Text); 6] = [
    (PeriodKind::Day, "day", Text { zh: "天", en: "Day" }),
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

const RETENTION: Text = Text { zh: "留存", en: "Retention" };
const PURCHASES: Text = Text { zh: "购买次数", en: "Purchases" };
const LIFECYCLE: Text = Text { zh: "用户生命周期", en: "Lifecycle" };
const RFM: Text = Text { zh: "RFM", en: "RFM" };
const COST: Text = Text { zh: "成本", en: "Costs" };
const ACT: Text = Text { zh: "行动", en: "Act" };

/// The value of a length of periods.
pub(super) fn period_value(kind: PeriodKind) -> &'static str {
    PERIODS.iter().find(|(known, _, _)| *known == kind).map_or("", |(_, value, _)| value)
}

/// The length of periods with this value.
pub(super) fn period_kind(value: &str) -> Option<PeriodKind> {
    PERIODS.iter().find(|(_, known, _)| *known == value).map(|(kind, _, _)| *kind)
}

/// The controls of the bar for a report, as these settings set them.
pub fn controls(report: &Report, set: &Settings, lang: Lang) -> Vec<Control> {
    let words = |zh, en| Text { zh, en }.get(lang);
    let mut all = vec![choice("period", words("周期", "Period"), &PERIODS, set.period, lang)];
    all.extend(days(report, set, lang));
    all.extend(filters::controls(report, set, lang));
    let count_by = choice("count_by", words("购买次数按", "Count by"), &COUNTS, set.count_by, lang);
    if report.results.has_customers {
        all.extend(about(RETENTION, retention::controls(report, set, lang), lang));
    }
    let split = choice("split", words("RFM 分界", "RFM split"), &SPLITS, set.split, lang);
    all.extend(about(PURCHASES, vec![count_by], lang));
    all.extend(about(LIFECYCLE, lifecycle::controls(&set.lifecycle, lang), lang));
    all.extend(about(RFM, vec![split], lang));
    if report.results.has_customers {
        all.extend(about(RFM, rfm::controls(report, set, lang), lang));
        all.extend(about(COST, acquisition::controls(report, &set.acquisition, lang), lang));
        all.extend(about(ACT, act::controls(report, set, lang), lang));
    }
    all
}

/// Controls behind the others, with what they are about.
fn about(words: Text, controls: impl IntoIterator<Item = Control>, lang: Lang) -> Vec<Control> {
    let about = |control| Control { minor: true, about: words.get(lang).into(), ..control };
    controls.into_iter().map(about).listed()
}

/// That a report was saved, of which days, and what was set: nothing can be set without its orders.
pub fn saved_words(report: &Report, lang: Lang) -> String {
    let in_window = ["from", "as_of", "channel", "product", "first_channel", "segment"];
    let controls = controls(report, &report.settings, lang).into_iter();
    let set = controls.filter(|control| control.changed && !in_window.contains(&&*control.name));
    let (window, set) = (super::window_words(report, lang), set.map(|control| control.chip).listed());
    match (lang, window.is_empty()) {
        (Lang::Zh, true) => "这是一份保存过的报告，里面没有有效订单。".into(),
        (Lang::En, true) => "This is a saved report, of no valid order.".into(),
        (Lang::Zh, false) => format!(
            "这是一份保存过的报告：{window}{}它不含订单，因此不能改设置；要改，请再放入订单文件。",
            if set.is_empty() { String::new() } else { format!("设置为{}。", set.join("，")) }
        ),
        (Lang::En, false) => format!(
            "This is a saved report: {window}{} It holds no orders, so nothing can be set; to change anything, drop the order \
             files.",
            if set.is_empty() { String::new() } else { format!(" Set: {}.", set.join("; ")) }
        ),
    }
}

/// The first and the last day of the window.
fn days(report: &Report, set: &Settings, lang: Lang) -> Vec<Control> {
    let Some(span) = report.results.span else { return Vec::new() };
    let day = |name: &str, label: Text, set: Option<Day>, open: Day, [min, max]: [Day; 2]| {
        let label = label.get(lang);
        let [value, first, last] = [set.unwrap_or(open), min, max].map(|day| format::day(day, lang));
        let takes = match lang {
            Lang::Zh => format!("请选 {first}到{last}之间的一天"),
            Lang::En => format!("it takes a day from {first} to {last}"),
        };
        Control {
            name: name.into(),
            label: label.into(),
            kind: ControlKind::Day,
            unfit: typed::unfit(&takes, &value, lang),
            value: set.unwrap_or(open).to_string(),
            min: Some(min.to_string()),
            max: Some(max.to_string()),
            changed: set.is_some(),
            chip: set.map(|day| chip(label, &format::day(day, lang), lang)).unwrap_or_default(),
            ..Control::default()
        }
    };
    let last = month_end(report).unwrap_or(span.as_of);
    let from = Text { zh: "起始日", en: "From" };
    let as_of = Text { zh: "截止日", en: "As of" };
    let first = set.from.unwrap_or(span.first_day);
    vec![
        day("from", from, set.from, span.first_day, [span.first_day, set.as_of.unwrap_or(span.as_of)]),
        Control {
            offer: month_end_offer(report, set, lang),
            ..day("as_of", as_of, set.as_of, span.as_of, [first, last])
        },
    ]
}

/// The end of the month of the last order, when that is one or two days later.
fn month_end(report: &Report) -> Option<Day> {
    let last = report.results.span?.as_of;
    let end = Period::of(last, PeriodKind::Month).last_day();
    (1..=2).contains(&end.days_since(last)).then_some(end)
}

/// Up to the month's end the last month is complete: a shop may well have sold nothing on its last day or two.
fn month_end_offer(report: &Report, set: &Settings, lang: Lang) -> Option<ControlOption> {
    let end = month_end(report).filter(|end| set.as_of != Some(*end))?;
    let day = format::day(end, lang);
    let label = match lang {
        Lang::Zh => format!("算到月底：{day}"),
        Lang::En => format!("To the month's end: {day}"),
    };
    Some(ControlOption { value: end.to_string(), label })
}

fn chip(label: &str, value: &str, lang: Lang) -> String {
    format!("{label}{}{}", super::colon(lang), super::format::isolated(value))
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
    let options: Vec<ControlOption> = options.listed();
    let at = all.iter().position(|(value, _, _)| *value == set);
    chosen(name, label, options, at, set != T::default(), lang)
}

/// A control with the `at`-th of these set; the first one is the default.
fn one_of_few(name: &str, label: &str, all: &[(&str, Text)], at: usize, lang: Lang) -> Control {
    let option = |(value, words): &(&str, Text)| ControlOption {
        value: value.to_string(),
        label: words.get(lang).to_string(),
    };
    chosen(name, label, all.iter().map(option).listed(), Some(at), at != 0, lang)
}

/// A control whose `at`-th option is set.
fn chosen(
    name: &str,
    label: &str,
    options: Vec<ControlOption>,
    at: Option<usize>,
    is_changed: bool,
    lang: Lang,
) -> Control {
    let set = at.and_then(|at| options.get(at));
    Control {
        name: name.into(),
        label: label.into(),
        kind: ControlKind::Choice,
        value: set.map(|option| option.value.clone()).unwrap_or_default(),
        changed: is_changed,
        chip: set.filter(|_| is_changed).map(|option| chip(label, &option.label, lang)).unwrap_or_default(),
        options,
        ..Control::default()
    }
}

/// The settings after one control was changed; `None` where the value does not fit, the default for an empty one. The
/// window's days lie within the file: after it, customers would look gone who only are not in it.
pub fn changed(report: &Report, set: &Settings, name: &str, value: &str) -> Option<Settings> {
    fn pick<T: Copy + Default>(all: &[(T, &str, Text)], value: &str) -> Option<T> {
        let named = all.iter().find(|(_, name, _)| *name == value).map(|(picked, _, _)| *picked);
        if value.is_empty() { Some(T::default()) } else { named }
    }
    let mut next = set.clone();
    let text = || Some(value.to_string()).filter(|value| !value.trim().is_empty());
    match name {
        "period" => next.period = pick(&PERIODS, value)?,
        "count_by" => next.count_by = pick(&COUNTS, value)?,
        "split" => next.split = pick(&SPLITS, value)?,
        "channel" => next.channel = text(),
        "product" => next.product = text(),
        "first_channel" => next.first_channel = text(),
        "segment" => next.segment = if value.is_empty() { None } else { Some(filters::group_of(value)?) },
        "from" | "as_of" => {
            let span = report.results.span?;
            let last = month_end(report).unwrap_or(span.as_of);
            let (open, lies) = match name {
                "from" => (span.first_day, span.first_day..=set.as_of.unwrap_or(span.as_of)),
                _ => (span.as_of, set.from.unwrap_or(span.first_day)..=last),
            };
            let day =
                if value.is_empty() { open } else { value.parse().ok().filter(|day| lies.contains(day))? };
            let field = if name == "from" { &mut next.from } else { &mut next.as_of };
            *field = Some(day).filter(|day| *day != open);
        }
        _ => retention::set(&mut next, name, value)
            .or_else(|| rfm::set(&mut next.rfm, name, value, &report.results.currency))
            .or_else(|| acquisition::set(&mut next.acquisition, name, value, &report.results.currency))
            .or_else(|| lifecycle::change(&mut next.lifecycle, name, value))
            .or_else(|| act::change(&mut next, name, value, &report.results.currency))?,
    }
    Some(next)
}
