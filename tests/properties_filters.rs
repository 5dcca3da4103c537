//! Filters and answers, whatever the shop and the settings are like.

use std::collections::BTreeMap;

use huitou::analysis::acquisition::AcquisitionCost;
use huitou::analysis::lifecycle::LifecycleRule;
use huitou::analysis::points::PointsRule;
use huitou::analysis::retention::{CohortBy, CohortMeasure, CurveMean, DoubtfulCohorts, RetentionMode};
use huitou::analysis::rfm::{CustomerGroup, Octant, RfmSettings, Scoring, Segment};
use huitou::analysis::tiers::TierRule;
use huitou::analysis::{CountBy, Settings, Split};
use huitou::money::Money;
use huitou::order::Orders;
use huitou::report::{Answers, Report, Results, Section};
use huitou::time::{Day, Period, PeriodKind};
use proptest::prelude::*;

use crate::analyses::shop::{Sale, shop};

fn any_name(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(names).prop_map(String::from)
}

fn any_sale() -> impl Strategy<Value = Sale> {
    let products = prop::collection::vec(any_name(&["Tea", "Tea pot", "Cup", ""]), 0..3);
    let customer = any_name(&["", "a", "b", "c", "d", "e", "f"]);
    (customer, 19_700..19_850, any_name(&["app", "shop", ""]), products, 1..5_000_i64).prop_map(
        |(customer, day, channel, products, cents)| Sale {
            customer,
            day: Day(day),
            channel,
            products,
            cents,
        },
    )
}

fn any_sales() -> impl Strategy<Value = Vec<Sale>> {
    prop::collection::vec(any_sale(), 0..50)
}

fn any_settings() -> impl Strategy<Value = Settings> {
    let days = || prop::option::of((19_690..19_860).prop_map(Day));
    let period = prop::sample::select(vec![PeriodKind::Week, PeriodKind::Month, PeriodKind::Quarter]);
    let ways = (
        any_cohorts(),
        prop::sample::select(vec![CountBy::Orders, CountBy::Days]),
        prop::sample::select(vec![Split::Mean, Split::Median]),
    );
    let name = |names| prop::option::weighted(0.4, any_name(names));
    let groups =
        Octant::ALL.map(CustomerGroup::Octant).into_iter().chain(Segment::ALL.map(CustomerGroup::Segment));
    let segment = prop::option::weighted(0.3, prop::sample::select(groups.collect::<Vec<_>>()));
    let names = (name(&["app", "shop", "fair"]), name(&["Tea", "tea", "Cup", "ink"]), name(&["app", "shop"]));
    (days(), period, ways, days(), names, segment).prop_map(
        |(
            as_of,
            period,
            ((retention, cohort_by, measure), count_by, split),
            from,
            (channel, product, first_channel),
            segment,
        )| Settings {
            as_of,
            period,
            count_by,
            split,
            from,
            channel,
            product,
            first_channel,
            segment,
            retention,
            cohort_by,
            measure,
            compare_first: None,
            compare_second: None,
            doubtful_cohorts: DoubtfulCohorts::LeaveOut,
            curve_mean: CurveMean::Weighted,
            rfm: RfmSettings { migration_days: Some(30), ..RfmSettings::default() },
            lifecycle: LifecycleRule::default(),
            acquisition: cost(),
            campaign_days: None,
            tiers: TierRule::default(),
            points: PointsRule::default(),
        },
    )
}

fn cost() -> AcquisitionCost {
    AcquisitionCost { margin: Some(4_000), everybody: Some(Money(50)), ..AcquisitionCost::default() }
}

fn any_cohorts() -> impl Strategy<Value = (RetentionMode, CohortBy, CohortMeasure)> {
    (
        prop::sample::select(vec![RetentionMode::Period, RetentionMode::Cumulative, RetentionMode::Bracket]),
        prop::sample::select(vec![CohortBy::Period, CohortBy::Channel, CohortBy::Product]),
        prop::sample::select(vec![CohortMeasure::Customers, CohortMeasure::Revenue]),
    )
}

fn json(results: &Results) -> String {
    serde_json::to_string(results).unwrap()
}

fn results(orders: &Orders, settings: &Settings) -> Results {
    Report::of(orders, settings, &[]).results
}

