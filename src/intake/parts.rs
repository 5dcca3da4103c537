//! Orders of which one part was refunded, cancelled or never paid, and another was not.

use super::Choices;
use super::fold::{Draft, Totals};
use super::folder::Folder;
use super::judge::{self, Habits};
use super::ledger::Reason;
use super::role::Role;
use super::row_fates::RowFates;
use crate::list::Listed;

/// A row of an order that does not count, while others of it do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Its file.
    pub file: usize,
    /// Its row.
    pub row: usize,
    /// The number of its order's draft.
    pub draft: u32,
    /// What became of it.
    pub reason: Reason,
}

/// Takes the parts that do not count out of the orders of one file. An order that has none left stays whole, and
/// is judged as a whole. Returns them, in the order of the rows.
pub(super) fn set_aside(
    file: usize,
    folder: &Folder<'_>,
    habits: &Habits,
    choices: &Choices,
    drafts: &mut [Draft],
    fates: &mut RowFates,
) -> Vec<Part> {
    let sheet = folder.sheet;
    let has_own_ids = sheet.rows.plan.columns.contains_key(&Role::LineId);
    let has_parts = |draft: &Draft| {
        // Payments and refunds under one id are added, whatever the word is that stands on either.
        let is_ledger = draft.totals.has_negative && draft.totals.has_positive && !has_own_ids;
        draft.rows > 1
            && draft.parts_differ
            && !is_ledger
            && (has_own_ids || !judge::counts_once(draft, sheet, habits))
    };
    if !fates.iter().filter_map(|(_, fate)| fate.ok()).any(|draft| has_parts(&drafts[draft as usize])) {
        return Vec::new();
    }
    let parts = fates.iter().filter_map(|(row, fate)| {
        let number = fate.ok()?;
        let draft = drafts.get(number as usize).filter(|draft| has_parts(draft))?;
        Some((row, number as usize, folder.reason_of_part(draft, row, habits.is_on_delivery())))
    });
    let parts: Vec<_> = parts.listed();
    let mut left = vec![false; drafts.len()];
    for &(_, number, reason) in &parts {
        left[number] |= reason.is_none();
    }
    let mut begun = vec![false; drafts.len()];
    let mut aside = Vec::new();
    for (row, number, reason) in parts.into_iter().filter(|&(_, number, _)| left[number]) {
        let draft = &mut drafts[number];
        if !std::mem::replace(&mut begun[number], true) {
            without_parts(draft);
        }
        aside.extend(reason.map(|reason| Part { file, row, draft: number as u32, reason }));
        match reason {
            // Kept at nothing: it stays a row of its order.
            Some(Reason::Refunded) if choices.keep_refunded => draft.rows += 1,
            // Kept as if nothing had become of it.
            Some(reason) if choices.keeps(reason) => {
                let Draft { status, parts_differ, .. } = *draft;
                folder.add_part(draft, row);
                (draft.status, draft.parts_differ) = (status, parts_differ);
            }
            Some(reason) => fates.set(row, Err(reason)),
            None => folder.add_part(draft, row),
        }
    }
    aside
}

/// Forgets what the rows of an order have of their own; whose it is and when it was stays.
fn without_parts(draft: &mut Draft) {
    draft.rows = 0;
    draft.totals = Totals::default();
    draft.lines = Totals::default();
    draft.refunds = Totals::default();
    draft.grosses = Totals::default();
    draft.currency = None;
    draft.status = None;
    draft.is_returned = false;
    draft.parts_differ = false;
}
