//! Where refunds and cancellations are: against a shop's real report counted by another program, and against small files
//! counted by hand.

use std::fmt::Write as _;

use huitou::analysis::Settings;
use huitou::analysis::associations::AspectValue;
use huitou::analysis::refunds::{RefundRow, Refunds};
use huitou::intake::{self, Choices, Intake};
use huitou::money::Money;
use huitou::order::{OutcomeBy, OutcomeCounts, Outcomes};
use huitou::report::{Report, Section};

use crate::formats::sample;

fn read(files: &[&str], choices: &Choices) -> Intake {
    let names: Vec<String> = (1..=files.len()).map(|n| format!("{n}.csv")).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().zip(files).map(|(name, file)| (name.as_str(), file.as_bytes())).collect();
    let intake = intake::read(&files, choices).unwrap();
    assert!(intake.questions.is_empty(), "{:?}", intake.questions);
    intake
}

fn outcomes(files: &[&str]) -> Outcomes {
    read(files, &Choices::default()).orders.outcomes().unwrap().clone()
}

fn refunds(intake: &Intake) -> Refunds {
    Report::of(&intake.orders, &Settings::default(), &[Section::Refunds]).results.refunds.unwrap()
}

/// Orders, cancelled, unpaid, refunded, in part, given back.
fn plain(counts: &OutcomeCounts) -> (u64, u64, u64, u64, u64, i64) {
    let &OutcomeCounts { orders, cancelled, unpaid, refunded, in_part, given_back } = counts;
    (orders, cancelled, unpaid, refunded, in_part, given_back.map_or(0, |amount| amount.0))
}

fn of(outcomes: &Outcomes, by: OutcomeBy, name: &str) -> (u64, u64, u64, u64, u64, i64) {
    let groups = outcomes.groups.iter().find(|groups| groups.by == by).unwrap();
    match name {
        "" => plain(&groups.missing),
        _ => plain(&groups.named.iter().find(|(named, _)| named == name).unwrap().1),
    }
}

/// By hand. Ann buys on two days, so her third order is a repeat purchase; Bob's first one was never paid, Cyd's was
/// cancelled and comes from nowhere.
const SHOP: &str = "order id,customer,date,amount,refund amount,status,channel\n\
    1,ann,2024-01-05,20,0,paid,app\n\
    2,ann,2024-01-05,30,10,paid,app\n\
    3,ann,2024-02-07,40,0,refunded,web\n\
    4,bob,2024-01-09,10,0,unpaid,web\n\
    5,bob,2024-03-09,10,10,paid,web\n\
    6,cyd,2024-03-10,15,0,cancelled,\n\
    7,,2024-03-11,25,5,paid,app\n";

#[test]
fn each_order_is_counted_where_it_belongs() {
    let found = outcomes(&[SHOP]);
    // 10 of order 2, all of 3 by its status, 10 of 5, 5 of 7.
    assert_eq!(plain(&found.all), (7, 1, 1, 2, 2, 65_00));
    assert_eq!(of(&found, OutcomeBy::Channel, "app"), (3, 0, 0, 0, 2, 15_00));
    assert_eq!(of(&found, OutcomeBy::Channel, "web"), (3, 0, 1, 2, 0, 50_00));
    assert_eq!(of(&found, OutcomeBy::Channel, ""), (1, 1, 0, 0, 0, 0));
    assert_eq!(of(&found, OutcomeBy::Buyer, "first"), (5, 1, 1, 1, 1, 20_00));
    assert_eq!(of(&found, OutcomeBy::Buyer, "repeat"), (1, 0, 0, 1, 0, 40_00));
    assert_eq!(of(&found, OutcomeBy::Buyer, ""), (1, 0, 0, 0, 1, 5_00));
    let months: Vec<_> =
        found.months.iter().map(|(month, counts)| (month.to_string(), plain(counts))).collect();
    assert_eq!(
        months,
        [
            ("2024-01".to_string(), (3, 0, 1, 0, 1, 10_00)),
            ("2024-02".to_string(), (1, 0, 0, 1, 0, 40_00)),
            ("2024-03".to_string(), (3, 1, 0, 1, 1, 15_00)),
        ]
    );
}

#[test]
fn the_same_orders_in_any_order_and_split_are_the_same() {
    let (header, rows) = SHOP.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    let file = |rows: &[&str]| format!("{header}\n{}\n", rows.join("\n"));
    let found = outcomes(&[SHOP]);
    rows.reverse();
    assert_eq!(outcomes(&[&file(&rows)]), found);
    // Two exports of which the second repeats most of the first.
    assert_eq!(outcomes(&[&file(&rows[..4]), &file(&rows[1..])]), found);
    assert_eq!(outcomes(&[&file(&rows[4..]), &file(&rows[..4])]), found);
}

