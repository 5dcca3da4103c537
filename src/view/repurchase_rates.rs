//! The words and pictures of [`RepurchaseRates`]: all the numbers that are called so, side by side.

use super::figure::{Caption, Figure, HeatCell, HeatRow, Heatmap, StepAxis};
use super::format::{self, count, percent, plural};
use super::table::{Cell, Column, Table};
use super::{Group, Lang, Panel, Text};
use crate::analysis::repurchase_rates::{RateKind, RepurchaseRate, RepurchaseRates};
use crate::list::Listed;
use crate::report::Report;

const TITLE: Text = Text { zh: "哪个“复购率”？", en: "Which repurchase rate?" };
const HOW: [Text; 3] = [
    Text {
        zh: "平台后台、代运营报告和教材里的“复购率”公式各不相同，数字不能直接比较。这里用同一份订单把它们都算出来，便于认出后台上的那个数字用的是哪个公式。",
        en: "Dashboards, agencies and textbooks divide different numbers and call all of them repurchase rate, so they cannot \
             be compared. Here all are counted from the same orders, to tell which formula a dashboard's number follows.",
    },
    Text {
        zh: "月和季度取最后一个走完的。“N 天内”只算首单后已观察满 N 天的客户，按购买日计，首单当天的第二单不算。",
        en: "Months and quarters are the last ones that are over. Within N days: of customers who have been observed for N \
             days after their first order, by order days; a second order on the first day does not count.",
    },
    Text {
        zh: "人数占比附 95% Wilson 区间。订单和金额占比没有区间：同一客户的订单互相关联。年轻的店，整个窗口的复购率偏低，因为新客户还没有时间回来。",
        en: "Shares of customers carry 95% Wilson intervals. Shares of orders and revenue have none: orders of one customer \
             depend on each other. Over the whole window the rate of a young shop is low: its new customers have had no \
             time yet.",
    },
];

/// The panel of the rates.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(found) = &report.results.repurchase_rates else { return Vec::new() };
    let mut panel = Panel::new("which_repurchase_rate", Group::Retention, TITLE, lang);
    panel.how = super::paragraphs(&HOW, lang);
    panel.finding = finding(report, found, lang);
    if found.rates.iter().any(|rate| rate.share.is_some()) {
        panel.figures = vec![figure(report, found, lang)];
        panel.table = Some(table(found, lang));
        panel.notes = vec![note(report, found, lang)];
    }
    vec![panel]
}

/// Of how many customers the window's rate is, and the window.
fn note(report: &Report, found: &RepurchaseRates, lang: Lang) -> String {
    let window = super::window_words(report, lang);
    let of_window = found.rates.iter().find(|rate| rate.kind == RateKind::Window);
    let n = of_window.and_then(|rate| rate.customers).map_or(0, |share| share.whole);
    match lang {
        Lang::Zh => format!("n = {} 位客户。{window}", count(n)),
        Lang::En => format!("n = {}. {window}", plural(n, "customer", "customers")),
    }
}

fn finding(report: &Report, found: &RepurchaseRates, lang: Lang) -> String {
    if !report.results.has_customers {
        return super::no_key_sentence(lang);
    }
    let defined = || found.rates.iter().filter_map(|rate| Some((rate, rate.share?)));
    let ordered = |a: &(&RepurchaseRate, f64), b: &(&RepurchaseRate, f64)| a.1.total_cmp(&b.1);
    let (Some(low), Some(high)) = (defined().min_by(ordered), defined().max_by(ordered)) else {
        return super::none_or_few(report, super::no_customers_sentence(lang), lang);
    };
    let n = defined().count() as u64;
    let named = |(rate, share): (&RepurchaseRate, f64)| (words(rate.kind).0.get(lang), percent(share));
    let ((least, low), (most, high)) = (named(low), named(high));
    match lang {
        Lang::Zh if low == high => format!("这份数据按 {n} 种公式算，都是 {low}。"),
        Lang::En if low == high => {
            format!("By {} this shop's rate is {low}.", plural(n, "formula", "formulas"))
        }
        Lang::Zh => format!(
            "同一份数据，按 {n} 种公式算出的“复购率”从 {low}（{least}）到 {high}（{most}）不等：先认公式，再比数字。"
        ),
        Lang::En => format!(
            "From the same orders {} give anything from {low} ({least}) to {high} ({most}): ask for the formula \
             before comparing.",
            plural(n, "formula", "formulas")
        ),
    }
}

