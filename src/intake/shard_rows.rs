//! Rows into the columns of a shard: one at a time, or many that need no more than a look.

use std::ops::Range;

use huitou_columns::batch_rows::{self, PlainAmounts};
use huitou_columns::cells;
use huitou_columns::columns::Columns;
use huitou_columns::numbers::Numbers;
use huitou_columns::record::{Batch, Record};

use super::amounts::{self, RowAmounts, currency_number};
use super::cell::{self, UNREADABLE, date, number};
use super::role::Role;
use super::row_reader::RowReader;
use super::shard::{RowKind, Shard};
use super::stray_quote::swallows_rows;

impl Shard {
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

    /// Adds many rows: the same as one by one. What rows need no more than a look goes column by column.
    pub fn push_batch(&mut self, batch: &Batch<'_>) {
        let Some(form) = self.reader.plain_form() else {
            return (0..batch.len()).for_each(|index| self.push(&batch.record(index)));
        };
        let RowReader { delimiter, width, date, .. } = self.reader;
        let is_one = |record: &Record<'_>| {
            !delimiter
                .is_some_and(|byte| record.may_hold_rows(byte) && swallows_rows(record, byte, width, date))
        };
        let columns = &mut Columns::of(batch);
        let mut begun = 0;
        while begun < batch.len() {
            let plain = match self.other_table.is_inside() {
                true => 0,
                false => batch_rows::plain_rows(columns, begun..batch.len(), &form, &is_one),
            };
            self.push_plain(columns, begun..begun + plain);
            begun += plain;
            if begun < batch.len() {
                self.push(&batch.record(begun));
                begun += 1;
            }
        }
    }

    /// Adds the rows of orders.
    fn push_plain(&mut self, columns: &mut Columns<'_>, rows: Range<usize>) {
        if rows.is_empty() {
            return;
        }
        self.other_table.begin();
        self.lines.push_all(columns.batch().lines(rows.clone()));
        self.kinds.resize(self.kinds.len() + rows.len(), RowKind::Order);
        self.push_plain_dates(columns, rows.clone());
        self.push_plain_amounts(columns, rows.clone());
        let numbers = &mut self.numbers;
        for (role, column, texts) in &mut self.texts {
            texts.push_column(columns.cells(*column, rows.clone()), *role == Role::OrderId, numbers);
        }
        for (column, keys) in self.reader.keys.iter().zip(&mut self.keys) {
            keys.push_column(columns.cells(*column, rows.clone()), true, numbers);
        }
        if let (Some(both), Some(keys)) = (&mut self.reader.both, self.keys.last_mut()) {
            rows.clone().for_each(|index| keys.push(both.read(&columns.batch().record(index))));
        }
        for (column, links) in self.reader.links.iter().zip(&mut self.links) {
            links.push_column(columns.cells(*column, rows.clone()), true, numbers);
        }
    }

    fn push_plain_dates(&mut self, columns: &mut Columns<'_>, rows: Range<usize>) {
        let RowReader { date, time, paid_at, cancelled_at, .. } = self.reader;
        let is_one_column = time.is_none() && paid_at.is_none() && cancelled_at.is_none();
        let mut begun = rows.start;
        while begun < rows.end {
            if is_one_column && let Some(moments) = self.dates.only_moments() {
                begun += batch_rows::push_moments(columns.cells(date, begun..rows.end), moments);
            }
            if begun < rows.end {
                self.push_dates(&columns.batch().record(begun));
                begun += 1;
            }
        }
    }

    fn push_plain_amounts(&mut self, columns: &mut Columns<'_>, rows: Range<usize>) {
        let Some(mut form) = self.reader.amount_form() else {
            return rows.for_each(|index| self.push_amounts(&columns.batch().record(index)));
        };
        let mut begun = rows.start;
        while begun < rows.end {
            // Rows of one currency follow each other.
            let currency = self.currency_of(&columns.batch().record(begun));
            let same = match self.reader.currency {
                None => rows.end,
                Some(column) => begun + cells::same_as_first(columns.cells(column, begun..rows.end)),
            };
            form.decimals =
                self.currencies.get(usize::from(currency)).map_or(2, |currency| currency.decimals);
            let mut amounts = std::mem::take(&mut self.plain_amounts);
            let read = amounts.read(columns, begun..same, &form);
            self.take_amounts(&amounts, currency);
            self.plain_amounts = amounts;
            begun += read;
            if begun < same {
                self.push_amounts(&columns.batch().record(begun));
                begun += 1;
            }
        }
    }

    /// The number of the currency that a row's own column names; that of cells that name none without.
    fn currency_of(&mut self, record: &Record<'_>) -> u8 {
        let Some(column) = self.reader.currency else { return 0 };
        match cell::value(record.cell(column)) {
            [] => 0,
            cell => currency_number(&mut self.currencies, &mut self.reader.known, cell),
        }
    }

    /// Takes the amounts of rows in one currency.
    fn take_amounts(&mut self, read: &PlainAmounts, currency: u8) {
        let RowReader { amount, refund, gross, discount, line_amount, quantity, .. } = self.reader;
        let columns = [
            (amount, &mut self.amounts),
            (refund, &mut self.refunds),
            (gross, &mut self.grosses),
            (discount, &mut self.discounts),
            (line_amount, &mut self.line_amounts),
        ];
        let there = columns.into_iter().filter(|(column, _)| column.is_some());
        for ((_, numbers), values) in there.zip(&read.columns) {
            numbers.push_all(values);
        }
        if quantity.is_some() {
            self.quantities.extend_from_slice(&read.pieces);
        }
        self.marks.add(read.with_mark, read.bare);
        self.currency.resize(self.currency.len() + read.pieces.len(), currency);
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
            self.marks.push(self.currency.len(), cell, amount, reader.mark, decimals);
        }
        self.currency.push(money.number);
        self.rounded += u64::from(money.rounded);
    }
}