#[test]
fn what_is_kept_by_choice_is_told_all_the_same() {
    let kept = read(&[SHOP], &Choices { keep_refunded: true, ..Choices::default() });
    assert_eq!(kept.orders.len(), 5);
    let found = kept.orders.outcomes().unwrap();
    assert_eq!(plain(&found.all), (7, 1, 1, 2, 2, 65_00));
    assert_eq!(of(found, OutcomeBy::Channel, "web"), (3, 0, 1, 2, 0, 50_00));
}

/// Ann keeps the cup and sends the tea back; of Bob's order nobody says which line 3.00 are of; Cyd's says so by line.
#[test]
fn lines_end_by_themselves_where_their_rows_say_so() {
    let by_status = "订单编号,子订单编号,会员id,下单时间,实付金额,售后状态,宝贝标题\n\
        A,A1,ann,2024-01-05,100.00,退款成功,tea\nA,A2,ann,2024-01-05,10.00,,cup\n\
        B,B1,bob,2024-01-06,50.00,退款成功,tea\nC,C1,bob,2024-01-07,30.00,,tea\n";
    let found = outcomes(&[by_status]);
    assert_eq!(plain(&found.all), (3, 0, 0, 1, 1, 15_000));
    assert_eq!(of(&found, OutcomeBy::Product, "tea"), (3, 0, 0, 2, 0, 15_000));
    assert_eq!(of(&found, OutcomeBy::Product, "cup"), (1, 0, 0, 0, 0, 0));
    // The same file again adds nothing, and neither does a second export of the same orders.
    assert_eq!(outcomes(&[by_status, by_status]), found);
    let again = by_status.replace("A,A1", " A,A1");
    assert_eq!(outcomes(&[by_status, &again]), found);

    let by_amount = "order id,customer,date,line total,refund amount,product\n\
        1,cyd,2024-01-05,20.00,20.00,tea\n1,cyd,2024-01-05,10.00,0.00,cup\n2,dan,2024-01-05,10.00,4.00,tea\n";
    let found = outcomes(&[by_amount]);
    assert_eq!(plain(&found.all), (2, 0, 0, 0, 2, 24_00));
    assert_eq!(of(&found, OutcomeBy::Product, "tea"), (2, 0, 0, 1, 1, 24_00));
    assert_eq!(of(&found, OutcomeBy::Product, "cup"), (1, 0, 0, 0, 0, 0));
}

/// A credit of 5.00 takes a part of Ann's order, one of 20.00 all of Bob's.
#[test]
fn credits_are_refunds_of_the_orders_that_they_reduce() {
    let found =
        outcomes(&["date,customer,amount,channel\n2024-01-05,ann,20.00,app\n2024-01-06,ann,-5.00,web\n\
        2024-01-05,bob,20.00,app\n2024-02-06,bob,-20.00,app\n2024-02-07,cyd,1.00,web\n"]);
    assert_eq!(plain(&found.all), (3, 0, 0, 1, 1, 25_00));
    assert_eq!(of(&found, OutcomeBy::Channel, "app"), (2, 0, 0, 1, 1, 25_00));
    assert_eq!(of(&found, OutcomeBy::Channel, "web"), (1, 0, 0, 0, 0, 0));
}

/// Orders in a currency that is not kept are in no count.
#[test]
fn only_the_one_currency_is_looked_at() {
    let file = "order id,customer,date,amount,status,currency,channel\n\
        1,ann,2024-01-05,20,paid,USD,app\n2,bob,2024-01-05,20,refunded,USD,app\n3,cyd,2024-01-05,900,refunded,JPY,app\n\
        4,dan,2024-01-06,900,cancelled,JPY,web\n5,dan,2024-01-06,900,paid,JPY,web\n";
    let dollars = read(&[file], &Choices { currency: Some("USD".into()), ..Choices::default() });
    assert_eq!(plain(&dollars.orders.outcomes().unwrap().all), (2, 0, 0, 1, 0, 20_00));
    let yen = read(&[file], &Choices { currency: Some("JPY".into()), ..Choices::default() });
    assert_eq!(plain(&yen.orders.outcomes().unwrap().all), (3, 1, 0, 1, 0, 900));
}

