//! **Question.** Did those who were written to buy more than those who were held out?
//!
//! **Definition.** Of the customers of a list, each with the day of the campaign, those observed for N days after it: a
//! share of each group has an order that counts on one of the days 1..=N after it. The *effect* is the difference of the
//! two shares with Newcombe's interval; revenue per head is the net amount of those orders over all of the group, buyers
//! or not.
//!
//! **Units.** Shares 0..=1; minor units.
//!
//! **Choices.**
//! - The campaign's own day is left out: its orders may have come before the message.
//! - Who is observed for fewer than N days, or has no day, is counted and stays out.
//! - Without a control group nothing is compared: what these customers would have done anyway is not known. A group
//!   that was not drawn by chance is no control group, and the file cannot tell.
//! - Customers that a filter leaves out are in no group, and counted.
//! - Revenue per head has no interval: few large orders decide it.
//!
//! **Example.** Two are written to and one is held out on 1 March; one of the two orders on the 10th for 5.00, the
//! held-out one does not: 1/2 against 0/1 within 30 days, 2.50 a head against 0.
//!
//! **Sources.** R. G. Newcombe (1998), see [`newcombe`](crate::stats::newcombe); held-out groups as in any randomised
//! trial.

use serde::{Deserialize, Serialize};

use super::{Comparison, Scope, Share};
use crate::money::Money;
use crate::order::{Recipient, Recipients, Treatment};
use crate::time::Day;

/// Days after a campaign that are looked at, where nobody says otherwise.
pub const USUAL_DAYS: u32 = 30;

/// What came of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct CampaignEffect {
    /// Whether a list was given: all else is 0 without one.
    pub is_given: bool,
    /// N.
    pub within_days: u32,
    /// The first and the last day of the campaign, of those who are observed.
    pub days: Option<[Day; 2]>,
    /// The groups with members who are observed: those who were written to, those who were held out, those of whom
    /// nothing is said.
    pub groups: Vec<CampaignGroup>,
    /// Those who were written to against those who were held out; `None` where one of the two is missing.
    pub effect: Option<Comparison>,
    /// Keys of the list that no order has.
    pub not_found: u64,
    /// Rows that name a customer again.
    pub repeated: u64,
    /// Customers without a day that can be read.
    pub undated: u64,
    /// Customers observed for fewer than N days.
    pub unfinished: u64,
    /// Customers whom a filter leaves out.
    pub filtered: u64,
}

/// One group of a campaign.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct CampaignGroup {
    /// Which one.
    pub kind: CampaignGroupKind,
    /// Those who bought, of all.
    pub bought: Share,
    /// Their orders.
    pub orders: u64,
    /// The net amount of these.
    pub revenue: Money,
}

/// What was done with a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum CampaignGroupKind {
    /// Written to.
    Treated,
    /// Held out.
    Control,
    /// The list does not say.
    Unknown,
}

impl CampaignGroupKind {
    const ALL: [CampaignGroupKind; 3] =
        [CampaignGroupKind::Treated, CampaignGroupKind::Control, CampaignGroupKind::Unknown];

    fn of(recipient: &Recipient) -> CampaignGroupKind {
        match recipient.treatment {
            Some(Treatment::Treated) => CampaignGroupKind::Treated,
            Some(Treatment::Control) => CampaignGroupKind::Control,
            None => CampaignGroupKind::Unknown,
        }
    }
}

impl CampaignGroup {
    /// Net amount over all of the group; `None` for an empty one.
    pub fn revenue_per_head(&self) -> Option<Money> {
        Money::ratio(self.revenue.0.into(), self.bought.whole.into())
    }
}

#[derive(Clone, Copy, Default)]
struct Tally {
    customers: u64,
    buyers: u64,
    orders: u64,
    revenue: Money,
}

/// What came of the campaign that these were the recipients of; empty without them.
pub fn campaign(scope: &Scope, recipients: Option<&Recipients>) -> CampaignEffect {
    let within_days = scope.settings.campaign_days.unwrap_or(USUAL_DAYS);
    let mut found =
        CampaignEffect { is_given: recipients.is_some(), within_days, ..CampaignEffect::default() };
    let (Some(recipients), Some(window)) = (recipients, scope.window) else { return found };
    (found.not_found, found.repeated) = (recipients.not_found, recipients.repeated);
    let mut tallies = [Tally::default(); CampaignGroupKind::ALL.len()];
    for recipient in &recipients.found {
        if !scope.selection.shows(recipient.customer) {
            found.filtered += 1;
            continue;
        }
        let Some(day) = recipient.day else {
            found.undated += 1;
            continue;
        };
        let end = day.plus(within_days as i32);
        if end > window.as_of {
            found.unfinished += 1;
            continue;
        }
        let [first, last] = found.days.unwrap_or([day, day]);
        found.days = Some([first.min(day), last.max(day)]);
        tallies[CampaignGroupKind::of(recipient) as usize].add(scope, recipient.customer, [day.plus(1), end]);
    }
    let group = |(kind, tally): (CampaignGroupKind, Tally)| CampaignGroup {
        kind,
        bought: Share::of(tally.buyers, tally.customers),
        orders: tally.orders,
        revenue: tally.revenue,
    };
    let [treated, control, _] = tallies.map(|tally| Share::of(tally.buyers, tally.customers));
    found.effect = (treated.whole > 0 && control.whole > 0).then(|| Comparison::of(treated, control));
    let groups = CampaignGroupKind::ALL.into_iter().zip(tallies).filter(|(_, tally)| tally.customers > 0);
    found.groups = groups.map(group).collect();
    found
}

impl Tally {
    fn add(&mut self, scope: &Scope, customer: u32, [first, last]: [Day; 2]) {
        let history = scope.everybody.of_customer(customer);
        let inside =
            history.days.iter().zip(history.amounts()).filter(|(day, _)| (first..=last).contains(day));
        let (orders, revenue) = inside.fold((0, Money::ZERO), |(n, sum), (_, amount)| (n + 1, sum + amount));
        self.customers += 1;
        self.buyers += u64::from(orders > 0);
        self.orders += orders;
        self.revenue += revenue;
    }
}
