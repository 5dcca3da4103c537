//! The two shares of orders that are told: refunded, and cancelled or never paid.

use crate::analysis::Share;
use crate::analysis::associations::AspectGroup;
use crate::analysis::refunds::{OutcomeCounts, RefundMonth, RefundRow, Refunds};
use crate::money::Currency;
use crate::view::table::{Cell, Column};
use crate::view::{Lang, Text, format};

/// One of them, with its words.
pub(super) struct Measure {
    /// Of a group, against all others.
    pub of_row: fn(&RefundRow) -> &AspectGroup,
    /// Of a month.
    pub of_month: fn(&RefundMonth) -> &Share,
    /// Of all.
    pub of_all: fn(&Refunds) -> &Share,
    /// As a heading.
    pub title: Text,
    /// In a table, and at the end of a line.
    pub short: Text,
    /// What more, or fewer, orders of a group are.
    pub more: Text,
    /// The same.
    pub less: Text,
}

pub(super) const MEASURES: [Measure; 2] = [
    Measure {
        of_row: |row| &row.came_back,
        of_month: |month| &month.came_back,
        of_all: |all| &all.came_back,
        title: Text {
            zh: "退款率：全额或部分退款，占未取消且已付款的",
            en: "Refunded in full or in part, of what was neither cancelled nor unpaid",
        },
        short: Text { zh: "退款", en: "Refunded" },
        more: Text { zh: "退款更多", en: "are refunded more often" },
        less: Text { zh: "退款更少", en: "are refunded less often" },
    },
    Measure {
        of_row: |row| &row.lost,
        of_month: |month| &month.lost,
        of_all: |all| &all.lost,
        title: Text { zh: "取消或未付款，占全部", en: "Cancelled or never paid, of all" },
        short: Text { zh: "取消或未付款", en: "Cancelled or unpaid" },
        more: Text { zh: "取消或未付款更多", en: "are cancelled or left unpaid more often" },
        less: Text { zh: "取消或未付款更少", en: "are cancelled or left unpaid less often" },
    },
];

/// The months of the orders, behind their number; nothing where no order has a date.
pub(super) fn window(found: &Refunds, lang: Lang) -> String {
    let Some((first, last)) = found.months.first().zip(found.months.last()) else { return String::new() };
    let [first, last] = [first, last].map(|month| format::period(month.month, lang));
    match lang {
        Lang::Zh if first == last => format!("，{first}"),
        Lang::En if first == last => format!(", {first}"),
        Lang::Zh => format!("，{first}至{last}"),
        Lang::En => format!(", {first} – {last}"),
    }
}

/// How many orders there are, how they ended, and what was given back, or a dash: the cells of a row.
pub(super) fn ends(counts: &OutcomeCounts, currency: &Currency) -> Vec<Cell> {
    let counted = [counts.orders, counts.cancelled, counts.unpaid, counts.refunded, counts.in_part];
    let mut cells: Vec<Cell> = counted.map(Cell::count).into();
    let given_back = counts.given_back.map(|amount| Cell::money(amount, currency));
    cells.push(given_back.unwrap_or_else(|| Cell::text(format::undefined())));
    cells
}

/// The columns of those behind the number of orders.
pub(super) fn end_columns(lang: Lang) -> [Column; 5] {
    let column = Column::in_language(lang);
    [
        column("取消", "Cancelled", true),
        column("未付款", "Never paid", true),
        column("全额退款", "Refunded in full", true),
        column("部分退款", "In part", true),
        column("退款金额", "Given back", true),
    ]
}

/// Both shares of all orders, in a sentence; those of which there are none are left out.
pub(super) fn of_all(all: &Refunds, lang: Lang) -> String {
    use crate::view::format::{count, plural, rate};
    let [came_back, lost] = [&all.came_back, &all.lost];
    match lang {
        Lang::Zh => format!(
            "全部 {} 单里，取消或未付款的占 {}；其余的退款率是 {}。",
            count(lost.whole),
            rate(lost),
            rate(came_back)
        ),
        Lang::En => format!(
            "Of all {} {} {} cancelled or never paid; of the others {} {} refunded.",
            plural(lost.whole, "order", "orders"),
            rate(lost),
            if lost.part == 1 { "was" } else { "were" },
            rate(came_back),
            if came_back.part == 1 { "was" } else { "were" },
        ),
    }
}
