//! Files that belong together: orders and their payments, lines, customers.
//!
//! `links` finds the columns by which the rows of one file name those of another, from the files with the orders
//! outwards; `carry` brings what a file says to the rows that it speaks of; `fates` says at the end what became
//! of its own rows. A file that lacks what orders have, and names nothing in another, is set aside with its rows.

pub(super) mod carry;
mod columns;
pub(super) mod content;
mod customers;
pub(super) mod fates;
mod links;
mod refund_files;
mod roots;
mod sums;

use self::links::Link;
use super::file::FileRows;
use super::ledger::{Join, Note};
use super::role::Role;
use super::shard::RowKind;
use super::sorted_map::SortedMap;
use super::{Choices, Decode};
use crate::error::{Error, Trouble};

/// What belongs together.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// Nearer to the orders first.
    pub links: Vec<Link>,
    /// First files of exports with other headers that give the same orders.
    pub same_orders: Vec<[usize; 2]>,
    /// What was noticed.
    pub notes: Vec<Note>,
}

/// More headers than the files of one shop can have: each is compared with each, so from here on none is.
const MOST: usize = 64;

/// The files of one header, by their positions.
pub(super) type Export = Vec<usize>;

impl Joined {
    /// Finds what belongs together and brings it to the files with the orders.
    ///
    /// # Errors
    /// No file has orders, or nothing says what they cost.
    pub fn of(files: &mut [FileRows], choices: &Choices, decoder: &dyn Decode) -> Result<Joined, Error> {
        let mut joined = Joined::default();
        joined.notes.extend(content::set_copies_aside(files));
        let exports = exports(files);
        if exports.len() == 1 {
            return (0..files.len()).try_for_each(|file| lacks_nothing(files, file)).map(|()| joined);
        }
        if exports.len() <= MOST {
            joined.find(files, &exports, choices, decoder)?;
        } else if files.iter().all(|file| file.plan.lacks.is_some()) {
            return Err(nothing_to_show(files));
        }
        joined.mark(files);
        joined.notes.extend(unrelated(files, &joined.links));
        Ok(joined)
    }

    fn find(
        &mut self,
        files: &mut [FileRows],
        exports: &[Export],
        choices: &Choices,
        decoder: &dyn Decode,
    ) -> Result<(), Error> {
        refund_files::recognise(files, exports);
        set_strangers_aside(files, exports);
        let roots = roots::find(files, exports).ok_or_else(|| nothing_to_show(files))?;
        self.same_orders = roots.same_orders;
        self.notes.extend(roots.notes);
        self.links = links::find(files, exports, &roots.exports, roots.details);
        self.notes.extend(carry::carry(files, &mut self.links, choices, decoder));
        let mut root_files = roots.exports.iter().flat_map(|&root| &exports[root]);
        root_files.try_for_each(|&file| lacks_nothing(files, file))
    }

    /// Whether every file speaks for itself.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty() && self.same_orders.is_empty()
    }

    /// The picture of it.
    pub fn picture(&self) -> Vec<Join> {
        self.links.iter().map(|link| link.join.clone()).collect()
    }

    /// From here on the rows of files that say more are no orders, where they have found theirs or could not be.
    fn mark(&self, files: &mut [FileRows]) {
        for (file, rows) in files.iter_mut().enumerate() {
            let is_detail = |row: usize| self.links.iter().any(|link| link.has_partner(file, row));
            let lacks = rows.plan.lacks.is_some();
            for (row, kind) in rows.shard.kinds.iter_mut().enumerate() {
                if *kind == RowKind::Order && (lacks || is_detail(row)) {
                    *kind = RowKind::Detail;
                }
            }
            rows.shard.forget_dates_of_no_orders();
        }
    }
}

/// The files by their headers, in the order of these: that of the files must not matter.
fn exports(files: &[FileRows]) -> Vec<Export> {
    let mut exports: SortedMap<&[String], Export> = SortedMap::default();
    for (position, file) in files.iter().enumerate() {
        exports.or_default(&file.plan.names).push(position);
    }
    exports.into_iter().map(|(_, export)| export).collect()
}

fn lacks_nothing(files: &[FileRows], file: usize) -> Result<(), Error> {
    match &files[file].plan.lacks {
        Some(trouble) => Err(Error::in_file(trouble.clone(), file)),
        None => Ok(()),
    }
}

/// Beside orders with customers, rows that name neither an order nor a customer are none: lists of prices, what
/// advertising cost.
fn set_strangers_aside(files: &mut [FileRows], exports: &[Export]) {
    let has_customers = |export: &&Export| !files[export[0]].plan.keys.is_empty();
    let is_whole = |export: &&Export| export.iter().all(|&file| files[file].plan.lacks.is_none());
    let is_stranger = |export: &&Export| {
        let plan = &files[export[0]].plan;
        is_whole(export)
            && plan.keys.is_empty()
            && plan.candidates.is_empty()
            && !plan.columns.contains_key(&Role::OrderId)
    };
    if exports.iter().any(|export| is_whole(&export) && has_customers(&export)) {
        let strangers: Vec<usize> = exports.iter().filter(is_stranger).flatten().copied().collect();
        strangers.into_iter().for_each(|file| files[file].plan.lacks = Some(Trouble::NoAmountColumn));
    }
}

/// What the file lacks that is nearest to orders.
fn nothing_to_show(files: &[FileRows]) -> Error {
    let lacks = |file: &usize| files[*file].plan.lacks.as_ref();
    let without_dates = |file: &usize| lacks(file) != Some(&Trouble::NoAmountColumn);
    let nearest = (0..files.len()).filter(|file| lacks(file).is_some()).min_by_key(without_dates);
    let trouble = nearest.as_ref().and_then(lacks).cloned().unwrap_or(Trouble::NoDateColumn);
    Error::in_file(trouble, nearest.unwrap_or(0))
}

/// Files that lack what orders have and name nothing in the others.
fn unrelated(files: &[FileRows], links: &[Link]) -> Option<Note> {
    let is_unrelated = |file: &usize| {
        files[*file].plan.lacks.is_some() && !links.iter().any(|link| link.from.contains(file))
    };
    let mut unrelated = (0..files.len()).filter(is_unrelated);
    let first = unrelated.next()? as u32;
    Some(Note::UnrelatedFiles { first, files: 1 + unrelated.count() as u64 })
}
