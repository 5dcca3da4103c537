//! What is done for every byte and every row of a file: a crate of its own, so that it alone is compiled for speed
//! and all else for size.
//!
//! | module | |
//! | --- | --- |
//! | [`numbers`] | a column of integers of 64 bits in four bytes a row |
//! | [`codes`] | a column of numbers of distinct values in one, two or four bytes a row |
//! | [`columns`] | the cells of a batch by column |
//! | [`digest`] | a number for the bytes of a file |
//! | [`row_lines`] | on which line each row starts |
//! | [`interner`] | distinct byte strings and their numbers |
//! | [`ids`] | order ids, as numbers of four or eight bytes where they are written alike |
//! | [`bytes`] | comparing and hashing short byte strings; what stands in long ones |
//! | [`batch_rows`] | the plain rows of many, column by column |
//! | [`texts`] | a column of texts: codes and distinct values |
//! | [`record`], [`cells`] | a record, many of them, their cells without what stands around a value |
//! | [`plain`] | dates and amounts as nearly all cells write them |
//! | [`row_marks`], [`blocks`] | what became of each row; what is done with the rows of a block |
//! | [`ranked`] | the values at ranks |
//! | [`sorting`] | rows in the order of their numbers, ties left to the caller |
//! | [`row_order`] | rows in another order, and columns put into it |
//! | [`first_days`] | how many rows codes have, and the first day of any |
//! | [`numbering`] | codes by their first appearance |
//! | [`gather`] | the rows of each code, side by side |
//! | [`totals`] | what the rows of each code come to |
//! | [`by_count`] | how many codes have so many rows, and what these come to |
//! | [`gaps`] | how many steps pass between the rows of a code |
//! | [`lasts`] | the last row of each code, and the middle of its gaps |
//! | [`progress`] | how far codes are in cycles of their own |
//! | [`stretches`], [`standings`] | what codes have come to by the ends of periods, and of which level they are then |
//! | [`contents`] | what rows hold, and which codes hold it again |
//! | [`first_waits`] | how long codes wait after their first row |
//! | [`code_gaps`] | how many until they hold the same again |
//! | [`visits`] | rows of codes by the period of their step |
//! | [`comings`] | codes by the period that they come in, and when they came before |
//! | [`cohorts`] | in which periods codes come back |
//! | [`ages`] | what codes come to by the steps since their first row |
//! | [`hours`] | rows by the weekday and the hour of their moments |
//! | [`parts`] | whole parts of amounts |
//! | [`classes`] | rows told apart by where their values lie between edges |
//! | [`edged`] | how many cells records have, and which hold certain bytes |
//! | [`distinct`] | the distinct values of some cells |
//! | [`looks`] | which kinds of bytes a text has |
//! | [`words`] | lists of words in one text |
//! | [`parcel`] | columns on their way from one worker to another |
//! | [`pieces`] | the records of a piece, cut at once |
//! | [`structure`] | where cells and records end, 64 bytes at a time |
//!
//! Nothing here knows what a column means.

#![warn(missing_docs)]

pub mod ages;
pub mod batch_rows;
pub mod blocks;
pub mod by_count;
pub mod bytes;
pub mod cells;
pub mod classes;
pub mod code_gaps;
pub mod codes;
pub mod cohorts;
pub mod columns;
pub mod comings;
pub mod contents;
pub mod digest;
mod digits;
pub mod distinct;
pub mod edged;
pub mod first_days;
pub mod first_waits;
pub mod gaps;
pub mod gather;
pub mod hours;
mod id_numbers;
pub mod ids;
pub mod interner;
mod keyed;
pub mod lasts;
pub mod looks;
pub mod numbering;
pub mod numbers;
pub mod parcel;
mod parted;
pub mod parts;
pub mod pieces;
pub mod plain;
pub mod progress;
pub mod ranked;
mod recent;
pub mod record;
mod room;
pub mod row_lines;
pub mod row_marks;
pub mod row_order;
pub mod sorting;
pub mod standings;
pub mod stretches;
pub mod structure;
pub mod texts;
pub mod totals;
pub mod visits;
pub mod words;

/// The code of a row that has no value.
pub const MISSING: u32 = u32::MAX;
