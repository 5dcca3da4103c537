//! From bytes to [`Orders`].
//!
//! Each file goes by slices through `file`. `text_stream` makes it UTF-8. The first 256 kB decide: `sample` how cells
//! are separated, `plan` which shop it is and which column is what. Then `records` cuts the bytes and `shard` keeps
//! columns of numbers and of texts as they were read. At the end `reader` takes the steps from rows to orders, after
//! `currencies` has named the unnamed ones and `join` has brought together what several files say of the same orders:
//!
//! 1. `zones` brings the times to the shop's zone,
//! 2. `sheet` decodes the distinct texts and finds the customers (`identity`), `same_person` merges keys,
//! 3. `settle` decides how dates are read, or asks,
//! 4. `fold` brings the rows of an order together,
//! 5. `parts` takes out what came back of an order, and `judge` says which orders are valid (`status`) and at what net
//!    amount (`layout`),
//! 6. `duplicates` sets aside all copies of an order but one,
//! 7. `settle` decides on the one currency, or asks,
//! 8. `named_credits` and `credits` take negative orders off the orders that they belong to,
//! 9. `tally` accounts for every row, `told` says what was assumed or is open, and `store` makes the orders.
//!
//! # The modules
//!
//! | bytes to text | |
//! | --- | --- |
//! | `text_stream` | UTF-8 of every file, by slices |
//! | `encoding` | what is no text; how else to decode |
//! | `utf16` | UTF-16, with a mark or without |
//! | `plausible`, `alphabets`, `evidence` | which encoding is likeliest, by what |
//! | `unsure_text` | several encodings: a question or note |
//! | `nuls` | NUL bytes, passed over |
//!
//! | dialect and records | |
//! | --- | --- |
//! | `sample` | the first rows, cut |
//! | `dialect`, `consistency` | delimiter and quotes, by likeness of records |
//! | `records`, `exact_records` | the only reader of CSV: many records at once, and one at a time |
//! | `record`, `delimiter` | a record, a batch of them; what stands between cells |
//! | `padding`, `line_cells` | blanks before quotes; unusual quotes |
//! | `stray_quote` | quotes that swallow rows |
//! | `header` | where the header stands |
//! | `footer`, `other_table` | sums at the end; second tables |
//! | `cell` | dates and numbers in cells |
//!
//! | columns | |
//! | --- | --- |
//! | `plan` | all that the first rows decide |
//! | `table`, `distinct` | the first rows under their header; the values of a column |
//! | `role` | what a column can mean |
//! | `shops` | known exports, one table each |
//! | `names`, `names_abroad`, `name_parts` | usual names, whole and in parts |
//! | `profile`, `by_cells` | what the cells say instead |
//! | `rivals`, `guesses` | what else fits, and how well |
//! | `currency_name`, `hints` | currencies, zones, signs in headings |
//! | `events`, `no_orders` | logs of visits; tables without orders |
//! | `choices`, `chosen`, `mapping` | what the merchant says, and saves |
//! | `preview`, `diagnostic` | what is shown, and sent for help |
//!
//! | rows to orders | |
//! | --- | --- |
//! | `reader`, `file` | all files in order; one file |
//! | `shard` | rows as columns |
//! | `shard_rows`, `row_reader` | rows into columns, one or many at once; what kind of a row it is |
//! | `file/stretch`, `shard_parts` | a file read by several workers; rows on their way from one to another |
//! | `amounts`, `marks` | amounts of a row; its decimal mark |
//! | `dates`, `witness`, `zones` | readings of dates; other columns; zones |
//! | `sheet`, `settle` | decoded rows; what all files settle |
//! | `currencies` | rows that name no currency |
//! | `plain`, `valid_orders` | rows that are orders by themselves; all valid orders |
//! | `folder`, `fold`, `row_fates`, `layout`, `parts` | rows of an order, and its amount |
//! | `status`, `status_abroad`, `judge` | what is valid, and net |
//! | `credits`, `named_credits` | negative orders, by customer or id |
//! | `isolated`, `outcomes` | orders far away; how all orders ended |
//! | `store`, `in_place` | the order store; made of one file's own columns |
//!
//! | customers | |
//! | --- | --- |
//! | `key_columns` | the cascade of key columns |
//! | `customers` | all of them, by number |
//! | `identity` | a key, normalised or unusable |
//! | `audience_file` | a list of customers given back, which is no order |
//! | `name_and_address`, `person_names` | the last resort; names alone |
//! | `other_people` | who is no customer |
//! | `namespaces`, `same_person` | keys kept apart; keys merged |
//!
//! | several files | |
//! | --- | --- |
//! | `join` | orders with payments, lines, customers |
//! | `duplicates`, `digest` | orders and files given twice |
//!
//! | account and words | |
//! | --- | --- |
//! | `ledger`, `tally` | the account of all rows |
//! | `question`, `told` | what is asked, and noted |
//! | `sorted_map`, `sorting`, `words` | little code and little data for what is not hot |
//! | `fuzzing` | promises that fuzzing holds parts to |
//! | `stages` | single stages, for benchmarks |

mod alphabets;
mod amounts;
mod audience_file;
mod by_cells;
mod cell;
mod choices;
mod chosen;
mod consistency;
mod credits;
mod currencies;
mod currency_name;
mod customers;
mod damaged_ids;
mod dates;
mod delimiter;
mod diagnostic;
mod dialect;
mod digest;
mod distinct;
mod duplicates;
mod encoding;
mod events;
mod evidence;
mod exact_records;
mod file;
mod fold;
mod folder;
mod footer;
#[cfg(fuzzing)]
pub mod fuzzing;
mod guesses;
mod header;
mod hints;
mod identity;
mod in_place;
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
mod outcomes;
mod padding;
mod parts;
mod person_names;
mod plain;
mod plan;
mod plausible;
pub mod preview;
mod price_parts;
mod profile;
pub mod question;
mod reader;
mod records;
mod rivals;
mod role;
mod row_fates;
mod row_reader;
mod same_person;
mod sample;
mod settle;
mod shard;
mod shard_parts;
mod shard_rows;
mod sheet;
mod shops;
mod sorted_map;
mod sorting;
#[cfg(feature = "stages")]
#[doc(hidden)]
pub mod stages;
mod status;
mod status_abroad;
mod store;
mod stray_quote;
mod table;
mod tally;
mod text_stream;
mod told;
mod unit;
mod unsure_text;
mod utf16;
mod valid_orders;
mod witness;
mod words;
mod zones;

use serde::{Deserialize, Serialize};

use crate::order::Orders;
use ledger::{Ledger, Place, Reason};
use question::Question;

pub use audience_file::AudienceFile;
pub use choices::{
    Choices, Credits, DateOrder, DecimalMark, KeyChoice, LayoutChoice, RefundForm, Zone, ZoneOffset,
};
pub use diagnostic::text as diagnostic;
#[cfg(not(target_arch = "wasm32"))]
pub use encoding::NativeDecoder;
pub use file::StretchReader;
pub use identity::{key_kind, key_value};
pub use mapping::Mapping;
pub use reader::Reader;
#[cfg(not(target_arch = "wasm32"))]
pub use reader::read;
pub use sorted_map::SortedMap;

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
