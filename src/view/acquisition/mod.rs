//! The words and pictures of [`Acquisition`]: when a new customer has earned back what they cost, how many times over,
//! and which cohorts have.

mod cohorts;
mod ratios;

use super::figure::{Caption, Figure, Line, Lines, Point, StepAxis};
use super::format::{self, count, plural};
use super::settings::margin_words;
use super::table::{Cell, Column, Table};
use super::{Group, Lang, Panel, Text};
use crate::analysis::Share;
use crate::analysis::acquisition::{AcquiredGroup, Acquisition, MeanPaid, WHOLE};
use crate::list::Listed;
use crate::money::Money;
use crate::report::Report;

const PAYBACK: Text = Text { zh: "获客成本与回本", en: "Acquisition cost and pay-back" };
const HOW: [Text; 3] = [
    Text {
        zh: "在“更多设置”里填两样：毛利率（如 40），以及每位新客的获客成本。成本可以是一个数（30），也可以按首单渠道或首单月份分开写，\
             用分号隔开：抖音=45; 2024-03=28; 30。先看渠道，再看月份，最后是不带名字的那个数；都没写到的客户不参与计算。",
        en: "Two things are entered under More settings: the gross margin (such as 40), and what a new customer costs. That can \
             be one number (30), or numbers by the first order's channel or month, with semicolons between: \
             Douyin=45; 2024-03=28; 30. The channel's number goes first, then the month's, then the one without a name; \
             customers without any are left out.",
    },
    Text {
        zh: "回本日：毛利率 × 平均累计支付首次不低于平均成本的客龄（天，首单当天为 0），不插值。平均累计支付 = 对每个客龄，\
             “观察到该客龄的客户当天支付的净额 ÷ 他们的人数”，再从第 0 天累加；观察期短的客户只算到他们的客龄为止。\
             数据里没有达到的，就说没有，不外推。",
        en: "Pay-back: the first age in days (0 on the day of the first order) at which the margin times the mean paid so far is \
             at least the mean cost; nothing is interpolated. The mean is summed up from day 0: at each age what those observed \
             at it paid that day, over their number, so that young customers count as far as they have come. What the data \
             does not reach is said, not extrapolated.",
    },
    Text {
        zh: "这里只扣除了商品成本（毛利率）和获客成本，没有算其他费用，也不折现。",
        en: "Margin and acquisition cost are all that is taken off; other costs are not, and nothing is discounted.",
    },
];

/// The panels of acquisition cost; one that says what to enter where that is missing.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(found) = &report.results.acquisition else { return Vec::new() };
    let mut panel = Panel::new("payback", Group::Value, PAYBACK, lang);
    panel.how = super::paragraphs(&HOW, lang);
    let Some((all, margin)) = of_all(found).zip(found.margin) else {
        panel.finding = nothing(report, found, lang);
        // In a saved report nothing more can be entered.
        let is_told = found.has_cost && found.margin.is_some();
        return if is_told || report.least_group.is_none() { vec![panel] } else { Vec::new() };
    };
    let seen = Seen { report, found, all, margin, lang };
    panel.finding = finding(&seen);
    panel.figures = vec![figure(&seen)];
    panel.notes = vec![seen.note()];
    panel.table = Some(table(&seen));
    let mut panels = vec![panel, ratios::panel(&seen)];
    if !found.cohorts.is_empty() {
        panels.push(cohorts::panel(&seen));
    }
    panels
}

/// What is told of.
struct Seen<'a> {
    report: &'a Report,
    found: &'a Acquisition,
    all: &'a AcquiredGroup,
    margin: u32,
    lang: Lang,
}

