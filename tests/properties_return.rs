//! What holds for every shop of who comes back, who is due, in which stage, and worth what.

use huitou::analysis::value::{Parts, SideChange};
use huitou::money::Money;
use proptest::prelude::*;

use crate::properties_analysis::{any_rows, any_settings, results};

proptest! {
    #[test]
    fn chances_lie_above_the_plain_share_and_inside_their_interval(rows in any_rows(), settings in any_settings()) {
        let results = results(&rows, &settings);
        let second = results.second_order.unwrap();
        let first = &second.order_days[0];
        prop_assert_eq!(first.customers, results.overview.unwrap().customers);
        for pair in second.order_days.windows(2) {
            // Who has come back waits for the next order day.
            prop_assert_eq!(pair[0].returned, pair[1].customers);
        }
        let listed = second.order_days.iter().flat_map(|chances| chances.within.iter().map(move |chance| (chances, chance)));
        for (chances, chance) in listed.chain(second.curve.iter().map(|chance| (first, chance))) {
            let Some(value) = chance.chance else { continue };
            let plain = chances.plain(chance).rate().unwrap();
            prop_assert!((plain - 1e-12..=1.0).contains(&value), "{chance:?} of {chances:?}");
            let inside = |ends: huitou::stats::wilson::Interval| ends.low < value && value < ends.high;
            prop_assert!(chance.interval.is_none_or(inside), "{chance:?}");
        }
        prop_assert!(second.curve.windows(2).all(|pair| pair[0].chance <= pair[1].chance));
    }

    #[test]
    fn states_and_stages_share_out_everybody(rows in any_rows(), settings in any_settings()) {
        let results = results(&rows, &settings);
        let (cycle, lifecycle) = (results.cycle.unwrap(), results.lifecycle.unwrap());
        let (customers, came_back) = (results.overview.unwrap().customers, cycle.gaps > 0);
        let expected = if came_back { customers } else { 0 };
        prop_assert_eq!(cycle.due.iter().map(|row| row.customers.part).sum::<u64>(), expected);
        prop_assert_eq!(lifecycle.stages.iter().map(|row| row.customers.part).sum::<u64>(), expected);
        prop_assert_eq!(cycle.shop.is_some(), came_back);
        let revenue: Money = lifecycle.stages.iter().map(|row| row.revenue).sum();
        prop_assert_eq!(lifecycle.months.iter().flat_map(|month| month.revenue.iter().copied()).sum::<Money>(), revenue);
        // Those of a month's end are those of the month before and who came in it.
        for pair in lifecycle.months.windows(2) {
            prop_assert!(pair[0].customers.iter().sum::<u64>() <= pair[1].customers.iter().sum::<u64>());
        }
        if let Some(moves) = &lifecycle.moves {
            let month = lifecycle.months.iter().rposition(|month| month.complete).unwrap();
            for stage in 0..5 {
                let arrived: u64 = moves.customers.iter().map(|row| row[stage]).sum();
                prop_assert_eq!(arrived, lifecycle.months[month].customers[stage]);
                let left: u64 = moves.customers[stage].iter().sum();
                prop_assert_eq!(left, lifecycle.months[month - 1].customers[stage]);
            }
        }
    }

    #[test]
    fn value_adds_up(rows in any_rows(), settings in any_settings()) {
        let results = results(&rows, &settings);
        let (value, repurchase) = (results.value.unwrap(), results.repurchase.unwrap());
        let all = &value.concentration;
        prop_assert_eq!(all.customers, results.overview.unwrap().customers);
        prop_assert_eq!(all.revenue, repurchase.customer_revenue);
        prop_assert_eq!(value.repeat_revenue, repurchase.repeat_revenue);
        prop_assert_eq!(all.tiers.iter().map(|tier| tier.revenue).sum::<Money>(), all.revenue);
        prop_assert_eq!(all.tiers.iter().map(|tier| tier.customers).sum::<u64>(), all.customers);
        if all.customers > 0 {
            prop_assert_eq!((all.top[0].revenue, all.top[100].revenue), (Money::ZERO, all.revenue));
            let least: Vec<Money> = all.tiers.iter().filter_map(|tier| tier.least).collect();
            prop_assert!(least.is_sorted_by(|a, b| a >= b), "{least:?}");
        }
        let cohorts = &value.historic.cohorts;
        prop_assert_eq!(cohorts.iter().map(|cohort| cohort.size).sum::<u64>(), all.customers);
        // No file here is older than 36 age months.
        let paid: Money = cohorts.iter().filter_map(|cohort| cohort.paid.last().copied()).sum();
        prop_assert_eq!(paid, all.revenue);
        for change in &value.changes {
            prop_assert_eq!(change.before, change.new.before.revenue + change.existing.before.revenue);
            for side in [&change.new, &change.existing] {
                check_parts(side)?;
            }
        }
    }
}

fn check_parts(side: &SideChange) -> Result<(), TestCaseError> {
    let (before, after) = (side.before.revenue.0 as f64, side.after.revenue.0 as f64);
    prop_assert_eq!(side.parts.is_none(), before < 0.0 || after < 0.0);
    let Some(Parts { customers, frequency, amount }) = side.parts else { return Ok(()) };
    let rest = customers + frequency + amount - (after - before);
    prop_assert!(rest.abs() <= 1e-9 * (before + after) + 1e-9, "{side:?}");
    Ok(())
}
