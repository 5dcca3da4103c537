//! Orders that several files give, and files that are given twice: what counts once.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::fold::Draft;
use super::intern::Interner;
use super::ledger::{Note, Place, Reason};
use super::role::Role;
use super::sheet::Sheet;
use super::store;
use crate::order::{ANONYMOUS, MISSING};
use crate::time::Moment;

/// For each file whether an earlier one has the same bytes.
pub(super) fn repeated_files(sheets: &[Sheet<'_>]) -> Vec<bool> {
    let content = |sheet: &Sheet<'_>| (sheet.rows.bytes, sheet.rows.digest);
    let repeats = |file: usize| {
        let (first, rows) = (content(&sheets[file]), &sheets[file].rows.shard.lines);
        sheets[..file].iter().any(|earlier| content(earlier) == first && earlier.rows.shard.lines == *rows)
    };
    (0..sheets.len()).map(repeats).collect()
}

/// Sets aside all copies of an order but one, whatever the order of the files is.
///
/// In files with the same header an id is one order; in others the moment, and the customer or the amount, must
/// agree too: ids are only one per shop. Where copies differ the one that is further on counts: refunded, then
/// valid, then the rest. Tells how many differ.
pub(super) fn set_aside(drafts: &mut [Draft], sheets: &[Sheet<'_>], customers: &Interner) -> Option<Note> {
    let mut disagreeing = Vec::new();
    for mut copies in copies(drafts, sheets) {
        copies.sort_by_cached_key(|&copy| rank(&drafts[copy], sheets, customers));
        let mut kept: Vec<usize> = Vec::new();
        for copy in copies {
            let same = kept.iter().copied().find(|&kept| is_same_order(&drafts[kept], &drafts[copy], sheets));
            let Some(same) = same else {
                kept.push(copy);
                continue;
            };
            if differ(&drafts[same], &drafts[copy], sheets) {
                let Draft { file, row, .. } = drafts[copy];
                disagreeing.push(Place { file: file as u32, line: sheets[file].rows.shard.lines[row] });
            }
            drafts[copy].reason = Some(Reason::DuplicateOrder);
        }
    }
    let orders = disagreeing.len() as u64;
    disagreeing.into_iter().min().map(|first| Note::FilesDisagree { orders, first })
}

/// The drafts that share an id, where several do.
fn copies(drafts: &[Draft], sheets: &[Sheet<'_>]) -> impl Iterator<Item = Vec<usize>> + use<> {
    let mut ids = Interner::default();
    let mut first: Vec<usize> = Vec::new();
    let mut copies: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let with_id =
        |(_, draft): &(usize, &Draft)| sheets.len() > 1 && draft.id != MISSING && !draft.is_named_credit;
    for (number, draft) in drafts.iter().enumerate().filter(with_id) {
        let id = ids.intern(store::id_of(draft, sheets).as_bytes());
        match first.get(id as usize) {
            None => first.push(number),
            Some(&first) => copies.entry(id).or_insert_with(|| vec![first]).push(number),
        }
    }
    copies.into_values()
}

/// The copy that counts has the lowest. The file's position only decides between copies that are the same in all
/// that is compared here.
fn rank(draft: &Draft, sheets: &[Sheet<'_>], customers: &Interner) -> impl Ord + use<> {
    let word = |role, code: u32| {
        let column = sheets[draft.file].text(role);
        column.filter(|_| code != MISSING).map_or("", |column| column.values.get(code)).to_string()
    };
    let product = sheets[draft.file].text(Role::Product).map_or(MISSING, |column| column.code(draft.row));
    let stage = match draft.reason {
        Some(Reason::Refunded) => 3,
        None => 2,
        Some(Reason::Cancelled) => 1,
        Some(_) => 0,
    };
    let customer = if draft.customer == ANONYMOUS { &[][..] } else { customers.get(draft.customer) };
    (
        Reverse((stage, draft.refunds.sum, draft.amount, draft.rows)),
        draft.moment,
        Reverse(customer.to_vec()),
        [word(Role::Product, product), word(Role::Channel, draft.channel), word(Role::Region, draft.region)],
        draft.file,
    )
}

fn is_same_order(a: &Draft, b: &Draft, sheets: &[Sheet<'_>]) -> bool {
    if sheets[a.file].export == sheets[b.file].export {
        return true;
    }
    let [first, second] = [Moment(a.moment), Moment(b.moment)];
    // A date alone agrees with every time of its day.
    let is_date = |moment: Moment| moment.second_of_day() == 0;
    let same_moment = first == second || first.day() == second.day() && (is_date(first) || is_date(second));
    let same_customer = a.customer != ANONYMOUS && a.customer == b.customer;
    same_moment && (same_customer || a.amount == b.amount)
}

/// Whether copies differ; another export may write the customer and the moment in another form.
fn differ(a: &Draft, b: &Draft, sheets: &[Sheet<'_>]) -> bool {
    let is_other_form = sheets[a.file].export != sheets[b.file].export;
    (a.amount, a.reason) != (b.amount, b.reason)
        || !is_other_form && (a.customer, a.moment) != (b.customer, b.moment)
}
