//! What is unsure about a file and would change the numbers.

use serde::{Deserialize, Serialize};

use super::ledger::Place;
use super::{DateOrder, DecimalMark};
use crate::money::Money;
use crate::time::Day;

/// A question to the merchant, with the effect of each answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Question {
    /// Every date can be read in several ways.
    DateOrder {
        /// Where an example stands.
        example: Place,
        /// The readings, the likeliest first.
        options: Vec<DateOption>,
    },
    /// Which column tells the customers apart is unsure.
    Customer {
        /// The columns that could, the likeliest first; "none" is always an answer too.
        options: Vec<CustomerOption>,
    },
    /// There are amounts in several currencies, and they cannot be added.
    Currency {
        /// The currencies, most rows first.
        options: Vec<CurrencyOption>,
    },
    /// Several columns could be the amount, and give different sums.
    Amount {
        /// The columns, the likeliest first.
        options: Vec<AmountOption>,
    },
    /// Several columns could be when the order was made, and lie on different days.
    DateColumn {
        /// The columns, the likeliest first.
        options: Vec<DateColumnOption>,
    },
    /// Every amount with a mark has three digits behind it: thousands, or three decimals.
    DecimalMark {
        /// Where an example stands.
        example: Place,
        /// The decimals of the currency there.
        decimals: u8,
        /// Both readings, the likelier first.
        options: Vec<DecimalMarkOption>,
    },
}

/// One column that could be the amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct AmountOption {
    /// The column's name as read, or two of them with ` × ` between for pieces times price: the answer to give.
    pub answer: String,
    /// Orders with an amount there among the first rows.
    pub orders: u64,
    /// What they add up to, with two decimals.
    pub amount: Money,
}

/// One column that could be when the order was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct DateColumnOption {
    /// The column's name as read: the answer to give.
    pub answer: String,
    /// Rows with a date there among the first rows.
    pub rows: u64,
    /// Of those the rows on another day than the likeliest column has.
    pub other_days: u64,
}

/// One reading of the amounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct DecimalMarkOption {
    /// The reading.
    pub answer: DecimalMark,
    /// The example as this reading has it.
    pub example: Money,
    /// What the column's cells add up to.
    pub amount: Money,
}

/// One reading of the dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct DateOption {
    /// The reading.
    pub answer: DateOrder,
    /// The example as this reading has it.
    pub example: Day,
    /// First and last day of the rows under this reading.
    pub first_day: Day,
    /// See `first_day`.
    pub last_day: Day,
    /// Rows in the month of the example under this reading.
    pub rows_in_month: u64,
}

/// One column that could tell the customers apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct CustomerOption {
    /// The column's name as read: the answer to give.
    pub answer: String,
    /// Distinct values in the first rows.
    pub distinct: u64,
    /// Rows with a value among the first rows.
    pub rows: u64,
}

/// One currency of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct CurrencyOption {
    /// The ISO code: the answer to give.
    pub answer: String,
    /// Its decimals.
    pub decimals: u8,
    /// Rows in it.
    pub rows: u64,
    /// The sum of their amounts.
    pub amount: Money,
}