/// The definition, read word for word: per customer that is shown, the first day of all and the days that count.
fn read(sales: &[Sale], settings: &Settings) -> BTreeMap<String, (Day, Vec<Day>, i64, bool)> {
    let last = sales.iter().map(|sale| sale.day).max().unwrap_or(Day(0));
    let as_of = settings.as_of.unwrap_or(last);
    let mut sorted: Vec<&Sale> = sales.iter().filter(|sale| sale.day <= as_of).collect();
    sorted.sort_by_key(|sale| sale.day);
    let exact = settings
        .product
        .as_ref()
        .is_some_and(|name| sales.iter().flat_map(|sale| &sale.products).any(|product| product == name));
    let counts = |sale: &Sale| {
        let has = |name: &String| {
            sale.products.iter().any(|product| {
                product == name
                    || (!exact
                        && !product.is_empty()
                        && product.to_lowercase().contains(&name.to_lowercase()))
            })
        };
        settings.from.is_none_or(|from| sale.day >= from)
            && settings.channel.as_ref().is_none_or(|channel| *channel == sale.channel)
            && settings.product.as_ref().is_none_or(has)
    };
    let mut customers = BTreeMap::new();
    for sale in sorted.into_iter().filter(|sale| !sale.customer.is_empty()) {
        let shown = settings.first_channel.as_ref().is_none_or(|channel| *channel == sale.channel);
        let first = (sale.day, Vec::new(), 0, shown);
        let is_first = !customers.contains_key(&sale.customer);
        let (_, days, repeats, _) = customers.entry(sale.customer.clone()).or_insert(first);
        if counts(sale) {
            days.push(sale.day);
            *repeats += i64::from(!is_first);
        }
    }
    customers.retain(|_, (_, _, _, shown)| *shown);
    customers
}

