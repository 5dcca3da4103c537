//! Orders that several files give, and files that are given twice: what counts once.

use std::cmp::Reverse;

use super::customers::Customers;
use super::fold::Draft;
use super::join::content;
use super::ledger::{Note, Place, Reason};
use super::role::Role;
use super::row_fates::RowFates;
use super::sheet::Sheet;
use super::sorting;
use super::store;
use crate::list::Listed;
use crate::order::{ANONYMOUS, MISSING};
use crate::time::Moment;
use huitou_columns::interner::Interner;

/// For each file whether an earlier one has the same bytes.
pub(super) fn repeated_files(sheets: &[Sheet<'_>]) -> Vec<bool> {
    let content = |sheet: &Sheet<'_>| (sheet.rows.bytes, sheet.rows.digest);
    let repeats = |file: usize| {
        let (first, rows) = (content(&sheets[file]), &sheets[file].rows.shard.lines);
        sheets[..file].iter().any(|earlier| content(earlier) == first && earlier.rows.shard.lines == *rows)
    };
    (0..sheets.len()).map(repeats).listed()
}

/// What tells which orders are copies of others, and which of them counts.
pub(super) struct Copies<'a> {
    /// The files.
    pub sheets: &'a [Sheet<'a>],
    /// The customers of all files.
    pub customers: &'a Customers,
    /// What became of the rows.
    pub fates: &'a [RowFates],
    /// First files of exports that give the same orders.
    pub same_orders: &'a [[usize; 2]],
}

impl Copies<'_> {
    /// Sets aside all copies of an order but one, whatever the order of the files is.
    ///
    /// In files with the same header an id is one order, unless day and customer are others; in others the day must agree too, and either all that is
    /// known of both files or the moment, and the customer or the amount: ids are only one per shop. Where copies
    /// differ the one that is further on counts: refunded, then valid, then the rest. Tells how many differ, and how many ids are those
    /// of several orders.
    pub fn set_aside(&self, drafts: &mut [Draft]) -> Vec<Note> {
        let (mut disagreeing, mut others) = (Vec::new(), Vec::new());
        let all = copies(drafts, self.sheets);
        let contents = if all.is_empty() { Vec::new() } else { self.contents(drafts) };
        for mut copies in all {
            sorting::by_key(&mut copies, |&copy| self.rank(&drafts[copy], contents[copy]));
            let mut kept: Vec<usize> = Vec::new();
            for copy in copies {
                let is_same = |kept: &usize| self.is_same_order(&drafts[*kept], &drafts[copy]);
                let Some(same) = kept.iter().copied().find(is_same) else {
                    others.extend(kept.first().map(|first| [drafts[*first].file, drafts[copy].file]));
                    kept.push(copy);
                    continue;
                };
                if differ(&drafts[same], &drafts[copy], self.sheets) {
                    let Draft { file, row, .. } = drafts[copy];
                    let line = self.sheets[file].rows.shard.lines.get(row).unwrap_or(1);
                    disagreeing.push(Place { file: file as u32, line });
                }
                drafts[copy].reason = Some(Reason::DuplicateOrder);
            }
        }
        let orders = disagreeing.len() as u64;
        let disagree = disagreeing.into_iter().min().map(|first| Note::FilesDisagree { orders, first });
        // Of exports with other headers that is told already.
        others.retain(|[a, b]| self.sheets[*a].export == self.sheets[*b].export);
        let files = others.iter().map(|[a, b]| [*a.min(b) as u32, *a.max(b) as u32]).min();
        let orders = others.len() as u64;
        let same_ids = files.map(|files| Note::SameIdsOtherDays { files, orders });
        disagree.into_iter().chain(same_ids).listed()
    }

    /// For each order a number that equal rows share, in whatever order they are.
    fn contents(&self, drafts: &[Draft]) -> Vec<u64> {
        let mut contents = vec![0_u64; drafts.len()];
        for (sheet, fates) in self.sheets.iter().zip(self.fates) {
            let digests = content::digests(&sheet.rows.shard);
            for (row, draft) in fates.iter().filter_map(|(row, fate)| Some((row, fate.ok()?))) {
                let known = &mut contents[draft as usize];
                *known = known.wrapping_add(digests[row]);
            }
        }
        contents
    }

    /// The copy that counts has the lowest. The file's position only decides between copies that are the same.
    fn rank(&self, draft: &Draft, content: u64) -> impl Ord + use<> {
        let sheet = &self.sheets[draft.file];
        let word = |role, code: u32| {
            let column = sheet.text(role);
            column
                .filter(|_| code != MISSING)
                .map_or_else(String::new, |column| column.value(code).into_owned())
        };
        let product = sheet.text(Role::Product).map_or(MISSING, |column| column.code(draft.row));
        let stage = match draft.reason.or(draft.kept) {
            Some(Reason::Refunded) => 3,
            None => 2,
            Some(Reason::Cancelled) => 1,
            Some(_) => 0,
        };
        let customer =
            if draft.customer == ANONYMOUS { String::new() } else { self.customers.key(draft.customer) };
        (
            Reverse((stage, draft.refunds.sum, draft.amount, draft.rows)),
            draft.moment,
            Reverse(customer),
            [
                word(Role::Product, product),
                word(Role::Channel, draft.channel),
                word(Role::Region, draft.region),
                word(Role::Attribute, draft.attribute),
            ],
            content,
            draft.file,
        )
    }

    fn is_same_order(&self, a: &Draft, b: &Draft) -> bool {
        let exports = [self.sheets[a.file].export, self.sheets[b.file].export];
        let [first, second] = [Moment(a.moment), Moment(b.moment)];
        if exports[0] == exports[1] {
            // Two shops, or one that counts anew each year: no order changes both its day and its customer.
            let are_others = a.customer != ANONYMOUS && b.customer != ANONYMOUS && a.customer != b.customer;
            return !are_others || a.key != b.key || first.day() == second.day();
        }
        let are_known = |pair: &[usize; 2]| exports.iter().all(|export| pair.contains(export));
        if first.day() == second.day() && self.same_orders.iter().any(are_known) {
            return true;
        }
        // A date alone agrees with every time of its day.
        let is_date = |moment: Moment| moment.second_of_day() == 0;
        let same_moment =
            first == second || first.day() == second.day() && (is_date(first) || is_date(second));
        let same_customer = a.customer != ANONYMOUS && a.customer == b.customer;
        same_moment && (same_customer || a.amount == b.amount)
    }
}