impl Seen<'_> {
    fn money(&self, amount: Money) -> String {
        format::money(amount, &self.report.results.currency)
    }

    /// What one of these customers cost.
    fn cost(&self, group: &AcquiredGroup) -> Money {
        each(group.cost, group.customers)
    }

    /// What one has brought at the margin.
    fn brought(&self, mean: &MeanPaid) -> Money {
        Money((mean.paid * f64::from(self.margin) / f64::from(WHOLE)).round() as i64)
    }

    fn note(&self) -> String {
        let (margin, n) = (margin_words(self.margin), self.all.customers);
        let window = super::window_words(self.report, self.lang);
        let left = self.found.customers.saturating_sub(n);
        let left_out = match self.lang {
            _ if left == 0 => String::new(),
            Lang::Zh => format!("另有 {} 位新客没有填成本，未计入。", count(left)),
            Lang::En => format!(
                " {} without a cost {} left out.",
                plural(left, "new customer", "new customers"),
                if left == 1 { "is" } else { "are" }
            ),
        };
        match self.lang {
            Lang::Zh => format!("n = {} 位新客，毛利率 {margin}%。{left_out}{window}", count(n)),
            Lang::En => {
                format!(
                    "n = {}, gross margin {margin}%.{left_out} {window}",
                    plural(n, "new customer", "new customers")
                )
            }
        }
    }

    fn caption(&self, title: Text, description: String) -> Caption {
        Caption { title: title.get(self.lang).into(), subtitle: self.note(), description }
    }
}

fn of_all(found: &Acquisition) -> Option<&AcquiredGroup> {
    found.groups.iter().find(|group| group.channel.is_none())
}

fn each(amount: Money, customers: u64) -> Money {
    Money::ratio(amount.0.into(), customers.into()).unwrap_or_default()
}

/// Why there is nothing to say.
fn nothing(report: &Report, found: &Acquisition, lang: Lang) -> String {
    let words = |zh, en| Text { zh, en }.get(lang).to_string();
    match (found.has_cost, found.margin) {
        _ if !report.results.has_customers => super::no_key_sentence(lang),
        (false, None) => words(
            "在“更多设置”里填上每位新客的获客成本和毛利率，这里就会算出多少天回本。",
            "Enter what a new customer costs and the gross margin under More settings, to see after how many days that is \
             earned back.",
        ),
        (true, None) => words(
            "获客成本已填；再在“更多设置”里填上毛利率，就能算出多少天回本。",
            "The acquisition cost is entered; the gross margin, under More settings, is missing to tell when it is earned back.",
        ),
        (false, Some(_)) => words(
            "毛利率已填；再在“更多设置”里填上每位新客的获客成本，就能算出多少天回本。",
            "The gross margin is entered; what a new customer costs, under More settings, is missing to tell when it is earned \
             back.",
        ),
        _ if report.least_group.is_some() => super::left_out_sentence(lang),
        _ if found.customers == 0 => words(
            "所选范围内没有新客（首单在窗口内的客户）。",
            "No customer placed their first order in what is chosen.",
        ),
        _ => words(
            "填写的渠道或月份与任何新客的首单都对不上，请核对名称。",
            "The channels or months that were entered are those of no new customer: check the names.",
        ),
    }
}

fn small(customers: u64, lang: Lang) -> &'static str {
    super::small_suffix(customers < Share::SMALL, lang)
}

fn finding(seen: &Seen) -> String {
    let (cost, lang) = (seen.money(seen.cost(seen.all)), seen.lang);
    let Some(payback) = seen.all.payback else { return not_reached(seen, &cost) };
    let (n, few) = (payback.observed, small(payback.observed, lang));
    match (lang, payback.day) {
        (Lang::Zh, 0) => format!("平均每位新客的成本是 {cost}，首单当天的毛利就已收回。"),
        (Lang::En, 0) => {
            format!(
                "A new customer costs {cost} on average, and the margin of the day of the first order covers that."
            )
        }
        (Lang::Zh, day) => format!(
            "平均每位新客的成本是 {cost}，首单后第 {day} 天由毛利收回（观察满这么久的有 {} 位客户{few}）。",
            count(n)
        ),
        (Lang::En, day) => format!(
            "A new customer costs {cost} on average, and has earned that back {} after the first order ({} observed so \
             long{few}).",
            plural(day.into(), "day", "days"),
            plural(n, "customer", "customers")
        ),
    }
}

