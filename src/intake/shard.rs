//! What is kept of a file's rows: columns of numbers, and of texts as they were read.
//!
//! Nothing is decoded or judged here, and nothing is allocated for a row: only the cells that have a meaning
//! are touched.

use super::cell::{self, date, date::NoMoment, number};
use super::intern::TextColumn;
use super::plan::Plan;
use super::records::{Delimiter, Record};
use super::role::Role;
use super::stray_quote::swallows_rows;
use crate::money::Currency;
use crate::time::Moment;

/// An empty cell in a column of numbers.
pub(super) const EMPTY: i64 = i64::MIN;
/// A cell that can't be read.
pub(super) const UNREADABLE: i64 = i64::MIN + 1;
/// A date that no calendar has.
pub(super) const IMPOSSIBLE: i64 = i64::MIN + 2;

/// What kind of a row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A part of an order.
    Order,
    /// Too many cells, or too few to hold a date and an amount.
    Ragged,
    /// Nothing in it, or a header again.
    NotAnOrder,
}

/// The texts that are kept.
pub(super) const TEXT_ROLES: [Role; 9] = [
    Role::OrderId,
    Role::Status,
    Role::AfterSales,
    Role::Fulfilment,
    Role::PaymentMethod,
    Role::Product,
    Role::Category,
    Role::Channel,
    Role::Region,
];

/// The rows of one file.
#[derive(Debug)]
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
    /// For each row the number of its currency.
    pub currency: Vec<u8>,
    /// The currencies; the first is that of cells that name none.
    pub currencies: Vec<Currency>,
    /// Rows with an amount that had to be rounded.
    pub rounded: u64,
    /// The line of the first row with a quote that has swallowed others.
    pub stray_quote: Option<u32>,
    reader: RowReader,
}

/// When the rows were, under both readings; the second is only kept once a cell has two.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// Seconds, or one of the marks above.
    pub day_first: Vec<i64>,
    /// `None` as long as both are equal.
    pub month_first: Option<Vec<i64>>,
    /// Cells that can only be read day first, and month first.
    pub only_day_first: u64,
    /// See `only_day_first`.
    pub only_month_first: u64,
    /// The first row that can be read both ways, differently.
    pub first_open: Option<u32>,
    /// Whether any cell carries an offset.
    pub zoned: bool,
}

/// Which cell goes where.
#[derive(Debug)]
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
    refund: Option<usize>,
    discount: Option<usize>,
    quantity: Option<usize>,
    currency: Option<usize>,
    keys: Vec<usize>,
    mark: number::DecimalMark,
    date_heading: Vec<u8>,
    /// Raw currency cells and their numbers.
    known: Vec<(Vec<u8>, u8)>,
    last_currency: u8,
}

impl Shard {
    /// No rows yet.
    pub fn new(plan: &Plan) -> Shard {
        let column = |role: Role| plan.columns.get(&role).copied();
        let date = column(Role::Date).unwrap_or(0);
        let delimiter = match plan.delimiter {
            Delimiter::Byte(byte) => Some(byte),
            Delimiter::Spaces => None,
        };
        let reader = RowReader {
            delimiter,
            width: plan.names.len(),
            needed: date.max(column(Role::Amount).or(column(Role::LineAmount)).unwrap_or(0)),
            date,
            time: column(Role::Time),
            paid_at: column(Role::PaidAt),
            cancelled_at: column(Role::CancelledAt),
            amount: column(Role::Amount),
            line_amount: column(Role::LineAmount),
            unit_price: column(Role::UnitPrice).filter(|_| column(Role::Quantity).is_some()),
            refund: column(Role::Refund),
            discount: column(Role::Discount),
            quantity: column(Role::Quantity),
            currency: column(Role::Currency),
            keys: plan.keys.iter().map(|&(_, column)| column).collect(),
            mark: plan.mark,
            date_heading: plan.date_heading.clone(),
            known: Vec::new(),
            last_currency: 0,
        };
        let texts =
            TEXT_ROLES.into_iter().filter_map(|role| Some((role, column(role)?, TextColumn::default())));
        Shard {
            lines: Vec::new(),
            kinds: Vec::new(),
            dates: Dates::default(),
            paid: Vec::new(),
            cancelled: Vec::new(),
            amounts: Vec::new(),
            line_amounts: Vec::new(),
            refunds: Vec::new(),
            discounts: Vec::new(),
            quantities: Vec::new(),
            texts: texts.collect(),
            keys: plan.keys.iter().map(|_| TextColumn::default()).collect(),
            currency: Vec::new(),
            currencies: vec![Currency::of(plan.currency.unwrap_or(""))],
            rounded: 0,
            stray_quote: None,
            reader,
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.lines.len()
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
        self.kinds.push(kind);
        self.push_dates(record);
        self.push_texts(record);
        self.push_amounts(record);
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
        let mut money = Money {
            mark: reader.mark,
            currencies: &mut self.currencies,
            number: 0,
            fixed: false,
            rounded: false,
        };
        if let Some(column) = reader.currency {
            let cell = cell::value(record.cell(column));
            if !cell.is_empty() {
                reader.last_currency = currency_number(money.currencies, &mut reader.known, cell);
            }
            money.number = reader.last_currency;
            money.fixed = true;
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
        self.currency.push(money.number);
        self.rounded += u64::from(money.rounded);
    }
}

impl RowReader {
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
        if heading { RowKind::NotAnOrder } else { RowKind::Order }
    }
}

impl Dates {
    fn push(&mut self, cell: &[u8], time: i64) {
        if cell.is_empty() {
            return self.push_both(EMPTY, EMPTY);
        }
        let stamp = date::read(cell);
        self.zoned |= stamp.zoned;
        self.only_day_first += u64::from(stamp.day_first.is_ok() && stamp.month_first.is_err());
        self.only_month_first += u64::from(stamp.month_first.is_ok() && stamp.day_first.is_err());
        let both = stamp.day_first.is_ok() && stamp.month_first.is_ok();
        if both && stamp.day_first != stamp.month_first && self.first_open.is_none() {
            self.first_open = Some(self.day_first.len() as u32);
        }
        let seconds = |reading: date::Reading| match reading {
            Ok(Moment(seconds)) => seconds + time,
            Err(NoMoment::Impossible) => IMPOSSIBLE,
            Err(NoMoment::Unreadable) => UNREADABLE,
        };
        self.push_both(seconds(stamp.day_first), seconds(stamp.month_first));
    }

