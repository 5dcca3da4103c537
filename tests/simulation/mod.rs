//! Whether the intervals cover what they promise: on simulated shops whose truth is known, by the report that a merchant
//! would see.
//!
//! A 95 % interval is to hold the truth in 95 of a hundred shops. Counting that over some shops is a binomial variable:
//! outside the band that holds 99.9 % of it something is wrong. Shares are of whole customers, so that an interval may
//! well cover a little more than it promises; never less.

pub mod shops;
pub mod tally;

use huitou::analysis::associations::{Aspect, Associations};
use huitou::analysis::repurchase_rates::RateKind;
use huitou::analysis::retention::{CohortBy, CohortName, Retention, RetentionMode};
use huitou::analysis::second_order::{Comparison as Groups, Grouping, SecondOrder};
use huitou::analysis::{Comparison, Settings, Share};
use huitou::report::{Report, Section};
use huitou::stats::wilson::Interval;

use crate::chance::Chance;
use shops::{ALIKE, AS_OF, DIFFERENT, Truth};
use tally::Tally;

/// The bracket of days that channels are compared in, and its place among the brackets of retention.
const BRACKET: ([u32; 2], usize) = ([31, 60], 3);
const HORIZONS: [u32; 4] = [30, 60, 90, 180];

/// All that is promised, counted over so many shops of each truth.
pub fn simulate(runs: u64, seed: u64) -> Vec<Tally> {
    let mut counted = Counted::default();
    for run in 0..runs {
        for truth in [&DIFFERENT, &ALIKE] {
            // Neighbouring seeds are no neighbours after the first step.
            let mut chance = Chance::seeded(seed ^ (run + 1).wrapping_mul(0x2545_F491_4F6C_DD1D));
            counted.shop(truth, &mut chance, std::ptr::eq(truth, &ALIKE));
        }
    }
    counted.0
}

/// What was counted, in the order in which it was first met.
#[derive(Default)]
struct Counted(Vec<Tally>);

impl Counted {
    fn add(&mut self, name: &str, promised: f64, held: bool) {
        let at = self.0.iter().position(|tally| tally.name == name).unwrap_or_else(|| {
            self.0.push(Tally::new(name, promised));
            self.0.len() - 1
        });
        self.0[at].add(held);
    }

    /// An interval that is not there covers nothing.
    fn covers(&mut self, name: &str, interval: Option<Interval>, truth: f64) {
        let is_inside = interval.is_some_and(|ends| ends.low <= truth && truth <= ends.high);
        self.add(name, 95.0, is_inside);
    }

    fn shop(&mut self, truth: &Truth, chance: &mut Chance, is_alike: bool) {
        let settings = Settings {
            as_of: Some(AS_OF),
            retention: RetentionMode::Bracket,
            cohort_by: CohortBy::Channel,
            ..Settings::default()
        };
        let sections =
            [Section::RepurchaseRates, Section::Retention, Section::SecondOrder, Section::Associations];
        let results = Report::of(&truth.shop(chance), &settings, &sections).results;
        let (Some(rates), Some(retention), Some(second)) =
            (results.repurchase_rates, results.retention, results.second_order)
        else {
            return;
        };
        self.discoveries(results.associations.as_ref(), is_alike);
        let groups = |by| second.comparisons.iter().find(|groups| groups.by == by);
        if is_alike {
            self.false_alarms(groups(Grouping::Channel), groups(Grouping::Discounted));
            self.alike(&retention);
            return;
        }
        let within90 = rates.rates.iter().find(|rate| rate.kind == RateKind::Within90);
        let share = within90.and_then(|rate| rate.customers).and_then(|share| share.interval);
        self.covers("Wilson: repurchase within 90 days, some 460 customers", share, truth.within(None, 90));
        self.channels(truth, &retention);
        self.waits(truth, &second, groups(Grouping::Channel));
    }

    /// Wilson and Newcombe by channel.
    fn channels(&mut self, truth: &Truth, retention: &Retention) {
        let ([from, to], _) = BRACKET;
        let of = |channel| truth.within(Some(channel), to) - truth.within(Some(channel), from - 1);
        for (channel, name) in [("app", "some 220 customers"), ("mall", "some 60 customers")] {
            let share = bracket(retention, channel).and_then(|share| share.interval);
            self.covers(&format!("Wilson: days 31-60 of a channel, {name}"), share, of(channel));
        }
        for [first, second] in [["app", "ads"], ["web", "mall"]] {
            let pair = bracket(retention, first).zip(bracket(retention, second));
            let difference = pair.and_then(|(first, second)| Comparison::of(first, second).difference);
            let ends = difference.map(|ends| Interval { low: ends.low, high: ends.high });
            let name = format!("Newcombe: days 31-60, {first} less {second}");
            self.covers(&name, ends, of(first) - of(second));
        }
    }

