//! Which two cohorts are compared.

use super::{Cohort, CohortBy};
use crate::analysis::{Settings, Share};

/// The positions of two different cohorts; `None` where there are no two.
pub(super) fn compared(cohorts: &[Cohort], settings: &Settings) -> Option<[u32; 2]> {
    let named = |key: &Option<String>| {
        let key = key.as_ref()?;
        cohorts.iter().position(|cohort| cohort.key() == *key)
    };
    let (first, second) = (named(&settings.compare_first), named(&settings.compare_second));
    let mut usual = usual(cohorts, settings.cohort_by).into_iter();
    let first = first.or_else(|| usual.find(|at| Some(*at) != second))?;
    let second = second.filter(|second| *second != first).or_else(|| usual.find(|at| *at != first))?;
    Some([first as u32, second as u32])
}

/// Periods from the last one on that is large enough and followed by one that is over, then the others; values from the
/// largest on.
fn usual(cohorts: &[Cohort], by: CohortBy) -> Vec<usize> {
    let all = 0..cohorts.len();
    if by != CohortBy::Period {
        return all.collect();
    }
    let is_read = |at: &usize| {
        let cohort = &cohorts[*at];
        cohort.size >= Share::SMALL && cohort.cells.first().is_some_and(|cell| cell.complete)
    };
    let (read, others): (Vec<usize>, Vec<usize>) = all.rev().partition(is_read);
    [read, others].concat()
}
