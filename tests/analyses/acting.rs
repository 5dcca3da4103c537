//! What a campaign brought, member tiers and points: counted by hand.

use huitou::analysis::Settings;
use huitou::analysis::campaign::{CampaignEffect, CampaignGroupKind};
use huitou::analysis::points::{Points, PointsRule};
use huitou::analysis::tiers::{TierMeasure, TierRule, Tiers};
use huitou::intake::AudienceFile;
use huitou::money::{Currency, Money};
use huitou::order::Orders;
use huitou::report::{Answers, Report, Section};
use huitou::view::{self, Lang, audience_of};

use super::rows::{Row, day_of, orders};
use super::shop::{Sale, shop};

fn campaign(orders: &Orders, settings: &Settings, list: Option<&str>) -> (CampaignEffect, Vec<[String; 2]>) {
    let mut answers = Answers::new(orders);
    // The effect that was computed without a list is not taken for that of the list.
    answers.answer(orders, settings, &[Section::Campaign]);
    if let Some(list) = list {
        answers.take_recipients(AudienceFile::read(list).unwrap().recipients(orders));
    }
    let report = answers.answer(orders, settings, &[Section::Campaign]).clone();
    let of = |lang| view::panels(&report, lang).remove(0);
    let (zh, en) = (of(Lang::Zh), of(Lang::En));
    let notes = zh.notes.iter().zip(&en.notes).map(|(zh, en)| [zh.clone(), en.clone()]);
    let words = [[zh.finding, en.finding]].into_iter().chain(notes).collect();
    (report.results.campaign.unwrap(), words)
}

/// The campaign is on 1 March. Written to: Ann buys on the day itself and on the 2nd and the 31st, Bob on 1 April (day 31),
/// Cy never. Held out: Di buys on the 31st for 9.00, Ed before.
fn march() -> Orders {
    let row = |key: &str, day: &str, cents| Row::new(key, day, cents);
    orders(&[
        row("ann", "2024-01-05", 100),
        row("bob", "2024-01-05", 100),
        row("cy", "2024-01-05", 100),
        row("di", "2024-01-06", 100),
        row("ed", "2024-02-29", 100),
        row("ann", "2024-03-01", 10_000),
        row("ann", "2024-03-02", 400),
        row("ann", "2024-03-31", 300),
        row("di", "2024-03-31", 900),
        row("bob", "2024-04-01", 5_000),
    ])
}

const LIST: &str = "Customer,Reason,Date,Group,Seed\r\nann,Due,2024-03-01,treated,s\r\nbob,Due,2024-03-01,treated,s\r\n\
                    cy,Due,2024-03-01,treated,s\r\ndi,Due,2024-03-01,control,s\r\ned,Due,2024-03-01,control,s\r\n\
                    gone,Due,2024-03-01,control,s\r\nann,Due,2024-03-01,control,s\r\n";

#[test]
fn a_campaign_is_held_against_who_was_held_out() {
    let (found, words) = campaign(&march(), &Settings::default(), Some(LIST));
    let rows: Vec<_> =
        found.groups.iter().map(|g| (g.kind, g.bought.part, g.bought.whole, g.orders, g.revenue.0)).collect();
    assert_eq!(
        rows,
        [(CampaignGroupKind::Treated, 1, 3, 2, 700), (CampaignGroupKind::Control, 1, 2, 1, 900)]
    );
    // 7.00 over three and 9.00 over two.
    assert_eq!(found.groups[0].revenue_per_head(), Some(Money(233)));
    assert_eq!(found.groups[1].revenue_per_head(), Some(Money(450)));
    assert_eq!((found.not_found, found.repeated, found.unfinished, found.undated), (1, 1, 0, 0));
    let effect = found.effect.unwrap().difference.unwrap();
    assert!((effect.value - (1.0 / 3.0 - 0.5)).abs() < 1e-12 && !effect.tells_apart());
    assert!(words[0][1].starts_with(
        "Within 30 days 33.3% of 3 contacted bought, and 50.0% of 2 held out. The difference is −16.7"
    ));
    assert!(words[0][0].starts_with("30 天内，触达的 3 位客户有 33.3% 买了，留作对照的 2 位有 50.0%。"));
    assert!(words.iter().any(|note| note[1] == "1 not found in the orders."), "{words:?}");
    // Within 60 days from 1 March nobody has been observed on 1 April; within 31 Bob has bought too.
    let within = |days| Settings { campaign_days: Some(days), ..Settings::default() };
    let (sixty, words) = campaign(&march(), &within(60), Some(LIST));
    assert_eq!((sixty.groups.len(), sixty.unfinished, sixty.effect), (0, 5, None));
    assert!(words[0][1].starts_with("No customer of the list has been observed for 60 days"), "{words:?}");
    assert_eq!(campaign(&march(), &within(31), Some(LIST)).0.groups[0].bought.part, 2);
}

