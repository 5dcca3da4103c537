//! Customers' stages, day of looking after day of looking.

use huitou_columns::stretches::{Ends, Stretch};

use crate::analysis::cycle::{Hundredths, hold};
use crate::analysis::{CountBy, Scope};
use crate::stats::geometric::Logs;

/// Tells of customers, some at a time, between which of some days nothing is bought, from their first order on, and their
/// cycles then, in hundredths of a day. Tells nothing where there is no cycle, since nobody came back.
pub(super) fn each_stretch(scope: &Scope, ends: &Ends, found: &mut dyn FnMut(&[Stretch], &[u32])) {
    let by_days = scope.settings.count_by == CountBy::Days;
    let given = scope.settings.lifecycle.cycle_days.map(|days| Hundredths::of_days(days.into()).0);
    let (mut logs, mut own) = (Logs::default(), Vec::new());
    scope.histories.gathered().each_stretch(ends, by_days, &mut |stretches| {
        match given {
            Some(cycle) => {
                own.clear();
                own.resize(stretches.all.len(), cycle);
            }
            None => {
                scope.cycles().usual(scope.orders, &stretches.rows, &mut own);
                hold(&stretches.middles, &mut own, &mut logs);
            }
        }
        found(&stretches.all, &own);
    });
}
