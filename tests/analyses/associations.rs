//! What goes with coming back: counted by hand, against statsmodels, and in made-up shops whose truth is known.

use huitou::analysis::associations::{Aspect, AspectGroup, AspectValue, Associations, DiscountGroup};
use huitou::analysis::campaign_days::Campaign;
use huitou::analysis::{Settings, Share};
use huitou::intake::{self, Choices};
use huitou::money::Money;
use huitou::order::Orders;
use huitou::report::{Report, Section};
use huitou::time::Day;
use huitou::view::{self, Lang};

use super::rows::{Row, day_of, oracle, orders};
use super::shop::{Sale, shop};

fn associations(orders: &Orders, settings: &Settings) -> Associations {
    Report::of(orders, settings, &[Section::Associations]).results.associations.unwrap()
}

fn until(as_of: &str) -> Settings {
    Settings { as_of: Some(day_of(as_of)), ..Settings::default() }
}

fn by(found: &Associations, aspect: Aspect) -> &[AspectGroup] {
    found.aspects.iter().find(|groups| groups.aspect == aspect).map_or(&[], |groups| &groups.groups)
}

fn named(name: &str) -> AspectValue {
    AspectValue::Named(name.into())
}

/// Customers of a channel who first come on a day, of whom the first so many are back after ten days.
fn add(sales: &mut Vec<Sale>, channel: &str, day: &str, all: usize, back: usize) {
    for at in 0..all {
        let first = Sale::new(&format!("{channel}{day}{at}"), day, channel, "Tea", 100);
        if at < back {
            sales.push(Sale { day: first.day.plus(10), ..first.clone() });
        }
        sales.push(first);
    }
}

#[test]
fn statsmodels_values() {
    // The oracles' README: 35 of 106 against 33 of 192.
    let mut sales = Vec::new();
    add(&mut sales, "app", "2024-01-01", 106, 35);
    add(&mut sales, "web", "2024-01-01", 192, 33);
    let found = associations(&shop(&sales), &until("2024-06-01"));
    assert_eq!(found.back, Share::of(68, 298));
    let [web, app] = by(&found, Aspect::Channel) else { panic!() };
    assert_eq!((&app.value, &web.value), (&named("app"), &named("web")));
    let difference = app.comparison.difference.unwrap();
    for (is, expected) in
        [(difference.value, 0.158314), (difference.low, 0.056735), (difference.high, 0.263394)]
    {
        assert!((is - expected).abs() < 1e-6, "{is} is not {expected}");
    }
    assert!((app.p.unwrap() - 0.001824).abs() < 1e-6 && web.p == app.p);
    // All first came on one Monday, bought tea, and paid as much: two channels, one test.
    assert_eq!((found.tests, found.aspects.len()), (1, 1));
    assert!(app.is_find && web.is_find);
}

#[test]
fn ninety_days_to_the_day() {
    let sales = [
        Sale::new("in time", "2024-01-01", "app", "Tea", 100),
        Sale::new("in time", "2024-03-31", "app", "Tea", 100),
        Sale::new("too late", "2024-01-01", "app", "Tea", 100),
        Sale::new("too late", "2024-04-01", "app", "Tea", 100),
        Sale::new("same day", "2024-01-01", "app", "Tea", 100),
        Sale::new("same day", "2024-01-01", "app", "Tea", 100),
        Sale::new("watched", "2024-02-01", "app", "Tea", 100),
        Sale::new("not long enough", "2024-02-02", "app", "Tea", 100),
        Sale::new("not long enough", "2024-02-05", "app", "Tea", 100),
    ];
    // By hand: 2024-01-01 and 90 days is 2024-03-31; 2024-02-01 and 90 days is 2024-05-01.
    assert_eq!(associations(&shop(&sales), &until("2024-05-01")).back, Share::of(1, 4));
    // Of those who came in the window, and not before.
    let later = Settings { from: Some(day_of("2024-01-02")), ..until("2024-05-01") };
    assert_eq!(associations(&shop(&sales), &later).back, Share::of(0, 1));
}

