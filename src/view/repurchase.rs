//! The words and pictures of [`Repurchase`]: how many buy again, and how often.

mod funnel;

use super::figure::{Bar, Bars, Caption, Figure, Line, Lines, Part, Point, StepAxis};
use super::format::{self, count, percent, plural};
use super::table::{Cell, Column, Table};
use super::{Group, Lang, Panel, Text, campaigns, period_rate};
use crate::analysis::CountBy;
use crate::analysis::repurchase::{CountRow, Repurchase};
use crate::list::Listed;
use crate::report::Report;

const RATE: Text = Text { zh: "复购率", en: "Repurchase rate" };
const COUNTS: Text = Text { zh: "购买次数分布", en: "How often customers buy" };
const RATE_HOW: [Text; 3] = [
    Text {
        zh: "复购率 = 在这段时间内购买至少 2 次的客户 ÷ 购买至少 1 次的客户。整个观察窗口算一次，每个周期内部也各算一次。",
        en: "The repurchase rate is the customers with two or more purchases inside a stretch of time over those with \
             one or more. It is taken once for the whole window, and once inside each period.",
    },
    Text {
        zh: "周期内的复购率只看同一周期之内的两次购买，因此远低于整个窗口的复购率；两者不能互相比较。",
        en: "Inside a period both purchases must lie in that period, so its rate is far below that of the whole window; \
             the two cannot be compared.",
    },
    Text {
        zh: "复购订单占比 = 客户首单之后的订单 ÷ 有客户标识的全部订单。同一客户的订单互相关联，因此不附区间。",
        en: "The share of repeat orders is orders after a customer's first over all orders of known customers. Orders of \
             one customer depend on each other, so it carries no interval.",
    },
];
const COUNTS_HOW: [Text; 2] = [
    Text {
        zh: "每位客户按窗口内的购买次数归入一组；“10+”是 10 次及以上。百分比是占全部客户的比例，附 95% Wilson 区间。",
        en: "Each customer belongs to the group of their number of purchases in the window; 10+ is ten or more. Shares are \
             of all customers, with 95% Wilson intervals.",
    },
    Text {
        zh: "“按订单”时每笔有效订单算一次；“按购买日”时同一天的多笔订单只算一次。可在设置里切换。",
        en: "Counted by orders every valid order is one purchase; counted by order days several orders of one day are one. \
             The setting switches between them.",
    },
];

/// The panels of repurchase.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(repurchase) = &report.results.repurchase else { return Vec::new() };
    let mut rate = Panel::new("repurchase_rate", Group::Retention, RATE, lang);
    let mut counts = Panel::new("order_counts", Group::Retention, COUNTS, lang);
    rate.how = super::paragraphs(&RATE_HOW, lang);
    counts.how = super::paragraphs(&COUNTS_HOW, lang);
    rate.finding = rate_finding(report, repurchase, lang);
    counts.finding = counts_finding(report, repurchase, lang);
    if repurchase.rate.whole > 0 {
        rate.figures = vec![rate_figure(report, repurchase, lang)];
        rate.table = Some(rate_table(repurchase, lang));
        rate.notes = vec![note(report, repurchase, lang)];
        if repurchase.periods.iter().any(|p| !p.complete) {
            rate.notes.push(super::unfinished_note(lang));
        }
        rate.notes.extend(campaigns::note(repurchase.periods.iter().map(|p| p.period), lang));
        counts.figures = vec![counts_figure(report, repurchase, lang)];
        counts.table = Some(counts_table(report, repurchase, lang));
        counts.notes = vec![note(report, repurchase, lang)];
    }
    vec![rate, counts, funnel::panel(report, repurchase, lang)]
}

fn note(report: &Report, repurchase: &Repurchase, lang: Lang) -> String {
    let by = match (repurchase.count_by, lang) {
        (CountBy::Orders, Lang::Zh) => "按订单计次",
        (CountBy::Days, Lang::Zh) => "按购买日计次",
        (CountBy::Orders, Lang::En) => "counted by orders",
        (CountBy::Days, Lang::En) => "counted by order days",
    };
    let window = super::window_words(report, lang);
    match lang {
        Lang::Zh => format!("n = {} 位客户，{by}。{window}", count(repurchase.rate.whole)),
        Lang::En => format!("n = {}, {by}. {window}", plural(repurchase.rate.whole, "customer", "customers")),
    }
}

