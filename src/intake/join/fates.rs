//! What became of the rows of files that say more: what became of the orders that they speak of.

use huitou_columns::codes::Codes;

use super::Joined;
use super::links::Link;
use super::refund_files;
use crate::intake::fold::Draft;
use crate::intake::ledger::Reason;
use crate::intake::role::Role;
use crate::intake::row_fates::RowFates;
use crate::intake::shard::RowKind;
use crate::intake::sheet::Sheet;
use crate::intake::status::{self, Status};

/// The better comes first: used, then set aside with its order, then as a copy of one, then by itself.
type Rank = (u8, Option<Reason>, u32);

/// Settles what became of each row that has a partner.
pub(in crate::intake) fn settle(
    joined: &Joined,
    sheets: &[Sheet<'_>],
    drafts: &[Draft],
    fates: &mut [RowFates],
) {
    for link in &joined.links {
        let best = best_fates(link, drafts, fates);
        for (at, &file) in link.from.iter().enumerate() {
            let own = Own::of(&sheets[file]);
            for (row, &number) in link.pair.numbers[0][at].iter().enumerate() {
                if sheets[file].kind(row) != RowKind::Detail
                    || fates[file].get(row) != Some(Err(Reason::NoPartner))
                {
                    continue;
                }
                let Some((_, fate)) = best.get(number as usize).copied().flatten() else { continue };
                let is_used = fate.is_ok_and(|draft| drafts[draft as usize].reason.is_none());
                fates[file].set(row, own.reason(row).filter(|_| is_used).map_or(fate, Err));
            }
        }
    }
}

/// For each number the best fate of the rows that have it.
fn best_fates(link: &Link, drafts: &[Draft], fates: &[RowFates]) -> Vec<Option<(Rank, Result<u32, Reason>)>> {
    let mut best = vec![None; link.pair.counts[1].len()];
    for (&file, numbers) in link.to.iter().zip(&link.pair.numbers[1]) {
        for (row, fate) in fates[file].iter() {
            let Some(known) = numbers.get(row).and_then(|&number| best.get_mut(number as usize)) else {
                continue;
            };
            let candidate = (rank(fate, drafts), fate);
            if known.is_none_or(|(known, _)| candidate.0 < known) {
                *known = Some(candidate);
            }
        }
    }
    best
}

fn rank(fate: Result<u32, Reason>, drafts: &[Draft]) -> Rank {
    let reason = fate.map_or_else(Some, |draft| drafts[draft as usize].reason);
    let number = fate.unwrap_or(u32::MAX);
    match (reason, fate) {
        (None, _) => (0, reason, number),
        (Some(Reason::DuplicateOrder), _) => (2, reason, number),
        (_, Ok(_)) => (1, reason, number),
        (_, Err(_)) => (3, reason, number),
    }
}

/// What the rows say of themselves: a line can be cancelled in an order that is not.
struct Own<'a> {
    columns: Vec<(Vec<Option<Reason>>, &'a Codes)>,
}

impl<'a> Own<'a> {
    fn of(sheet: &'a Sheet<'_>) -> Own<'a> {
        let gives_refunds = sheet.rows.gives_refunds;
        let roles = [Role::Status, Role::PaymentStatus, Role::AfterSales];
        let roles = &roles[..if gives_refunds { 3 } else { 2 }];
        let reason = |word: &str| match gives_refunds {
            true => refund_files::is_void(word).then_some(Reason::Cancelled),
            false => reason(word),
        };
        let columns = roles.iter().filter_map(|&role| sheet.text(role));
        let columns = columns.map(|column| (column.values.iter().map(reason).collect(), column.codes));
        Own { columns: columns.collect() }
    }

    fn reason(&self, row: usize) -> Option<Reason> {
        let said = |(reasons, codes): &(Vec<Option<Reason>>, &Codes)| {
            reasons.get(codes.get(row) as usize).copied().flatten()
        };
        self.columns.iter().find_map(said)
    }
}

/// Why a row of this status does not count by itself.
pub(super) fn reason(word: &str) -> Option<Reason> {
    match status::of(word) {
        Status::Cancelled => Some(Reason::Cancelled),
        Status::Refunded => Some(Reason::Refunded),
        Status::Unpaid => Some(Reason::Unpaid),
        Status::Valid | Status::Unknown | Status::Pending => None,
    }
}
