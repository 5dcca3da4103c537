//! Huitou (回头客, "the customer who comes back"): who comes back to a shop, and why, from its order exports.
//!
//! # The picture
//!
//! ```text
//!  files ── bytes, by slices; what is in spreadsheets and archives by way of a crate of its own, `unpack/`
//!     │ intake   text, dialect, shop, columns; records; files joined; rows folded into orders; the ledger kept
//!     ▼
//!  Orders        columnar: orders, their lines, their dimensions; one currency, exact money, refunds folded in
//!     │ history
//!     ▼
//!  Histories     one sorted slice of orders per customer
//!     │ analysis one pure function each: (&Scope) -> plain result struct; numbers, no words
//!     ▼
//!  Report        results (a function of the orders and the settings alone) + provenance (files, ledger)
//!     │ view     words (zh, en), numbers as people read them, a figure from a closed set, a table
//!     ▼
//!  Panels ──┬─ chart   Figure → any plotters backend (canvas in the page; SVG in exports and golden tests)
//!           ├─ export  Table → CSV · Figure → SVG
//!           └─ web     the edge to JavaScript; www shows text and tables and puts the canvas into the page
//! ```
//!
//! What is done for every byte and row lives in a crate of its own, `columns/`: cutting records, columns of few bytes a
//! row, sorting, numbering and gathering rows. `order` and `history` keep their columns in its types.
//!
//! Two seams carry everything: [`Orders`](order::Orders), behind which nobody sees a cell of a file, and
//! [`Panel`](view::Panel), behind which nobody knows an analysis.
//!
//! # Who may know whom
//!
//! `time`, `money`, `error` → `order` → `history`; `stats` stands alone; `intake` → `order`; `analysis` → `order`,
//! `history`, `stats`; `report` → `analysis` and the ledger; `view` → `report`, and the questions, previews, choices
//! and customer keys of `intake`; `chart` → `view::figure`; `export` → `view`, `report`, `chart`; `sample` → `time`; `web` → everything,
//! and holds no logic; `list` is a tool of all. `tests/layers.rs` reads the sources and fails on an upward path.
//!
//! # From a file to a report
//!
//! ```
//! use huitou::analysis::Settings;
//! use huitou::intake::{self, Choices};
//! use huitou::report::Report;
//! use huitou::view::{self, Lang};
//!
//! let file = "order id,customer,date,amount\n1,ann,2024-01-05,20\n2,ann,2024-02-07,30\n3,bob,2024-01-09,10\n";
//! let intake = intake::read(&[("orders.csv", file.as_bytes())], &Choices::default())?;
//! assert!(intake.questions.is_empty() && intake.ledger.balances());
//!
//! let report = Report::of(&intake.orders, &Settings::default(), &[]);
//! let repurchase = report.results.repurchase.as_ref().unwrap();
//! assert_eq!((repurchase.rate.part, repurchase.rate.whole), (1, 2));
//!
//! let panels = view::panels(&report, Lang::En);
//! assert_eq!(panels[0].title, "The shop at a glance");
//! # Ok::<(), huitou::error::Error>(())
//! ```

#![warn(missing_docs)]

pub mod analysis;
pub mod chart;
pub mod error;
pub mod export;
pub mod history;
pub mod intake;
mod list;
pub mod money;
pub mod order;
pub mod report;
pub mod sample;
pub mod stats;
pub mod time;
#[cfg(test)]
mod types;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod web;
