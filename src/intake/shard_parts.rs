//! The rows of a part of a file on their way from the worker that has read it to the one that keeps them.

use huitou_columns::numbers::HandedNumbers;
use huitou_columns::parcel::{Parcel, Unpacking, Words};
use huitou_columns::row_lines::RowLines;
use huitou_columns::texts::{HandedTexts, TextColumn};

use super::amounts::position_of;
use super::currencies::SEVERAL;
use super::dates::HandedDates;
use super::marks::Marks;
use super::shard::{RowKind, Shard};
use crate::money::Currency;

/// Rows of a part; but for the numbers of lines, rows and values they are what the file's own shard would hold.
pub(super) struct HandedRows<'a> {
    lines: RowLines,
    kinds: &'a [u8],
    paid: &'a [u8],
    cancelled: &'a [u8],
    dates: HandedDates<'a>,
    /// In the order of [`Shard::money`].
    money: Vec<HandedNumbers<'a>>,
    quantities: Words<'a>,
    currency: &'a [u8],
    currencies: Vec<Currency>,
    marks: Marks,
    rounded: u64,
    long: Vec<(u32, usize)>,
    short: Words<'a>,
    /// In the order of [`Shard::all_texts`].
    texts: Vec<HandedTexts<'a>>,
}

impl Shard {
    fn money(&mut self) -> [&mut huitou_columns::numbers::Numbers; 5] {
        [&mut self.amounts, &mut self.line_amounts, &mut self.refunds, &mut self.grosses, &mut self.discounts]
    }

    fn all_texts(&mut self) -> impl Iterator<Item = &mut TextColumn> {
        self.texts.iter_mut().map(|(_, _, texts)| texts).chain(&mut self.keys).chain(&mut self.links)
    }

    /// Whether the rows can be read without those before them, and those behind without them.
    pub fn stands_alone(&self) -> bool {
        self.stray_quote.is_none()
            && !self.other_table.is_inside()
            && !self.kinds.contains(&RowKind::OtherTable)
    }

    /// Rows of many values are kept as keys from here on.
    pub fn begin_keys(&mut self) {
        self.all_texts().for_each(TextColumn::begin_keys);
    }

    /// Hands all rows over, and of each column's values those from the number in `sent` on.
    pub fn hand_over(&mut self, sent: &mut Vec<u32>, parcel: &mut Parcel) {
        self.lines.hand_over(parcel);
        let kinds: Vec<u8> = std::mem::take(&mut self.kinds).into_iter().map(|kind| kind as u8).collect();
        parcel.bytes(&kinds);
        for said in [&mut self.paid, &mut self.cancelled] {
            let said: Vec<u8> = std::mem::take(said).into_iter().map(u8::from).collect();
            parcel.bytes(&said);
        }
        self.dates.hand_over(parcel);
        self.money().into_iter().for_each(|column| column.hand_over(parcel));
        parcel.words(std::mem::take(&mut self.quantities).into_iter().map(|pieces| pieces as u32));
        parcel.bytes(&std::mem::take(&mut self.currency));
        parcel.number(self.currencies.len() as u64);
        for currency in &self.currencies {
            parcel.bytes(currency.code.as_bytes());
            parcel.number(currency.decimals.into());
        }
        self.marks.hand_over(parcel);
        parcel.number(std::mem::take(&mut self.rounded));
        let long = std::mem::take(&mut self.long);
        parcel.words(long.iter().map(|&(row, _)| row));
        parcel.words(long.iter().map(|&(_, cells)| cells as u32));
        parcel.words(std::mem::take(&mut self.short).into_iter());
        sent.resize(self.all_texts().count(), 0);
        self.all_texts().zip(sent).for_each(|(texts, sent)| texts.hand_over(sent, parcel));
    }

    /// Whether the rows are of columns like these, and `known` has the numbers of all values that were handed over
    /// before.
    pub fn fits(&mut self, rows: &HandedRows<'_>, known: &mut Vec<Vec<u32>>) -> bool {
        let columns = self.all_texts().count();
        known.resize_with(columns, Vec::new);
        let has_all = |length: usize| length == 0 || length == rows.len();
        !self.other_table.is_inside()
            && rows.texts.len() == columns
            && [rows.kinds.len(), rows.dates.len(), rows.currency.len()] == [rows.len(); 3]
            && [rows.paid.len(), rows.cancelled.len(), rows.quantities.len()].into_iter().all(has_all)
            && rows.money.iter().all(|column| has_all(column.len()))
            && rows.texts.iter().all(|texts| texts.len() == rows.len())
            && self
                .all_texts()
                .zip(&rows.texts)
                .zip(known)
                .all(|((mine, theirs), known)| theirs.fit(mine, known))
    }

    /// Adds rows that [fit](Shard::fits), so many lines further down.
    pub fn take_in(&mut self, rows: &HandedRows<'_>, lines: u32, known: &mut [Vec<u32>]) {
        let before = self.len();
        self.lines.take_in(&rows.lines, lines);
        self.kinds.extend(rows.kinds.iter().filter_map(|&kind| RowKind::ALL.get(usize::from(kind))));
        self.paid.extend(rows.paid.iter().map(|&said| said != 0));
        self.cancelled.extend(rows.cancelled.iter().map(|&said| said != 0));
        self.dates.take_in(&rows.dates);
        self.money().into_iter().zip(&rows.money).for_each(|(mine, theirs)| mine.take_in(theirs));
        self.quantities.extend(rows.quantities.iter().map(|pieces| pieces as i32));
        let numbers: Vec<u8> =
            rows.currencies.iter().map(|named| position_of(&mut self.currencies, named.clone())).collect();
        let number = |&number: &u8| numbers.get(usize::from(number)).copied().unwrap_or(SEVERAL);
        self.currency.extend(rows.currency.iter().map(number));
        self.marks.take_in(&rows.marks, before);
        self.rounded += rows.rounded;
        self.long.extend(rows.long.iter().map(|&(row, cells)| (before as u32 + row, cells)));
        self.short.extend(rows.short.iter().map(|row| before as u32 + row));
        for ((mine, theirs), known) in self.all_texts().zip(&rows.texts).zip(known) {
            mine.take_in(theirs, known);
        }
    }
}

impl<'a> HandedRows<'a> {
    /// Reads rows that were handed over, up to the end of the parcel.
    pub fn read(from: &mut Unpacking<'a>) -> Option<HandedRows<'a>> {
        let lines = RowLines::read(from)?;
        let (kinds, paid, cancelled) = (from.bytes()?, from.bytes()?, from.bytes()?);
        let dates = HandedDates::read(from)?;
        let money = (0..5).map(|_| HandedNumbers::read(from)).collect::<Option<_>>()?;
        let (quantities, currency) = (from.words()?, from.bytes()?);
        let currencies = (0..from.number()?).map(|_| read_currency(from)).collect::<Option<_>>()?;
        let (marks, rounded) = (Marks::read(from)?, from.number()?);
        let (long, cells) = (from.words()?, from.words()?);
        let long = long.iter().zip(cells.iter().map(|cells| cells as usize)).collect();
        let short = from.words()?;
        let texts = std::iter::from_fn(|| HandedTexts::read(from)).collect();
        Some(HandedRows {
            lines,
            kinds,
            paid,
            cancelled,
            dates,
            money,
            quantities,
            currency,
            currencies,
            marks,
            rounded,
            long,
            short,
            texts,
        })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }
}

fn read_currency(from: &mut Unpacking<'_>) -> Option<Currency> {
    let code = std::str::from_utf8(from.bytes()?).ok()?.to_string();
    Some(Currency { code, decimals: from.number()?.try_into().ok()? })
}