#[test]
fn small_groups_are_one_and_are_not_tested() {
    let mut sales = Vec::new();
    add(&mut sales, "app", "2024-01-01", 40, 20);
    add(&mut sales, "web", "2024-01-02", 30, 3);
    add(&mut sales, "fair", "2024-01-01", 29, 29);
    add(&mut sales, "shop", "2024-01-01", 2, 0);
    add(&mut sales, "", "2024-01-01", 9, 1);
    let found = associations(&shop(&sales), &until("2024-06-01"));
    let rows: Vec<_> = by(&found, Aspect::Channel)
        .iter()
        .map(|group| (group.value.clone(), group.comparison.first.part, group.comparison.first.whole))
        .collect();
    // By hand: the fair's 29 and the shop's 2 are together 31, and no group.
    let expected = [(named("app"), 20, 40), (named("web"), 3, 30), (AspectValue::Small, 29, 31)];
    assert_eq!(rows[..3], expected);
    assert_eq!(rows[3], (AspectValue::Missing, 1, 9));
    let tested: Vec<bool> = by(&found, Aspect::Channel).iter().map(|group| group.p.is_some()).collect();
    assert_eq!(tested, [true, true, false, false]);
    // The rest of the web are all 80 others.
    assert_eq!(by(&found, Aspect::Channel)[1].comparison.second, Share::of(50, 80));
    // Mondays and one Tuesday: each other's rest.
    let weekdays: Vec<_> = by(&found, Aspect::Weekday).iter().map(|group| group.value.clone()).collect();
    assert_eq!(weekdays, [AspectValue::Weekday(0), AspectValue::Weekday(1)]);
    assert_eq!(found.tests, 3);
}

#[test]
fn amounts_are_in_fifths() {
    let rows: Vec<Row> = (1..=10).map(|n| Row::new(&format!("c{n}"), "2024-01-01", 10 * n)).collect();
    let found = associations(&orders(&rows), &until("2024-06-01"));
    // By hand, as in Excel: 28, 46, 64 and 82 are the quintiles of 10, 20, ... 100.
    let bands: Vec<_> = by(&found, Aspect::Amount)
        .iter()
        .map(|group| (group.value.clone(), group.comparison.first.whole))
        .collect();
    let band = |above: Option<i64>, up_to: Option<i64>| {
        (AspectValue::Amount { above: above.map(Money), up_to: up_to.map(Money) }, 2)
    };
    let edges = [(None, Some(28)), (Some(28), Some(46)), (Some(46), Some(64)), (Some(64), Some(82))];
    let mut expected: Vec<_> = edges.into_iter().map(|(above, up_to)| band(above, up_to)).collect();
    expected.push(band(Some(82), None));
    assert_eq!(bands, expected);
    // All pay the same: one band, nothing to compare.
    let rows: Vec<Row> = (1..=10).map(|n| Row::new(&format!("c{n}"), "2024-01-01", 10)).collect();
    assert!(associations(&orders(&rows), &until("2024-06-01")).aspects.is_empty());
}

#[test]
fn cdnow() {
    let Some(text) = oracle("cdnow/CDNOW_master.txt") else { return };
    let found = associations(&orders(&super::rows::cdnow(&text, 1)), &Settings::default());
    // The oracles' README: all of 23,570 are watched for 90 days, so lifelines' .292193 is the plain share.
    assert_eq!(found.back.whole, 23_570);
    assert!((found.back.rate().unwrap() - 0.292193).abs() < 5e-7);
}

/// Orders with two columns of the merchant's own, of which one is chosen: so many customers with a value, of whom the
/// first so many are back after ten days, and a note that every order has another of.
fn own(groups: &[(&str, usize, usize)], chosen: &str) -> Orders {
    let mut file = String::from("order id,customer,date,amount,gift,note\n");
    let mut id = 0;
    for (value, all, back) in groups {
        for at in 0..*all {
            for day in ["2024-01-01", "2024-01-11"].iter().take(1 + usize::from(at < *back)) {
                id += 1;
                file += &format!("{id},{value}{at},{day},5,{value},note {id}\n");
            }
        }
    }
    let columns = [(chosen.to_string(), "attribute".to_string())].into_iter().collect();
    let choices = Choices { columns, ..Choices::default() };
    intake::read(&[("orders.csv", file.as_bytes())], &choices).unwrap().orders
}

