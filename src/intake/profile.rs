//! What the cells of a column look like, whatever its name is.

use super::cell::{self, date, number};
use super::distinct::Value;
use super::role::Role;
use super::status::{self, Status};
use super::table::Table;

/// What the cells of a column look like; counts of its cells among the first rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Profile {
    /// Cells with something in them.
    pub filled: usize,
    /// Different values.
    pub distinct: usize,
    /// How often the commonest value occurs.
    pub largest: usize,
    /// Dates, with something between their parts or of eight digits.
    pub dates: usize,
    /// Numbers with decimals or a sign of money.
    pub decimals: usize,
    /// Numbers of up to seven digits, with decimals or without.
    pub numbers: usize,
    /// Of those the ones that are nothing.
    pub zeros: usize,
    /// Whole numbers from -999 to 999.
    pub small: usize,
    /// Addresses of e-mail.
    pub emails: usize,
    /// Telephone numbers.
    pub phones: usize,
    /// Words that are known as a status.
    pub statuses: usize,
    /// Of those the ones that make an order invalid.
    pub void_statuses: usize,
}

impl Profile {
    /// Whether next to all cells are counted by `count`, and there are some.
    pub fn is_mostly(&self, count: usize) -> bool {
        self.filled > 0 && 10 * count >= 9 * self.filled
    }

    /// Whether its cells could be amounts, if others are.
    pub fn could_be_amounts(&self) -> bool {
        self.is_mostly(self.numbers) && self.decimals > 0 && 10 * self.zeros < 9 * self.filled
    }

    /// Whether its cells clearly are of this role.
    pub fn clearly_is(&self, role: Role) -> bool {
        match role {
            Role::Date => self.is_mostly(self.dates),
            Role::Amount => {
                self.is_mostly(self.numbers)
                    && 5 * self.decimals >= self.filled
                    && 2 * self.zeros <= self.filled
            }
            Role::Email => self.is_mostly(self.emails) && self.distinct > 1,
            Role::Phone => self.is_mostly(self.phones) && self.distinct > 1,
            Role::Quantity => self.is_mostly(self.small) && self.distinct > 1 && self.distinct <= 50,
            Role::Status => self.is_mostly(self.statuses) && self.void_statuses > 0 && self.distinct <= 12,
            _ => false,
        }
    }
}

impl Table<'_> {
    /// What the cells of a column look like.
    pub fn profile(&self, column: usize) -> Profile {
        /// No shop has more words for what became of an order.
        const WORDS: usize = 40;
        let values = self.distinct(column);
        let mut profile = Profile { distinct: values.len(), ..Profile::default() };
        for value in values {
            let &Value { cell, rows, look, .. } = value;
            let count = |is_counted: bool| if is_counted { rows } else { 0 };
            profile.filled += rows;
            profile.largest = profile.largest.max(rows);
            profile.dates += count(is_date(value));
            // Longer ones are ids.
            let is_number = look.digits <= 7 && number::is_number(cell);
            profile.decimals += count(is_number && is_decimal_form(cell));
            profile.numbers += count(is_number);
            profile.zeros += count(look.is_zero());
            profile.small += count((1..=3).contains(&look.digits) && is_small(cell));
            profile.emails += count(look.has_at() && is_email(cell));
            profile.phones += count(is_phone(value));
            if values.len() <= WORDS && !look.is_digits() {
                let status = status::of(&self.decoded(cell));
                profile.statuses += count(status != Status::Unknown);
                profile.void_statuses += count(!matches!(status, Status::Unknown | Status::Valid));
            }
        }
        profile
    }
}

/// A number of digits alone is only a date with eight of them, in a month that there is.
fn is_date(value: &Value<'_>) -> bool {
    match value.look.is_digits() {
        true => value.cell.len() == 8 && date::read(value.cell).day_first.is_ok(),
        false => value.has_date_form,
    }
}

/// Whether a text is a date or a number.
pub(super) fn is_value(cell: &[u8]) -> bool {
    is_date(&Value::of(cell, 1)) || number::is_number(cell)
}

/// Whether a number has decimals or a sign of money.
fn is_decimal_form(cell: &[u8]) -> bool {
    // A currency's sign, or a mark, beside at least one digit.
    let is_plain = cell.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+'));
    // 17850.0 is a whole number from a data frame, most often an id.
    !is_plain && cell::id(cell).len() == cell.len()
}

fn is_small(cell: &[u8]) -> bool {
    let digits = cell.strip_prefix(b"-").unwrap_or(cell);
    (1..=3).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
}

/// `name@host.tld`
fn is_email(cell: &[u8]) -> bool {
    let mut parts = cell.split(|&byte| byte == b'@');
    let (Some(name), Some(host), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    !name.is_empty() && host.contains(&b'.') && !cell.iter().any(u8::is_ascii_whitespace)
}

/// A mobile number of China, or one with the sign of international calls.
fn is_phone(value: &Value<'_>) -> bool {
    let &Value { cell, look, .. } = value;
    let mut digits = cell.iter().filter(|byte| byte.is_ascii_digit());
    let mut is_mobile = || look.digits == 11 && digits.next() == Some(&b'1') && digits.next() >= Some(&b'3');
    look.may_be_phone() && (is_mobile() || cell.starts_with(b"+") && (8..=15).contains(&look.digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_known_by_their_shape() {
        for (cell, expected) in [
            ("2024-01-05", [true, false, false, false]),
            ("20240105", [true, false, false, false]),
            ("20011345", [false, false, false, false]),
            ("1704412800", [false, false, false, false]),
            ("12,50", [false, true, false, false]),
            ("¥120", [false, true, false, false]),
            ("120", [false, false, false, false]),
            ("ann@example.net", [false, false, true, false]),
            ("13800000001", [false, false, false, true]),
            ("+49 555 0104", [false, false, false, true]),
            ("17850.0", [false, false, false, false]),
            ("112-0000001-0000001", [false, false, false, false]),
        ] {
            let bytes = cell.as_bytes();
            let value = Value::of(bytes, 1);
            assert_eq!(
                [
                    is_date(&value),
                    value.look.digits <= 7 && number::is_number(bytes) && is_decimal_form(bytes),
                    is_email(bytes),
                    is_phone(&value)
                ],
                expected,
                "{cell}"
            );
        }
    }
}