/// The name of a rate and its formula.
fn words(kind: RateKind) -> (Text, Text) {
    let text = |zh, en| Text { zh, en };
    match kind {
        RateKind::Window => (
            text("窗口复购率（按订单）", "Whole window, by orders"),
            text("买过 ≥ 2 单的客户 ÷ 买过 ≥ 1 单的客户", "customers with 2 or more orders / with 1 or more"),
        ),
        RateKind::WindowDays => (
            text("窗口复购率（按购买日）", "Whole window, by order days"),
            text(
                "有 ≥ 2 个购买日的客户 ÷ 有 ≥ 1 个的客户",
                "customers with 2 or more order days / with 1 or more",
            ),
        ),
        RateKind::Third => (
            text("2 单用户复购率", "Third order after the second"),
            text("买过 ≥ 3 单的客户 ÷ 买过 ≥ 2 单的客户", "customers with 3 or more orders / with 2 or more"),
        ),
        RateKind::Within30 => (text("30 天内复购率", "Within 30 days"), within("30")),
        RateKind::Within90 => (text("90 天内复购率", "Within 90 days"), within("90")),
        RateKind::Within180 => (text("180 天内复购率", "Within 180 days"), within("180")),
        RateKind::Within365 => (text("365 天内复购率", "Within 365 days"), within("365")),
        RateKind::InsideMonth => (
            text("月内复购率", "Inside one month"),
            text(
                "当月买过 ≥ 2 单的客户 ÷ 当月买过的客户",
                "customers with 2 or more orders in the month / with 1 or more",
            ),
        ),
        RateKind::InsideQuarter => (
            text("季度内复购率", "Inside one quarter"),
            text(
                "当季买过 ≥ 2 单的客户 ÷ 当季买过的客户",
                "customers with 2 or more orders in the quarter / with 1 or more",
            ),
        ),
        RateKind::ExistingMonth => (
            text("当月老客占比", "Existing among the month's"),
            text(
                "当月下单的老客 ÷ 当月下单的客户",
                "customers of the month who are not new / all of the month",
            ),
        ),
        RateKind::NextMonth => (
            text("次月复购率", "Next month"),
            text(
                "上月和当月都买过的客户 ÷ 上月买过的客户",
                "customers of the month before who ordered in the month / all of that",
            ),
        ),
        RateKind::TwoMonths => (
            text("次两月复购率（前两月为基数）", "Two months, base both"),
            text(
                "前两月买过且当月又买的客户 ÷ 前两月买过的客户",
                "customers of the two months before who ordered in the month / all of those",
            ),
        ),
        RateKind::TwoMonthsFrom => (
            text("次两月复购率（m−2 月为基数）", "Two months, base m−2"),
            text(
                "m−2 月买过、之后两月内又买的客户 ÷ m−2 月买过的客户",
                "customers of month m−2 who ordered in m−1 or m / all of m−2",
            ),
        ),
        RateKind::NextQuarter => (
            text("次季度复购率", "Next quarter"),
            text(
                "上季和当季都买过的客户 ÷ 上季买过的客户",
                "customers of the quarter before who ordered in the quarter / all of that",
            ),
        ),
        RateKind::RepeatOrders => (
            text("复购订单占比", "Share of repeat orders"),
            text(
                "首单之后的订单 ÷ 客户的全部订单",
                "orders after a customer's first / all orders of customers",
            ),
        ),
        RateKind::RepeatRevenue => (
            text("复购金额占比", "Share of repeat revenue"),
            text(
                "首单之后的净销售额 ÷ 客户的全部净销售额",
                "net revenue after a customer's first order / all of customers",
            ),
        ),
    }
}

