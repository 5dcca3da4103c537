//! What the data settle, and what the merchant must: the order of day and month, the one currency.

use std::cmp::Reverse;

use huitou_columns::row_lines::RowLines;

use super::cell::IMPOSSIBLE;
use super::dates::{Dates, Evidence};
use super::fold::Draft;
use super::folder::Folder;
use super::ledger::{Note, Place, Reason};
use super::plain::PlainRows;
use super::question::{CurrencyOption, DateOption, Question};
use super::sheet::Sheet;
use super::sorted_map::SortedMap;
use super::sorting;
use super::{Choices, DateOrder};
use crate::error::{Error, Trouble};
use crate::list::Listed;
use crate::money::{Currency, Money};
use crate::time::{Day, Moment, Period, PeriodKind};

/// How the dates of each file are read.
#[derive(Debug, Default)]
pub(super) struct DateReadings {
    /// For each file what comes first.
    pub orders: Vec<DateOrder>,
    /// What was assumed.
    pub note: Option<Note>,
    /// What is open.
    pub question: Option<Question>,
}

/// Decides how dates are read.
pub(super) fn dates(sheets: &[Sheet<'_>], choices: &Choices) -> DateReadings {
    // For each export what its dates say, and what its other columns of dates say.
    let mut evidence: SortedMap<usize, [Evidence; 2]> = SortedMap::default();
    for sheet in sheets.iter().filter(|sheet| sheet.rows.shard.dates.is_ambiguous()) {
        let [own, witness] = evidence.or_default(sheet.export);
        own.join(&sheet.rows.shard.dates.evidence);
        witness.join(&sheet.rows.plan.date_witness);
    }
    let possible: Vec<Vec<DateOrder>> = sheets
        .iter()
        .map(|sheet| evidence.get(&sheet.export).map_or(Vec::new(), |found| possible_orders(found, sheet)))
        .listed();
    let open: Vec<(usize, &Dates, &RowLines)> = sheets
        .iter()
        .enumerate()
        .filter(|(file, _)| possible[*file].len() > 1)
        .map(|(file, sheet)| (file, &sheet.rows.shard.dates, &sheet.rows.shard.lines))
        .listed();
    let in_question = |order: &DateOrder| open.iter().any(|(file, ..)| possible[*file].contains(order));
    let in_question =
        [DateOrder::MonthFirst, DateOrder::DayFirst, DateOrder::YearFirst].into_iter().filter(in_question);
    let options = date_options(&open, in_question.listed());
    let likeliest = options.as_ref().and_then(|(_, options)| Some(options.first()?.answer));
    let chosen = choices.date_order.or(likeliest).unwrap_or(DateOrder::DayFirst);
    let settled = |possible: &[DateOrder]| possible.first().copied().filter(|_| possible.len() == 1);
    let orders: Vec<DateOrder> = possible.iter().map(|possible| settled(possible).unwrap_or(chosen)).listed();
    let note = possible.iter().zip(&orders).filter(|(possible, _)| !possible.is_empty()).find_map(
        |(possible, &order)| {
            let by_data = settled(possible).is_some();
            (by_data || choices.date_order.is_some()).then(|| date_note(order, by_data))
        },
    );
    let question = options.filter(|_| choices.date_order.is_none());
    let question = question.map(|(example, options)| Question::DateOrder { example, options });
    DateReadings { orders, note, question }
}

/// The readings that are left: where the dates themselves leave several, what the shop always writes, and else what
/// the other columns say.
fn possible_orders([own, witness]: &[Evidence; 2], sheet: &Sheet<'_>) -> Vec<DateOrder> {
    let possible = own.possible();
    if possible.len() < 2 {
        return possible;
    }
    if let Some(order) = sheet.rows.plan.hints.date_order.filter(|order| possible.contains(order)) {
        return vec![order];
    }
    let witnessed = witness.possible();
    let agreed: Vec<DateOrder> = possible.iter().copied().filter(|order| witnessed.contains(order)).listed();
    if agreed.len() == 1 { agreed } else { possible }
}

/// What a sign that is that of several currencies was taken for, where it alone names the currency.
pub(super) fn sign_note(sheets: &[Sheet<'_>], currency: &Currency) -> Option<Note> {
    let plan = |sheet: &&Sheet<'_>| sheet.rows.plan.shop.is_none_or(|shop| shop.currency.is_none());
    let sign = sheets.iter().filter(plan).find_map(|sheet| sheet.rows.plan.hints.sign)?;
    let is_it = matches!((sign, currency.code.as_str()), ("$", "USD") | ("¥", "CNY"));
    is_it.then(|| Note::CurrencyBySign { sign: sign.to_string(), code: currency.code.clone() })
}

fn date_note(order: DateOrder, settled_by_data: bool) -> Note {
    let chosen = match order {
        DateOrder::DayFirst => "day_first",
        DateOrder::MonthFirst => "month_first",
        DateOrder::YearFirst => "year_first",
    };
    Note::DateOrder { chosen: chosen.to_string(), settled_by_data }
}

/// The readings of the open files, the likeliest first: the one under which the rows span fewer days; of equal
/// ones month first, as the exports that write such dates mostly do.
fn date_options(
    open: &[(usize, &Dates, &RowLines)],
    orders: Vec<DateOrder>,
) -> Option<(Place, Vec<DateOption>)> {
    let (file, dates, lines) =
        open.iter().find(|(_, dates, _)| dates.first_open.is_some()).or(open.first())?;
    let row = dates.first_open.unwrap_or(0) as usize;
    let example = Place { file: *file as u32, line: lines.get(row).unwrap_or(1) };
    let option = |answer: DateOrder| {
        let read = |dates: &Dates| -> Vec<Day> {
            let readable = dates.read(answer).iter().filter(|&seconds| seconds > IMPOSSIBLE);
            readable.map(|seconds| Moment(seconds).day()).listed()
        };
        let days: Vec<Day> = open.iter().flat_map(|(_, dates, _)| read(dates)).listed();
        let shown = dates.read(answer).get(row).filter(|&seconds| seconds > IMPOSSIBLE);
        let shown = shown.map_or(Day(0), |seconds| Moment(seconds).day());
        let month = Period::of(shown, PeriodKind::Month);
        DateOption {
            answer,
            example: shown,
            first_day: days.iter().min().copied().unwrap_or(shown),
            last_day: days.iter().max().copied().unwrap_or(shown),
            rows_in_month: days.iter().filter(|&&day| Period::of(day, PeriodKind::Month) == month).count()
                as u64,
        }
    };
    let mut options: Vec<DateOption> = orders.into_iter().map(option).listed();
    sorting::by_key(&mut options, |option| option.last_day.days_since(option.first_day));
    Some((example, options))
}

/// The one currency, what is open, and whether some orders name none.
#[derive(Debug)]
pub(super) struct OneCurrency {
    /// The currency of all amounts that are kept.
    pub currency: Currency,
    /// Whether no cell or shop names it.
    pub is_unknown: bool,
    /// What is open.
    pub question: Option<Question>,
    /// How many currencies the files name.
    named: usize,
}

impl OneCurrency {
    /// Whether amounts in a currency are kept: what names none is in the only one that is named; it could be in any of
    /// several.
    pub fn takes(&self, own: &Currency) -> bool {
        takes(&self.currency, self.named, own)
    }
}

fn takes(kept: &Currency, named: usize, own: &Currency) -> bool {
    own.code == kept.code || named == 1 && own.code.is_empty() && own.decimals == kept.decimals
}

/// Decides on the currency and sets aside the orders in others, and those in several. Orders that name none are
/// taken to be in it where no other is named.
pub(super) fn currency(
    drafts: &mut [Draft],
    plain: &mut PlainRows,
    folders: &[Folder<'_>],
    sheets: &[Sheet<'_>],
    choices: &Choices,
) -> Result<OneCurrency, Error> {
    let mut options = Vec::new();
    for (file, folder) in folders.iter().enumerate() {
        add_plain_rows(&mut options, plain, file, folder);
    }
    add_drafts(&mut options, drafts, sheets);
    let names_none = options.iter().any(|option| option.answer.is_empty());
    let named = options.iter().filter(|option| !option.answer.is_empty()).count();
    if options.len() > 1 {
        options.retain(|option| !option.answer.is_empty());
    }
    let options = by_rows(options);
    let chosen = match choices.currency.as_deref().filter(|_| options.len() > 1) {
        Some(code) => match options.iter().find(|option| option.answer.eq_ignore_ascii_case(code)) {
            None => return Err(Error::new(Trouble::BadChoice { name: "currency".to_string() })),
            found => found,
        },
        None => options.first(),
    };
    let currency = chosen.map_or(Currency::of(""), |option| Currency::of(&option.answer));
    let fits = |own: &Currency| takes(&currency, named, own);
    for draft in drafts.iter_mut().filter(|draft| draft.reason.is_none()) {
        draft.reason = (!currency_of(draft, sheets).is_some_and(fits)).then_some(Reason::OtherCurrency);
    }
    for (file, folder) in folders.iter().enumerate() {
        let shard = &folder.sheet.rows.shard;
        let fit: Vec<bool> = shard.currencies.iter().map(fits).listed();
        let is_other = |number: u8| fit.get(usize::from(number)) != Some(&true);
        if shard.currency.iter().any(|&number| is_other(number)) {
            let reason = |row: usize| is_other(shard.currency[row]).then_some(Reason::OtherCurrency);
            plain.set_aside(file, reason);
        }
    }
    // A code that could name them has done so before.
    if choices.currency.is_some() && chosen.is_some_and(|option| option.answer.is_empty()) {
        return Err(Error::new(Trouble::BadChoice { name: "currency".to_string() }));
    }
    let is_open = options.len() > 1 && choices.currency.is_none();
    Ok(OneCurrency {
        is_unknown: names_none && named < 2 && currency.code.is_empty(),
        question: is_open.then_some(Question::Currency { options }),
        currency,
        named,
    })
}

/// What was said is not the currency that the files name.
pub(super) fn not_there(currency: &Currency, choices: &Choices) -> Option<Note> {
    let said = choices.currency.as_deref().filter(|said| !said.eq_ignore_ascii_case(&currency.code))?;
    let named = currency.code.clone();
    (!named.is_empty()).then(|| Note::CurrencyNotThere { said: said.to_string(), named })
}

/// Adds the currencies of the orders that are valid otherwise.
fn add_drafts(options: &mut Vec<CurrencyOption>, drafts: &[Draft], sheets: &[Sheet<'_>]) {
    for draft in drafts.iter().filter(|draft| draft.reason.is_none()) {
        if let Some(currency) = currency_of(draft, sheets) {
            add_option(options, currency, u64::from(draft.rows), Money(draft.amount));
        }
    }
}

/// The same of the plain rows of a file.
fn add_plain_rows(options: &mut Vec<CurrencyOption>, plain: &PlainRows, file: usize, folder: &Folder<'_>) {
    let shard = &folder.sheet.rows.shard;
    let mut sums = vec![(0, Money::ZERO); shard.currencies.len()];
    let mut amounts = Vec::new();
    if let [only] = sums.as_mut_slice() {
        let (count, sum) = plain.sum_valid(file, folder.amounts());
        *only = (count, Money(sum));
    } else {
        plain.each_valid(file, &mut |rows| {
            folder.amounts().read(rows, &mut amounts);
            for (&row, &amount) in rows.iter().zip(&amounts) {
                if let Some((count, sum)) = sums.get_mut(usize::from(shard.currency[row as usize])) {
                    *count += 1;
                    *sum += Money(amount);
                }
            }
        });
    }
    for (currency, (rows, sum)) in shard.currencies.iter().zip(sums).filter(|(_, (rows, _))| *rows > 0) {
        add_option(options, currency, rows, sum);
    }
}

fn add_option(options: &mut Vec<CurrencyOption>, currency: &Currency, rows: u64, amount: Money) {
    let position = options.iter().position(|option| option.answer == currency.code).unwrap_or_else(|| {
        let (answer, decimals) = (currency.code.clone(), currency.decimals);
        options.push(CurrencyOption { answer, decimals, rows: 0, amount: Money::ZERO });
        options.len() - 1
    });
    options[position].rows += rows;
    options[position].amount += amount;
}

/// The currencies, most rows first. They are few: each finds its place among those before it.
fn by_rows(options: Vec<CurrencyOption>) -> Vec<CurrencyOption> {
    let mut sorted: Vec<CurrencyOption> = Vec::with_capacity(options.len());
    for option in options {
        let before = |other: &CurrencyOption| {
            (Reverse(other.rows), &other.answer) < (Reverse(option.rows), &option.answer)
        };
        sorted.insert(sorted.partition_point(before), option);
    }
    sorted
}

/// The currency of a draft; `None` where its amounts are in several. A draft without an amount is in its file's.
pub(super) fn currency_of<'a>(draft: &Draft, sheets: &'a [Sheet<'_>]) -> Option<&'a Currency> {
    let number = draft.currency.or(draft.currency_of_nothing).unwrap_or(0);
    sheets[draft.file].rows.shard.currencies.get(usize::from(number))
}
