//! What the other columns of dates say of how the orders' dates are read: one program wrote them all.

use super::cell::date::{self, Stamp};
use super::dates::Evidence;
use super::table::Table;
use crate::list::Listed;

impl Table<'_> {
    /// The evidence of all columns but `own` whose first cells are dates that may be read in several ways.
    pub fn date_witness(&self, own: Option<usize>) -> Evidence {
        let mut evidence = Evidence::default();
        for column in (0..self.names.len()).filter(|&column| Some(column) != own) {
            if !self.distinct(column).iter().all(|value| value.has_date_form) {
                continue;
            }
            let stamps: Vec<Stamp> = self.values(column).map(date::read).listed();
            if stamps.iter().any(|stamp| stamp.is_open()) {
                stamps.iter().for_each(|stamp| evidence.add(stamp));
            }
        }
        evidence
    }
}
