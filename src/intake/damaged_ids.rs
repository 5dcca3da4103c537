//! Order ids that a spreadsheet has turned into numbers and saved so: several orders now share one.

use super::cell;
use super::file::Halt;
use super::role::Role;
use super::shard::Shard;
use crate::error::Trouble;
use crate::order::MISSING;
use huitou_columns::texts::TextColumn;

/// The rows with such ids, and where the first of them is.
pub(super) fn found(shard: &Shard) -> Option<Halt> {
    let ids = shard.text(Role::OrderId)?;
    let are_rounded = are_rounded(ids);
    let is_number = |id: &[u8]| cell::is_scientific(id) || are_rounded && cell::is_rounded(id).is_some();
    // Packed ids are all written as the first one is.
    if ids.packed().is_some() && !is_number(&ids.value(0)) {
        return None;
    }
    let mut damaged: Vec<bool> = Vec::new();
    ids.all_values(&mut |id| {
        damaged.push(is_number(id));
        true
    });
    let is_damaged = |code: &u32| damaged.get(*code as usize) == Some(&true);
    let first = ids.codes.iter().position(|code| is_damaged(&code))?;
    let rows = ids.codes.iter().filter(is_damaged).count() as u64;
    Some((Trouble::ScientificIds { rows }, shard.lines.get(first)))
}

/// Whether all long ids end in zeros where a spreadsheet drops digits, and rows share ids. One such id may be chance.
fn are_rounded(ids: &TextColumn) -> bool {
    const FEWEST: usize = 2;
    if ids.codes.is_sequence() {
        return false;
    }
    let rows = ids.codes.iter().filter(|&code| code != MISSING).count();
    let mut rounded = 0;
    rows > ids.len()
        && ids.all_values(&mut |id| {
            let is_rounded = cell::is_rounded(id);
            rounded += usize::from(is_rounded == Some(true));
            is_rounded != Some(false)
        })
        && rounded >= FEWEST
}
