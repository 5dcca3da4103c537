//! The distinct values of a column among the first rows: what is asked of them is asked once, and counts for all of
//! their rows.

use std::cell::OnceCell;

use super::cell::{self, IMPOSSIBLE, date, number};
use crate::list::Listed;
use huitou_columns::distinct;
use huitou_columns::looks::Look;

/// A column of the first rows.
#[derive(Debug)]
pub(super) struct Column<'a> {
    rows: &'a [Vec<Vec<u8>>],
    column: usize,
    /// Its values, by their first appearance.
    pub values: Vec<Value<'a>>,
    fits: [OnceCell<bool>; 4],
    moments: OnceCell<Vec<Option<i64>>>,
}

/// A value of a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    /// The cleaned cell; not empty.
    pub cell: &'a [u8],
    /// How many rows have it.
    pub rows: usize,
    /// What its bytes are.
    pub look: Look,
    /// Whether it has the form of a date.
    pub has_date_form: bool,
}

/// The form of the cells of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A day, with a time or without.
    Date,
    /// A time of day.
    Time,
    /// A number, with a sign of money or without.
    Number,
    /// An address of e-mail, masked or not.
    Address,
}

impl<'a> Column<'a> {
    /// This column of the first rows.
    pub fn of(rows: &'a [Vec<Vec<u8>>], column: usize) -> Column<'a> {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell::value(cell));
        let values = distinct::counted(&cells.listed());
        let values = values.into_iter().map(|(cell, rows)| Value::of(cell, rows)).listed();
        Column { rows, column, values, fits: Default::default(), moments: OnceCell::new() }
    }

    /// How many rows have something in it.
    pub fn filled(&self) -> usize {
        self.values.iter().map(|value| value.rows).sum()
    }

    /// Whether at least half of its cells are of a form; an empty column's are.
    pub fn fits(&self, form: Form) -> bool {
        let of_form =
            || self.values.iter().filter(|value| value.is(form)).map(|value| value.rows).sum::<usize>();
        *self.fits[form as usize].get_or_init(|| 2 * of_form() >= self.filled())
    }

    /// When each row's cell was, read day first: the same reading for all.
    pub fn moments(&self) -> &[Option<i64>] {
        let moment = |row: &Vec<Vec<u8>>| {
            let stamp = date::read(cell::value(row.get(self.column)?));
            let read = stamp.day_first.or(stamp.month_first).ok()?;
            (read.0 > IMPOSSIBLE).then_some(read.0)
        };
        self.moments.get_or_init(|| self.rows.iter().map(moment).listed())
    }
}

impl<'a> Value<'a> {
    /// A cell that is not empty.
    pub fn of(cell: &'a [u8], rows: usize) -> Value<'a> {
        let look = Look::at(cell);
        let has_date_form = look.digits > 0 && date::read(cell).has_form();
        Value { cell, rows, look, has_date_form }
    }

    fn is(&self, form: Form) -> bool {
        match form {
            Form::Date => self.has_date_form,
            Form::Time => self.look.digits > 0 && date::time_of_day(self.cell).is_some(),
            Form::Number => number::is_number(self.cell),
            Form::Address => self.look.has_at() || self.cell.contains(&b'*'),
        }
    }
}
