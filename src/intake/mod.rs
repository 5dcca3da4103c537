//! From bytes to [`Orders`].
//!
//! Each file goes by slices through `file`: `text_stream` makes it UTF-8 (`plausible` says from which encoding),
//! `encoding` says what is no text, `sample` how cells are separated,
//! `table`, `plan` and `key_columns` which shop it is and which column is what; then `records` cuts the bytes
//! Each file goes by slices through `file`: `encoding` says what is no text, `sample` how cells are separated,
//! `table`, `plan` and `key_columns` which shop it is and which column is what, by its name (`names`, `name_parts`),
//! else by its cells (`profile`, `by_cells`), with what else it could be (`rivals`, `guesses`); then `records` cuts the bytes
//! and `shard` keeps columns of numbers and of texts as they were read. At the end `reader` takes the steps
//! from rows to orders, after `join` has brought together what several files say of the same orders:
//!
//! 1. `zones` brings the times to the shop's zone, `sheet` decodes the distinct texts and finds the customers (`identity`,
//!    `same_person`),
//! 2. `settle` decides how dates are read, or asks,
//! 3. `fold` brings the rows of an order together,
//! 4. `parts` takes out what came back of an order, and `judge` says which orders are valid (`status`) and at what net amount,
//! 5. `settle` decides on the one currency, or asks,
//! 6. `named_credits` and `credits` take negative orders off the orders that they belong to,
//! 7. `tally` accounts for every row, and `store` makes the orders.

mod alphabets;
mod amounts;
mod by_cells;
mod cell;
mod choices;
mod chosen;
mod consistency;
mod credits;
mod currencies;
mod currency_name;
mod dates;
mod diagnostic;
mod dialect;
mod digest;
mod duplicates;
mod encoding;
mod events;
mod evidence;
mod file;
mod fold;
mod footer;
#[cfg(fuzzing)]
pub mod fuzzing;
mod guesses;
mod header;
mod hints;
mod identity;
mod intern;
mod isolated;
mod join;
mod judge;
mod key_columns;
mod layout;
pub mod ledger;
mod line_cells;
mod mapping;
mod marks;
mod name_and_address;
mod name_parts;
mod named_credits;
mod names;
mod names_abroad;
mod namespaces;
mod no_orders;
mod nuls;
mod other_people;
mod other_table;
mod padding;
mod parts;
mod person_names;
mod plan;
mod plausible;
pub mod preview;
mod profile;
pub mod question;
mod reader;
mod records;
mod rivals;
mod role;
mod same_person;
mod sample;
mod settle;
mod shard;
mod sheet;
mod shops;
mod sorting;
mod status;
mod status_abroad;
mod store;
mod stray_quote;
mod table;
mod tally;
mod text_stream;
mod told;
mod unsure_text;
mod utf16;
mod witness;
mod zones;

use serde::{Deserialize, Serialize};

use crate::order::Orders;
use ledger::{Ledger, Place, Reason};
use question::Question;

pub use choices::{Choices, Credits, DateOrder, DecimalMark, LayoutChoice, RefundForm, Zone, ZoneOffset};
pub use diagnostic::text as diagnostic;
#[cfg(not(target_arch = "wasm32"))]
pub use encoding::NativeDecoder;
pub use identity::{key_kind, key_value};
pub use mapping::Mapping;
pub use reader::Reader;
#[cfg(not(target_arch = "wasm32"))]
pub use reader::read;

/// How text that is no UTF-8 is decoded: `encoding_rs` natively, `TextDecoder` in the browser.
pub trait Decode {
    /// Decodes `bytes` as `encoding` (a WHATWG label). Undecodable bytes become U+FFFD.
    fn decode(&self, encoding: &str, bytes: &[u8]) -> String;
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
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Progress {
    /// Bytes read, of all files.
    pub bytes: u64,
    /// Rows read, of all files.
    pub rows: u64,
}