proptest! {
    #[test]
    fn filters_follow_the_definition(sales in any_sales(), settings in any_settings()) {
        let (retention, cohort_by) = Default::default();
        let settings = Settings { segment: None, retention, cohort_by, ..settings };
        let orders = shop(&sales);
        let found = results(&orders, &settings);
        let customers = read(&sales, &settings);
        let (overview, retention, repurchase) =
            (found.overview.unwrap(), found.retention.unwrap(), found.repurchase.unwrap());
        let active = || customers.values().filter(|(_, days, _, _)| !days.is_empty());
        prop_assert_eq!(overview.customers, active().count() as u64);
        prop_assert_eq!(found.rfm.unwrap().customers, overview.customers);
        prop_assert_eq!(overview.repeat_orders as i64, active().map(|(_, _, repeats, _)| repeats).sum::<i64>());
        prop_assert_eq!(repurchase.repeat_orders, overview.repeat_orders);
        let counted: usize = active().map(|(_, days, _, _)| days.len()).sum();
        prop_assert_eq!(overview.orders - overview.anonymous_orders, counted as u64);
        prop_assert_eq!(repurchase.customer_orders, counted as u64);
        prop_assert!(settings.first_channel.is_none() || overview.anonymous_orders == 0);

        let Some(window) = overview.window else { return Ok(()) };
        let is_in = |day: Day, period: Period| day >= window.first_day && Period::of(day, settings.period) == period;
        for totals in &overview.series {
            let inside = || active().filter(|(_, days, _, _)| days.iter().any(|day| is_in(*day, totals.period)));
            let new = inside().filter(|(first, _, _, _)| is_in(*first, totals.period)).count();
            prop_assert_eq!(totals.new_customers, new as u64);
            prop_assert_eq!(totals.existing_customers, (inside().count() - new) as u64);
        }
        let founded = customers.values().filter(|(first, _, _, _)| *first >= window.first_day).count();
        prop_assert_eq!(retention.cohorts.iter().map(|cohort| cohort.size).sum::<u64>(), founded as u64);
        for cohort in &retention.cohorts {
            let members = || customers.values().filter(|(first, _, _, _)| is_in(*first, cohort.period().unwrap()));
            prop_assert_eq!(cohort.size, members().count() as u64);
            for cell in &cohort.cells {
                let period = cohort.period().unwrap().plus(cell.offset as i32);
                let back = members().filter(|(_, days, _, _)| days.iter().any(|day| is_in(*day, period))).count();
                prop_assert_eq!(cell.retained.part, back as u64);
            }
        }
    }

    #[test]
    fn a_filter_that_leaves_everything_changes_nothing(sales in any_sales(), settings in any_settings()) {
        let named = |sale: Sale| Sale { customer: format!("{}x", sale.customer), channel: "app".into(), products: vec!["Tea".into()], ..sale };
        let orders = shop(&sales.into_iter().map(named).collect::<Vec<_>>());
        let open = Settings { from: None, channel: None, product: None, first_channel: None, segment: None, ..settings };
        let expected = json(&results(&orders, &open));
        let app = || Some("app".to_string());
        for filtered in [
            Settings { from: orders.span().map(|(first, _)| first), ..open.clone() },
            Settings { channel: app(), ..open.clone() },
            Settings { product: Some("te".into()), ..open.clone() },
            Settings { first_channel: app(), ..open.clone() },
            Settings { first_channel: app(), channel: app(), product: Some("Tea".into()), ..open.clone() },
        ] {
            prop_assert_eq!(&json(&results(&orders, &filtered)), &expected);
        }
    }

    #[test]
    fn the_groups_share_out_everybody_whatever_counts(sales in any_sales(), settings in any_settings()) {
        let orders = shop(&sales);
        let all = results(&orders, &Settings { segment: None, ..settings.clone() });
        let of = |group| {
            let found = results(&orders, &Settings { segment: Some(group), ..settings.clone() });
            found.overview.unwrap().customers
        };
        let customers = all.overview.unwrap().customers;
        prop_assert_eq!(Octant::ALL.map(|octant| of(CustomerGroup::Octant(octant))).iter().sum::<u64>(), customers);
        prop_assert_eq!(Segment::ALL.map(|segment| of(CustomerGroup::Segment(segment))).iter().sum::<u64>(), customers);
    }

    #[test]
    fn an_answer_is_the_one_from_scratch_and_computes_what_it_must(
        sales in any_sales(),
        asked in prop::collection::vec((any_settings(), prop::sample::subsequence(Section::ALL.to_vec(), 0..=5)), 1..6),
    ) {
        let orders = shop(&sales);
        let mut answers = Answers::new(&orders);
        let mut read: BTreeMap<usize, Settings> = BTreeMap::new();
        for (settings, sections) in asked {
            let answer = answers.answer(&orders, &settings, &sections).clone();
            prop_assert_eq!(json(&answer.results), json(&Report::of(&orders, &settings, &sections).results));
            prop_assert_eq!(&answer.settings, &settings);
            let wanted = Section::ALL.into_iter().filter(|s| sections.is_empty() || sections.contains(s));
            let must: Vec<Section> =
                wanted.filter(|s| read.insert(*s as usize, s.reads(&settings)) != Some(s.reads(&settings))).collect();
            prop_assert_eq!(answers.computed(), &must);
        }
    }
}

