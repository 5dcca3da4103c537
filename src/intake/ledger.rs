//! The ledger: every row that was read is either used or set aside with a reason.

use serde::{Deserialize, Serialize};

use crate::error::Trouble;

/// Why a row does not enter the metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Reason {
    /// The order was never paid.
    Unpaid,
    /// The order was cancelled or closed.
    Cancelled,
    /// The order was refunded in full.
    Refunded,
    /// A credit that names no order, and no earlier order of its customer is large enough.
    UnmatchedCredit,
    /// No date in the row, or none that can be read.
    NoDate,
    /// A date that no calendar has, such as 30 February.
    ImpossibleDate,
    /// No amount in the row, or none that can be read.
    NoAmount,
    /// Another currency than the one that was chosen.
    OtherCurrency,
    /// More or fewer cells than the header has, so that cells cannot be told apart.
    Ragged,
    /// An order that another file gives too, or a row of a file that was given twice.
    DuplicateOrder,
    /// A row that is no order: a footer, a repeated header, an event that is no purchase.
    NotAnOrder,
    /// A row of another table in the same file: below a second header with other names.
    OtherTable,
    /// A row of a file that goes with another, and names nothing there.
    NoPartner,
}

impl Reason {
    /// All of them; the n-th is the one that is `n` as a number.
    pub(crate) const ALL: [Reason; 13] = [
        Reason::Unpaid,
        Reason::Cancelled,
        Reason::Refunded,
        Reason::UnmatchedCredit,
        Reason::NoDate,
        Reason::ImpossibleDate,
        Reason::NoAmount,
        Reason::OtherCurrency,
        Reason::Ragged,
        Reason::DuplicateOrder,
        Reason::NotAnOrder,
        Reason::OtherTable,
        Reason::NoPartner,
    ];
}

/// The rows of one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct SetAside {
    /// Why.
    pub reason: Reason,
    /// How many rows.
    pub rows: u64,
    /// Where the first of them are, at most [`Ledger::FIRST`].
    pub first: Vec<Place>,
}

/// A row's place: the file's position among those given, and the line it starts on, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Place {
    /// From 0.
    pub file: u32,
    /// From 1.
    pub line: u32,
}

/// One file as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct FileRead {
    /// Its name, for the merchant's eyes; never in a shared report.
    pub name: String,
    /// Bytes read.
    pub bytes: u64,
    /// Rows read, without the header.
    pub rows: u64,
    /// A WHATWG label (`utf-8`, `utf-16le`, `gb18030`, ...), or `utf-8-bom`.
    pub encoding: String,
    /// `,`, `;`, TAB, or one space for runs of spaces.
    pub delimiter: String,
    /// The shop whose export it is: a name from `intake::shops`, or `None` for a plain file.
    pub shop: Option<String>,
    /// Characters that could not be decoded in kept cells.
    pub replaced_characters: u64,
    /// Which column is taken for what.
    pub columns: Vec<ColumnUse>,
}

/// A column and what it is taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ColumnUse {
    /// The header's name as read; `#3` where the file has no header.
    pub name: String,
    /// A role's name from `intake::columns`.
    pub role: String,
}

/// How the customers were told apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct KeyUse {
    /// The column's name as read.
    pub name: String,
    /// `account`, `email`, `phone`, `name_and_address`, `name`.
    pub kind: String,
    /// Valid orders whose customer was found by it.
    pub orders: u64,
}

/// Why a key tells nobody apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Unusable {
    /// Parts of it are hidden: `t**1`.
    Masked,
    /// Encrypted: `##...`, `$$...`.
    Encrypted,
    /// It stands for everybody without an account, or was typed because something had to be: `guest`, 13800000000.
    Guest,
    /// A spreadsheet has made it a number: `1.38E+10`.
    Rounded,
    /// No telephone number, e-mail address or address.
    Unfit,
}

