//! How each order and each line ended.

use super::super::cell::UNREADABLE;
use super::super::fold::Draft;
use super::super::folder::Folder;
use super::super::ledger::Reason;
use super::super::parts::Part;
use super::super::row_fates::RowFates;
use super::super::settle::OneCurrency;
use super::super::shard::RowKind;
use super::super::store;
use super::super::valid_orders::ValidOrders;
use crate::list::Listed;
use crate::money::Money;
use crate::order::OutcomeCounts;
use huitou_columns::blocks::Sum;

/// What became of an order or a line, and what was given back of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    how: How,
    given_back: i64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum How {
    Stands,
    Cancelled,
    Unpaid,
    Refunded,
    InPart,
}

impl How {
    /// How plain rows can end that do not stand.
    pub(super) const LOST: [How; 3] = [How::Cancelled, How::Unpaid, How::Refunded];

    pub(super) fn of(reason: Reason) -> Option<How> {
        match reason {
            Reason::Cancelled => Some(How::Cancelled),
            Reason::Unpaid => Some(How::Unpaid),
            Reason::Refunded => Some(How::Refunded),
            _ => None,
        }
    }
}

impl End {
    /// Of an order; `None` where it is none, or not one that counts once.
    pub(super) fn of(draft: &Draft) -> Option<End> {
        if draft.reduces.is_some() {
            return None;
        }
        let how = match draft.reason.or(draft.kept) {
            Some(reason) => How::of(reason)?,
            None if draft.given_back <= 0 => How::Stands,
            // Taken off to nothing by a credit, and kept.
            None if draft.amount == 0 => How::Refunded,
            None => How::InPart,
        };
        Some(End::new(how, draft.given_back))
    }

    pub(super) fn new(how: How, given_back: i64) -> End {
        let is_back = matches!(how, How::Refunded | How::InPart);
        End { how, given_back: if is_back { given_back.max(0) } else { 0 } }
    }

    pub(super) fn add_to(self, counts: &mut OutcomeCounts) {
        self.how.add_all((1, self.given_back), counts);
    }
}

impl How {
    /// Adds orders that ended so, and what was given back of them.
    pub(super) fn add_all(self, (orders, given_back): Sum, counts: &mut OutcomeCounts) {
        if orders == 0 {
            return;
        }
        counts.orders += orders;
        match self {
            How::Stands => {}
            How::Cancelled => counts.cancelled += orders,
            How::Unpaid => counts.unpaid += orders,
            How::Refunded => counts.refunded += orders,
            How::InPart => counts.in_part += orders,
        }
        counts.give_back(Some(Money(given_back)).filter(|_| matches!(self, How::Refunded | How::InPart)));
    }
}

/// A line of an order.
#[derive(Clone, Copy)]
pub(super) struct Ended {
    pub(super) file: usize,
    pub(super) row: usize,
    pub(super) end: End,
}

/// Plain rows of a file that ended alike.
pub(super) struct Lost<'a> {
    pub(super) file: usize,
    pub(super) folder: &'a Folder<'a>,
    pub(super) rows: &'a [u32],
    /// Of each.
    pub(super) given_back: &'a [i64],
}

/// How each order ended.
pub(super) struct Ends<'a> {
    valid: ValidOrders<'a>,
    fates: &'a [RowFates],
    parts: &'a [Part],
    /// By draft, its parts left out; `None` where it is no order in the currency that is kept.
    of_drafts: Vec<Option<End>>,
    /// By draft: its parts that came back.
    with_parts: Vec<Option<End>>,
    /// By file and number: whether amounts in a currency are kept.
    is_kept: Vec<Vec<bool>>,
    /// By draft: how many of its lines stand in another file.
    details: Vec<u32>,
}

