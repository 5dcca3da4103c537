//! The reader: files by slices, then the steps from rows to orders.

use super::choices::{Choices, Credits};
use super::customers::Customers;
use super::file::{self, FileReader, FileRows};
use super::fold::{self, Draft};
use super::folder::{Folder, Words};
use super::in_place::OwnRows;
use super::join::{Joined, fates};
use super::judge::{self, Habits};
use super::ledger::{Ledger, Note, Place, Reason};
use super::namespaces::Namespaces;
use super::plain::PlainRows;
use super::preview::FilePreview;
use super::question::Question;
use super::row_fates::RowFates;
use super::sheet::Sheet;
use super::sorted_map::SortedMap;
use super::tally::Tally;
use super::valid_orders::{OrderCounts, ValidOrders};
use super::{
    Decode, Intake, Progress, chosen, credits, currencies, diagnostic, duplicates, isolated, named_credits,
    outcomes, parts, same_person, settle, store, told, unsure_text, zones,
};
use crate::error::{Error, Trouble};
use crate::list::Listed;
use crate::order::{Columns, MOST_VALUES, Orders, Outcomes};

/// Exports of one shop are never so many, and each has a whole reader.
const MOST_FILES: usize = 10_000;

/// Reads files that come in slices of any size.
pub struct Reader {
    choices: Choices,
    decoder: Box<dyn Decode>,
    seed: u64,
    files: Vec<FileRows>,
    /// Which of those begun they are.
    given: Vec<usize>,
    current: Option<FileReader>,
    /// Files that certainly hold no rows, and why: nothing of the whole is missing without them.
    empty: Vec<(String, Error)>,
    /// Whether the rest of the file that is being given is one of those.
    is_over: bool,
    previews: Vec<FilePreview>,
    /// Names of what is in containers and is no file of orders.
    passed_over: Vec<String>,
    /// What stopped a file: without it there is no whole to show.
    failed: Option<Error>,
    read: Progress,
}

impl Reader {
    /// A reader under the merchant's choices.
    pub fn new(choices: Choices, decoder: Box<dyn Decode>) -> Reader {
        Reader {
            choices,
            decoder,
            seed: 0,
            files: Vec::new(),
            given: Vec::new(),
            current: None,
            empty: Vec::new(),
            is_over: false,
            previews: Vec::new(),
            passed_over: Vec::new(),
            failed: None,
            read: Progress::default(),
        }
    }

    /// Hashes under a seed that nobody else knows: a file made to slow the reading down then can't. What is read does
    /// not depend on it.
    pub fn seeded(mut self, seed: u64) -> Reader {
        self.seed = seed;
        self
    }

    /// Begins the next file, and ends the one before if that was not done.
    pub fn start_file(&mut self, name: &str) {
        // An error is kept for `finish`.
        let _ = self.end_file();
        if self.files.len() >= MOST_FILES {
            let trouble = Trouble::TooManyFiles { most: MOST_FILES as u64 };
            self.failed.get_or_insert_with(|| Error::new(trouble));
        }
        self.current = Some(FileReader::new(name, self.seed));
        self.is_over = false;
    }

    /// Says how many bytes the file will have: room is made for it at once.
    pub fn expect(&mut self, bytes: u64) {
        if let Some(current) = &mut self.current {
            current.expected = Some(bytes);
        }
    }

    /// Takes note of a part of a container that is not read: no table, a hidden sheet.
    pub fn pass_over(&mut self, name: &str) {
        self.passed_over.push(name.to_string());
    }

