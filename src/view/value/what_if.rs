//! What more would give.

use super::{no_revenue, note, signed};
use crate::analysis::value::{Value, WhatIf};
use crate::list::Listed;
use crate::money::Money;
use crate::report::Report;
use crate::view::figure::{Bar, Bars, Caption, Figure, Part, StepAxis};
use crate::view::format::{self, percent};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const WHAT_IF: Text = Text { zh: "如果复购多一些", en: "What if" };
const HOW: [Text; 1] = [Text {
    zh: "A 是首单销售额，B 是复购销售额。复购提高 x%：A + B(1 + x)。新客户或每单金额提高 x%：(A + B)(1 + x)，两者一样——前提是多来的新客户和现有客户一样会回来。\
         这是算术，不是预测，也没有算获客和折扣的成本。",
    en: "A is the revenue of first orders, B that of repeat orders. Repurchase up by x %: A + B(1 + x). New customers, or the \
         amount of every order, up by x %: (A + B)(1 + x), the same, if the additional customers come back as the others do. \
         This is arithmetic, no forecast; what customers and discounts cost is not in it.",
}];

pub(super) fn panel(report: &Report, value: &Value, lang: Lang) -> Panel {
    let mut panel = Panel::new("what_if", Group::Value, WHAT_IF, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = no_revenue(report, value, lang).unwrap_or_else(|| finding(report, value, lang));
    if value.concentration.revenue.0 > 0 {
        panel.figures = vec![figure(report, value, lang)];
        panel.notes = vec![note(report, value, lang)];
        panel.table = Some(table(report, value, lang));
    }
    panel
}

fn gain(value: &Value, revenue: Money) -> Money {
    revenue - value.concentration.revenue
}

fn finding(report: &Report, value: &Value, lang: Lang) -> String {
    let Some(ten) = value.what_if.first() else { return String::new() };
    let money = |amount| signed(gain(value, amount), &report.results.currency, lang);
    let share = gain(value, ten.repurchase)
        .share_of(value.concentration.revenue)
        .map_or_else(format::undefined, percent);
    match lang {
        Lang::Zh => format!(
            "复购销售额提高 {p}%，总销售额变化 {}（{share}）；新客户多 {p}%，或每单金额高 {p}%，都是 {}——两者一样。",
            money(ten.repurchase),
            money(ten.customers),
            p = ten.percent
        ),
        Lang::En => format!(
            "Repeat revenue up by {p}% changes revenue by {} ({share}); {p}% more new customers, or {p}% larger orders, by {} \
             either way: the same.",
            money(ten.repurchase),
            money(ten.customers),
            p = ten.percent
        ),
    }
}

fn figure(report: &Report, value: &Value, lang: Lang) -> Figure {
    let currency = &report.results.currency;
    let words = |zh, en| Text { zh, en }.get(lang).to_string();
    // A loss has no height.
    let height = |part: Money| format::major(Money(part.0.max(0)), currency);
    let bar = |label: String, repeat: Money, total: Money| Bar {
        values: vec![height(total - repeat), height(repeat)],
        tip: format!("{label}{}{}", view::colon(lang), format::money(total, currency)),
        label: format::money_compact(total, currency, lang),
        unfinished: false,
    };
    let mut bars = vec![bar(words("现在", "now"), value.repeat_revenue, value.concentration.revenue)];
    if let Some(ten) = value.what_if.first() {
        // Repeat orders are as many more either way.
        let repeat = ten.repurchase - value.first_revenue;
        bars.push(bar(more_repurchase(ten, lang), repeat, ten.repurchase));
        bars.push(bar(more_customers(ten, lang), repeat, ten.customers));
    }
    let highest = bars.iter().map(|bar| bar.values.iter().sum()).fold(0.0, f64::max);
    let mut labels = vec![words("现在", "now")];
    labels.extend(value.what_if.first().map(|ten| more_repurchase(ten, lang)));
    labels.extend(value.what_if.first().map(|ten| more_customers(ten, lang)));
    Figure::Bars(Bars {
        caption: Caption {
            title: words(
                "复购、新客户或每单金额提高后的销售额",
                "Revenue with more repurchase, customers or amount",
            ),
            subtitle: note(report, value, lang),
            description: finding(report, value, lang),
        },
        x: StepAxis { title: String::new(), labels },
        y: format::money_axis([0.0, highest], currency, lang),
        parts: vec![
            Part { label: words("首单", "First orders"), series: 1 },
            Part { label: words("复购", "Repeat orders"), series: 0 },
        ],
        bars,
    })
}

fn more_repurchase(what_if: &WhatIf, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("复购 +{}%", what_if.percent),
        Lang::En => format!("repurchase +{}%", what_if.percent),
    }
}

fn more_customers(what_if: &WhatIf, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("新客户或金额 +{}%", what_if.percent),
        Lang::En => format!("customers or amount +{}%", what_if.percent),
    }
}

fn table(report: &Report, value: &Value, lang: Lang) -> Table {
    let (column, currency) = (Column::in_language(lang), &report.results.currency);
    let rows = value.what_if.iter().map(|row| {
        vec![
            Cell::number(format!("+{}%", row.percent), f64::from(row.percent) / 100.0),
            Cell::money(row.repurchase, currency),
            Cell::money(gain(value, row.repurchase), currency),
            Cell::money(row.customers, currency),
            Cell::money(gain(value, row.customers), currency),
        ]
    });
    Table {
        caption: WHAT_IF.get(lang).into(),
        columns: vec![
            column("提高", "More by", true),
            column("复购提高后的销售额", "Revenue with more repurchase", true),
            column("变化", "Change", true),
            column("新客户或金额提高后", "With more customers or amount", true),
            column("变化", "Change", true),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
