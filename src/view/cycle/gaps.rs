//! How many days pass between two purchases.

use super::no_gap;
use crate::analysis::cycle::{Cycle, GapBracket};
use crate::report::Report;
use crate::view::figure::{Bar, Bars, Caption, Figure};
use crate::view::format::{self, count, percent, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const GAPS: Text = Text { zh: "两次购买的间隔", en: "Days between purchases" };
const HOW: [Text; 3] = [
    Text {
        zh: "间隔：同一客户相邻两个购买日之间的天数；同一天的多笔订单算一个购买日。",
        en: "A gap is the days between two consecutive order days of one customer; several orders of one day are one order day.",
    },
    Text {
        zh: "这里只有已经完成的间隔：还没再来的客户没有间隔，常来的客户有很多。因此它比“一半客户再次购买所需的时间”短，适合用来了解常客的节奏。",
        en: "Only finished gaps are here: a customer who has not come back has none, a frequent one has many. The median is \
             therefore shorter than the time in which half of the customers return; it tells the rhythm of regulars.",
    },
    Text {
        zh: "分位数采用第 7 型（与 Excel 的 PERCENTILE.INC 相同）。“第 n 个购买日”一行只看以该购买日结束的间隔。",
        en: "Quantiles are of type 7, Excel's PERCENTILE.INC. The row of the n-th order day has the gaps that end on it.",
    },
];

pub(super) fn panel(report: &Report, cycle: &Cycle, lang: Lang) -> Panel {
    let mut panel = Panel::new("purchase_gaps", Group::Cycle, GAPS, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(report, cycle, lang);
    if cycle.gaps > 0 {
        panel.figures = vec![figure(report, cycle, lang)];
        panel.notes = vec![note(report, cycle, lang)];
        panel.table = Some(table(cycle, lang));
    }
    panel
}

fn quantile(cycle: &Cycle, percent: u32) -> Option<f64> {
    cycle.quantiles.iter().find(|quantile| quantile.percent == percent).map(|quantile| quantile.days)
}

fn finding(report: &Report, cycle: &Cycle, lang: Lang) -> String {
    if let Some(sentence) = no_gap(report, cycle, lang) {
        return sentence;
    }
    if cycle.quantiles.is_empty() {
        return view::left_out_sentence(lang);
    }
    let at = |percent| format::days(quantile(cycle, percent), lang);
    let (half, low, high) = (at(50), at(25), at(75));
    match lang {
        Lang::Zh if low == high => format!("回来的客户里，两次购买之间的间隔至少有一半是 {half}。"),
        Lang::En if low == high => {
            format!(
                "Where customers came back, at least half of the gaps between two purchases lasted {half}."
            )
        }
        Lang::Zh => {
            format!("回来的客户里，两次购买之间的间隔有一半不超过 {half}；中间一半在 {low}到 {high}之间。")
        }
        Lang::En => format!(
            "Where customers came back, half of the gaps between two purchases lasted {half} or less; the middle half lies \
             between {low} and {high}."
        ),
    }
}

fn note(report: &Report, cycle: &Cycle, lang: Lang) -> String {
    let window = view::window_words(report, lang);
    match lang {
        Lang::Zh => format!(
            "n = {} 个间隔，来自 {} 位客户，按购买日计。{window}",
            count(cycle.gaps),
            count(cycle.customers)
        ),
        Lang::En => format!(
            "n = {} of {}, by order days. {window}",
            plural(cycle.gaps, "gap", "gaps"),
            plural(cycle.customers, "customer", "customers")
        ),
    }
}

fn bracket_name(bracket: &GapBracket) -> String {
    match bracket.to_days {
        Some(to) => format!("{}–{to}", bracket.from_days),
        None => format!("{}+", bracket.from_days),
    }
}

fn figure(report: &Report, cycle: &Cycle, lang: Lang) -> Figure {
    let most = cycle.brackets.iter().map(|bracket| bracket.gaps).max().unwrap_or(0);
    let bars = cycle.brackets.iter().map(|bracket| {
        let (name, share) = (bracket_name(bracket), percent(bracket.gaps as f64 / cycle.gaps as f64));
        Bar {
            values: vec![bracket.gaps as f64],
            label: share.clone(),
            unfinished: false,
            tip: match lang {
                Lang::Zh => format!("{name} 天：{} 个间隔，{share}", count(bracket.gaps)),
                Lang::En => format!("{name} days: {}, {share}", plural(bracket.gaps, "gap", "gaps")),
            },
        }
    });
    let title = Text { zh: "相邻两个购买日的间隔", en: "Gaps between consecutive order days" };
    let caption = Caption {
        title: title.get(lang).into(),
        subtitle: note(report, cycle, lang),
        description: finding(report, cycle, lang),
    };
    let labels = cycle.brackets.iter().map(bracket_name).collect();
    Bars::plain(
        caption,
        Text { zh: "间隔天数", en: "days" }.get(lang),
        labels,
        format::number_axis((most as f64).max(4.0), lang),
        bars.collect(),
    )
}

/// Everything of the panel: brackets, quantiles, and medians by order day.
fn table(cycle: &Cycle, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let day = |value: Option<f64>| {
        value.map_or(Cell::text(format::undefined()), |v| Cell::number(format::decimal(v, 2), v))
    };
    let brackets = cycle.brackets.iter().map(|bracket| {
        let name = bracket_name(bracket);
        let words = match lang {
            Lang::Zh => format!("{name} 天的间隔"),
            Lang::En => format!("Gaps of {name} days"),
        };
        vec![Cell::text(words), Cell::count(bracket.gaps), Cell::text("")]
    });
    let quantiles = cycle.quantiles.iter().map(|quantile| {
        let words = match lang {
            Lang::Zh => format!("{}% 的间隔不超过", quantile.percent),
            Lang::En => format!("{}% of gaps last at most", quantile.percent),
        };
        vec![Cell::text(words), Cell::count(cycle.gaps), day(Some(quantile.days))]
    });
    let by_order_day = cycle.by_order_day.iter().map(|row| {
        let n = row.order_day;
        let words = match lang {
            Lang::Zh => format!("到第 {n} 个购买日（中位数）"),
            Lang::En => format!("To order day {n} (median)"),
        };
        vec![Cell::text(words), Cell::count(row.gaps), day(row.median_days)]
    });
    Table {
        caption: GAPS.get(lang).into(),
        columns: vec![
            column("间隔", "What", false),
            column("间隔数", "Gaps", true),
            column("天", "Days", true),
        ],
        rows: quantiles.chain(by_order_day).chain(brackets).collect(),
        ..Table::default()
    }
}