    /// Takes the next slice of the file, of any size.
    ///
    /// # Errors
    /// What stops the file from being read, or has stopped one before. The file is over then.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if let Some(error @ Error { trouble: Trouble::TooManyFiles { .. }, .. }) = &self.failed {
            return Err(error.clone());
        }
        self.read.bytes += bytes.len() as u64;
        if self.is_over {
            return Ok(());
        }
        let file = self.number();
        let mut reader = self.current.take().unwrap_or_else(|| FileReader::new("", self.seed));
        let pushed = reader.push(bytes, &self.choices, &*self.decoder).map_err(|halt| located(halt, file));
        match pushed {
            Ok(()) => self.current = Some(reader),
            Err(_) => self.previews.push(reader.preview),
        }
        self.kept(pushed).map(|_| ())
    }

    /// Takes in what a [`StretchReader`](super::StretchReader) made of the stretch that follows what was read; `reader`
    /// is its number. Returns how many bytes of the stretch are read now: where these are not all of them, those behind
    /// are to be pushed, and the reader is to begin anew.
    ///
    /// # Errors
    /// What stops the file from being read.
    pub fn take_in(&mut self, stretch: &[u8], reader: usize) -> Result<u64, Error> {
        let file = self.number();
        let Some(current) = &mut self.current else { return Ok(0) };
        let taken = current.take_in(stretch, reader).map_err(|halt| located(halt, file));
        if taken.is_err() {
            self.previews.extend(self.current.take().map(|reader| reader.preview));
        }
        let taken = self.kept(taken)?.unwrap_or(0);
        self.read.bytes += taken;
        Ok(taken)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What stops the file from being read.
    pub fn end_file(&mut self) -> Result<(), Error> {
        self.end(true)
    }

    /// Ends the file where only its beginning was read: a record that is cut off is left out.
    ///
    /// # Errors
    /// What stops the file from being read.
    pub fn cut_file(&mut self) -> Result<(), Error> {
        self.end(false)
    }

    fn end(&mut self, whole: bool) -> Result<(), Error> {
        let Some(mut reader) = self.current.take() else { return Ok(()) };
        let file = self.number();
        let begun = reader.end_sample(whole, &self.choices, &*self.decoder);
        let at = self.previews.len();
        self.previews.push(std::mem::take(&mut reader.preview));
        let rows = begun
            .and_then(|()| reader.finish(whole, &self.choices, &*self.decoder))
            .map_err(|halt| located(halt, file));
        if let Ok(rows) = &rows {
            self.previews[at].encoding = rows.decoded_from.unwrap_or(rows.encoding).to_string();
        }
        let Some(rows) = self.kept(rows)? else { return Ok(()) };
        self.read.rows += rows.shard.len() as u64;
        self.files.push(rows);
        self.given.push(file);
        if self.read.rows < u64::from(u32::MAX) {
            Ok(())
        } else {
            self.kept(Err(Error::new(Trouble::TooMany))).map(|_: Option<()>| ())
        }
    }

    /// Which of the files that were begun is being read.
    fn number(&self) -> usize {
        self.files.len() + self.empty.len()
    }

    /// Keeps the first error; nothing of a file that certainly holds no rows, whose preview is the last.
    fn kept<T>(&mut self, result: Result<T, Error>) -> Result<Option<T>, Error> {
        match result {
            Ok(read) => Ok(Some(read)),
            Err(error) if error.trouble.holds_no_rows() => {
                let name = self.previews.last().map(|preview| preview.name.clone());
                self.empty.push((name.unwrap_or_default(), error));
                self.is_over = true;
                Ok(None)
            }
            Err(error) => {
                self.failed.get_or_insert_with(|| error.clone());
                Err(error)
            }
        }
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        let current = self.current.as_ref().map_or(0, FileReader::rows);
        Progress { bytes: self.read.bytes, rows: self.read.rows + current }
    }

    /// The first records of each file, those that could not be read included.
    pub fn previews(&self) -> Vec<FilePreview> {
        let current = self.current.as_ref().map(|reader| &reader.preview);
        self.previews.iter().chain(current).cloned().listed()
    }

    /// What the files look like, to be copied and sent to somebody who helps: no value of any cell is in it.
    pub fn diagnostic(&self) -> String {
        diagnostic::text(&self.previews())
    }

    /// Folds all rows into orders.
    ///
    /// # Errors
    /// What stopped a file, or makes the files unusable as a whole.
    pub fn finish(mut self) -> Result<Intake, Error> {
        self.end_file()?;
        if let Some(error) = self.failed {
            return Err(error);
        }
        if self.files.is_empty() {
            let first = self.empty.into_iter().next().map(|(_, error)| error);
            return Err(first.unwrap_or_else(|| Error::new(Trouble::Empty)));
        }
        let given = std::mem::take(&mut self.given);
        self.fold().map_err(|error| {
            let number = |file: u32| given.get(file as usize).and_then(|&number| u32::try_from(number).ok());
            Error { file: error.file.and_then(number), ..error }
        })
    }

    fn fold(mut self) -> Result<Intake, Error> {
        check_columns(&self.files, &self.choices)?;
        if self.files.len() > 1 {
            // Ids of one file are compared with those of another.
            let texts = self.files.iter_mut().flat_map(|file| &mut file.shard.texts);
            texts.for_each(|(_, _, texts)| texts.unpack());
        }
        let said = currencies::said(&self.choices);
        currencies::name_the_unnamed(&mut self.files, said.as_ref(), &*self.decoder);
        let joined = Joined::of(&mut self.files, &self.choices, &*self.decoder)?;
        self.files.iter_mut().for_each(|file| file.choose_keys(self.choices.keys));
        let zones = zones::settle(&mut self.files, &self.choices);
        let namespaces = Namespaces::of(&self.files);
        let (encoding, notes) = unsure_text::told(&self.files);
        let mut customers = Customers::default();
        let mut known = match self.files.as_mut_slice() {
            [only] => only.take_customers_over(&mut customers),
            _ => None,
        };
        let decoded = self.files.iter().map(|rows| {
            let export = first_of_export(&self.files, rows);
            Sheet::of(rows, export, &mut customers, known.take(), &namespaces, &*self.decoder)
        });
        let mut sheets: Vec<Sheet<'_>> = decoded.listed();
        if self.choices.merge_keys != Some(false) {
            same_person::merge(&mut sheets, customers.len());
        }
        let Folded { mut columns, own_rows, outcomes, mut ledger, mut questions, set_aside } =
            finish(&sheets, customers, &joined, &self.choices)?;
        ledger.notes.extend(joined.notes.iter().cloned());
        ledger.joins = joined.picture();
        ledger.notes.extend(namespaces.notes());
        questions.extend(encoding);
        ledger.notes.extend(notes);
        ledger.notes.extend(zones.notes);
        let parts = self.passed_over.len() as u64;
        let first = self.passed_over.iter().min().cloned();
        ledger.notes.extend(first.map(|first| Note::PartsNotRead { first, parts }));
        let empty = self.empty.into_iter();
        ledger.notes.extend(empty.map(|(name, error)| Note::FileNotRead { name, trouble: error.trouble }));
        questions.extend(zones.question);
        // What was read is not needed any more, and the store needs the room.
        let meaning = sheets.pop().and_then(Sheet::into_only_key);
        drop(sheets);
        if let (Some(own), Some(meaning), Some(file)) = (own_rows, meaning, self.files.pop()) {
            columns = own.with(file, &meaning, columns);
        }
        drop(self.files);
        let orders = Orders::new(columns)?.with_outcomes(outcomes);
        ledger.notes.extend(orders.pooled().iter().map(|&(column, values)| Note::ValuesPooled {
            role: store::role_of(column).name().to_string(),
            values,
            kept: MOST_VALUES as u64,
        }));
        Ok(Intake { orders, ledger, questions, set_aside })
    }
}