/// Two shares whose difference, interval and p statsmodels has: 35/106 and 33/192.
#[test]
fn groups_are_compared_with_the_rest() {
    let mut file = String::from("order id,customer,date,amount,status,channel\n");
    for (channel, orders, refunded) in [("app", 106, 35), ("web", 192, 33)] {
        for n in 0..orders {
            let status = if n < refunded { "refunded" } else { "paid" };
            let _ = writeln!(file, "{channel}{n},{channel}{n},2024-01-05,10,{status},{channel}");
        }
    }
    let found = refunds(&read(&[&file], &Choices::default()));
    let channel = found.groups.iter().find(|groups| groups.by == OutcomeBy::Channel).unwrap();
    let row = |name: &str| -> &RefundRow {
        let name = AspectValue::Named(name.into());
        channel.rows.iter().find(|row| row.came_back.value == name).unwrap()
    };
    let app = &row("app").came_back;
    let difference = app.comparison.difference.unwrap();
    for (value, expected) in [
        (difference.value, 0.158_314),
        (difference.low, 0.056_735),
        (difference.high, 0.263_394),
        (app.p.unwrap(), 0.001_824),
    ] {
        assert!((value - expected).abs() < 5e-7, "{value} {expected}");
    }
    // All are first purchases and none was cancelled: one test, of two groups that are each other's rest.
    assert_eq!((found.tests, app.is_find, row("web").came_back.is_find), (1, true, true));
    assert_eq!((row("app").lost.p, row("app").lost.is_find), (None, false));
    assert_eq!(found.groups.len(), 1);
}

/// Counted by Python's csv and decimal over the rows: without a time of payment never paid, else with a refund and nothing
/// left refunded in full, with a refund and something left in part.
#[test]
fn a_shops_report_by_province() {
    let Some(bytes) = sample("formats/tmall_order_report.csv") else { return };
    let choices: Choices = serde_json::from_str(r#"{"columns":{"收货地址":"region"}}"#).unwrap();
    let intake = intake::read(&[("report.csv", &bytes)], &choices).unwrap();
    let found = intake.orders.outcomes().unwrap();
    assert_eq!(plain(&found.all), (1_500, 0, 229, 230, 33, 2_681_310));
    for (province, expected) in [
        ("北京", (155, 0, 16, 25, 2, 380_090)),
        ("广东省", (146, 0, 25, 19, 5, 175_110)),
        ("浙江省", (128, 0, 12, 26, 5, 319_370)),
    ] {
        assert_eq!(of(found, OutcomeBy::Region, province), expected, "{province}");
    }
    let refunds = refunds(&intake);
    let [region] = refunds.groups.as_slice() else { panic!("{:?}", refunds.groups) };
    // Fourteen of 29 provinces have fewer than 30 orders, 211 together.
    let small = region.rows.last().unwrap();
    assert_eq!((region.rows.len(), &small.lost.value), (16, &AspectValue::Small));
    assert_eq!((small.counts.orders, small.lost.p), (211, None));
    assert_eq!((refunds.lost.part, refunds.came_back.part, refunds.came_back.whole), (229, 263, 1_271));
}

#[test]
fn what_is_odd_has_an_answer() {
    let header = "order id,customer,date,amount,status\n";
    let found = |rows: &str| refunds(&read(&[&format!("{header}{rows}")], &Choices::default()));
    // Nothing was refunded: nothing is counted.
    let none = found("1,ann,2024-01-05,20,paid\n");
    assert_eq!((none.all, none.lost.rate(), none.tests), (OutcomeCounts::default(), None, 0));
    assert!(none.groups.is_empty() && none.months.is_empty());
    // All are refunded, all are cancelled.
    let all = found("1,ann,2024-01-05,20,refunded\n2,bob,2024-01-05,20,refunded\n");
    assert_eq!(
        (all.came_back.rate(), all.lost.rate(), all.all.given_back),
        (Some(1.0), Some(0.0), Some(Money(40_00)))
    );
    let none_left = found("1,ann,2024-01-05,20,cancelled\n");
    assert_eq!((none_left.came_back.rate(), none_left.lost.rate()), (None, Some(1.0)));
    assert!(none_left.months.iter().all(|month| !month.complete));
    // Nobody is known.
    let anonymous = found("1,,2024-01-05,20,refunded\n2,,2024-03-31,20,paid\n");
    assert!(anonymous.groups.is_empty());
    // A month between without an order is there.
    assert_eq!(anonymous.months.iter().map(|month| month.counts.orders).collect::<Vec<_>>(), [1, 0, 1]);
    assert!(anonymous.months.iter().all(|month| month.complete));
    assert_eq!(anonymous.months[1].came_back.rate(), None);
}
