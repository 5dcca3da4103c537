//! Where the rows of an order carry its amount: on the first alone, on each, on one that sums up the others, or in
//! parts that are added.

use super::LayoutChoice;
use super::fold::{Draft, Totals};
use super::judge::Habits;
use super::ledger::Note;
use super::sheet::Sheet;
use super::shops::Layout;
use super::sorted_map::SortedMap;
use super::store::is_order;

/// How the amounts of an order's rows make its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// The first row has the order's total.
    First,
    /// One row alone has an amount.
    OneRow,
    /// Each row repeats the order's total.
    Repeated,
    /// Rows above zero repeat the order's total; those below are taken off it.
    RepeatedLess,
    /// One row has the total of the others.
    Summary,
    /// The rows' amounts were added.
    Added,
}

impl Made {
    /// How the amount of an order is made.
    #[inline(never)] // Called from several places: once in the page's code.
    pub fn of(draft: &Draft, sheet: &Sheet<'_>, habits: &Habits) -> Made {
        let plan = &sheet.rows.plan;
        let Totals { rows, differ, .. } = draft.totals;
        let has_totals = !sheet.rows.shard.amounts.is_empty();
        match habits.layout(plan) {
            Layout::FirstRow if has_totals || habits.chosen_layout.is_some() => Made::First,
            _ if rows < 2 => Made::OneRow,
            Layout::Repeated if !differ => Made::Repeated,
            Layout::Told if has_totals && habits.has_summaries() && draft.totals.is_summed_up() => {
                Made::Summary
            }
            Layout::Told if has_totals && !differ && habits.repeats_totals(plan) => Made::Repeated,
            Layout::Told | Layout::Repeated
                if draft.totals.repeats_beside_negatives()
                    && (habits.layout(plan) == Layout::Repeated
                        || has_totals && habits.repeats_totals(plan)) =>
            {
                Made::RepeatedLess
            }
            _ => Made::Added,
        }
    }

    /// Whether one row's amount is the order's.
    pub fn is_once(self) -> bool {
        matches!(self, Made::First | Made::Repeated | Made::Summary)
    }

    /// The order's amount before refunds.
    pub fn amount(self, totals: &Totals) -> i64 {
        match self {
            Made::First | Made::Repeated => totals.first,
            Made::Summary => totals.largest,
            Made::RepeatedLess => totals.first_less_negatives(),
            Made::OneRow | Made::Added => totals.sum,
        }
    }
}

/// The shop's layout, or what the merchant says.
pub(super) fn chosen(choice: LayoutChoice) -> Layout {
    match choice {
        LayoutChoice::FirstRow => Layout::FirstRow,
        LayoutChoice::Repeated => Layout::Repeated,
        LayoutChoice::Parts => Layout::Parts,
    }
}

/// How the amounts of the valid orders of several rows were made.
pub(super) fn notes(drafts: &[Draft], sheets: &[Sheet<'_>], habits: &SortedMap<usize, Habits>) -> Vec<Note> {
    let (mut on_one_row, mut repeated, mut summary, mut added) = (0, 0, 0, 0);
    for draft in drafts.iter().filter(|draft| is_order(draft) && draft.rows > 1) {
        let sheet = &sheets[draft.file];
        if let Some(habits) = habits.get(&sheet.export) {
            *match Made::of(draft, sheet, habits) {
                Made::First | Made::OneRow => &mut on_one_row,
                Made::Repeated | Made::RepeatedLess => &mut repeated,
                Made::Summary => &mut summary,
                Made::Added => &mut added,
            } += 1;
        }
    }
    let notes = [
        (on_one_row, Note::TotalsOnOneRow { orders: on_one_row }),
        (repeated, Note::RepeatedTotals { orders: repeated }),
        (summary, Note::SummaryRows { orders: summary }),
        (added, Note::RowsAdded { orders: added }),
    ];
    notes.into_iter().filter(|(orders, _)| *orders > 0).map(|(_, note)| note).collect()
}