fn not_reached(seen: &Seen, cost: &str) -> String {
    let Some(last) = seen.found.curve.last() else { return super::left_out_sentence(seen.lang) };
    let (brought, day, few) = (seen.money(seen.brought(last)), last.day, small(last.observed, seen.lang));
    match seen.lang {
        Lang::Zh => format!(
            "数据范围内没有回本：平均每位新客的成本是 {cost}，到首单后第 {day} 天毛利累计 {brought}（{} 位客户{few}）。",
            count(last.observed)
        ),
        Lang::En => format!(
            "Pay-back is not within the data: a new customer costs {cost} on average, and {} after the first order has brought \
             {brought} of margin ({}{few}).",
            plural(day.into(), "day", "days"),
            plural(last.observed, "customer", "customers")
        ),
    }
}

fn figure(seen: &Seen) -> Figure {
    let (lang, currency) = (seen.lang, &seen.report.results.currency);
    let cost = seen.cost(seen.all);
    let words = |zh, en| Text { zh, en }.get(lang).to_string();
    let points = seen.found.curve.iter().map(|mean| Point {
        step: mean.day / 30,
        value: format::major(seen.brought(mean), currency).max(0.0),
        band: None,
        unfinished: mean.observed < Share::SMALL,
        tip: tip(seen, mean),
    });
    let level = seen.found.curve.iter().map(|mean| Point {
        step: mean.day / 30,
        value: format::major(cost, currency),
        band: None,
        unfinished: false,
        tip: words("平均成本", "mean cost") + super::colon(lang) + &seen.money(cost),
    });
    let (points, level) = (points.listed(), level.listed());
    let highest = points.iter().chain(&level).map(|point| point.value).fold(0.0, f64::max);
    let steps = points.last().map_or(0, |last| last.step);
    let title = Text {
        zh: "每位新客累计带来的毛利与获客成本",
        en: "Margin brought by a new customer so far, and what one costs",
    };
    Figure::Lines(Lines {
        caption: seen.caption(title, finding(seen)),
        x: StepAxis {
            title: words("首单后的天数", "days after the first order"),
            labels: (0..=steps).map(|step| (step * 30).to_string()).listed(),
        },
        y: format::money_axis([0.0, highest * 1.1], currency, lang),
        faint: Vec::new(),
        main: vec![
            Line { label: words("毛利", "Margin"), series: 0, points },
            Line { label: words("成本", "Cost"), series: 1, points: level },
        ],
    })
}

fn tip(seen: &Seen, mean: &MeanPaid) -> String {
    let (money, few) = (seen.money(seen.brought(mean)), small(mean.observed, seen.lang));
    match seen.lang {
        Lang::Zh => format!("第 {} 天：{money}\n{} 位客户{few}", mean.day, count(mean.observed)),
        Lang::En => {
            format!("day {}: {money}\n{}{few}", mean.day, plural(mean.observed, "customer", "customers"))
        }
    }
}

fn table(seen: &Seen) -> Table {
    let (column, currency) = (Column::in_language(seen.lang), &seen.report.results.currency);
    let cost = seen.cost(seen.all);
    let rows = seen.found.curve.iter().map(|mean| {
        vec![
            Cell::count(mean.day.into()),
            Cell { unfinished: mean.observed < Share::SMALL, ..Cell::count(mean.observed) },
            Cell::money(seen.brought(mean), currency),
            Cell::part(seen.brought(mean).share_of(cost)),
        ]
    });
    Table {
        caption: PAYBACK.get(seen.lang).into(),
        columns: vec![
            column("首单后天数", "Days after the first order", true),
            column("观察到的客户", "Customers observed", true),
            column("人均累计毛利", "Margin so far, each", true),
            column("占平均成本", "Of the mean cost", true),
        ],
        rows: rows.listed(),
        unfinished_title: Text { zh: "样本少的列", en: "Small group" }.get(seen.lang).into(),
    }
}