fn rate_finding(report: &Report, repurchase: &Repurchase, lang: Lang) -> String {
    if !report.results.has_customers {
        return super::no_key_sentence(lang);
    }
    let rate = &repurchase.rate;
    if rate.whole == 0 {
        return super::no_customers_sentence(lang);
    }
    let share = repurchase.repeat_order_share.map_or_else(format::undefined, percent);
    let revenue = repurchase.repeat_revenue_share.map_or_else(format::undefined, percent);
    let (text, sure) = (format::rate(rate), format::sureness(rate, lang));
    match lang {
        Lang::Zh => format!(
            "复购率 {text}（{sure}）：{} 位客户里有 {} 位买过不止一次。复购订单占订单的 {share}、占销售额的 {revenue}。",
            count(rate.whole),
            count(rate.part)
        ),
        Lang::En => format!(
            "The repurchase rate is {text} ({sure}): {} of {} bought more than once. Repeat orders make up {share} of \
             orders and {revenue} of revenue.",
            count(rate.part),
            plural(rate.whole, "customer", "customers")
        ),
    }
}

fn rate_figure(report: &Report, repurchase: &Repurchase, lang: Lang) -> Figure {
    let points: Vec<Point> = repurchase
        .periods
        .iter()
        .enumerate()
        .filter_map(|(i, p)| period_rate::point(i, p.period, p.complete, &p.rate, lang))
        .listed();
    let top = points.iter().filter_map(|p| p.band.map(|b| b[1])).fold(0.0_f64, f64::max).min(1.0);
    let title = Text { zh: "每个周期内部的复购率", en: "Repurchase rate inside each period" }.get(lang);
    let label = Text { zh: "复购率", en: "Repurchase rate" }.get(lang);
    let unfinished = repurchase.periods.iter().any(|p| !p.complete);
    let subtitle =
        note(report, repurchase, lang) + if unfinished { super::unfinished_short(lang) } else { "" };
    let subtitle = subtitle + &campaigns::short(repurchase.periods.iter().map(|p| p.period), lang);
    Figure::Lines(Lines {
        caption: Caption {
            title: title.into(),
            subtitle,
            description: rate_finding(report, repurchase, lang),
        },
        x: StepAxis {
            title: String::new(),
            labels: repurchase.periods.iter().map(|p| campaigns::step(p.period, lang)).listed(),
        },
        y: format::share_axis(top),
        faint: Vec::new(),
        main: vec![Line { label: label.into(), series: 0, points }],
    })
}

fn rate_table(repurchase: &Repurchase, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let end =
        |value: Option<f64>| value.map_or(Cell::text(format::undefined()), |v| Cell::number(percent(v), v));
    let rows = repurchase.periods.iter().map(|p| {
        let mut cells = vec![
            Cell::text(format::period(p.period, lang)),
            Cell::share(&p.rate),
            end(p.rate.interval.map(|i| i.low)),
            end(p.rate.interval.map(|i| i.high)),
            Cell::count(p.rate.part),
            Cell::count(p.rate.whole),
            Cell::count(p.orders),
            end((p.orders > 0).then(|| p.repeat_orders as f64 / p.orders as f64)),
            end(p.repeat_revenue.share_of(p.revenue)),
        ];
        cells.iter_mut().skip(1).for_each(|cell| cell.unfinished = !p.complete);
        cells
    });
    Table {
        caption: RATE.get(lang).into(),
        columns: vec![
            column("周期", "Period", false),
            column("复购率", "Repurchase rate", true),
            column("区间下限", "Interval from", true),
            column("区间上限", "to", true),
            column("购买 2 次及以上", "Two or more", true),
            column("购买 1 次及以上", "One or more", true),
            column("客户订单", "Customers' orders", true),
            column("复购订单占比", "Repeat orders", true),
            column("复购金额占比", "Repeat revenue", true),
        ],
        rows: rows.listed(),
        unfinished_title: super::UNFINISHED.get(lang).into(),
    }
}

/// The last row stands for so many purchases or more.
fn times(repurchase: &Repurchase, row: &CountRow) -> String {
    let is_last = repurchase.distribution.last().is_some_and(|last| last.purchases == row.purchases);
    format!("{}{}", row.purchases, if is_last { "+" } else { "" })
}

