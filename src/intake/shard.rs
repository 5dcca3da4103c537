//! What is kept of a file's rows: columns of numbers, and of texts as they were read.
//!
//! Nothing is decoded or judged here, and nothing is allocated for a row: only the cells that have a meaning
//! are touched.

use std::collections::TryReserveError;

use huitou_columns::batch_rows::PlainAmounts;
use huitou_columns::numbers::Numbers;
use huitou_columns::row_lines::RowLines;

use super::amounts::position_of;
use super::cell::UNREADABLE;
use super::dates::Dates;
use super::marks::Marks;
use super::other_table::OtherTable;
use super::plan::Plan;
use super::role::Role;
use super::row_reader::RowReader;
use super::sorted_map::SortedMap;
use crate::money::Currency;
use huitou_columns::texts::TextColumn;

/// What kind of a row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A part of an order.
    Order,
    /// Too many cells, too few to hold a date and an amount, or cells that are moved.
    Ragged,
    /// Nothing in it, a header again, or something that a visitor did and that is no purchase.
    NotAnOrder,
    /// A row of another table in the same file.
    OtherTable,
    /// Something of an order that another file has.
    Detail,
    /// A row that an earlier file of the same export has too.
    Copy,
}

impl RowKind {
    /// All of them; the n-th is the one that is `n` as a number.
    pub const ALL: [RowKind; 6] = [
        RowKind::Order,
        RowKind::Ragged,
        RowKind::NotAnOrder,
        RowKind::OtherTable,
        RowKind::Detail,
        RowKind::Copy,
    ];
}

/// The texts that are kept.
pub(super) const TEXT_ROLES: [Role; 11] = [
    Role::OrderId,
    Role::Status,
    Role::PaymentStatus,
    Role::AfterSales,
    Role::Fulfilment,
    Role::PaymentMethod,
    Role::Product,
    Role::Category,
    Role::Channel,
    Role::Region,
    Role::Attribute,
];

/// The rows of one file.
#[derive(Debug, Default)]
pub(super) struct Shard {
    /// For each row the line it starts on.
    pub lines: RowLines,
    /// For each row what kind it is.
    pub kinds: Vec<RowKind>,
    /// When, under both readings.
    pub dates: Dates,
    /// For each row whether it says when it was paid; empty without such a column.
    pub paid: Vec<bool>,
    /// For each row whether it says when it was cancelled; empty without such a column.
    pub cancelled: Vec<bool>,
    /// For each row the order's amount in minor units; empty without such a column.
    pub amounts: Numbers,
    /// For each row its own part of the amount; empty without such columns.
    pub line_amounts: Numbers,
    /// What was given back; empty without such a column.
    pub refunds: Numbers,
    /// What was asked; empty without such a column, and without refunds that it could explain.
    pub grosses: Numbers,
    /// What was taken off; empty without such a column.
    pub discounts: Numbers,
    /// Pieces; empty without such a column.
    pub quantities: Vec<i32>,
    /// Texts by role.
    pub texts: Vec<(Role, usize, TextColumn)>,
    /// Key columns, in the order of the plan's.
    pub keys: Vec<TextColumn>,
    /// Columns that may name the rows of another file, in the order of the plan's.
    pub links: Vec<TextColumn>,
    /// For each row the number of its currency; [`SEVERAL`](super::currencies::SEVERAL) where that is not known.
    pub currency: Vec<u8>,
    /// The currencies; the first is that of cells that name none.
    pub currencies: Vec<Currency>,
    /// What the amounts say of their decimal mark.
    pub marks: Marks,
    /// Rows with an amount that had to be rounded.
    pub rounded: u64,
    /// Rows with more cells than the header that hold nothing there, and how many cells they have.
    pub long: Vec<(u32, usize)>,
    /// Rows with less than half of the cells that the header has.
    pub short: Vec<u32>,
    /// The line of the first row with a quote that has swallowed others.
    pub stray_quote: Option<u32>,
    /// Follows other tables in the same file.
    pub other_table: OtherTable,
    /// Which cell goes where.
    pub reader: RowReader,
    /// Room for the numbers of the texts of a batch.
    pub numbers: Vec<u32>,
    /// Room for their amounts.
    pub plain_amounts: PlainAmounts,
}

