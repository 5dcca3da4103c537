//! What is kept of a file's rows: columns of numbers, and of texts as they were read.
//!
//! Nothing is decoded or judged here, and nothing is allocated for a row: only the cells that have a meaning
//! are touched.

use std::collections::BTreeMap;

use super::amounts::{RowAmounts, currency_number, position_of};
use super::cell::{self, UNREADABLE, date, number};
use super::dates::Dates;
use super::intern::TextColumn;
use super::marks::Marks;
use super::plan::Plan;
use super::records::{Delimiter, Record};
use super::role::Role;
use super::stray_quote::swallows_rows;
use crate::money::Currency;

/// What kind of a row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A part of an order.
    Order,
    /// Too many cells, too few to hold a date and an amount, or cells that are moved.
    Ragged,
    /// Nothing in it, or a header again.
    NotAnOrder,
}

/// The texts that are kept.
pub(super) const TEXT_ROLES: [Role; 10] = [
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
];

/// The rows of one file.
#[derive(Debug, Default)]
pub(super) struct Shard {
    /// For each row the line it starts on.
    pub lines: Vec<u32>,
    /// For each row what kind it is.
    pub kinds: Vec<RowKind>,
    /// When, under both readings.
    pub dates: Dates,
    /// For each row whether it says when it was paid; empty without such a column.
    pub paid: Vec<bool>,
    /// For each row whether it says when it was cancelled; empty without such a column.
    pub cancelled: Vec<bool>,
    /// For each row the order's amount in minor units; empty without such a column.
    pub amounts: Vec<i64>,
    /// For each row its own part of the amount; empty without such columns.
    pub line_amounts: Vec<i64>,
    /// What was given back; empty without such a column.
    pub refunds: Vec<i64>,
    /// What was taken off; empty without such a column.
    pub discounts: Vec<i64>,
    /// Pieces; empty without such a column.
    pub quantities: Vec<i32>,
    /// Texts by role.
    pub texts: Vec<(Role, usize, TextColumn)>,
    /// Key columns, in the order of the plan's.
    pub keys: Vec<TextColumn>,
    /// For each row the number of its currency; [`SEVERAL`](super::currencies::SEVERAL) where that is not known.
    pub currency: Vec<u8>,
    /// The currencies; the first is that of cells that name none.
    pub currencies: Vec<Currency>,
    /// What the amounts say of their decimal mark.
    pub marks: Marks,
    /// Rows with an amount that had to be rounded.
    pub rounded: u64,
    /// Rows with more cells than the header that hold nothing there, and how many cells they have.
    long: Vec<(u32, usize)>,
    /// The line of the first row with a quote that has swallowed others.
    pub stray_quote: Option<u32>,
    reader: RowReader,
}

/// Which cell goes where.
#[derive(Debug, Default)]
struct RowReader {
    /// `None` where cells can't be quoted.
    delimiter: Option<u8>,
    width: usize,
    /// Rows must reach this column.
    needed: usize,
    date: usize,
    time: Option<usize>,
    paid_at: Option<usize>,
    cancelled_at: Option<usize>,
    amount: Option<usize>,
    line_amount: Option<usize>,
    unit_price: Option<usize>,
    /// The column whose cells tell the decimal mark.
    marked: Option<usize>,
    refund: Option<usize>,
    discount: Option<usize>,
    quantity: Option<usize>,
    currency: Option<usize>,
    keys: Vec<usize>,
    mark: number::DecimalMark,
    date_heading: Vec<u8>,
    /// Raw currency cells and their numbers.
    known: Vec<(Vec<u8>, u8)>,
}