#[test]
fn the_difference_is_newcombes() {
    // 10 of 40 against 4 of 50: 0.17 [0.016903, 0.329478] by statsmodels.
    let (mut rows, mut list) = (Vec::new(), "Customer,Date,Group\n".to_string());
    for n in 0..90 {
        rows.push(Row::new(&format!("c{n:02}"), "2024-01-05", 100));
        list += &format!("c{n:02},2024-02-01,{}\n", if n < 40 { "treated" } else { "control" });
    }
    rows.extend((30..44).map(|n| Row::new(&format!("c{n:02}"), "2024-02-20", 100)));
    rows.push(Row::new("later", "2024-04-01", 100));
    let effect = campaign(&orders(&rows), &Settings::default(), Some(&list)).0.effect.unwrap();
    assert_eq!(
        (effect.first.part, effect.first.whole, effect.second.part, effect.second.whole),
        (10, 40, 4, 50)
    );
    let found = effect.difference.unwrap();
    for (found, expected) in [(found.value, 0.17), (found.low, 0.016903), (found.high, 0.329478)] {
        assert!((found - expected).abs() < 1e-6, "{found} {expected}");
    }
}

#[test]
fn without_a_control_group_nothing_is_compared() {
    let list = "客户,原因,日期\nann,到期,2024-03-01\ncy,到期,2024-03-01\ndi,到期,\n";
    let (found, words) = campaign(&march(), &Settings::default(), Some(list));
    assert_eq!(
        (found.effect, found.groups.len(), found.groups[0].kind),
        (None, 1, CampaignGroupKind::Unknown)
    );
    assert_eq!((found.groups[0].bought.part, found.groups[0].bought.whole, found.undated), (1, 2, 1));
    assert!(words[0][1].contains("cannot be told how many the campaign brought"), "{words:?}");
    assert!(words[0][0].contains("看不出有多少是活动带来的"), "{words:?}");
    let (treated, words) =
        campaign(&march(), &Settings::default(), Some("Customer,Group,Date\nann,treated,2024-03-01\n"));
    assert_eq!(treated.effect, None);
    assert!(words[0][1].starts_with("Of 1 customer contacted, 100.0% bought within 30 days"), "{words:?}");
}

#[test]
fn without_a_list_or_orders_it_says_so() {
    let (none, words) = campaign(&march(), &Settings::default(), None);
    assert_eq!((none.is_given, none.groups.len()), (false, 0));
    assert!(words[0][1].starts_with("Drop a list of customers"));
    for orders in
        [orders(&[]), orders(&[Row::new("", "2024-01-01", 5)]), orders(&[Row::new("x", "2024-01-01", 5)])]
    {
        let (found, words) = campaign(&orders, &Settings::default(), Some(LIST));
        assert_eq!((found.groups.len(), found.effect), (0, None));
        assert!(!words[0][0].is_empty() && !words[0][1].is_empty());
    }
}

#[test]
fn filters_hold_for_campaigns() {
    let orders = shop(&[
        Sale::new("ann", "2024-01-05", "app", "tea", 100),
        Sale::new("bob", "2024-01-06", "shop", "tea", 100),
        Sale::new("ann", "2024-03-02", "shop", "tea", 100),
        Sale::new("bob", "2024-03-02", "app", "tea", 100),
        Sale::new("ann", "2024-04-05", "app", "tea", 100),
    ]);
    let list = "Customer,Group,Date\nann,treated,2024-03-01\nbob,control,2024-03-01\n";
    // In the app only Bob bought within 30 days; of those who came by the app there is Ann alone.
    let app = Settings { channel: Some("app".into()), ..Settings::default() };
    let (found, words) = campaign(&orders, &app, Some(list));
    assert_eq!(found.groups.iter().map(|group| group.bought.part).collect::<Vec<_>>(), [0, 1]);
    assert!(words[1][1].ends_with("30 days after it. Only channel: app."), "{words:?}");
    let first = Settings { first_channel: Some("app".into()), ..Settings::default() };
    let found = campaign(&orders, &first, Some(list)).0;
    assert_eq!((found.groups.len(), found.filtered, found.groups[0].bought.part), (1, 1, 1));
}

