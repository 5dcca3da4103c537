//! Customers who came on a campaign day, against those who came on none.

use serde::{Deserialize, Serialize};

use super::{Tally, Watched};
use crate::analysis::campaign_days::Campaign;
use crate::analysis::{Comparison, Scope};
use crate::list::Listed;
use crate::money::Money;
use crate::time::Day;

/// Customers whose first order lies on a campaign's day itself, over all years.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct CampaignRow {
    /// Which; `None`: any of them.
    pub campaign: Option<Campaign>,
    /// Their share who are back within 90 days, against that of customers who came on no campaign day.
    pub comparison: Comparison,
    /// Mean net amount of their first orders, half-even.
    pub mean_first_amount: Option<Money>,
    /// That of customers who came on no campaign day.
    pub mean_first_amount_of_rest: Option<Money>,
}

/// Empty where nobody came on a campaign day, or everybody.
pub(super) fn rows(scope: &Scope, watched: &[Watched]) -> Vec<CampaignRow> {
    let days = days(scope);
    let (mut on, mut off) = ([Tally::default(); Campaign::ALL.len()], Tally::default());
    for customer in watched {
        let day = scope.orders.moment(customer.first_order as usize).day();
        match days.binary_search_by(|(other, _)| other.cmp(&day)) {
            Ok(at) => on[days[at].1].add(scope, customer),
            Err(_) => off.add(scope, customer),
        }
    }
    let mut any = Tally::default();
    on.iter().for_each(|tally| any.join(*tally));
    if any.all == 0 || off.all == 0 {
        return Vec::new();
    }
    let all = [(None, any)].into_iter().chain(Campaign::ALL.map(Some).into_iter().zip(on));
    all.filter(|(_, tally)| tally.all > 0).map(|(campaign, tally)| row(campaign, tally, off)).listed()
}

fn row(campaign: Option<Campaign>, on: Tally, off: Tally) -> CampaignRow {
    let mean = |tally: Tally| Money::ratio(i128::from(tally.amount.0), i128::from(tally.all));
    CampaignRow {
        campaign,
        comparison: on.against(off),
        mean_first_amount: mean(on),
        mean_first_amount_of_rest: mean(off),
    }
}

/// The campaign days of the window's years, ascending, and which campaign each is of.
fn days(scope: &Scope) -> Vec<(Day, usize)> {
    let Some(window) = scope.window else { return Vec::new() };
    let mut days = Vec::new();
    for year in window.first_day.ymd().0..=window.as_of.ymd().0 {
        // Campaigns stand in the order of the year.
        let of_year = Campaign::ALL.iter().enumerate();
        days.extend(of_year.filter_map(|(at, campaign)| Some((campaign.day(year)?, at))));
    }
    days
}
