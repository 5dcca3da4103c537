//! Which cell of a row goes where, and what kind of a row it is.

use super::cell::{self, date, number};
use super::delimiter::Delimiter;
use super::events;
use super::footer;
use super::identity::KeyKind;
use super::name_and_address::Both;
use super::plan::Plan;
use super::record::Record;
use super::role::Role;
use super::shard::RowKind;

/// Which cell goes where.
#[derive(Debug, Default)]
pub(super) struct RowReader {
    /// `None` where cells can't be quoted.
    pub delimiter: Option<u8>,
    pub width: usize,
    /// Rows must reach this column.
    pub needed: usize,
    pub date: usize,
    pub has_date: bool,
    pub time: Option<usize>,
    pub paid_at: Option<usize>,
    pub cancelled_at: Option<usize>,
    pub amount: Option<usize>,
    pub line_amount: Option<usize>,
    pub unit_price: Option<usize>,
    pub order_id: Option<usize>,
    pub product: Option<usize>,
    pub refund_of: Option<usize>,
    pub sum: Vec<(usize, bool)>,
    pub adjusted: Option<usize>,
    /// The column whose cells tell the decimal mark.
    pub marked: Option<usize>,
    pub refund: Option<usize>,
    pub gross: Option<usize>,
    pub discount: Option<usize>,
    pub quantity: Option<usize>,
    pub currency: Option<usize>,
    pub keys: Vec<usize>,
    /// Of the last key, where it is made of two columns.
    pub both: Option<Both>,
    pub links: Vec<usize>,
    pub mark: number::DecimalMark,
    pub units: Vec<(usize, i8)>,
    pub events: Option<usize>,
    pub date_heading: Vec<u8>,
    /// Raw currency cells and their numbers.
    pub known: Vec<(Vec<u8>, u8)>,
}

impl RowReader {
    /// As the plan says.
    pub fn new(plan: &Plan) -> RowReader {
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

    /// Whether the header is repeated.
    pub fn is_heading(&self, record: &Record<'_>) -> bool {
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
    pub fn kind(&self, record: &Record<'_>) -> RowKind {
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

    /// Whether rows may be told to be plain by a look: most files' may.
    pub fn knows_plain_rows(&self) -> bool {
        let heading = self.date_heading.first();
        self.has_date
            && self.events.is_none()
            && self.refund_of.is_none()
            && !heading.is_some_and(u8::is_ascii_digit)
    }

    /// Whether a look is enough to tell that this is the row of an order, where [`knows_plain_rows`] says so: nothing
    /// but [`kind`] would come of more than a look, and no other table begins here.
    ///
    /// [`knows_plain_rows`]: RowReader::knows_plain_rows
    /// [`kind`]: RowReader::kind
    #[inline]
    pub fn is_plain(&self, record: &Record<'_>) -> bool {
        let starts_with_digit = |column: usize| record.cell(column).first().is_some_and(u8::is_ascii_digit);
        record.len() == self.width
            && !record.spans_lines
            && starts_with_digit(self.date)
            && self.quantity.is_none_or(starts_with_digit)
            && !self
                .order_id
                .iter()
                .chain(&self.keys)
                .chain(&self.product)
                .any(|&column| footer::is_sum(record.cell(column)))
    }
}