fn tiers(orders: &Orders, rule: TierRule) -> (Tiers, [String; 2]) {
    let report = Report::of(orders, &Settings { tiers: rule, ..Settings::default() }, &[Section::Tiers]);
    let words = [Lang::Zh, Lang::En].map(|lang| view::panels(&report, lang).remove(0).finding);
    (report.results.tiers.unwrap(), words)
}

/// As of 31 December 2024; the year begins on 2 January.
fn year() -> Orders {
    let row = |key: &str, day: &str, cents| Row::new(key, day, cents);
    orders(&[
        row("old", "2024-01-01", 50_000),
        row("a", "2024-01-01", 9_999),
        row("a", "2024-01-02", 1_000),
        row("b", "2024-06-01", 2_000),
        row("c", "2024-06-01", 3_000),
        row("d", "2024-06-01", 3_900),
        row("d", "2024-07-01", 100),
        row("e", "2024-12-31", 100_000),
    ])
}

#[test]
fn tiers_of_the_rolling_year() {
    let rule = TierRule { thresholds: vec![10_000, 3_000], ..TierRule::default() };
    let (found, words) = tiers(&year(), rule);
    // By hand: 10 and 20 are below and lack 20 and 10; 30 and 40 lack 70 and 60; 1,000 is above. Of 30 a fifth is 6, of 100
    // it is 20: nobody is near.
    let rows: Vec<_> = found
        .tiers
        .iter()
        .map(|t| (t.from, t.customers.part, t.orders, t.revenue.0, t.lacking, t.near))
        .collect();
    assert_eq!(
        rows,
        [
            (None, 2, 2, 3_000, Some(3_000), 0),
            (Some(3_000), 2, 3, 7_000, Some(13_000), 0),
            (Some(10_000), 1, 1, 100_000, None, 0),
        ]
    );
    assert_eq!((found.is_given, found.without), (true, 1));
    assert_eq!(found.tiers[0].mean_lacking(), Some(1_500.0));
    assert!(
        words[1].starts_with("1 customer is in the highest tier (from $100.00; 20.0%), with 90.9% of"),
        "{words:?}"
    );
    assert!(words[0].starts_with("最高一级（满 $100.00）有 1 位客户（20.0%）"), "{words:?}");
    // 40 of 50 lacks 10, a fifth of it: near; 30 does not.
    let (near, _) = tiers(&year(), TierRule { thresholds: vec![5_000], ..TierRule::default() });
    assert_eq!((near.tiers[0].near, near.tiers[0].customers.part), (1, 4));
    // The rows are lists, whose figures are of all time.
    let rule = TierRule { thresholds: vec![5_000], ..TierRule::default() };
    let set = Settings { tiers: rule, ..Settings::default() };
    let list = |value: &str| Answers::new(&year()).audience(&year(), &set, audience_of(value).unwrap());
    assert_eq!(list("tier:0").keys(), ["a", "b", "c", "d"]);
    assert_eq!((list("tier:0").orders[0], list("tier:0").amounts[0]), (2, 10_999.0));
    assert_eq!((list("tier:0:near").keys(), list("tier:1").keys()), (vec!["d".into()], vec!["e".into()]));
    assert!(list("tier:1:near").keys().is_empty() && list("tier:2").keys().is_empty());
}

#[test]
fn tiers_from_the_data_and_by_orders() {
    // Of 10, 20, 30, 40, 1,000 the third and, for 80 and 95 %, the fourth and the fifth: 30, 40, 1,000.
    let (found, _) = tiers(&year(), TierRule::default());
    let from: Vec<_> = found.tiers.iter().map(|tier| tier.from).collect();
    assert_eq!((from, found.is_given), (vec![None, Some(3_000), Some(4_000), Some(100_000)], false));
    assert_eq!(found.tiers.iter().map(|tier| tier.customers.part).collect::<Vec<_>>(), [2, 1, 1, 1]);
    let by_orders = TierRule { measure: TierMeasure::Orders, ..TierRule::default() };
    // One order each but for D, who has two: the fifth of five.
    let (found, words) = tiers(&year(), by_orders);
    let rows: Vec<_> =
        found.tiers.iter().map(|tier| (tier.from, tier.customers.part, tier.lacking)).collect();
    assert_eq!(rows, [(None, 4, Some(4)), (Some(2), 1, None)]);
    assert!(words[1].contains("from 2 orders"), "{words:?}");
}