    /// Kaplan-Meier for all, and for the smallest channel.
    fn waits(&mut self, truth: &Truth, second: &SecondOrder, channels: Option<&Groups>) {
        let all = second.order_days.first();
        let of_channels = channels
            .and_then(|groups| groups.groups.iter().find(|group| group.value.as_deref() == Some("mall")));
        for days in HORIZONS {
            let at = |chances: &huitou::analysis::second_order::Chances| {
                chances.within.iter().find(|chance| chance.days == days).and_then(|chance| chance.interval)
            };
            let found = all.and_then(at);
            self.covers(
                &format!("Kaplan-Meier: within {days} days, 660 customers"),
                found,
                truth.within(None, days),
            );
            let found = of_channels.and_then(|group| at(&group.chances));
            let name = format!("Kaplan-Meier: within {days} days, a channel of 60 customers");
            self.covers(&name, found, truth.within(Some("mall"), days));
        }
    }

    /// Where nothing differs a test at 5 % may find something in five of a hundred shops.
    fn false_alarms(&mut self, channels: Option<&Groups>, discounts: Option<&Groups>) {
        for (name, groups) in [("channels", channels), ("discounts", discounts)] {
            let is_quiet = groups.and_then(|groups| groups.log_rank_p).is_some_and(|p| p >= 0.05);
            self.add(&format!("log-rank: {name} that are alike are not told apart"), 95.0, is_quiet);
        }
    }

    /// Of what is found among many tests at most 5 % may be false. Where nothing matters all of it is, so that there may be
    /// finds in 5 % of the shops; where channel and discount do, the day of the week still does not.
    fn discoveries(&mut self, associations: Option<&Associations>, is_alike: bool) {
        let aspects = associations.iter().flat_map(|found| &found.aspects);
        let finds = aspects.flat_map(|groups| {
            groups.groups.iter().filter(|group| group.is_find).map(|_| groups.aspect != Aspect::Weekday)
        });
        let finds: Vec<bool> = finds.collect();
        if is_alike {
            self.add("false discoveries: nothing is found where nothing matters", 95.0, finds.is_empty());
        } else {
            let mut add = |is_true| self.add("false discoveries: what is found is true", 95.0, is_true);
            finds.into_iter().for_each(&mut add);
        }
    }

    fn alike(&mut self, retention: &Retention) {
        let pair = bracket(retention, "app").zip(bracket(retention, "ads"));
        let difference = pair.and_then(|(app, ads)| Comparison::of(app, ads).difference);
        let is_quiet = difference.is_some_and(|difference| !difference.tells_apart());
        self.add("Newcombe: channels that are alike are not told apart", 95.0, is_quiet);
    }
}

/// Who came back in the bracket of those of a channel who were watched to its end.
fn bracket(retention: &Retention, channel: &str) -> Option<Share> {
    let (span, at) = BRACKET;
    let is_it = |name: &CohortName| *name == CohortName::Value(channel.into());
    let cohort = retention.cohorts.iter().find(|cohort| is_it(&cohort.name))?;
    (retention.spans.get(at) == Some(&span)).then_some(cohort.cells.get(at)?.retained)
}

#[cfg(test)]
mod tests {
    use super::tally::Verdict;
    use super::*;

    #[test]
    fn intervals_cover_what_they_promise() {
        let found = simulate(300, 20);
        assert_eq!(found.len(), 18);
        for tally in &found {
            // Of finds there are as many as there are.
            let is_of_finds = tally.name == "false discoveries: what is found is true";
            assert!(tally.runs == 300 || is_of_finds && tally.runs > 300, "{}: {}", tally.name, tally.runs);
            assert_ne!(tally.verdict(), Verdict::Below, "{}: {:.1} %", tally.name, tally.percent());
        }
    }

    #[test]
    fn the_truth_is_that_of_the_shops() {
        // 50 shops of 660 customers: who came back within 60 days of those watched for 60, against the truth of the
        // channel. A share of 50 x 220 has a standard error below 0.005.
        let (mut part, mut whole) = (0, 0);
        for seed in 0..50 {
            let orders = DIFFERENT.shop(&mut Chance::seeded(seed));
            let settings = Settings {
                as_of: Some(AS_OF),
                retention: RetentionMode::Bracket,
                cohort_by: CohortBy::Channel,
                ..Settings::default()
            };
            let retention = Report::of(&orders, &settings, &[Section::Retention]).results.retention.unwrap();
            let share = bracket(&retention, "app").unwrap();
            (part, whole) = (part + share.part, whole + share.whole);
        }
        // By hand: (0.5 - 0.4 x 0.15) x (0.975^30 - 0.975^60) = 0.44 x (0.46788 - 0.21891) = 0.10955.
        let truth = DIFFERENT.within(Some("app"), 60) - DIFFERENT.within(Some("app"), 30);
        assert!((truth - 0.10955).abs() < 1e-4, "{truth}");
        assert_eq!(whole, 50 * 220);
        assert!((part as f64 / whole as f64 - truth).abs() < 0.012);
    }
}