#[test]
fn a_column_of_the_merchants_own_is_an_aspect() {
    // The oracles' README: 35 of 106 against 33 of 192.
    let groups = [("yes", 106, 35), ("no", 192, 33)];
    let orders = own(&groups, "gift");
    let found = associations(&orders, &until("2024-06-01"));
    let [no, yes] = by(&found, Aspect::Attribute) else { panic!() };
    assert_eq!((&no.value, &yes.value), (&named("no"), &named("yes")));
    assert_eq!((yes.comparison.first, yes.comparison.second), (Share::of(35, 106), Share::of(33, 192)));
    assert!((yes.p.unwrap() - 0.001824).abs() < 1e-6 && yes.is_find);
    assert_eq!((found.tests, found.aspects.len()), (1, 1));
    // Words of its own stand as they are, and are no discounts.
    let report = Report::of(&orders, &until("2024-06-01"), &[Section::Associations, Section::SecondOrder]);
    let said = |lang, id: &str| {
        let panels = view::panels(&report, lang).into_iter();
        panels.filter(|panel| panel.id == id).map(|panel| panel.finding).collect::<String>()
    };
    assert_eq!(
        said(Lang::En, "back_by_attribute"),
        "Customers whose first order has the own attribute “yes” come back more often: 33 of 100 within 90 days, against 17 \
         of 100 of the others. This is an association, no cause."
    );
    assert_eq!(
        said(Lang::Zh, "back_by_attribute"),
        "首单自选分组是“yes”的客户更常回来：90 天内每 100 位里 33 位，其他客户每 100 位里 17 位。这是相关，不是因果。"
    );
    assert!(said(Lang::En, "second_order_by_attribute").contains("“yes”"));
    assert!(
        said(Lang::En, "associations").starts_with("Customers whose first order has the own attribute “yes”")
    );
    // A shared report has nothing of it.
    let shared = serde_json::to_string(&report.into_shared().unwrap().results).unwrap();
    assert!(!shared.contains("attribute") && !shared.contains("yes"), "{shared}");
}

#[test]
fn an_own_column_that_is_not_chosen_or_tells_orders_apart_is_none() {
    let aspects =
        |chosen| associations(&own(&[("a", 40, 20), ("b", 40, 2)], chosen), &until("2024-06-01")).aspects;
    assert_eq!(aspects("gift").len(), 1);
    assert_eq!(aspects("note"), []);
    assert_eq!(aspects("no such column"), []);
}

/// A repeatable "random" number, 0..1: the finaliser of splitmix64.
fn chance(seed: u64, n: u64) -> f64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(n.wrapping_mul(0xd1b5_4a32_d192_ed03));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// Of 800 customers a channel 44 in 100 come back who came through `good`, 16 through `bad`, and 30 through two others.
/// First orders lie on all days of eight weeks and cost 1 to 50.
fn four_channels(seed: u64) -> Orders {
    let channels = [("good", 0.44), ("bad", 0.16), ("one", 0.30), ("other", 0.30)];
    let mut sales = Vec::new();
    for n in 0..3200 {
        let (channel, rate) = channels[n as usize % 4];
        let draw = |of: u64| chance(seed, n * 8 + of);
        let first = Sale {
            day: Day(19_723).plus((draw(0) * 56.0) as i32),
            cents: 100 + (draw(1) * 4_900.0) as i64,
            ..Sale::new(&format!("c{n}"), "2024-01-01", channel, "Tea", 0)
        };
        if draw(2) < rate {
            sales.push(Sale { day: first.day.plus(1 + (draw(3) * 89.0) as i32), ..first.clone() });
        }
        sales.push(first);
    }
    shop(&sales)
}

#[test]
fn what_is_true_is_found_and_what_is_not_seldom() {
    let mut by_chance = 0;
    for seed in 1..=10 {
        let found = associations(&four_channels(seed), &until("2024-07-01"));
        // Four channels, five bands, seven weekdays.
        assert_eq!((found.back.whole, found.tests), (3_200, 16), "seed {seed}");
        for group in by(&found, Aspect::Channel) {
            let difference = group.comparison.difference.unwrap().value;
            match &group.value {
                AspectValue::Named(name) if name == "good" => assert!(group.is_find && difference > 0.1),
                AspectValue::Named(name) if name == "bad" => assert!(group.is_find && difference < -0.1),
                _ => by_chance += u32::from(group.is_find),
            }
        }
        for aspect in [Aspect::Amount, Aspect::Weekday] {
            by_chance += by(&found, aspect).iter().filter(|group| group.is_find).count() as u32;
        }
    }
    // Of 20 true finds and some by chance at most 5 in 100 are expected to be chance: 1 or 2.
    assert!(by_chance <= 3, "{by_chance}");
}