impl Shard {
    /// No rows yet.
    pub fn new(plan: &Plan) -> Shard {
        let text = |role: Role| Some((role, *plan.columns.get(&role)?, TextColumn::default()));
        Shard {
            texts: TEXT_ROLES.into_iter().filter_map(text).collect(),
            keys: plan.keys.iter().map(|_| TextColumn::default()).collect(),
            currencies: vec![Currency::of(plan.currency.unwrap_or(""))],
            reader: RowReader::new(plan),
            ..Shard::default()
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.lines.len()
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
        let columns = [&mut self.amounts, &mut self.line_amounts, &mut self.refunds, &mut self.discounts];
        for amount in columns.into_iter().filter_map(|column| column.get_mut(row)) {
            if *amount > UNREADABLE {
                let new = rescaled(*amount);
                *amount = new.0;
                rounded |= new.1;
            }
        }
        self.rounded += u64::from(rounded);
    }

    /// The texts of a role.
    pub fn text(&self, role: Role) -> Option<&TextColumn> {
        self.texts.iter().find(|(known, _, _)| *known == role).map(|(_, _, column)| column)
    }

    /// Adds a row.
    pub fn push(&mut self, record: &Record<'_>) {
        self.lines.push(record.line);
        let kind = self.reader.kind(record);
        let RowReader { delimiter, width, date, .. } = self.reader;
        if record.spans_lines && delimiter.is_some_and(|byte| swallows_rows(record, byte, width, date)) {
            self.stray_quote.get_or_insert(record.line);
        }
        if kind == RowKind::Order && record.len() > width {
            self.long.push((self.kinds.len() as u32, record.len()));
        }
        self.kinds.push(kind);
        self.push_dates(record);
        self.push_texts(record);
        self.push_amounts(record);
    }

    /// Ends the rows: more cells than the header has are those of most rows, a separator behind the last cell, or
    /// stand behind a cell that was cut in two.
    pub fn end(&mut self) {
        let mut rows_of_length: BTreeMap<usize, usize> = BTreeMap::new();
        for &(_, length) in &self.long {
            *rows_of_length.entry(length).or_default() += 1;
        }
        let orders = self.kinds.iter().filter(|&&kind| kind == RowKind::Order).count();
        let is_usual = |length| rows_of_length.get(&length).is_some_and(|&rows| 2 * rows > orders);
        for (row, _) in std::mem::take(&mut self.long).into_iter().filter(|&(_, length)| !is_usual(length)) {
            self.kinds[row as usize] = RowKind::Ragged;
        }
    }

    fn push_dates(&mut self, record: &Record<'_>) {
        let reader = &self.reader;
        let time = reader.time.and_then(|column| date::time_of_day(cell::value(record.cell(column))));
        self.dates.push(cell::value(record.cell(reader.date)), time.unwrap_or(0));
        if let Some(column) = reader.paid_at {
            self.paid.push(!cell::value(record.cell(column)).is_empty());
        }
        if let Some(column) = reader.cancelled_at {
            self.cancelled.push(!cell::value(record.cell(column)).is_empty());
        }
    }

    fn push_texts(&mut self, record: &Record<'_>) {
        for (role, column, texts) in &mut self.texts {
            let cell = record.cell(*column);
            texts.push(if *role == Role::OrderId { cell::id(cell) } else { cell::value(cell) });
        }
        for (column, keys) in self.reader.keys.iter().zip(&mut self.keys) {
            keys.push(cell::id(record.cell(*column)));
        }
    }

    fn push_amounts(&mut self, record: &Record<'_>) {
        let reader = &mut self.reader;
        let mut money = RowAmounts {
            mark: reader.mark,
            currencies: &mut self.currencies,
            number: 0,
            fixed: false,
            signed: false,
            rounded: false,
        };
        if let Some(column) = reader.currency {
            let cell = cell::value(record.cell(column));
            if !cell.is_empty() {
                money.number = currency_number(money.currencies, &mut reader.known, cell);
                money.fixed = true;
            }
        }
        let mut push = |column: Option<usize>, values: &mut Vec<i64>| {
            if let Some(column) = column {
                values.push(money.read(cell::value(record.cell(column))));
            }
        };
        push(reader.amount, &mut self.amounts);
        push(reader.refund, &mut self.refunds);
        push(reader.discount, &mut self.discounts);
        push(reader.line_amount, &mut self.line_amounts);
        let pieces = reader.quantity.map(|column| cell::value(record.cell(column)));
        if let (None, Some(price), Some(pieces)) = (reader.line_amount, reader.unit_price, pieces) {
            self.line_amounts.push(money.times(pieces, cell::value(record.cell(price))));
        }
        if let Some(pieces) = pieces {
            let read = number::Decimal::read(pieces, reader.mark).and_then(|(number, _)| number.pieces());
            self.quantities.push(read.unwrap_or(1));
        }
        let decimals = money.decimals();
        let amount = self.amounts.last().or(self.line_amounts.last());
        if let (Some(column), Some(&amount)) = (reader.marked, amount) {
            let cell = cell::value(record.cell(column));
            self.marks.push(self.lines.len() - 1, cell, amount, reader.mark, decimals);
        }
        self.currency.push(money.number);
        self.rounded += u64::from(money.rounded);
    }
}

impl RowReader {
    fn new(plan: &Plan) -> RowReader {
        let column = |role: Role| plan.columns.get(&role).copied();
        let date = column(Role::Date).unwrap_or(0);
        RowReader {
            delimiter: match plan.delimiter {
                Delimiter::Byte(byte) => Some(byte),
                Delimiter::Spaces => None,
            },
            width: plan.names.len(),
            needed: date.max(column(Role::Amount).or(column(Role::LineAmount)).unwrap_or(0)),
            date,
            time: column(Role::Time),
            paid_at: column(Role::PaidAt),
            cancelled_at: column(Role::CancelledAt),
            amount: column(Role::Amount),
            line_amount: column(Role::LineAmount),
            unit_price: column(Role::UnitPrice).filter(|_| column(Role::Quantity).is_some()),
            marked: column(Role::Amount).or(column(Role::LineAmount)),
            refund: column(Role::Refund),
            discount: column(Role::Discount),
            quantity: column(Role::Quantity),
            currency: column(Role::Currency),
            keys: plan.keys.iter().map(|&(_, column)| column).collect(),
            mark: plan.mark,
            date_heading: plan.date_heading.clone(),
            ..RowReader::default()
        }
    }

    fn kind(&self, record: &Record<'_>) -> RowKind {
        let is_empty = |cell: &[u8]| cell.trim_ascii().is_empty();
        let beyond = |column: usize| !is_empty(record.cell(column));
        if record.len() > self.width && (self.width..record.len()).any(beyond) {
            return RowKind::Ragged;
        }
        if is_empty(record.cell(self.date)) && record.cells().all(is_empty) {
            return RowKind::NotAnOrder;
        }
        if record.len() <= self.needed {
            return RowKind::Ragged;
        }
        let heading = !self.date_heading.is_empty() && record.cell(self.date) == self.date_heading;
        if heading {
            return RowKind::NotAnOrder;
        }
        // A word where pieces are counted is a part of the cell before it.
        let pieces = self.quantity.map_or(&[][..], |column| cell::value(record.cell(column)));
        let is_word = !pieces.is_empty() && !pieces.iter().any(u8::is_ascii_digit);
        if is_word { RowKind::Ragged } else { RowKind::Order }
    }
}
