//! Customers by state, as a picture and as its table: how far they are in their cycles, in which stage.

use super::figure::{Bar, Bars, Caption, Figure};
use super::format::{self, count, plural};
use super::table::{Cell, Column, Table};
use super::{Lang, Text};
use crate::analysis::Share;
use crate::list::Listed;
use crate::money::{Currency, Money};

/// The customers in one state.
pub(super) struct State<'a> {
    pub(super) name: Text,
    pub(super) customers: &'a Share,
    pub(super) orders: u64,
    pub(super) revenue: Money,
    pub(super) advice: Text,
}

/// A bar a state.
pub(super) fn figure(caption: Caption, states: &[State], lang: Lang) -> Figure {
    let most = states.iter().map(|state| state.customers.part).max().unwrap_or(0);
    let bars = states.iter().map(|state| {
        let (name, part) = (state.name.get(lang), state.customers.part);
        let (rate, sure) = (format::rate(state.customers), format::sureness(state.customers, lang));
        Bar {
            values: vec![part as f64],
            tip: match lang {
                Lang::Zh => format!("{name}：{} 位客户，{rate}\n{sure}", count(part)),
                Lang::En => format!("{name}: {}, {rate}\n{sure}", plural(part, "customer", "customers")),
            },
            label: rate,
            unfinished: false,
        }
    });
    let labels = states.iter().map(|state| state.name.get(lang).to_string()).listed();
    Bars::plain(caption, "", labels, format::number_axis((most as f64).max(4.0), lang), bars.listed())
}

/// A row a state, with what to do.
pub(super) fn table(
    caption: Text,
    heading: Text,
    states: &[State],
    currency: &Currency,
    lang: Lang,
) -> Table {
    let column = Column::in_language(lang);
    let total = states.iter().map(|state| state.revenue).sum();
    let rows = states.iter().map(|state| {
        vec![
            Cell::text(state.name.get(lang)),
            Cell::count(state.customers.part),
            Cell::share(state.customers),
            Cell::count(state.orders),
            Cell::money(state.revenue, currency),
            Cell::part(state.revenue.share_of(total)),
            Cell::text(state.advice.get(lang)),
        ]
    });
    Table {
        caption: caption.get(lang).into(),
        columns: vec![
            Column::new(heading.get(lang), false),
            column("客户", "Customers", true),
            column("占比", "Share", true),
            column("订单", "Orders", true),
            column("净销售额", "Net revenue", true),
            column("占销售额", "Share of revenue", true),
            column("怎么做", "What to do", false),
        ],
        rows: rows.listed(),
        ..Table::default()
    }
}
