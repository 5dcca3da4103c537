//! What moved sales.

use super::{note, nothing, signed};
use crate::analysis::value::{Change, Parts, SideChange, Value};
use crate::list::Listed;
use crate::money::Money;
use crate::report::Report;
use crate::view::figure::{Bar, Bars, Caption, Figure, Part, StepAxis};
use crate::view::format;
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const MOVED: Text = Text { zh: "销售额为什么变了", en: "What moved sales" };
const HOW: [Text; 2] = [
    Text {
        zh: "销售额 = 客户数 × 人均订单数 × 每单金额，新客户（首单在该周期）与老客户分开。两个周期之间的变化用对数平均迪氏指数（LMDI）分到三个因素，\
             加起来正好等于变化：因素的一份 = L(R₁, R₀) × ln(f₁ ÷ f₀)，L 是对数平均。",
        en: "Revenue = customers × orders per customer × amount per order, new customers (whose first order lies in the period) \
             and existing ones apart. The change between two periods is split by the logarithmic mean Divisia index, so that \
             the parts add up to it: the part of a factor is L(R₁, R₀) × ln(f₁ / f₀), L the logarithmic mean.",
    },
    Text {
        zh: "一边没有客户时全部归客户数；一边有客户而销售额为零时全部归每单金额；有负数时不拆分。只比较都完整的相邻周期，匿名订单不在其中。来源：Ang（2005）。",
        en: "No customers on one side: all is customers. Customers who paid nothing on one side: all is amount. A negative \
             revenue is not split. Only neighbouring periods that are both complete; anonymous orders are left out. Source: \
             Ang (2005).",
    },
];