/// Where somebody begins to buy often: at four purchases, unless a shared report has fewer rows.
fn often_from(repurchase: &Repurchase) -> u32 {
    repurchase.distribution.last().map_or(4, |last| last.purchases.min(4))
}

fn counts_finding(report: &Report, repurchase: &Repurchase, lang: Lang) -> String {
    if !report.results.has_customers {
        return super::no_key_sentence(lang);
    }
    let Some(once) = repurchase.distribution.first().filter(|row| row.customers.whole > 0) else {
        return super::no_customers_sentence(lang);
    };
    let from = often_from(repurchase);
    let often: u64 =
        repurchase.distribution.iter().filter(|row| row.purchases >= from).map(|r| r.customers.part).sum();
    if from < 2 {
        return super::left_out_sentence(lang);
    }
    let (rate, sure) = (format::rate(&once.customers), format::sureness(&once.customers, lang));
    match lang {
        Lang::Zh => {
            format!("{rate} 的客户（{sure}）只买过一次；买过 {from} 次及以上的有 {} 位。", count(often))
        }
        Lang::En => format!(
            "{rate} of customers ({sure}) bought only once; {} bought {} times or more.",
            count(often),
            ["two", "three", "four"][from as usize - 2]
        ),
    }
}

fn counts_figure(report: &Report, repurchase: &Repurchase, lang: Lang) -> Figure {
    let max = repurchase.distribution.iter().map(|row| row.customers.part).max().unwrap_or(0);
    let bars = repurchase.distribution.iter().map(|row| Bar {
        values: vec![row.customers.part as f64],
        label: format::rate(&row.customers),
        unfinished: false,
        tip: count_tip(report, repurchase, row, lang),
    });
    let title = Text { zh: "按购买次数划分的客户", en: "Customers by number of purchases" }.get(lang);
    Figure::Bars(Bars {
        caption: Caption {
            title: title.into(),
            subtitle: note(report, repurchase, lang),
            description: counts_finding(report, repurchase, lang),
        },
        x: StepAxis {
            title: Text { zh: "购买次数", en: "purchases" }.get(lang).into(),
            labels: repurchase.distribution.iter().map(|row| times(repurchase, row)).listed(),
        },
        y: format::number_axis((max as f64).max(4.0), lang),
        parts: vec![Part { label: String::new(), series: 0 }],
        bars: bars.listed(),
    })
}

fn count_tip(report: &Report, repurchase: &Repurchase, row: &CountRow, lang: Lang) -> String {
    let (rate, sure) = (format::rate(&row.customers), format::sureness(&row.customers, lang));
    let revenue = format::money(row.revenue, &report.results.currency);
    match lang {
        Lang::Zh => format!(
            "购买 {} 次：{} 位客户，{rate}\n{sure}\n{} 笔订单，{revenue}",
            times(repurchase, row),
            count(row.customers.part),
            count(row.orders)
        ),
        Lang::En => format!(
            "{} {}: {}, {rate}\n{sure}\n{}, {revenue}",
            times(repurchase, row),
            if row.purchases == 1 { "purchase" } else { "purchases" },
            plural(row.customers.part, "customer", "customers"),
            plural(row.orders, "order", "orders")
        ),
    }
}

fn counts_table(report: &Report, repurchase: &Repurchase, lang: Lang) -> Table {
    let column = |zh: &str, en: &str| Column::new(if lang == Lang::Zh { zh } else { en }, true);
    let currency = &report.results.currency;
    let rows = repurchase.distribution.iter().map(|row| {
        vec![
            Cell::number(times(repurchase, row), f64::from(row.purchases)),
            Cell::count(row.customers.part),
            Cell::share(&row.customers),
            Cell::text(row.customers.interval.map_or_else(format::undefined, format::interval)),
            Cell::count(row.orders),
            Cell::number(format::money(row.revenue, currency), format::major(row.revenue, currency)),
        ]
    });
    Table {
        caption: COUNTS.get(lang).into(),
        columns: vec![
            column("购买次数", "Purchases"),
            column("客户", "Customers"),
            column("占比", "Share"),
            column("95% 区间", "95% interval"),
            column("订单", "Orders"),
            column("净销售额", "Net revenue"),
        ],
        rows: rows.listed(),
        unfinished_title: super::UNFINISHED.get(lang).into(),
    }
}