/// The drafts that share an id, where several do.
fn copies(drafts: &[Draft], sheets: &[Sheet<'_>]) -> Vec<Vec<usize>> {
    let mut ids = Interner::default();
    let mut firsts: Vec<Option<usize>> = Vec::new();
    // By id, the first of each and every later one.
    let mut copies: Vec<(u32, usize)> = Vec::new();
    let with_id =
        |(_, draft): &(usize, &Draft)| sheets.len() > 1 && draft.id != MISSING && !draft.is_named_credit;
    for (number, draft) in drafts.iter().enumerate().filter(with_id) {
        let id = ids.intern(store::id_of(draft, sheets).as_bytes());
        match firsts.get_mut(id as usize) {
            None => firsts.push(Some(number)),
            Some(first) => copies.extend(first.take().into_iter().chain([number]).map(|copy| (id, copy))),
        }
    }
    sorting::by_key(&mut copies, |(id, _)| *id);
    let of_one = copies.chunk_by(|(a, _), (b, _)| a == b);
    of_one.map(|copies| copies.iter().map(|(_, copy)| *copy).listed()).listed()
}

/// Whether copies differ; another export may write the customer and the moment in another form.
fn differ(a: &Draft, b: &Draft, sheets: &[Sheet<'_>]) -> bool {
    let is_other_form = sheets[a.file].export != sheets[b.file].export;
    (a.amount, a.reason) != (b.amount, b.reason)
        || !is_other_form && (a.customer, a.moment) != (b.customer, b.moment)
}