impl Shard {
    /// No rows yet. Nothing but the time depends on the seed of the hashes.
    pub fn new(plan: &Plan, seed: u64) -> Shard {
        let column = |role: Role| match role {
            Role::OrderId => TextColumn::of_ids(seed),
            _ => TextColumn::seeded(seed),
        };
        let text = |role: Role| Some((role, *plan.columns.get(&role)?, column(role)));
        Shard {
            texts: TEXT_ROLES.into_iter().filter_map(text).collect(),
            keys: plan.keys.iter().map(|_| TextColumn::seeded(seed)).collect(),
            links: plan.links.iter().map(|_| TextColumn::seeded(seed)).collect(),
            currencies: vec![plan.currency.map_or_else(|| plan.unnamed.clone(), Currency::of)],
            other_table: OtherTable::beside(&plan.names),
            reader: RowReader::new(plan),
            ..Shard::default()
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether any row is a part of an order that this file has.
    pub fn has_orders(&self) -> bool {
        self.kinds.contains(&RowKind::Order)
    }

    /// A file without orders settles nothing about dates, and asks nothing.
    pub fn forget_dates_of_no_orders(&mut self) {
        if !self.has_orders() {
            self.dates = Dates::none(self.len());
        }
    }

    /// Whether the currency with this number has a name.
    pub fn is_named(&self, currency: u8) -> bool {
        self.currencies.get(usize::from(currency)).is_some_and(|currency| !currency.code.is_empty())
    }

    /// The number of a currency, new or known.
    pub fn number_of(&mut self, currency: Currency) -> u8 {
        position_of(&mut self.currencies, currency)
    }

    /// Brings the amounts of a row to other decimals; `rescaled` also says whether it had to round.
    pub fn rescale(&mut self, row: usize, rescaled: impl Fn(i64) -> (i64, bool)) {
        let mut rounded = false;
        let amounts = [&mut self.amounts, &mut self.line_amounts, &mut self.grosses];
        let others = [&mut self.refunds, &mut self.discounts];
        for column in amounts.into_iter().chain(others) {
            if let Some(amount) = column.get(row).filter(|&amount| amount > UNREADABLE) {
                let new = rescaled(amount);
                column.set(row, new.0);
                rounded |= new.1;
            }
        }
        self.rounded += u64::from(rounded);
    }

    /// The texts of a role.
    pub fn text(&self, role: Role) -> Option<&TextColumn> {
        self.texts.iter().find(|(known, _, _)| *known == role).map(|(_, _, column)| column)
    }

    /// Ends the rows: short ones at the end are no orders, but what programs write below them; more cells than the
    /// header has are those of most rows, a separator behind the last cell, or stand behind a cell that was cut in two.
    pub fn end(&mut self) {
        let mut rows_of_length: SortedMap<usize, usize> = SortedMap::default();
        for &(_, length) in &self.long {
            *rows_of_length.or_default(length) += 1;
        }
        let orders = || self.kinds.iter().filter(|&&kind| kind == RowKind::Order).count();
        let orders = if self.long.is_empty() { 0 } else { orders() };
        let is_usual = |length| rows_of_length.get(&length).is_some_and(|&rows| 2 * rows > orders);
        for (row, _) in std::mem::take(&mut self.long).into_iter().filter(|&(_, length)| !is_usual(length)) {
            self.kinds[row as usize] = RowKind::Ragged;
        }
        self.end_footer();
        self.texts.iter_mut().for_each(|(_, _, texts)| texts.end());
        self.keys.iter_mut().chain(&mut self.links).for_each(TextColumn::end);
    }

    fn end_footer(&mut self) {
        for (row, kind) in self.kinds.iter_mut().enumerate().rev() {
            if self.short.last() == Some(&(row as u32)) {
                self.short.pop();
                *kind = RowKind::NotAnOrder;
            } else if *kind != RowKind::NotAnOrder {
                return;
            }
        }
    }

    /// Makes room for more rows.
    ///
    /// # Errors
    /// There is no such room.
    pub fn reserve(&mut self, rows: usize) -> Result<(), TryReserveError> {
        self.kinds.try_reserve_exact(rows)?;
        self.currency.try_reserve_exact(rows)?;
        self.dates.reserve(rows)?;
        let amounts = [&mut self.amounts, &mut self.line_amounts, &mut self.grosses];
        let others = [&mut self.refunds, &mut self.discounts];
        // Columns that have begun: there are no others.
        amounts.into_iter().chain(others).filter(|c| !c.is_empty()).try_for_each(|c| c.reserve(rows))?;
        let texts = self.texts.iter_mut().map(|(_, _, texts)| texts);
        texts.chain(&mut self.keys).chain(&mut self.links).try_for_each(|texts| texts.reserve(rows))
    }
}