/// The formula of a rate within so many days.
fn within(days: &str) -> Text {
    match days {
        "30" => Text {
            zh: "首单后第 1–30 天又买的客户 ÷ 已观察满 30 天的客户",
            en: "customers with an order on days 1–30 after their first / observed for 30 days",
        },
        "90" => Text {
            zh: "首单后第 1–90 天又买的客户 ÷ 已观察满 90 天的客户",
            en: "customers with an order on days 1–90 after their first / observed for 90 days",
        },
        "180" => Text {
            zh: "首单后第 1–180 天又买的客户 ÷ 已观察满 180 天的客户",
            en: "customers with an order on days 1–180 after their first / observed for 180 days",
        },
        _ => Text {
            zh: "首单后第 1–365 天又买的客户 ÷ 已观察满 365 天的客户",
            en: "customers with an order on days 1–365 after their first / observed for 365 days",
        },
    }
}

fn figure(report: &Report, found: &RepurchaseRates, lang: Lang) -> Figure {
    let max = found.rates.iter().filter_map(|rate| rate.share).fold(0.0_f64, f64::max);
    let rows = found.rates.iter().map(|rate| HeatRow {
        label: words(rate.kind).0.get(lang).into(),
        size: rate.period.map_or_else(
            || Text { zh: "整个窗口", en: "whole window" }.get(lang).into(),
            |period| format::period(period, lang),
        ),
        cells: vec![rate.share.map(|share| heat_cell(rate, share, lang))],
    });
    Figure::Heatmap(Heatmap {
        caption: Caption {
            title: Text { zh: "各种“复购率”", en: "All that is called repurchase rate" }.get(lang).into(),
            subtitle: note(report, found, lang),
            description: finding(report, found, lang),
        },
        row_title: Text { zh: "口径", en: "Formula" }.get(lang).into(),
        size_title: Text { zh: "时间", en: "Time" }.get(lang).into(),
        columns: StepAxis {
            title: String::new(),
            labels: vec![Text { zh: "复购率", en: "Rate" }.get(lang).into()],
        },
        rows: rows.listed(),
        max: if max > 0.0 { max } else { 1.0 },
    })
}

fn heat_cell(rate: &RepurchaseRate, share: f64, lang: Lang) -> HeatCell {
    let (name, formula) = words(rate.kind);
    let sure = rate.customers.map_or_else(String::new, |share| {
        let people = match lang {
            Lang::Zh => format!("{} / {} 位客户", count(share.part), count(share.whole)),
            Lang::En => format!("{} of {}", count(share.part), plural(share.whole, "customer", "customers")),
        };
        let small = super::small_suffix(share.is_small(), lang);
        format!("\n{}\n{people}{small}", format::sureness(&share, lang))
    });
    let head = format!("{}{}{}", name.get(lang), super::colon(lang), percent(share));
    HeatCell {
        value: share.max(0.0),
        label: percent(share),
        unfinished: false,
        tip: format!("{head}\n{}{sure}", formula.get(lang)),
    }
}

fn table(found: &RepurchaseRates, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = found.rates.iter().map(|rate| {
        let (name, formula) = words(rate.kind);
        let people = rate.customers;
        let side = |side: Option<u64>| side.map_or(Cell::text(format::undefined()), Cell::count);
        vec![
            Cell::text(name.get(lang)),
            rate.share.map_or(Cell::text(format::undefined()), |share| Cell::number(percent(share), share)),
            Cell::text(people.and_then(|it| it.interval).map_or_else(format::undefined, format::interval)),
            side(people.map(|it| it.part)),
            side(people.map(|it| it.whole)),
            Cell::text(rate.period.map_or_else(String::new, |period| format::period(period, lang))),
            Cell::text(formula.get(lang)),
        ]
    });
    Table {
        caption: TITLE.get(lang).into(),
        columns: vec![
            column("口径", "Rate", false),
            column("复购率", "Value", true),
            column("95% 区间", "95% interval", false),
            column("分子", "Part", true),
            column("分母", "Whole", true),
            column("时间", "Time", false),
            column("公式", "Formula", false),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
