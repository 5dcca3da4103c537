//! How few customers make how much.

use super::{no_revenue, note};
use crate::analysis::value::{Concentration, TopShare, Value};
use crate::list::Listed;
use crate::report::Report;
use crate::view::figure::{Caption, Figure, Line, Lines, Point, StepAxis};
use crate::view::format::{self, count, percent, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const PARETO: Text = Text { zh: "二八分布", en: "How few make how much" };
const HOW: [Text; 3] = [
    Text {
        zh: "客户按净销售额从高到低排列。曲线是最前面百分之几的客户（人数向上取整）贡献的销售额占比；对角线是人人一样多的情形。金额为零或负的客户也计入。",
        en: "Customers are ordered by net revenue, the largest first. The curve is the share of revenue of the top percent \
             (their number rounded up); the straight line is what it would be if all paid alike. Customers with zero or \
             less are counted too.",
    },
    Text {
        zh: "基尼系数 = (n + 1) ÷ n − 2 Σ i·xᵢ ÷ (n Σ xᵢ)，i 是从高到低的名次：人人一样多时为 0，一人独占时接近 1。来源：Lorenz（1905），Gini（1912）。",
        en: "Gini's coefficient is (n + 1) / n − 2 Σ i xᵢ / (n Σ xᵢ), i the rank from the largest: 0 if all pay alike, near 1 if \
             one pays everything. Sources: Lorenz (1905), Gini (1912).",
    },
    Text {
        zh: "没有区间：这是对这些客户的描述，不是抽样。新客户付钱的时间还短，所以集中度有一部分来自来得早晚。",
        en: "No interval: this describes these customers and samples nothing. Young customers have had less time to pay, so \
             part of the concentration is age.",
    },
];
const LISTED: [u32; 9] = [1, 5, 10, 20, 30, 40, 50, 80, 100];

pub(super) fn panel(report: &Report, value: &Value, lang: Lang) -> Panel {
    let mut panel = Panel::new("pareto", Group::Value, PARETO, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = no_revenue(report, value, lang).unwrap_or_else(|| finding(value, lang));
    if value.concentration.gini.is_some() {
        panel.figures = vec![figure(report, value, lang)];
        panel.notes = vec![note(report, value, lang)];
        panel.table = Some(table(report, value, lang));
    }
    panel
}

fn at(all: &Concentration, percent: u32) -> Option<&TopShare> {
    all.top.iter().find(|top| top.percent == percent)
}

fn share_of(value: &Value, top: &TopShare) -> Option<f64> {
    top.revenue.share_of(value.concentration.revenue)
}

fn finding(value: &Value, lang: Lang) -> String {
    let all = &value.concentration;
    let fifth = at(all, 20).and_then(|top| share_of(value, top)).map(percent);
    let (Some(fifth), Some(most)) = (fifth, all.for_80_percent) else {
        return view::left_out_sentence(lang);
    };
    let share = percent(most as f64 / all.customers.max(1) as f64);
    let gini = format::trimmed(all.gini.unwrap_or(0.0), 3);
    match lang {
        Lang::Zh => format!(
            "销售额最高的 20% 客户贡献了 {fifth} 的销售额；80% 的销售额来自 {} 位客户（{share}）。基尼系数 {gini}。",
            count(most)
        ),
        Lang::En => format!(
            "The top 20% of customers make {fifth} of the revenue; 80% of it comes from {} ({share}). Gini {gini}.",
            plural(most, "customer", "customers")
        ),
    }
}

fn figure(report: &Report, value: &Value, lang: Lang) -> Figure {
    let all = &value.concentration;
    let told = || all.top.iter().filter_map(|top| Some((top, share_of(value, top)?)));
    let point = |(top, share): (&TopShare, f64)| Point {
        step: top.percent,
        value: share,
        band: None,
        unfinished: false,
        tip: match lang {
            Lang::Zh => format!("前 {}%（{} 位客户）：{}", top.percent, count(top.customers), percent(share)),
            Lang::En => format!(
                "top {}% ({}): {}",
                top.percent,
                plural(top.customers, "customer", "customers"),
                percent(share)
            ),
        },
    };
    let line = |label: Text, series, points| Line { label: label.get(lang).into(), series, points };
    let alike = |percent: u32| Point {
        step: percent,
        value: f64::from(percent) / 100.0,
        band: None,
        unfinished: false,
        tip: Text { zh: "人人一样多", en: "if all paid alike" }.get(lang).into(),
    };
    let highest = told().map(|(_, share)| share).fold(1.0, f64::max);
    let title = Text {
        zh: "最前面百分之几的客户，贡献百分之几的销售额",
        en: "Share of revenue of the top percent of customers",
    };
    Figure::Lines(Lines {
        caption: Caption {
            title: title.get(lang).into(),
            subtitle: note(report, value, lang),
            description: finding(value, lang),
        },
        x: StepAxis {
            title: Text { zh: "客户，%，从高到低", en: "% of customers, the largest first" }.get(lang).into(),
            labels: (0..=100).map(tens).listed(),
        },
        y: format::share_axis(highest),
        faint: Vec::new(),
        main: vec![
            line(Text { zh: "客户", en: "Customers" }, 0, told().map(point).listed()),
            line(Text { zh: "一样多", en: "All alike" }, 1, [0, 50, 100].map(alike).into()),
        ],
    })
}

/// The name of a step: of a hundred and one, every tenth has one.
fn tens(percent: u32) -> String {
    if percent.is_multiple_of(10) { percent.to_string() } else { String::new() }
}

fn table(report: &Report, value: &Value, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = LISTED.iter().filter_map(|percent| at(&value.concentration, *percent)).map(|top| {
        vec![
            Cell::number(format!("{}%", top.percent), f64::from(top.percent) / 100.0),
            Cell::count(top.customers),
            Cell::money(top.revenue, &report.results.currency),
            Cell::part(share_of(value, top)),
        ]
    });
    Table {
        caption: PARETO.get(lang).into(),
        columns: vec![
            column("前百分之几", "Top", true),
            column("客户", "Customers", true),
            column("净销售额", "Net revenue", true),
            column("占销售额", "Share of revenue", true),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
