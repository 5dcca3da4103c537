//! The amounts of orders whose payments or lines stand in another file.

use huitou_columns::numbers::Numbers;

use super::links::Link;
use crate::intake::amounts::position_of;
use crate::intake::cell::{EMPTY, UNREADABLE};
use crate::intake::currencies::SEVERAL;
use crate::intake::file::FileRows;
use crate::intake::fold::Totals;
use crate::intake::judge::{self, Habits};
use crate::intake::role::Role;
use crate::money::Currency;
use crate::order::MISSING;

/// What the rows of one order come to.
#[derive(Clone, Debug, Default)]
struct Sum {
    amounts: Totals,
    lines: Totals,
    refunds: i64,
    currency: Option<u8>,
}

/// What the rows of a file say of the money of the orders that they name.
pub(super) struct Sums {
    sums: Vec<Sum>,
    currencies: Vec<Currency>,
    /// Orders whose amount stands on each of several rows.
    pub repeated: Option<u64>,
    has_refunds: bool,
}

impl Sums {
    /// Adds up what counts: `counts` leaves out rows by file of the link and row.
    pub fn of(files: &[FileRows], link: &Link, counts: impl Fn(usize, usize) -> bool) -> Sums {
        let mut sums = vec![Sum::default(); link.pair.counts[0].len()];
        let mut currencies = vec![Currency::of("")];
        let mut has_refunds = false;
        for (at, &file) in link.from.iter().enumerate() {
            let shard = &files[file].shard;
            has_refunds |= !shard.refunds.is_empty();
            let numbers: Vec<u8> =
                shard.currencies.iter().map(|known| position_of(&mut currencies, known.clone())).collect();
            let amounts = if shard.amounts.is_empty() { &shard.line_amounts } else { &shard.amounts };
            let cell = |column: &Numbers, row: usize| column.get(row).unwrap_or(EMPTY);
            for (row, &number) in link.pair.numbers[0][at].iter().enumerate() {
                let Some(sum) = sums.get_mut(number as usize).filter(|_| counts(at, row)) else { continue };
                sum.amounts.add(cell(amounts, row));
                sum.lines.add(cell(&shard.line_amounts, row));
                let refund = cell(&shard.refunds, row);
                if refund > UNREADABLE {
                    sum.refunds = sum.refunds.saturating_add(refund.abs()).min(1 << 60);
                }
                if !matches!(cell(amounts, row), EMPTY | 0) || refund > 0 {
                    let currency = numbers.get(usize::from(shard.currency[row])).copied().unwrap_or(SEVERAL);
                    let same = sum.currency.is_none_or(|known| known == currency);
                    sum.currency = Some(if same { currency } else { SEVERAL });
                }
            }
        }
        let mut habits = Habits::default();
        sums.iter().for_each(|sum| habits.add_totals(&sum.amounts, &sum.lines));
        let first = link.from.first().map(|&file| &files[file]);
        // Two payments of an order may well be equal.
        let may_repeat = |file: &FileRows| {
            file.shard.text(Role::Product).is_some() || judge::is_named_after_order(&file.plan)
        };
        let repeats = |file: &&FileRows| {
            !file.shard.amounts.is_empty() && may_repeat(file) && habits.repeats_totals(&file.plan)
        };
        let repeated = first.filter(repeats).map(|_| habits.equal);
        Sums { sums, currencies, repeated, has_refunds }
    }

    /// Gives the orders of a file their amounts, on the first row of each; `numbers` are those of its rows.
    pub fn give_amounts(&self, to: &mut FileRows, numbers: &[u32], column: usize) {
        to.shard.amounts = Numbers::of(EMPTY, to.shard.len());
        let currencies: Vec<u8> = self.currencies.iter().map(|currency| number_in(to, currency)).collect();
        for (row, sum) in self.first_rows(numbers) {
            to.shard.amounts.set(row, self.amount(sum));
            if let Some(number) = sum.currency {
                to.shard.currency[row] = currencies.get(usize::from(number)).copied().unwrap_or(SEVERAL);
            }
        }
        to.plan.columns.insert(Role::Amount, column);
        to.plan.lacks = None;
    }

    /// Gives the orders of a file what was given back of them, if anything says so.
    pub fn give_refunds(&self, to: &mut FileRows, numbers: &[u32]) -> bool {
        let is_missing = self.has_refunds && to.shard.refunds.is_empty();
        if is_missing {
            to.shard.refunds = Numbers::of(EMPTY, to.shard.len());
            self.first_rows(numbers).for_each(|(row, sum)| to.shard.refunds.set(row, sum.refunds));
        }
        is_missing
    }

    fn amount(&self, sum: &Sum) -> i64 {
        match &sum.amounts {
            totals if totals.unreadable > 0 => UNREADABLE,
            totals if totals.rows == 0 => EMPTY,
            totals if self.repeated.is_some() && !totals.differ => totals.first,
            totals => totals.sum,
        }
    }

    fn first_rows<'a>(&'a self, numbers: &'a [u32]) -> impl Iterator<Item = (usize, &'a Sum)> {
        let mut seen = vec![false; self.sums.len()];
        let is_first = move |number: u32| !std::mem::replace(&mut seen[number as usize], true);
        let known = numbers.iter().copied().enumerate().filter(|&(_, number)| number != MISSING);
        let mut is_first = is_first;
        known
            .filter(move |&(_, number)| is_first(number))
            .map(|(row, number)| (row, &self.sums[number as usize]))
    }
}

/// A currency's number in a file; what names none is in the file's own.
fn number_in(to: &mut FileRows, currency: &Currency) -> u8 {
    let own = to.shard.currencies.first().map_or(2, |own| own.decimals);
    if currency.code.is_empty() && currency.decimals == own {
        0
    } else {
        to.shard.number_of(currency.clone())
    }
}