/// What came of folding, before the orders stand in their one order.
struct Folded {
    columns: Columns,
    /// The rows whose columns are still to become those of the store.
    own_rows: Option<OwnRows>,
    outcomes: Option<Outcomes>,
    ledger: Ledger,
    questions: Vec<Question>,
    set_aside: Vec<(Reason, Place)>,
}

/// The steps from decoded files to orders.
fn finish(
    sheets: &[Sheet<'_>],
    customers: Customers,
    joined: &Joined,
    choices: &Choices,
) -> Result<Folded, Error> {
    let dates = settle::dates(sheets, choices);
    let folders: Vec<Folder<'_>> =
        sheets.iter().zip(&dates.orders).map(|(sheet, &order)| Folder::new(sheet, order)).listed();
    let counts: Vec<bool> = duplicates::repeated_files(sheets).into_iter().map(|repeats| !repeats).listed();
    let mut plain = match joined.is_empty() {
        true => PlainRows::find(&folders, &counts, customers.len(), choices),
        false => PlainRows::none(sheets.len()),
    };
    let mut drafts: Vec<Draft> = Vec::new();
    let fates = folders.iter().enumerate().map(|(file, folder)| {
        if !counts[file] {
            return RowFates::all(folder.sheet.len(), Err(Reason::DuplicateOrder));
        }
        fold::fold(folder, file, &plain, &mut drafts)
    });
    let mut fates: Vec<RowFates> = fates.listed();
    let mut habits: SortedMap<usize, Habits> = SortedMap::default();
    for (file, folder) in folders.iter().enumerate() {
        let habits = habits.or_insert_with(folder.sheet.export, || Habits::under(choices));
        plain.classes(file, folder).for_each(|class| habits.add_words(Words::of(class)));
    }
    for draft in &drafts {
        habits.or_insert_with(sheets[draft.file].export, || Habits::under(choices)).add(draft);
    }
    let mut parts = Vec::new();
    for (file, (folder, fates)) in folders.iter().zip(&mut fates).enumerate() {
        if let Some(habits) = habits.get(&folder.sheet.export) {
            parts.extend(parts::set_aside(file, folder, habits, choices, &mut drafts, fates));
        }
    }
    for draft in &mut drafts {
        let sheet = &sheets[draft.file];
        if let Some(habits) = habits.get(&sheet.export) {
            judge::judge(draft, sheet, habits, choices);
        }
    }
    for (file, folder) in folders.iter().enumerate() {
        if let Some(habits) = habits.get(&folder.sheet.export) {
            plain.judge(file, folder, habits);
        }
    }
    named_credits::find(&mut drafts, sheets);
    let copies =
        duplicates::Copies { sheets, customers: &customers, fates: &fates, same_orders: &joined.same_orders };
    let differing = copies.set_aside(&mut drafts);
    let currency = settle::currency(&mut drafts, &mut plain, &folders, sheets, choices)?;
    named_credits::reduce(&mut drafts, sheets, choices.keep_refunded);
    if choices.credits == Credits::Reduce {
        credits::reduce(&mut drafts, |draft| store::id_of(draft, sheets), choices.keep_refunded);
    }
    fates::settle(joined, sheets, &drafts, &mut fates);
    let valid = ValidOrders { folders: &folders, plain: &plain, drafts: &drafts };
    let counts = OrderCounts::of(&valid, customers.len());
    let tally = Tally { sheets, fates: &fates, orders: valid, counts: &counts, habits: &habits, choices };
    let set_aside = tally.set_aside();
    let isolated = isolated::note(&counts.days, |is_it| valid.first_on(is_it));
    let merged = same_person::note(&valid, sheets, &customers);
    let unknown = currency.is_unknown.then_some(Note::CurrencyUnknown);
    let by_sign = settle::sign_note(sheets, &currency.currency).filter(|_| choices.currency.is_none());
    let not_there = settle::not_there(&currency.currency, choices);
    let ledger = tally.ledger(
        &set_aside,
        dates
            .note
            .into_iter()
            .chain(isolated)
            .chain(unknown)
            .chain(by_sign)
            .chain(not_there)
            .chain(differing)
            .chain(merged)
            .chain(told::notes(sheets))
            .listed(),
    );
    check_any_order(&ledger)?;
    let outcomes = outcomes::of(&valid, &fates, &parts, &currency, &counts);
    // The store needs the room.
    drop(counts);
    let own_rows = OwnRows::take(&folders, &dates.orders, &mut plain, drafts.len());
    let copied = ValidOrders { folders: &folders, plain: &plain, drafts: &drafts };
    let columns = store::orders(&copied, &fates, customers, currency.currency)?;
    let customer = customer_question(sheets);
    let of_columns = told::questions(sheets, choices);
    let questions =
        of_columns.into_iter().chain(dates.question).chain(customer).chain(currency.question).listed();
    Ok(Folded { columns, own_rows, outcomes, ledger, questions, set_aside })
}

fn located((trouble, line): file::Halt, file: usize) -> Error {
    match line {
        Some(line) => Error::at(trouble, file, u64::from(line)),
        None => Error::in_file(trouble, file),
    }
}

/// The position of the first file with the same header.
fn first_of_export(files: &[FileRows], rows: &FileRows) -> usize {
    files.iter().position(|first| first.plan.names == rows.plan.names).unwrap_or(0)
}

/// An answer that names a column must name one that there is.
fn check_columns(files: &[FileRows], choices: &Choices) -> Result<(), Error> {
    let answers = [
        ("customer_column", &choices.customer_column),
        ("amount_column", &choices.amount_column),
        ("date_column", &choices.date_column),
    ];
    let is_missing = |chosen: &String| !files.iter().any(|file| chosen::is_among(chosen, &file.plan.names));
    for (name, chosen) in answers {
        if chosen.as_ref().is_some_and(|chosen| !chosen.is_empty() && is_missing(chosen)) {
            return Err(Error::new(Trouble::BadChoice { name: name.to_string() }));
        }
    }
    Ok(())
}

fn customer_question(sheets: &[Sheet<'_>]) -> Option<Question> {
    let with_orders = sheets.iter().filter(|sheet| sheet.rows.shard.has_orders());
    let open = with_orders.map(|sheet| &sheet.rows.plan.candidates).find(|options| !options.is_empty())?;
    Some(Question::Customer { options: open.clone() })
}

/// A shop whose orders were all cancelled or refunded is a shop; a file without one readable order is trouble.
fn check_any_order(ledger: &Ledger) -> Result<(), Error> {
    use Reason::{Cancelled, ImpossibleDate, NoDate, Refunded, UnmatchedCredit, Unpaid};
    let has = |reasons: &[Reason]| ledger.set_aside.iter().any(|aside| reasons.contains(&aside.reason));
    if ledger.rows_used > 0 || has(&[Unpaid, Cancelled, Refunded, UnmatchedCredit]) {
        return Ok(());
    }
    let undated = ledger.set_aside.iter().all(|aside| matches!(aside.reason, NoDate | ImpossibleDate));
    let trouble = if undated { Trouble::NoReadableDate } else { Trouble::NoValidOrder { rows: ledger.rows } };
    match ledger.files.len() {
        1 => Err(Error::in_file(trouble, 0)),
        _ => Err(Error::new(trouble)),
    }
}

/// Reads whole files (name and bytes) natively.
///
/// # Errors
/// What stops the files from being read.
#[cfg(not(target_arch = "wasm32"))]
pub fn read(files: &[(&str, &[u8])], choices: &Choices) -> Result<Intake, Error> {
    let mut reader = Reader::new(choices.clone(), Box::new(super::NativeDecoder));
    for (name, bytes) in files {
        reader.start_file(name);
        reader.push(bytes)?;
        reader.end_file()?;
    }
    reader.finish()
}
