//! From bytes to [`Orders`]: the steps in order, nothing else.

pub mod ledger;
pub mod question;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::order::Orders;
use ledger::{Ledger, Place, Reason};
use question::Question;

/// How text that is no UTF-8 is decoded: `encoding_rs` natively, `TextDecoder` in the browser.
pub trait Decode {
    /// Decodes `bytes` as `encoding` (a WHATWG label). Undecodable bytes become U+FFFD.
    fn decode(&self, encoding: &str, bytes: &[u8]) -> String;
}

/// Day or month first in dates like 03/04/2024.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "huitou.d.ts"))]
pub enum DateOrder {
    /// 3 April.
    DayFirst,
    /// 4 March.
    MonthFirst,
}

/// What becomes of negative orders that name no other order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "huitou.d.ts"))]
pub enum Credits {
    /// They reduce the customer's latest earlier order of at least their amount.
    #[default]
    Reduce,
    /// They stay as orders of their own, to reproduce published tables.
    AsOrders,
}

/// What the merchant has decided about the files; the default is to decide nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "huitou.d.ts"))]
pub struct Choices {
    /// Answer to [`Question::DateOrder`].
    pub date_order: Option<DateOrder>,
    /// Answer to [`Question::Customer`]: the name of the column; empty for "none of them".
    pub customer_column: Option<String>,
    /// Answer to [`Question::Currency`]: an ISO code.
    pub currency: Option<String>,
    /// What becomes of credits.
    pub credits: Credits,
    /// Keep orders that were refunded in full, at amount 0.
    pub keep_refunded: bool,
}

/// What came of the files.
#[derive(Clone, Debug)]
pub struct Intake {
    /// The valid orders. While there are questions they follow the likeliest answers and must not be shown.
    pub orders: Orders,
    /// The account of all rows.
    pub ledger: Ledger,
    /// What is unsure and would change the numbers; empty when all is settled.
    pub questions: Vec<Question>,
    /// Every row that was set aside, by reason and place.
    pub set_aside: Vec<(Reason, Place)>,
}

/// How far reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "huitou.d.ts"))]
pub struct Progress {
    /// Bytes read, of all files.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes: u64,
    /// Rows read, of all files.
    #[cfg_attr(test, ts(type = "number"))]
    pub rows: u64,
}

/// Reads files that come in slices of any size.
pub struct Reader {
    _todo: (),
}

impl Reader {
    /// A reader under the merchant's choices.
    pub fn new(_choices: Choices, _decoder: Box<dyn Decode>) -> Reader {
        unimplemented!()
    }

    /// Begins the next file.
    pub fn start_file(&mut self, _name: &str) {
        unimplemented!()
    }

    /// Takes the next slice of the file, of any size.
    ///
    /// # Errors
    /// What stops the file from being read.
    pub fn push(&mut self, _bytes: &[u8]) -> Result<(), Error> {
        unimplemented!()
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What stops the file from being read.
    pub fn end_file(&mut self) -> Result<(), Error> {
        unimplemented!()
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        unimplemented!()
    }

    /// Folds all rows into orders.
    ///
    /// # Errors
    /// What makes the files unusable as a whole.
    pub fn finish(self) -> Result<Intake, Error> {
        unimplemented!()
    }
}

/// Reads whole files (name and bytes) natively.
///
/// # Errors
/// What stops the files from being read.
#[cfg(not(target_arch = "wasm32"))]
pub fn read(_files: &[(&str, &[u8])], _choices: &Choices) -> Result<Intake, Error> {
    unimplemented!()
}