/// A thing that was assumed, or noticed and survived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Note {
    /// Status words that no table knows; these orders are kept.
    UnknownStatus {
        /// How many orders.
        orders: u64,
        /// The first one.
        first: Place,
    },
    /// No order is paid, so pending ones count: the shop is taken for cash on delivery.
    CashOnDelivery {
        /// How many pending orders were kept.
        orders: u64,
    },
    /// Refunds were taken off the orders that they name.
    RefundsSubtracted {
        /// How many orders.
        orders: u64,
    },
    /// The amount was taken for already net: the refund was not subtracted again.
    RefundsAlreadyNet {
        /// How many orders.
        orders: u64,
    },
    /// Credits that name no order were taken off the customer's latest earlier order that is large enough.
    CreditsMatched {
        /// How many credits.
        credits: u64,
    },
    /// Credits were kept as orders of their own (the named option).
    CreditsAsOrders {
        /// How many credits.
        credits: u64,
    },
    /// The order's amount stands on each of its lines and was counted once.
    RepeatedTotals {
        /// How many orders have more than one line.
        orders: u64,
    },
    /// Rows with one order id name different customers: each id was counted as one order of its first customer.
    SharedIds {
        /// How many ids.
        orders: u64,
        /// The first of them.
        first: Place,
    },
    /// On the rows of some orders the amounts are equal, on those of others not: it is unsure whether equal ones
    /// are the order's amount, repeated, or amounts of its lines. Different ones were added.
    MixedTotals {
        /// Orders with equal amounts.
        equal: u64,
        /// Orders with different amounts.
        different: u64,
        /// Whether equal amounts were counted once; else they were added too.
        counted_once: bool,
    },
    /// Amounts were computed as quantity times unit price.
    QuantityTimesPrice,
    /// There is a discount beside them, which can be a share or an amount, of a piece or of the line: it was not
    /// taken off.
    DiscountsNotSubtracted,
    /// Amounts with more decimals than the currency has were rounded, half to even.
    Rounded {
        /// How many rows.
        rows: u64,
    },
    /// The file names no currency.
    CurrencyUnknown,
    /// Keys that tell nobody apart were not used.
    UnusableKeys {
        /// The column's name as read.
        column: String,
        /// What they are.
        why: Unusable,
        /// How many valid orders have such a key.
        orders: u64,
    },
    /// Whose time the days are: stamps carry an offset, are of UTC, or a column names their zone.
    Zone {
        /// An IANA name, the file's own name for its zone, or the offsets that the stamps carry: `UTC−05:00`.
        name: String,
        /// Whether stamps were converted to it; else they are as written.
        converted: bool,
        /// Rows that say nothing of their zone in files of which others do: they are as written.
        as_written: u64,
    },
    /// Orders that lie more than two years before or after all others.
    IsolatedDates {
        /// How many orders.
        orders: u64,
        /// The first of them.
        first: Place,
    },
    /// The dates could be read in several ways; the choice that was made: `day_first`, `month_first`, `year_first`.
    DateOrder {
        /// Which one.
        chosen: String,
        /// Whether a cell settled it (false: the merchant did).
        settled_by_data: bool,
    },
    /// The file has no order ids: each row is an order.
    RowsAreOrders,
    /// Orders whose copies in several files differ in customer, time, amount or status: the copy that is further
    /// on was counted.
    FilesDisagree {
        /// How many copies were set aside.
        orders: u64,
        /// The first of them.
        first: Place,
    },
    /// Accounts of different exports were not taken for the same customer.
    AccountsKeptApart {
        /// How many exports.
        exports: u64,
    },
    /// Files with different headers name their customers in a column of the same name: equal values were taken
    /// for the same customer.
    AccountsShared {
        /// The column's name as read.
        column: String,
    },
    /// Files that lack what orders have, and name nothing in the other files: all their rows are set aside.
    UnrelatedFiles {
        /// The position of the first of them.
        first: u32,
        /// How many.
        files: u64,
    },
    /// Two exports have the same order ids, on other days: they were taken for those of different shops, and all
    /// were counted.
    SameIdsOtherDays {
        /// The positions of the first files of both.
        files: [u32; 2],
        /// How many ids.
        orders: u64,
    },
    /// The rows of a file that has amounts of its own were taken for the lines of orders in another: those amounts
    /// were not added.
    LinesNotAdded {
        /// The position of the file with the lines.
        file: u32,
        /// How many rows.
        rows: u64,
    },
    /// Files without order ids have equal rows: they may be the same orders or others. All were counted.
    EqualRows {
        /// How many rows of later files an earlier one has too.
        rows: u64,
        /// The first of them.
        first: Place,
    },
    /// The text could have another encoding too, but no column that is used has any.
    EncodingUnsure {
        /// The file's position among those given, from 0.
        file: u32,
        /// The encoding that was used.
        used: String,
        /// Another one.
        other: String,
    },
    /// The order's total stands on one of its rows.
    TotalsOnOneRow {
        /// How many valid orders have more than one row.
        orders: u64,
    },
    /// One row of an order has the sum of its others, and was counted alone.
    SummaryRows {
        /// How many valid orders.
        orders: u64,
    },
    /// The amounts of an order's rows were added.
    RowsAdded {
        /// How many valid orders have more than one row.
        orders: u64,
    },
    /// The currency is told by a sign alone that is that of several.
    CurrencyBySign {
        /// `$`, `¥`.
        sign: String,
        /// What it was taken for: an ISO code.
        code: String,
    },
    /// Keys of different kinds that stood together on an order, and with no other keys of those kinds anywhere,
    /// were taken for one customer's.
    KeysMerged {
        /// Customers whose orders were found by more than one kind of key.
        customers: u64,
        /// How many of their orders have only the weaker key.
        orders: u64,
    },
    /// Columns of people who are no customers: who promoted, sold or carried the goods. They were not used.
    OtherPeople {
        /// The columns' names as read.
        columns: Vec<String>,
    },
    /// Names say nothing of these columns: what they are was told by their cells.
    ColumnsByCells {
        /// The columns and what they were taken for.
        columns: Vec<ColumnUse>,
    },
    /// Of several columns of amounts the one with the surest name was used.
    AmountColumn {
        /// The column that was used.
        column: String,
        /// The next, which would give another sum.
        other: String,
    },
    /// Of several columns of dates the one with the surest name was used.
    DateColumn {
        /// The column that was used.
        column: String,
        /// The next, which lies on other days.
        other: String,
    },
    /// Amounts that only another decimal mark than that of the file's first rows can read: they are no amount now.
    OtherDecimalMark {
        /// How many rows.
        rows: u64,
    },
    /// Rows with a quote that nothing closes: it was dropped, and each line was read as a row of its own.
    StrayQuotes {
        /// How many rows.
        rows: u64,
        /// The first of them.
        first: Place,
    },
    /// Quotes were read as text: as quotes they would have made one row of several.
    QuotesAreText {
        /// The file's position, from 0.
        file: u32,
    },
    /// The file has no header, and no known shop's form: its columns were told by their cells alone.
    NoHeader {
        /// The file's position, from 0.
        file: u32,
    },
    /// The amounts are those of the goods, and columns beside them hold other parts of the price: these were neither
    /// added nor taken off.
    PartsNotAdded {
        /// The column that was used.
        column: String,
        /// The others.
        others: Vec<String>,
    },
    /// The merchant has said a currency, and the files name another: that was used.
    CurrencyNotThere {
        /// What was said.
        said: String,
        /// What the files name.
        named: String,
    },
    /// Many orders are one customer's: it may be the shop's own telephone or account.
    OneCustomer {
        /// The name of the key's column.
        column: String,
        /// How many orders.
        orders: u64,
        /// The first of them.
        first: Place,
    },
    /// NUL bytes between the characters were passed over.
    NulsSkipped {
        /// How many.
        bytes: u64,
    },
    /// A column has very many values: the most frequent are kept, and all others count as one.
    ValuesPooled {
        /// The column's role.
        role: String,
        /// How many values valid orders have there.
        values: u64,
        /// How many of them are kept.
        kept: u64,
    },
    /// Parts of archives and workbooks were not read: other files than tables, hidden sheets.
    PartsNotRead {
        /// The name of the first, in the order of names.
        first: String,
        /// How many.
        parts: u64,
    },
    /// A file that certainly holds no rows was left out.
    FileNotRead {
        /// Its name.
        name: String,
        /// What it is instead.
        trouble: Trouble,
    },
}