#[test]
fn a_setting_that_a_section_does_not_read_leaves_it_alone() {
    let sales = [("a", 0), ("a", 40), ("b", 3), ("c", 70)].map(|(customer, day)| Sale {
        customer: customer.into(),
        day: Day(19_700 + day),
        channel: "app".into(),
        products: vec!["Tea".into()],
        cents: 100,
    });
    let orders = shop(&sales);
    let start = Settings::default();
    let [
        overview,
        retention,
        second_order,
        repurchase,
        activity,
        rates,
        rfm,
        lifecycle,
        cycle,
        value,
        acquisition,
        expected_value,
        associations,
        products,
        when,
        campaign,
        tiers,
        points,
        refunds,
    ] = Section::ALL;
    let fixed = LifecycleRule { cycle_days: Some(30), ..LifecycleRule::default() };
    // What became of all orders no setting changes.
    let all: Vec<Section> = Section::ALL.into_iter().filter(|section| *section != refunds).collect();
    let rfm_settings = || RfmSettings { scoring: Scoring::QuantilePlusOne, ..RfmSettings::default() };
    let changes: [(Settings, Vec<Section>); 20] = [
        (Settings { split: Split::Median, ..start.clone() }, vec![rfm, when]),
        (Settings { rfm: rfm_settings(), ..start.clone() }, vec![rfm, when]),
        (
            Settings { count_by: CountBy::Days, ..start.clone() },
            vec![overview, repurchase, rfm, lifecycle, when],
        ),
        (
            Settings { period: PeriodKind::Week, ..start.clone() },
            vec![overview, retention, repurchase, activity, value, acquisition],
        ),
        (Settings { lifecycle: fixed, ..start.clone() }, vec![lifecycle]),
        (Settings { acquisition: cost(), ..start.clone() }, vec![acquisition, points]),
        (Settings { retention: RetentionMode::Day, ..start.clone() }, vec![retention]),
        (Settings { cohort_by: CohortBy::Channel, ..start.clone() }, vec![retention]),
        (Settings { compare_second: Some("2023-12".into()), ..start.clone() }, vec![retention]),
        (Settings { doubtful_cohorts: DoubtfulCohorts::Keep, ..start.clone() }, vec![retention]),
        (Settings { measure: CohortMeasure::Orders, ..start.clone() }, vec![retention]),
        (Settings { campaign_days: Some(7), ..start.clone() }, vec![campaign]),
        (
            Settings { tiers: TierRule { thresholds: vec![5], ..TierRule::default() }, ..start.clone() },
            vec![tiers],
        ),
        (
            Settings { points: PointsRule { redeemed_percent: 9, ..PointsRule::default() }, ..start.clone() },
            vec![points],
        ),
        (Settings { as_of: Some(Day(19_750)), ..start.clone() }, all.clone()),
        (Settings { from: Some(Day(19_703)), ..start.clone() }, all.clone()),
        (Settings { channel: Some("app".into()), ..start.clone() }, all.clone()),
        (Settings { product: Some("Tea".into()), ..start.clone() }, all.clone()),
        (Settings { first_channel: Some("app".into()), ..start.clone() }, all.clone()),
        (Settings { segment: Some(CustomerGroup::Segment(Segment::Core)), ..start.clone() }, all),
    ];
    for (changed, computed) in changes {
        let mut answers = Answers::new(&orders);
        let before = answers.answer(&orders, &start, &[]).results.clone();
        assert_eq!(answers.computed(), Section::ALL);
        let after = answers.answer(&orders, &changed, &[]).results.clone();
        assert_eq!(answers.computed(), computed, "{changed:?}");
        assert!(computed.contains(&overview) || before.overview == after.overview);
        assert!(computed.contains(&retention) || before.retention == after.retention);
        assert!(computed.contains(&repurchase) || before.repurchase == after.repurchase);
        assert!(computed.contains(&activity) || before.activity == after.activity);
        assert!(computed.contains(&rates) || before.repurchase_rates == after.repurchase_rates);
        assert!(computed.contains(&rfm) || before.rfm == after.rfm);
        assert!(computed.contains(&lifecycle) || before.lifecycle == after.lifecycle);
        assert!(computed.contains(&value) || before.value == after.value);
        assert!(computed.contains(&cycle) || before.cycle == after.cycle);
        assert!(computed.contains(&second_order) || before.second_order == after.second_order);
        assert!(computed.contains(&expected_value) || before.expected_value == after.expected_value);
        assert!(computed.contains(&associations) || before.associations == after.associations);
        assert!(computed.contains(&products) || before.products == after.products);
        assert!(computed.contains(&when) || before.when == after.when);
        assert!(computed.contains(&campaign) || before.campaign == after.campaign);
        assert!(computed.contains(&tiers) || before.tiers == after.tiers);
        assert!(computed.contains(&points) || before.points == after.points);
        assert!(computed.contains(&refunds) || before.refunds == after.refunds);
        // Asked once more, everything is known; a part asked for alone leaves the rest known too.
        answers.answer(&orders, &changed, &[]);
        answers.answer(&orders, &changed, &[rfm]);
        answers.answer(&orders, &changed, &[]);
        assert!(answers.computed().is_empty());
    }
    // With a segment everything reads what the segment is told by, and nothing else.
    let octant = Settings { segment: Some(CustomerGroup::Octant(Octant::Champions)), ..start };
    let median = Settings { split: Split::Median, ..octant.clone() };
    let reads_segment = |section: &Section| section.reads(&octant) != section.reads(&median);
    assert!(Section::ALL.iter().all(|section| reads_segment(section) == (*section != refunds)));
}
