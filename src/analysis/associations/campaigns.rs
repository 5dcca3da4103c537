//! Customers who came on a campaign day, against those who came on none.

use serde::{Deserialize, Serialize};

use huitou_columns::first_waits::Watched;

use super::Tally;
use crate::analysis::campaign_days::Campaign;
use crate::analysis::{Comparison, Scope, Window};
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
pub(super) fn rows(scope: &Scope, watched: &Watched) -> Vec<CampaignRow> {
    let Some(window) = scope.window else { return Vec::new() };
    let days = days(window);
    let (mut on, mut off) = ([Paid::default(); Campaign::ALL.len()], Paid::default());
    for (at, newcomers) in (0..).zip(&watched.by_step) {
        let day = window.first_day.plus(at);
        let group = match days.binary_search_by(|(other, _)| other.cmp(&day)) {
            Ok(at) => &mut on[days[at].1],
            Err(_) => &mut off,
        };
        group.join(Paid { tally: Tally::of(newcomers.codes), amount: newcomers.sum });
    }
    let mut any = Paid::default();
    on.iter().for_each(|paid| any.join(*paid));
    if any.tally.all == 0 || off.tally.all == 0 {
        return Vec::new();
    }
    let all = [(None, any)].into_iter().chain(Campaign::ALL.map(Some).into_iter().zip(on));
    all.filter(|(_, paid)| paid.tally.all > 0).map(|(campaign, paid)| row(campaign, paid, off)).listed()
}

/// Customers and the net amount of their first orders.
#[derive(Clone, Copy, Default)]
struct Paid {
    tally: Tally,
    amount: i64,
}

impl Paid {
    fn join(&mut self, other: Paid) {
        self.tally.join(other.tally);
        self.amount += other.amount;
    }
}

fn row(campaign: Option<Campaign>, on: Paid, off: Paid) -> CampaignRow {
    let mean = |paid: Paid| Money::ratio(i128::from(paid.amount), i128::from(paid.tally.all));
    CampaignRow {
        campaign,
        comparison: on.tally.against(off.tally),
        mean_first_amount: mean(on),
        mean_first_amount_of_rest: mean(off),
    }
}

/// The campaign days of the window's years, ascending, and which campaign each is of.
fn days(window: Window) -> Vec<(Day, usize)> {
    let mut days = Vec::new();
    for year in window.first_day.ymd().0..=window.as_of.ymd().0 {
        // Campaigns stand in the order of the year.
        let of_year = Campaign::ALL.iter().enumerate();
        days.extend(of_year.filter_map(|(at, campaign)| Some((campaign.day(year)?, at))));
    }
    days
}