impl<'a> Ends<'a> {
    pub(super) fn of(
        valid: &ValidOrders<'a>,
        fates: &'a [RowFates],
        parts: &'a [Part],
        currency: &OneCurrency,
    ) -> Option<Ends<'a>> {
        let ValidOrders { folders, plain, drafts } = *valid;
        let sheets = || folders.iter().map(|folder| folder.sheet);
        let is_kept =
            sheets().map(|sheet| sheet.rows.shard.currencies.iter().map(|own| currency.takes(own)).listed());
        let is_kept = is_kept.listed();
        let is_taken = |draft: &Draft| {
            let number = usize::from(draft.currency.or(draft.currency_of_nothing).unwrap_or(0));
            draft.reason.is_none() || is_kept[draft.file].get(number) == Some(&true)
        };
        let of_drafts = drafts.iter().map(|draft| End::of(draft).filter(|_| is_taken(draft))).listed();
        let mut with_parts = of_drafts.clone();
        for part in parts.iter().filter(|part| part.reason == Reason::Refunded) {
            if let Some(Some(end)) = with_parts.get_mut(part.draft as usize) {
                let back = end.given_back.saturating_add(given_back(&folders[part.file], part.row));
                if matches!(end.how, How::Stands | How::InPart) {
                    *end = End::new(How::InPart, back);
                }
            }
        }
        let is_any = |end: &Option<End>| end.is_some_and(|end| end.how != How::Stands);
        let is_plain = |file| plain.has(file, |reason| How::of(reason).is_some());
        let is_any = with_parts.iter().any(is_any) || (0..folders.len()).any(is_plain);
        is_any.then(|| Ends {
            valid: *valid,
            fates,
            parts,
            of_drafts,
            with_parts,
            is_kept,
            details: store::details(drafts, fates, folders),
        })
    }

    pub(super) fn each_draft(&self, visit: &mut dyn FnMut(&Draft, End)) {
        for (draft, end) in self.valid.drafts.iter().zip(&self.with_parts) {
            end.iter().for_each(|&end| visit(draft, end));
        }
    }

    /// The plain rows that ended so.
    pub(super) fn each_lost(&self, how: How, visit: &mut dyn FnMut(Lost<'_>)) {
        let mut given_back = Vec::new();
        for (file, folder) in self.valid.folders.iter().enumerate() {
            let currencies = &folder.sheet.rows.shard.currency;
            let is_kept =
                |row: &u32| self.is_kept[file].get(usize::from(currencies[*row as usize])) == Some(&true);
            for reason in Reason::ALL.into_iter().filter(|&reason| How::of(reason) == Some(how)) {
                self.valid.plain.each_aside(file, reason, &mut |rows| {
                    rows.retain(is_kept);
                    if how == How::Refunded {
                        folder.amounts().read(rows, &mut given_back);
                        given_back.iter_mut().for_each(|amount| *amount = (*amount).max(0));
                    } else {
                        given_back.clear();
                        given_back.resize(rows.len(), 0);
                    }
                    visit(Lost { file, folder, rows, given_back: &given_back });
                });
            }
        }
    }

    /// The lines of orders that are no plain rows.
    pub(super) fn each_line(&self, visit: &mut dyn FnMut(Ended)) {
        let mut parts = self.parts.iter().peekable();
        for (file, (folder, fates)) in self.valid.folders.iter().zip(self.fates).enumerate() {
            for (row, fate) in fates.iter() {
                let part = parts.next_if(|part| (part.file, part.row) == (file, row));
                let Some(number) = part.map(|part| part.draft).or(fate.ok()) else { continue };
                let number = number as usize;
                let Some(whole) = self.of_drafts[number] else { continue };
                let end = match part.map(|part| How::of(part.reason)) {
                    Some(how) => End::new(how.unwrap_or(How::Stands), given_back(folder, row)),
                    None if self.is_line(folder, number, row) => self.end_of_line(folder, number, row, whole),
                    None => continue,
                };
                visit(Ended { file, row, end });
            }
        }
    }

    pub(super) fn is_line(&self, folder: &Folder<'_>, draft: usize, row: usize) -> bool {
        let is_line = match folder.sheet.kind(row) {
            RowKind::Detail => folder.sheet.rows.gives_lines,
            _ => self.details[draft] == 0,
        };
        is_line && !store::is_summary(folder.sheet, &self.valid.drafts[draft], row)
    }

    /// A line ends as its order does, unless its row says what came back of it alone.
    pub(super) fn end_of_line(&self, folder: &Folder<'_>, number: usize, row: usize, whole: End) -> End {
        let draft = &self.valid.drafts[number];
        let lines = draft.rows.max(self.details[number]);
        if lines == 1 {
            return whole;
        }
        let own = match store::line_amount(folder.sheet, lines, row) {
            0 if !draft.is_once => folder.amount(row).unwrap_or(0),
            own => own,
        };
        match whole.how {
            How::Refunded => End::new(How::Refunded, own),
            How::InPart if draft.refunds_by_row => {
                let refund = refund(folder, row);
                let how = match refund {
                    ..=0 => How::Stands,
                    _ if refund >= own && own > 0 => How::Refunded,
                    _ => How::InPart,
                };
                End::new(how, refund)
            }
            // Of which line it was nobody says.
            how => End::new(how, 0),
        }
    }
}

/// What a row says was given back of it; of one that says only that it came back, its amount.
pub(super) fn given_back(folder: &Folder<'_>, row: usize) -> i64 {
    let own = || folder.amount(row).unwrap_or(0);
    Some(refund(folder, row)).filter(|refund| *refund > 0).unwrap_or_else(own)
}

pub(super) fn refund(folder: &Folder<'_>, row: usize) -> i64 {
    folder.sheet.rows.shard.refunds.get(row).filter(|&refund| refund > UNREADABLE).unwrap_or(0).abs()
}