    fn push_both(&mut self, day_first: i64, month_first: i64) {
        if day_first != month_first && self.month_first.is_none() {
            self.month_first = Some(self.day_first.clone());
        }
        if let Some(other) = &mut self.month_first {
            other.push(month_first);
        }
        self.day_first.push(day_first);
    }

    /// The moments under one reading.
    pub fn read(&self, month_first: bool) -> &[i64] {
        match &self.month_first {
            Some(other) if month_first => other,
            _ => &self.day_first,
        }
    }
}

/// Reads the amounts of one row.
struct Money<'a> {
    mark: number::DecimalMark,
    currencies: &'a mut Vec<Currency>,
    number: u8,
    /// Whether a column names the currency: signs in cells say nothing more.
    fixed: bool,
    rounded: bool,
}

impl Money<'_> {
    fn read(&mut self, cell: &[u8]) -> i64 {
        if cell.is_empty() {
            return EMPTY;
        }
        let Some((number, sign)) = number::Decimal::read(cell, self.mark) else { return UNREADABLE };
        self.note_sign(sign);
        self.keep(number.minor_units(self.decimals()))
    }

    fn times(&mut self, pieces: &[u8], price: &[u8]) -> i64 {
        if pieces.is_empty() || price.is_empty() {
            return EMPTY;
        }
        let read = |cell| number::Decimal::read(cell, self.mark);
        let (Some((pieces, _)), Some((price, sign))) = (read(pieces), read(price)) else { return UNREADABLE };
        self.note_sign(sign);
        self.keep(pieces.times(price, self.decimals()))
    }

    fn note_sign(&mut self, sign: Option<&'static str>) {
        if let Some(code) = sign.filter(|_| !self.fixed) {
            self.number = position_of(self.currencies, Currency::of(code));
        }
    }

    fn decimals(&self) -> u8 {
        self.currencies.get(usize::from(self.number)).map_or(2, |currency| currency.decimals)
    }

    fn keep(&mut self, amount: Option<(i64, bool)>) -> i64 {
        let Some((amount, rounded)) = amount else { return UNREADABLE };
        self.rounded |= rounded;
        amount
    }
}

fn currency_number(currencies: &mut Vec<Currency>, known: &mut Vec<(Vec<u8>, u8)>, cell: &[u8]) -> u8 {
    if let Some((_, number)) = known.iter().find(|(raw, _)| raw == cell) {
        return *number;
    }
    let is_code = cell.len() == 3 && cell.iter().all(u8::is_ascii_alphabetic);
    let code = match std::str::from_utf8(cell) {
        Ok(code) if is_code && !code.eq_ignore_ascii_case("rmb") => code,
        // Chinese files name the yuan in words.
        _ if is_code || !cell.is_ascii() => "CNY",
        _ => "",
    };
    let number = position_of(currencies, Currency::of(code));
    if known.len() < MOST_CURRENCIES {
        known.push((cell.to_vec(), number));
    }
    number
}

/// There are fewer currencies in the world; a column with more values names none.
const MOST_CURRENCIES: usize = 250;

/// The number of a currency, new or known.
fn position_of(currencies: &mut Vec<Currency>, currency: Currency) -> u8 {
    let known = currencies.iter().position(|known| *known == currency);
    let number = known.or_else(|| {
        let has_room = currencies.len() < MOST_CURRENCIES;
        has_room.then(|| currencies.push(currency))?;
        Some(currencies.len() - 1)
    });
    number.map_or(0, |number| number as u8)
}
