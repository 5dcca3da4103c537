//! What is kept of a file's rows: columns of numbers, and of texts as they were read.
//!
//! Nothing is decoded or judged here, and nothing is allocated for a row: only the cells that have a meaning
//! are touched.

use huitou_columns::numbers::Numbers;
use huitou_columns::row_lines::RowLines;

use super::amounts::{self, RowAmounts, currency_number, position_of};
use super::cell::{self, UNREADABLE, date, number};
use super::dates::Dates;
use super::events;
use super::footer;
use super::identity::KeyKind;
use super::intern::TextColumn;
use super::marks::Marks;
use super::name_and_address::Both;
use super::other_table::OtherTable;
use super::plan::Plan;
use super::records::{Delimiter, Record};
use super::role::Role;
use super::sorted_map::SortedMap;
use super::stray_quote::swallows_rows;
use crate::money::Currency;

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
    long: Vec<(u32, usize)>,
    /// Rows with less than half of the cells that the header has.
    short: Vec<u32>,
    /// The line of the first row with a quote that has swallowed others.
    pub stray_quote: Option<u32>,
    other_table: OtherTable,
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
    has_date: bool,
    time: Option<usize>,
    paid_at: Option<usize>,
    cancelled_at: Option<usize>,
    amount: Option<usize>,
    line_amount: Option<usize>,
    unit_price: Option<usize>,
    order_id: Option<usize>,
    product: Option<usize>,
    refund_of: Option<usize>,
    sum: Vec<(usize, bool)>,
    adjusted: Option<usize>,
    /// The column whose cells tell the decimal mark.
    marked: Option<usize>,
    refund: Option<usize>,
    gross: Option<usize>,
    discount: Option<usize>,
    quantity: Option<usize>,
    currency: Option<usize>,
    keys: Vec<usize>,
    /// Of the last key, where it is made of two columns.
    both: Option<Both>,
    links: Vec<usize>,
    mark: number::DecimalMark,
    units: Vec<(usize, i8)>,
    events: Option<usize>,
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
            links: plan.links.iter().map(|_| TextColumn::default()).collect(),
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

    /// Adds a row.
    pub fn push(&mut self, record: &Record<'_>) {
        self.lines.push(record.line);
        let is_heading = self.reader.is_heading(record);
        let kind = if self.other_table.has(record, self.reader.date, is_heading) {
            RowKind::OtherTable
        } else if is_heading {
            RowKind::NotAnOrder
        } else {
            self.reader.kind(record)
        };
        let RowReader { delimiter, width, date, .. } = self.reader;
        if record.spans_lines && delimiter.is_some_and(|byte| swallows_rows(record, byte, width, date)) {
            self.stray_quote.get_or_insert(record.line);
        }
        if kind == RowKind::Order && record.len() > width {
            self.long.push((self.kinds.len() as u32, record.len()));
        }
        if kind == RowKind::Ragged && 2 * record.len() <= width {
            self.short.push(self.kinds.len() as u32);
        }
        self.kinds.push(kind);
        self.push_dates(record);
        self.push_amounts(record);
        self.push_texts(record);
    }

    /// Ends the rows: short ones at the end are no orders, but what programs write below them; more cells than the
    /// header has are those of most rows, a separator behind the last cell, or stand behind a cell that was cut in two.
    pub fn end(&mut self) {
        let mut rows_of_length: SortedMap<usize, usize> = SortedMap::default();
        for &(_, length) in &self.long {
            *rows_of_length.or_default(length) += 1;
        }
        let orders = self.kinds.iter().filter(|&&kind| kind == RowKind::Order).count();
        let is_usual = |length| rows_of_length.get(&length).is_some_and(|&rows| 2 * rows > orders);
        for (row, _) in std::mem::take(&mut self.long).into_iter().filter(|&(_, length)| !is_usual(length)) {
            self.kinds[row as usize] = RowKind::Ragged;
        }
        self.end_footer();
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

    fn push_dates(&mut self, record: &Record<'_>) {
        let reader = &self.reader;
        let time = reader.time.and_then(|column| date::time_of_day(cell::value(record.cell(column))));
        let date = if reader.has_date { cell::value(record.cell(reader.date)) } else { &[] };
        self.dates.push(date, time.unwrap_or(0));
        if let Some(column) = reader.paid_at {
            self.paid.push(!cell::value(record.cell(column)).is_empty());
        }
        if let Some(column) = reader.cancelled_at {
            self.cancelled.push(!cell::value(record.cell(column)).is_empty());
        }
    }

    fn push_texts(&mut self, record: &Record<'_>) {
        let amount = self.amounts.last().or(self.line_amounts.last());
        let is_credit = amount.is_some_and(|amount| amount < 0 && amount > UNREADABLE);
        let names = |column: &usize| !cell::id(record.cell(*column)).is_empty();
        let refund_of = self.reader.refund_of.filter(|column| is_credit && names(column));
        for (role, column, texts) in &mut self.texts {
            // What was given back is a row of the order that it names.
            let column = refund_of.filter(|_| *role == Role::OrderId).unwrap_or(*column);
            let cell = record.cell(column);
            texts.push(if *role == Role::OrderId { cell::id(cell) } else { cell::value(cell) });
        }
        for (column, keys) in self.reader.keys.iter().zip(&mut self.keys) {
            keys.push(cell::id(record.cell(*column)));
        }
        if let (Some(both), Some(keys)) = (&mut self.reader.both, self.keys.last_mut()) {
            keys.push(both.read(record));
        }
        for (column, links) in self.reader.links.iter().zip(&mut self.links) {
            links.push(cell::id(record.cell(*column)));
        }
    }

    fn push_amounts(&mut self, record: &Record<'_>) {
        let reader = &mut self.reader;
        let mut money = RowAmounts {
            mark: reader.mark,
            units: &reader.units,
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
        let mut push = |column: Option<usize>, values: &mut Numbers| {
            if let Some(column) = column {
                values.push(money.read(column, cell::value(record.cell(column))));
            }
        };
        push(reader.amount, &mut self.amounts);
        push(reader.refund, &mut self.refunds);
        push(reader.gross, &mut self.grosses);
        push(reader.discount, &mut self.discounts);
        push(reader.line_amount, &mut self.line_amounts);
        let summed = if reader.line_amount.is_some() { &mut self.line_amounts } else { &mut self.amounts };
        if let Some(amount) = summed.last().filter(|_| !reader.sum.is_empty()) {
            let add = |amount, &(column, plus): &(usize, bool)| {
                money.sum(amount, column, cell::value(record.cell(column)), plus)
            };
            let sum = reader.sum.iter().fold(amount, add);
            summed.set(summed.len() - 1, sum);
        }
        if let (Some(column), Some(mut amount)) = (reader.adjusted, self.amounts.last()) {
            let adjusted = money.read(column, cell::value(record.cell(column)));
            self.refunds.push(amounts::refund_of_adjusted(&mut amount, adjusted));
            self.amounts.set(self.amounts.len() - 1, amount);
        }
        let pieces = reader.quantity.map(|column| cell::value(record.cell(column)));
        if let (None, Some(price), Some(pieces)) = (reader.line_amount, reader.unit_price, pieces) {
            self.line_amounts.push(money.times(pieces, price, cell::value(record.cell(price))));
        }
        if let Some(pieces) = pieces {
            let read = number::Decimal::read(pieces, reader.mark).and_then(|(number, _)| number.pieces());
            self.quantities.push(read.unwrap_or(1));
        }
        let decimals = money.decimals();
        let amount = self.amounts.last().or(self.line_amounts.last());
        if let (Some(column), Some(amount)) = (reader.marked, amount) {
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
        let of_two = |key: &(KeyKind, usize)| key.0 == KeyKind::NameAndAddress;
        // Of the lines of an order in another file: without a quantity each is one piece.
        let has_pieces = plan.lacks.is_none() || column(Role::Quantity).is_some();
        let price_of_line = column(Role::UnitPrice).filter(|_| !has_pieces);
        RowReader {
            delimiter: match plan.dialect.delimiter {
                Delimiter::Byte(byte) => Some(byte),
                Delimiter::Spaces => None,
            },
            width: plan.names.len(),
            needed: date.max(column(Role::Amount).or(column(Role::LineAmount)).unwrap_or(0)),
            date,
            has_date: column(Role::Date).is_some(),
            time: column(Role::Time),
            paid_at: column(Role::PaidAt),
            cancelled_at: column(Role::CancelledAt),
            amount: column(Role::Amount),
            line_amount: column(Role::LineAmount).or(price_of_line),
            unit_price: column(Role::UnitPrice).filter(|_| column(Role::Quantity).is_some()),
            order_id: column(Role::OrderId),
            product: column(Role::Product),
            refund_of: column(Role::RefundOf),
            sum: plan.sum.clone(),
            adjusted: column(Role::Adjusted).filter(|_| column(Role::Refund).is_none()),
            marked: column(Role::Amount).or(column(Role::LineAmount)),
            refund: column(Role::Refund),
            gross: column(Role::Gross),
            discount: column(Role::Discount),
            quantity: column(Role::Quantity),
            currency: column(Role::Currency),
            keys: plan.keys.iter().filter(|key| !of_two(key)).map(|&(_, column)| column).collect(),
            both: Both::of(plan),
            links: plan.links.clone(),
            mark: plan.mark,
            units: plan.units.clone(),
            events: plan.events,
            date_heading: plan.date_heading.clone(),
            ..RowReader::default()
        }
    }

    fn is_heading(&self, record: &Record<'_>) -> bool {
        !self.date_heading.is_empty() && record.cell(self.date) == self.date_heading
    }

    /// A sum has no date, or the word for it stands there; or it stands where the order or its customer is named, or,
    /// where neither is, the goods.
    fn is_sum(&self, record: &Record<'_>) -> bool {
        let says_sum = |column: &usize| footer::is_sum(record.cell(*column));
        let mut names = self.order_id.iter().chain(&self.keys);
        if names.clone().any(says_sum) {
            return true;
        }
        if self.product.iter().any(says_sum) && names.all(|&name| record.cell(name).trim_ascii().is_empty()) {
            return true;
        }
        let is_dated = record.cell(self.date).first().is_some_and(u8::is_ascii_digit);
        let first = || record.cells().find(|cell| !cell.trim_ascii().is_empty());
        !is_dated
            && first().is_some_and(footer::is_sum)
            && !date::read(cell::value(record.cell(self.date))).has_form()
    }

    /// What a row is that is no heading.
    fn kind(&self, record: &Record<'_>) -> RowKind {
        let is_empty = |cell: &[u8]| cell.trim_ascii().is_empty();
        let beyond = |column: usize| !is_empty(record.cell(column));
        if self.is_sum(record) {
            return RowKind::NotAnOrder;
        }
        if record.len() > self.width && (self.width..record.len()).any(beyond) {
            return RowKind::Ragged;
        }
        if is_empty(record.cell(self.date)) && record.cells().all(is_empty) {
            return RowKind::NotAnOrder;
        }
        if record.len() <= self.needed {
            return RowKind::Ragged;
        }
        if self.events.is_some_and(|column| events::is_no_purchase(cell::value(record.cell(column)))) {
            return RowKind::NotAnOrder;
        }
        // A word where pieces are counted is a part of the cell before it.
        let pieces = self.quantity.map_or(&[][..], |column| cell::value(record.cell(column)));
        let is_word = !pieces.is_empty() && !pieces.iter().any(u8::is_ascii_digit);
        if is_word { RowKind::Ragged } else { RowKind::Order }
    }
}