/// Files whose rows name rows of others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Join {
    /// The positions of the files that say more.
    pub from: Vec<u32>,
    /// The positions of the files that they speak of.
    pub to: Vec<u32>,
    /// The names of the two columns as read.
    pub columns: [String; 2],
    /// Rows of the files that say more.
    pub rows: u64,
    /// Those of them that found their partner.
    pub matched: u64,
    /// Rows of the files that they speak of.
    pub rows_to: u64,
    /// Those of them that were found.
    pub matched_to: u64,
    /// What was taken from them: names of roles.
    pub gives: Vec<String>,
}

/// The account of all rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Ledger {
    /// The files in the order given.
    pub files: Vec<FileRead>,
    /// Rows read: always `rows_used` plus the rows of all reasons.
    pub rows: u64,
    /// Rows that became part of a valid order, credits that reduced one included.
    pub rows_used: u64,
    /// The rest, by reason; reasons without rows are left out.
    pub set_aside: Vec<SetAside>,
    /// Valid orders.
    pub orders: u64,
    /// Valid orders with a usable customer key.
    pub orders_with_key: u64,
    /// How their customers were found.
    pub keys: Vec<KeyUse>,
    /// What was assumed or noticed.
    pub notes: Vec<Note>,
    /// Which files belong together, and by what.
    #[serde(default)]
    pub joins: Vec<Join>,
}

impl Ledger {
    /// How many places a reason keeps in the report.
    pub const FIRST: usize = 5;

    /// Whether every row is accounted for.
    pub fn balances(&self) -> bool {
        self.rows == self.rows_used + self.set_aside.iter().map(|s| s.rows).sum::<u64>()
    }
}