#[test]
fn tiers_without_anything_to_tell() {
    let row = |key: &str, day: &str| Row::new(key, day, 500);
    for rows in [vec![], vec![row("", "2024-01-05")]] {
        let (found, words) = tiers(&orders(&rows), TierRule::default());
        assert!(found.tiers.is_empty() && words.iter().all(|words| !words.is_empty()));
    }
    for rows in [vec![row("a", "2024-01-05")], vec![row("a", "2024-01-05"), row("b", "2024-02-05")]] {
        let (found, words) = tiers(&orders(&rows), TierRule::default());
        assert_eq!((found.tiers.len(), found.tiers[0].customers.part), (1, rows.len() as u64));
        assert!(words[1].contains("bought so much alike"), "{words:?}");
    }
    let loss = orders(&[Row::new("a", "2024-01-05", -500), Row::new("b", "2024-01-05", 0)]);
    let (found, _) = tiers(&loss, TierRule { thresholds: vec![100], ..TierRule::default() });
    assert_eq!(found.tiers.iter().map(|tier| tier.customers.part).collect::<Vec<_>>(), [2, 0]);
}

fn points(orders: &Orders, rule: PointsRule) -> (Points, [String; 2]) {
    let report = Report::of(orders, &Settings { points: rule, ..Settings::default() }, &[Section::Points]);
    let words = [Lang::Zh, Lang::En].map(|lang| view::panels(&report, lang).remove(0).finding);
    (report.results.points.unwrap(), words)
}

#[test]
fn points_by_month_and_what_is_owed() {
    let row = |key: &str, day: &str, cents| Row::new(key, day, cents);
    let orders = orders(&[
        row("a", "2024-01-05", 9_950),
        row("b", "2024-01-06", 1_000),
        row("", "2024-01-07", 5_000),
        row("a", "2024-02-01", 2_000),
        row("c", "2024-02-02", -300),
        row("c", "2024-03-09", 50),
    ]);
    let (found, words) = points(&orders, PointsRule::default());
    let rows: Vec<_> = found
        .months
        .iter()
        .map(|m| (m.sum.points, m.sum.revenue.0, m.sum.margin.0, m.sum.cost.0, m.complete))
        .collect();
    // January: 99 + 10 points, 60 % of 1.09 is 0.654; margin 40 % of 159.50. February: 20, 0.12, 40 % of 17.00. March: none.
    assert_eq!(rows, [(109, 15_950, 6_380, 65, true), (20, 1_700, 680, 12, true), (0, 50, 20, 0, false)]);
    // 129 points: 77.4 cents of a margin of 70.60: 1.1 %.
    assert_eq!((found.total.points, found.total.cost.0, found.total.margin.0), (129, 77, 7_060));
    assert_eq!(found.total.is_over(&found.rule), Some(false));
    assert_eq!((found.holders, found.outstanding, found.balances), (2, 129, Some([10, 119])));
    assert_eq!((found.owed_at_most.0, found.owed.0), (129, 77));
    assert!(words[1].starts_with("Under these assumptions points cost 1.1% of the margin"), "{words:?}");
    let dear = PointsRule { value_of_100: 500, ..PointsRule::default() };
    let (_, words) = points(&orders, dear);
    assert!(words[1].starts_with("Mind:") && words[0].starts_with("注意："), "{words:?}");
    // Up to 9 March, 38 days: what was earned on 1 February has just not expired; with 37 it has.
    let expiring =
        |expiry_days| points(&orders, PointsRule { expiry_days, ..PointsRule::default() }).0.balances;
    assert_eq!((expiring(38), expiring(37)), (Some([20, 20]), None));
}

#[test]
fn points_in_a_currency_without_cents() {
    // One point a yen, 100 points pay one yen.
    let rows = [("a", day_of("2024-01-05"), Money(10_000)), ("a", day_of("2024-02-01"), Money(0))];
    let orders = Orders::from_rows(Currency::of("JPY"), rows).unwrap();
    let (found, _) = points(&orders, PointsRule::default());
    assert_eq!((found.total.points, found.total.cost.0, found.owed_at_most.0), (10_000, 60, 100));
}

#[test]
fn points_without_anything_to_tell() {
    let row = |key: &str, day: &str, cents| Row::new(key, day, cents);
    for rows in [
        vec![],
        vec![row("", "2024-01-05", 500)],
        vec![row("a", "2024-01-05", 500)],
        vec![row("a", "2024-01-05", 0), row("a", "2024-02-05", -5), row("a", "2024-03-05", 0)],
    ] {
        let (found, words) = points(&orders(&rows), PointsRule::default());
        assert_eq!(found.total.cost_share(), None, "{rows:?}");
        assert!(words.iter().all(|words| !words.is_empty() && !words.contains("NaN")));
    }
}
