//! Whom a campaign was for.

use crate::time::Day;

/// What was done with a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Treatment {
    /// They were written to.
    Treated,
    /// They were held out by chance, so that the others can be compared with them.
    Control,
}

/// One customer of a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The number in [`Orders`](super::Orders).
    pub customer: u32,
    /// The day of the campaign; `None` where none is given, or none that can be read.
    pub day: Option<Day>,
    /// `None` where the file does not say.
    pub treatment: Option<Treatment>,
}

/// The customers of a campaign, as far as the store knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipients {
    /// By customer number, each once.
    pub found: Vec<Recipient>,
    /// Keys that no order has.
    pub not_found: u64,
    /// Rows that name a customer again: the first row counts.
    pub repeated: u64,
}
