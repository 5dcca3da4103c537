//! Value tiers.

use super::{no_revenue, note};
use crate::analysis::value::{Tier, Value};
use crate::list::Listed;
use crate::money::Money;
use crate::report::Report;
use crate::view::figure::{Bar, Bars, Caption, Figure};
use crate::view::format::{self, count, percent, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text};

const TIERS: Text = Text { zh: "客户价值分层", en: "Value tiers" };
const HOW: [Text; 1] = [Text {
    zh: "客户按净销售额从高到低分层：前 1%、1–5%、5–20%、20–50% 和其余，人数向上取整，所以客户很少时有的层没有人。门槛是该层最低的金额；\
         金额相同的客户可能分在相邻两层。",
    en: "Customers by net revenue, the largest first: the top 1 %, from there to 5, 20 and 50 %, and the rest; numbers are \
         rounded up, so with few customers a tier may be empty. A tier begins at its smallest amount; customers of equal \
         amounts may stand in two tiers.",
}];

pub(super) fn panel(report: &Report, value: &Value, lang: Lang) -> Panel {
    let mut panel = Panel::new("value_tiers", Group::Value, TIERS, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = no_revenue(report, value, lang).unwrap_or_else(|| finding(report, value, lang));
    if value.concentration.revenue.0 > 0 {
        panel.figures = vec![figure(report, value, lang)];
        panel.notes = vec![note(report, value, lang)];
        panel.table = Some(table(report, value, lang));
    }
    panel
}

fn name(tier: &Tier, lang: Lang) -> &'static str {
    let name = match tier.to_percent {
        1 => Text { zh: "前 1%", en: "top 1%" },
        5 => Text { zh: "1–5%", en: "1–5%" },
        20 => Text { zh: "5–20%", en: "5–20%" },
        50 => Text { zh: "20–50%", en: "20–50%" },
        _ => Text { zh: "其余", en: "the rest" },
    };
    name.get(lang)
}

fn share(value: &Value, tier: &Tier) -> Option<f64> {
    tier.revenue.share_of(value.concentration.revenue)
}

fn mean(tier: &Tier) -> Option<Money> {
    Money::ratio(tier.revenue.0.into(), tier.customers.into())
}

fn finding(report: &Report, value: &Value, lang: Lang) -> String {
    let tiers = &value.concentration.tiers;
    let [top, .., rest] = &tiers[..] else { return view::left_out_sentence(lang) };
    let money = |tier: &Tier| {
        mean(tier)
            .map_or_else(format::undefined, |m| format::money_compact(m, &report.results.currency, lang))
    };
    let written = |tier: &Tier| share(value, tier).map_or_else(format::undefined, percent);
    match lang {
        Lang::Zh => format!(
            "{}的客户（{} 位）人均 {}，占销售额 {}；后一半客户（{} 位）人均 {}，占 {}。",
            name(top, lang),
            count(top.customers),
            money(top),
            written(top),
            count(rest.customers),
            money(rest),
            written(rest)
        ),
        Lang::En => format!(
            "The {} ({}) paid {}{}, {} of the revenue; the lower half ({}) {}, {}.",
            name(top, lang),
            plural(top.customers, "customer", "customers"),
            money(top),
            if top.customers == 1 { "" } else { " each on average" },
            written(top),
            plural(rest.customers, "customer", "customers"),
            money(rest),
            written(rest)
        ),
    }
}

fn figure(report: &Report, value: &Value, lang: Lang) -> Figure {
    let tiers = &value.concentration.tiers;
    let bars = tiers.iter().map(|tier| {
        let part = share(value, tier).unwrap_or(0.0);
        let (name, customers) = (name(tier, lang), tier.customers);
        Bar {
            // A loss has no height; its label says it.
            values: vec![part.max(0.0)],
            label: percent(part),
            unfinished: false,
            tip: match lang {
                Lang::Zh => format!("{name}：{} 位客户，占销售额 {}", count(customers), percent(part)),
                Lang::En => format!(
                    "{name}: {}, {} of the revenue",
                    plural(customers, "customer", "customers"),
                    percent(part)
                ),
            },
        }
    });
    let bars = bars.listed();
    let highest = bars.iter().map(|bar| bar.values[0]).fold(0.04, f64::max);
    let caption = Caption {
        title: Text { zh: "各价值层占销售额的比例", en: "Share of revenue of each value tier" }
            .get(lang)
            .into(),
        subtitle: note(report, value, lang),
        description: finding(report, value, lang),
    };
    let labels = tiers.iter().map(|tier| name(tier, lang).to_string()).listed();
    Bars::plain(
        caption,
        Text { zh: "客户，从高到低", en: "customers, the largest first" }.get(lang),
        labels,
        format::share_axis(highest),
        bars,
    )
}

fn table(report: &Report, value: &Value, lang: Lang) -> Table {
    let (column, currency) = (Column::in_language(lang), &report.results.currency);
    let money = |amount: Option<Money>| {
        amount.map_or(Cell::text(format::undefined()), |amount| Cell::money(amount, currency))
    };
    let rows = value.concentration.tiers.iter().map(|tier| {
        vec![
            Cell::text(name(tier, lang)),
            Cell::count(tier.customers),
            Cell::money(tier.revenue, currency),
            Cell::part(share(value, tier)),
            money(mean(tier)),
            money(tier.least),
        ]
    });
    Table {
        caption: TIERS.get(lang).into(),
        columns: vec![
            column("层", "Tier", false),
            column("客户", "Customers", true),
            column("净销售额", "Net revenue", true),
            column("占销售额", "Share of revenue", true),
            column("人均", "Mean", true),
            column("门槛", "From", true),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
