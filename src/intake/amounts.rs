//! The amounts of a row, in minor units of the row's currency.

use huitou_columns::plain;

use super::cell::{EMPTY, UNREADABLE};
use super::cell::{currency, number};
use super::currencies::SEVERAL;
use crate::money::Currency;

/// Reads the amounts of one row.
pub(super) struct RowAmounts<'a> {
    /// How numbers are written.
    pub mark: number::DecimalMark,
    /// The powers of ten of columns in other units than the currency's.
    pub units: &'a [(usize, i8)],
    /// The currencies of the file.
    pub currencies: &'a mut Vec<Currency>,
    /// The number of the row's currency.
    pub number: u8,
    /// Whether a column names the currency: signs in cells say nothing more.
    pub fixed: bool,
    /// Whether a sign beside an amount has named the currency.
    pub signed: bool,
    /// Whether an amount had to be rounded.
    pub rounded: bool,
}

impl RowAmounts<'_> {
    /// An amount in minor units, or why there is none.
    pub fn read(&mut self, column: usize, cell: &[u8]) -> i64 {
        if cell.is_empty() {
            return EMPTY;
        }
        if self.units.is_empty()
            && let Some(amount) = plain::amount(cell, self.mark.byte(), self.decimals())
        {
            return amount;
        }
        let Some((number, sign)) = self.decimal(column, cell) else { return UNREADABLE };
        self.note_sign(sign);
        self.keep(number.minor_units(self.decimals()))
    }

    /// A number of a column of money, in the currency's own unit.
    fn decimal(&self, column: usize, cell: &[u8]) -> Option<(number::Decimal, Option<&'static str>)> {
        let (number, sign) = number::Decimal::read(cell, self.mark)?;
        match self.units.iter().find(|(of, _)| *of == column) {
            None => Some((number, sign)),
            Some((_, power)) => Some((number.times_ten_to(*power)?, sign)),
        }
    }

    /// Pieces times price, likewise.
    pub fn times(&mut self, pieces: &[u8], column: usize, price: &[u8]) -> i64 {
        if pieces.is_empty() || price.is_empty() {
            return EMPTY;
        }
        let pieces = number::Decimal::read(pieces, self.mark);
        let (Some((pieces, _)), Some((price, sign))) = (pieces, self.decimal(column, price)) else {
            return UNREADABLE;
        };
        self.note_sign(sign);
        self.keep(pieces.times(price, self.decimals()))
    }

    /// A sum with one more cell, added or taken off: what is taken off may be written with or without its minus.
    pub fn sum(&mut self, sum: i64, column: usize, cell: &[u8], plus: bool) -> i64 {
        match (sum, self.read(column, cell)) {
            (UNREADABLE, _) | (_, UNREADABLE) => UNREADABLE,
            (sum, EMPTY) => sum,
            (EMPTY, part) if plus => part,
            (EMPTY, _) => EMPTY,
            (sum, part) => sum + if plus { part } else { -part.abs() },
        }
    }

    fn note_sign(&mut self, sign: Option<&'static str>) {
        if let Some(code) = sign.filter(|_| !self.fixed) {
            let number = position_of(self.currencies, Currency::of(code));
            self.number = if self.signed && self.number != number { SEVERAL } else { number };
            self.signed = true;
        }
    }

    /// How many decimals the row's currency has.
    pub fn decimals(&self) -> u8 {
        self.currencies.get(usize::from(self.number)).map_or(2, |currency| currency.decimals)
    }

    fn keep(&mut self, amount: Option<(i64, bool)>) -> i64 {
        let Some((amount, rounded)) = amount else { return UNREADABLE };
        self.rounded |= rounded;
        amount
    }
}

/// The number of the currency that a cell of its column names, by code, sign or word. A word that no table knows
/// is a currency of its own: it is not added to another. Beyond ASCII it is kept as bytes, one a character.
pub(super) fn currency_number(
    currencies: &mut Vec<Currency>,
    known: &mut Vec<(Vec<u8>, u8)>,
    cell: &[u8],
) -> u8 {
    if let Some((_, number)) = known.iter().find(|(raw, _)| raw == cell) {
        return *number;
    }
    let is_code = cell.len() == 3 && cell.iter().all(u8::is_ascii_alphabetic);
    let code = std::str::from_utf8(cell).ok().filter(|_| is_code);
    let number = match currency::currency_of(cell).or(code) {
        Some(code) => position_of(currencies, Currency::of(code)),
        None => {
            let code: String = cell.iter().copied().map(char::from).collect();
            let is_ascii = code.is_ascii();
            position_of(
                currencies,
                if is_ascii { Currency::of(&code) } else { Currency { code, decimals: 2 } },
            )
        }
    };
    if known.len() < MOST_CURRENCIES {
        known.push((cell.to_vec(), number));
    }
    number
}

/// There are fewer currencies in the world; a column with more values names none that is known.
const MOST_CURRENCIES: usize = 250;

/// The number of a currency, new or known.
pub(super) fn position_of(currencies: &mut Vec<Currency>, currency: Currency) -> u8 {
    let known = currencies.iter().position(|known| *known == currency);
    let number = known.or_else(|| {
        let has_room = currencies.len() < MOST_CURRENCIES;
        has_room.then(|| currencies.push(currency))?;
        Some(currencies.len() - 1)
    });
    number.map_or(SEVERAL, |number| number as u8)
}

/// What was given back where `adjusted` is what was left of `amount`; nothing where it is empty or 0. A larger
/// one is what the order costs now.
pub(super) fn refund_of_adjusted(amount: &mut i64, adjusted: i64) -> i64 {
    if adjusted <= 0 || *amount <= UNREADABLE {
        return EMPTY;
    }
    let refund = *amount - adjusted;
    *amount = (*amount).max(adjusted);
    refund.max(0)
}