#[test]
fn customers_won_on_campaign_days() {
    let mut sales = Vec::new();
    add(&mut sales, "app", "2024-11-11", 40, 4);
    add(&mut sales, "app", "2024-06-18", 10, 1);
    add(&mut sales, "app", "2024-11-12", 50, 20);
    let found = associations(&shop(&sales), &until("2025-03-01"));
    let rows: Vec<_> = found
        .campaigns
        .iter()
        .map(|row| (row.campaign, row.comparison.first, row.comparison.second))
        .collect();
    let off = Share::of(20, 50);
    // By hand; the day after is no campaign day.
    let on = [(None, 5, 50), (Some(Campaign::June18), 1, 10), (Some(Campaign::Double11), 4, 40)];
    assert_eq!(rows, on.map(|(campaign, back, all)| (campaign, Share::of(back, all), off)));
    assert!(found.campaigns[0].comparison.difference.unwrap().tells_apart());
    assert_eq!(found.campaigns[0].mean_first_amount, Some(Money(100)));
    let mut sales = Vec::new();
    add(&mut sales, "app", "2024-11-11", 40, 4);
    assert!(associations(&shop(&sales), &until("2025-03-01")).campaigns.is_empty(), "nobody else");
}

#[test]
fn never_sometimes_always_at_a_discount() {
    // Ann never, Bob first and then not, Cyd always, Dan once at a discount, Eve once without, Fay of whom one is unknown.
    let file = "order id,customer,date,amount,discount\n\
                1,ann,2024-01-01,10,0\n2,ann,2024-02-01,20,0\n\
                3,bob,2024-01-01,10,5\n4,bob,2024-02-01,30,0\n\
                5,cyd,2024-01-01,10,1\n6,cyd,2024-02-01,10,2\n7,cyd,2024-03-01,10,1\n\
                8,dan,2024-01-01,10,1\n9,eve,2024-01-01,10,0\n";
    let intake = intake::read(&[("orders.csv", file.as_bytes())], &Choices::default()).unwrap();
    let found = associations(&intake.orders, &until("2024-06-01")).discounts.unwrap();
    let rows: Vec<_> = found
        .groups
        .iter()
        .map(|row| (row.group, row.customers.part, row.customers.whole, row.orders, row.revenue))
        .collect();
    let expected = [
        (DiscountGroup::Never, 1, 3, 2, Money(3_000)),
        (DiscountGroup::Sometimes, 1, 3, 2, Money(4_000)),
        (DiscountGroup::Always, 1, 3, 3, Money(3_000)),
    ];
    assert_eq!(rows, expected);
    assert_eq!((found.once_discounted, found.once_at_full_price), (1, 1));
    // Second orders at full price: Bob's of Bob's and Cyd's, and Ann's.
    let seconds = found.second_at_full_price;
    assert_eq!((seconds.first, seconds.second), (Share::of(1, 2), Share::of(1, 1)));
}

#[test]
fn nothing_one_all_and_nobody() {
    let none = associations(&orders(&[]), &Settings::default());
    assert_eq!((none.back, none.tests), (Share::of(0, 0), 0));
    assert!(none.aspects.is_empty() && none.campaigns.is_empty() && none.discounts.is_none());
    let one = associations(&orders(&[Row::new("ann", "2024-01-01", 100)]), &until("2024-12-31"));
    assert_eq!((one.back, one.tests, one.aspects.len()), (Share::of(0, 1), 0, 0));
    let anonymous = associations(&orders(&[Row::new("", "2024-01-01", 100)]), &until("2024-12-31"));
    assert_eq!(anonymous.back, Share::of(0, 0));
    for back in [0, 40] {
        let mut sales = Vec::new();
        add(&mut sales, "app", "2024-01-01", 40, back);
        add(&mut sales, "web", "2024-01-02", 40, back);
        let found = associations(&shop(&sales), &until("2024-12-31"));
        // Nothing varies: there are groups and no test.
        assert_eq!((found.aspects.len(), found.tests), (2, 0));
        let groups = found.aspects.iter().flat_map(|aspect| &aspect.groups);
        assert!(groups.clone().all(|group| group.p.is_none() && !group.is_find));
    }
}