pub(super) fn panel(report: &Report, value: &Value, lang: Lang) -> Panel {
    let mut panel = Panel::new("what_moved_sales", Group::Value, MOVED, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = nothing(report, value, lang).unwrap_or_else(|| finding(report, value, lang));
    if let Some(last) = value.changes.last() {
        if !factors(last).is_empty() {
            panel.figures = vec![figure(report, value, last, lang)];
        }
        panel.notes = vec![note(report, value, lang)];
        panel.table = Some(table(report, value, lang));
    }
    panel
}

/// Of new customers, then of existing ones.
const FACTORS: [Text; 3] = [
    Text { zh: "人数", en: "customers" },
    Text { zh: "人均订单", en: "orders each" },
    Text { zh: "每单金额", en: "order value" },
];

/// The parts of a change, each with its words; none where one of its revenues is negative.
fn factors(change: &Change) -> Vec<(Text, Money)> {
    let (Some(new), Some(existing)) = (change.new.parts, change.existing.parts) else { return Vec::new() };
    let money = |part: f64| Money(part.round() as i64);
    vec![
        (Text { zh: "新客户：人数", en: "new: customers" }, money(new.customers)),
        (Text { zh: "新客户：人均订单", en: "new: orders each" }, money(new.frequency)),
        (Text { zh: "新客户：每单金额", en: "new: order value" }, money(new.amount)),
        (Text { zh: "老客户：人数", en: "existing: customers" }, money(existing.customers)),
        (Text { zh: "老客户：人均订单", en: "existing: orders each" }, money(existing.frequency)),
        (Text { zh: "老客户：每单金额", en: "existing: order value" }, money(existing.amount)),
    ]
}

fn finding(report: &Report, value: &Value, lang: Lang) -> String {
    let Some(last) = value.changes.last() else {
        let words = Text {
            zh: "还没有两个相邻的完整周期，看不出销售额为什么变了。换更短的周期，或等数据更长一些。",
            en: "No two neighbouring periods are complete yet, so there is no change to explain. Choose a shorter period, or \
                 come back with more data.",
        };
        return view::none_or_few(report, words.get(lang).into(), lang);
    };
    let money = |amount| signed(amount, &report.results.currency, lang);
    let (period, change) = (format::period(last.period, lang), money(last.after - last.before));
    let head = match lang {
        Lang::Zh => format!("{period}的销售额比上一周期变化 {change}"),
        Lang::En => format!("In {period} revenue changed by {change} on the period before"),
    };
    let most = factors(last)
        .into_iter()
        .max_by_key(|(_, part)| part.0.saturating_abs())
        .filter(|(_, part)| part.0 != 0);
    match (lang, most) {
        (Lang::Zh, Some((words, part))) => format!("{head}，影响最大的是“{}”（{}）。", words.zh, money(part)),
        (Lang::En, Some((words, part))) => {
            format!("{head}; the largest part is “{}” ({}).", words.en, money(part))
        }
        (Lang::Zh, None) => format!("{head}。"),
        (Lang::En, None) => format!("{head}."),
    }
}

fn figure(report: &Report, value: &Value, last: &Change, lang: Lang) -> Figure {
    let currency = &report.results.currency;
    let factors = factors(last);
    let sizes = factors.iter().map(|(_, part)| format::major(*part, currency)).listed();
    let ends = [sizes.iter().copied().fold(0.0, f64::min), sizes.iter().copied().fold(0.0, f64::max)];
    let bars = factors.iter().zip(&sizes).map(|((words, part), size)| Bar {
        values: vec![size.max(0.0), size.min(0.0)],
        label: signed(*part, currency, lang),
        unfinished: false,
        tip: format!("{}{}{}", words.get(lang), view::colon(lang), signed(*part, currency, lang)),
    });
    let period = format::period(last.period, lang);
    let part = |words: Text, series| Part { label: words.get(lang).into(), series };
    Figure::Bars(Bars {
        caption: Caption {
            title: match lang {
                Lang::Zh => format!("{period}与上一周期相比，各因素使销售额增减多少"),
                Lang::En => format!("What moved revenue in {period}, against the period before"),
            },
            subtitle: note(report, value, lang),
            description: finding(report, value, lang),
        },
        x: StepAxis {
            title: Text {
                zh: "左边三项是新客户的，右边三项是老客户的",
                en: "new customers to the left, existing ones to the right",
            }
            .get(lang)
            .into(),
            labels: FACTORS.iter().cycle().take(factors.len()).map(|name| name.get(lang).into()).listed(),
        },
        y: format::money_axis(ends, currency, lang),
        parts: vec![part(Text { zh: "增加", en: "Up" }, 0), part(Text { zh: "减少", en: "Down" }, 1)],
        bars: bars.listed(),
    })
}

fn table(report: &Report, value: &Value, lang: Lang) -> Table {
    let (column, currency) = (Column::in_language(lang), &report.results.currency);
    let parts = |side: &SideChange| {
        let part = |of: fn(&Parts) -> f64| {
            let part = side.parts.as_ref().map(|parts| Money(of(parts).round() as i64));
            part.map_or(Cell::text(format::undefined()), |part| Cell::money(part, currency))
        };
        [part(|parts| parts.customers), part(|parts| parts.frequency), part(|parts| parts.amount)]
    };
    let rows = value.changes.iter().map(|change| {
        let mut cells = vec![
            Cell::text(format::period(change.period, lang)),
            Cell::money(change.before, currency),
            Cell::money(change.after, currency),
            Cell::money(change.after - change.before, currency),
        ];
        cells.extend(parts(&change.new));
        cells.extend(parts(&change.existing));
        cells
    });
    Table {
        caption: MOVED.get(lang).into(),
        columns: vec![
            column("周期", "Period", false),
            column("上一周期", "Before", true),
            column("本周期", "After", true),
            column("变化", "Change", true),
            column("新客户：人数", "New: customers", true),
            column("新客户：人均订单", "New: orders each", true),
            column("新客户：每单金额", "New: order value", true),
            column("老客户：人数", "Existing: customers", true),
            column("老客户：人均订单", "Existing: orders each", true),
            column("老客户：每单金额", "Existing: order value", true),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
