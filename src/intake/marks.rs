//! Whether the amounts of a whole file agree with the decimal mark that its first rows were read with.

use huitou_columns::numbers::Numbers;
use huitou_columns::parcel::{Parcel, Unpacking};

use super::cell::number::{Decimal, DecimalMark};
use super::cell::{EMPTY, UNREADABLE};
use crate::money::Money;

/// What the cells of the column of amounts say of their mark.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// Cells like `2.500`: two and a half, or two and a half thousand.
    open: u64,
    /// Cells with a mark that read in one way alone.
    settled: u64,
    /// Cells that only the other mark can read: they are no amount now.
    pub contrary: u64,
    /// Whether the marks of the open cells divide thousands as they are read now.
    is_grouping: bool,
    /// Cells without a mark: of up to three digits, and of more.
    bare: [u64; 2],
    /// The first open cell: its row, as it is read now, as it would be read.
    first: Option<(u32, Money, Money)>,
    /// The decimals that its row's currency has.
    decimals: u8,
    /// What the open cells add up to under the other mark, less what they do now.
    more: Money,
}

/// What is open about the marks of a file: an example's row, and the example and the sum under both readings.
pub(super) struct OpenMark {
    /// Which row.
    pub row: u32,
    /// The example as it is read now, and under the other mark.
    pub example: [Money; 2],
    /// The sum of the column, likewise.
    pub sum: [Money; 2],
    /// The decimals of the amounts.
    pub decimals: u8,
}

impl Marks {
    /// Takes in a row's cell, which was read as `amount`.
    pub fn push(&mut self, row: usize, cell: &[u8], amount: i64, mark: DecimalMark, decimals: u8) {
        let mut marks = cell.iter().filter(|byte| matches!(byte, b'.' | b','));
        let Some(&first) = marks.next() else {
            if amount > EMPTY {
                self.bare[usize::from(cell.len() > 3)] += 1;
            }
            return;
        };
        let is_one = marks.next().is_none();
        // Nearly all: with two digits behind it no mark is one of thousands.
        if is_one && amount > UNREADABLE && matches!(cell, [.., b'.' | b',', b'0'..=b'9', b'0'..=b'9']) {
            self.settled += 1;
            return;
        }
        let other =
            || Decimal::read(cell, mark.other())?.0.minor_units(decimals).map(|(money, _)| Money(money));
        if amount <= UNREADABLE {
            self.contrary += u64::from(other().is_some());
        } else if let Some(other) = other().filter(|_| is_one) {
            self.open += 1;
            self.is_grouping = first != mark.byte();
            if self.first.is_none() {
                self.decimals = decimals;
                self.first = Some((row as u32, Money(amount), other));
            }
            self.more += other - Money(amount);
        } else {
            self.settled += 1;
        }
    }

    /// Takes in cells that were read in many: so many with two decimals, and without a mark, of up to three digits and
    /// of more.
    pub fn add(&mut self, with_mark: u64, bare: [u64; 2]) {
        self.settled += with_mark;
        self.bare[0] += bare[0];
        self.bare[1] += bare[1];
    }

    /// Hands all of it over.
    pub fn hand_over(&mut self, parcel: &mut Parcel) {
        let Marks { open, settled, contrary, is_grouping, bare, first, decimals, more } =
            std::mem::take(self);
        let (row, now, other) = first.unwrap_or_default();
        let first = [first.is_some().into(), row.into(), now.0 as u64, other.0 as u64, decimals.into()];
        let counts = [open, settled, contrary, is_grouping.into(), bare[0], bare[1], more.0 as u64];
        parcel.longs(counts.into_iter());
        parcel.longs(first.into_iter());
    }

    /// Reads what was handed over.
    pub fn read(from: &mut Unpacking<'_>) -> Option<Marks> {
        let mut numbers = from.longs()?;
        let mut next = || numbers.next();
        let (open, settled, contrary) = (next()?, next()?, next()?);
        let (is_grouping, bare, more) = (next()? != 0, [next()?, next()?], Money(next()? as i64));
        let mut numbers = from.longs()?;
        let mut next = || numbers.next();
        let is_first = next()? != 0;
        let first = (next()? as u32, Money(next()? as i64), Money(next()? as i64));
        let decimals = next()? as u8;
        Some(Marks {
            open,
            settled,
            contrary,
            is_grouping,
            bare,
            first: is_first.then_some(first),
            decimals,
            more,
        })
    }

    /// Takes in those of rows that follow so many.
    pub fn take_in(&mut self, next: &Marks, before: usize) {
        self.add(next.settled, next.bare);
        self.open += next.open;
        self.contrary += next.contrary;
        self.more += next.more;
        if next.open > 0 {
            self.is_grouping = next.is_grouping;
        }
        if let (None, Some((row, now, other))) = (self.first, next.first) {
            self.decimals = next.decimals;
            self.first = Some((before as u32 + row, now, other));
        }
    }

    /// What is open, where every mark has three digits behind it. Thousands that stand beside numbers below a thousand
    /// without a mark, and beside none above, are what commas mean.
    pub fn open(&self, amounts: &Numbers) -> Option<OpenMark> {
        let (row, now, other) = self.first.filter(|_| self.settled == 0)?;
        if self.is_grouping && self.bare[0] > 0 && self.bare[1] == 0 {
            return None;
        }
        let sum: Money = amounts.iter().filter(|&amount| amount > UNREADABLE).map(Money).sum();
        Some(OpenMark { row, example: [now, other], sum: [sum, sum + self.more], decimals: self.decimals })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(cells: &[&str], mark: DecimalMark) -> (Marks, Numbers) {
        let mut marks = Marks::default();
        let read = |(row, cell): (usize, &&str)| {
            let number = Decimal::read(cell.as_bytes(), mark).and_then(|(number, _)| number.minor_units(2));
            let amount = number.map_or(UNREADABLE, |(amount, _)| amount);
            marks.push(row, cell.as_bytes(), amount, mark, 2);
            amount
        };
        let amounts = cells.iter().enumerate().map(read).collect();
        (marks, amounts)
    }

    /// By hand.
    #[test]
    fn three_digits_behind_every_mark_are_open() {
        let open = |cells: &[&str]| {
            let (marks, amounts) = marks(cells, DecimalMark::Point);
            marks.open(&amounts).map(|open| (open.row, open.example.map(|m| m.0), open.sum.map(|m| m.0)))
        };
        assert_eq!(open(&["7", "2.500", "1.250 €"]), Some((1, [250, 250_000], [1_075, 375_700])));
        assert_eq!(open(&["2,500", "1,250"]), Some((0, [250_000, 250], [375_000, 375])));
        // Numbers below a thousand have no mark, and those above have one.
        assert_eq!(open(&["2,500", "980"]), None);
        assert_eq!(open(&["2.500", "2.50"]), None);
        assert_eq!(open(&["2.500", "0.125"]), None);
        assert_eq!(open(&["1,234,567", "2,500"]), None);
        assert_eq!(open(&["12", "7"]), None);
    }

    #[test]
    fn cells_that_only_the_other_mark_reads_are_counted() {
        assert_eq!(marks(&["2.50", "12,50", "x"], DecimalMark::Point).0.contrary, 1);
        assert_eq!(marks(&["2,50", "12.5", "x"], DecimalMark::Comma).0.contrary, 1);
    }
}
