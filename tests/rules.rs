//! What other rules would change, against a shop that is counted by hand.

use huitou::analysis::Settings;
use huitou::intake::{self, Choices, KeyChoice};
use huitou::money::Money;
use huitou::report::Report;
use huitou::view::{self, Lang, Rules, RulesCompared};

/// Ann got all back. Bob ordered twice on one day and once in February, Dan twice on one day; Cy came on the last day, a
/// Friday in March, Eve in February.
const SHOP: &str = "订单编号,子订单编号,会员id,下单时间,实付金额,售后状态\n\
    A,A1,ann,2024-01-05,100.00,退款成功\nA,A2,ann,2024-01-05,10.00,退款成功\n\
    B,B1,bob,2024-01-05,50.00,\nB,B2,bob,2024-01-05,20.00,退款成功\nC,C1,bob,2024-01-05,30.00,\n\
    D,D1,bob,2024-02-10,40.00,\nE,E1,cy,2024-03-01,10.00,\nF,F1,dan,2024-01-20,5.00,\nG,G1,dan,2024-01-20,5.00,\n\
    H,H1,eve,2024-02-15,8.00,\n";

/// What the page does: reads under each of the rules.
fn read(rules: &Rules) -> Report {
    read_of(SHOP, rules)
}

fn read_of(shop: &str, rules: &Rules) -> Report {
    let intake = intake::read(&[("orders.csv", shop.as_bytes())], &rules.choices).unwrap();
    let mut report = Report::of(&intake.orders, &rules.settings, &rules.sections);
    report.provenance = Some(intake.ledger);
    report
}

fn compared(is_cut: bool, lang: Lang) -> RulesCompared {
    let force = Rules::of(Choices::default(), Settings::default());
    let report = read(&force);
    let reports: Vec<_> = view::other_rules(&report, &force).iter().map(|rules| Some(read(rules))).collect();
    view::rules_compared(&report, &force, &reports, is_cut, lang).unwrap()
}

/// Orders, customers, revenue, repurchase rate, retention.
fn row(compared: &RulesCompared, name: &str) -> [String; 5] {
    let row = compared.table.rows.iter().find(|row| row[0].text.starts_with(name)).unwrap();
    [1, 3, 4, 5, 6].map(|at| row[at].text.trim_start_matches('¥').to_string())
}

#[test]
fn each_rule_is_turned_alone_and_stands_beside_those_in_force() {
    let compared = compared(false, Lang::En);
    for (name, expected) in [
        // B, C, D, E, F, G, H of bob, cy, dan and eve; bob and dan twice or more; of bob and dan bob came in February.
        ("The rules in force", ["7", "4", "148.00", "50.0%", "50.0%"]),
        ("Orders refunded in full count", ["8 (+1)", "5 (+1)", "148.00", "40.0% (−10.0)", "33.3% (−16.7)"]),
        ("Counted by days", ["7", "4", "148.00", "25.0% (−25.0)", "50.0%"]),
        // Without cy.
        (
            "As of the end of the month before (29 Feb 2024)",
            ["6 (−1)", "3 (−1)", "138.00 (−10.00)", "66.7% (+16.7)", "50.0%"],
        ),
        ("Keys are not merged", ["7", "4", "148.00", "50.0%", "50.0%"]),
        // Eve has not come in a March of one day.
        ("Unfinished periods", ["7", "4", "148.00", "50.0%", "33.3% (−16.7)"]),
    ] {
        assert_eq!(row(&compared, name), expected, "{name}");
    }
    let largest = "For the repurchase rate the largest is “Counted by days: orders of one day are one purchase”: 50.0% \
                   becomes 25.0%.";
    assert!(compared.sentence.ends_with(largest), "{}", compared.sentence);
}

#[test]
fn both_languages_have_the_same_numbers_and_say_where_only_a_part_was_read() {
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| compared(true, lang));
    let values = |compared: &RulesCompared| {
        compared.table.rows.iter().flatten().map(|cell| cell.value).collect::<Vec<_>>()
    };
    assert_eq!(values(&zh), values(&en));
    assert!(zh.sentence.ends_with("影响最大的是“按购买日计次：同一天的几单算一次”：50.0% 变为 25.0%。"));
    assert!(zh.note.ends_with("看差别，不看总数。") && en.note.ends_with("not at totals."));
    assert!(!compared(false, Lang::En).note.contains("beginning"));
}

/// Ann orders under two telephones. Who has 13933334444 gives no account. Bob has not paid for his second order; Cy, who
/// gives no telephone, has cancelled hers.
const KEYS: &str = "订单编号,会员id,手机号,下单时间,实付金额,订单状态\n\
    1,ann,13911112222,2024-01-05,10.00,交易成功\n2,ann,13955556666,2024-01-20,10.00,交易成功\n\
    3,,13933334444,2024-01-06,10.00,交易成功\n4,,13933334444,2024-02-03,10.00,交易成功\n\
    5,bob,13977778888,2024-02-01,10.00,交易成功\n6,cy,,2024-02-05,10.00,交易关闭\n\
    7,bob,13977778888,2024-02-10,10.00,等待买家付款\n";

#[test]
fn keys_and_orders_that_do_not_stand() {
    let force = Rules::of(Choices::default(), Settings::default());
    let report = read_of(KEYS, &force);
    let others = view::other_rules(&report, &force);
    let reports: Vec<_> = others.iter().map(|rules| Some(read_of(KEYS, rules))).collect();
    let compared = view::rules_compared(&report, &force, &reports, false, Lang::En).unwrap();
    for (name, known, expected) in [
        ("The rules in force", "100.0%", ["5", "3", "50.00", "66.7%"]),
        // Without the one who gives no account.
        (
            "Customers by “会员id” alone: orders without it are anonymous",
            "60.0% (−40.0)",
            ["5", "2 (−1)", "50.00", "50.0% (−16.7)"],
        ),
        // Ann is two.
        (
            "Customers without “会员id”: by “手机号” first",
            "100.0%",
            ["5", "4 (+1)", "50.00", "25.0% (−41.7)"],
        ),
        (
            "Orders cancelled or closed count",
            "100.0%",
            ["6 (+1)", "4 (+1)", "60.00 (+10.00)", "50.0% (−16.7)"],
        ),
        ("Orders never paid count", "100.0%", ["6 (+1)", "3", "60.00 (+10.00)", "100.0% (+33.3)"]),
    ] {
        assert_eq!(row(&compared, name)[..4], expected, "{name}");
        let row = compared.table.rows.iter().find(|row| row[0].text.starts_with(name)).unwrap();
        assert_eq!(row[2].text, known, "{name}");
    }
    // Each in its turn is turned back, and told so.
    let [mut cancelled, mut unpaid, mut alone, mut without] = [(); 4].map(|()| force.clone());
    cancelled.choices.keep_cancelled = true;
    unpaid.choices.keep_unpaid = true;
    alone.choices.keys = KeyChoice::FirstAlone;
    without.choices.keys = KeyChoice::WithoutFirst;
    for rules in [cancelled, unpaid, alone, without] {
        assert!(others.contains(&rules), "{rules:?}");
        assert!(view::other_rules(&read_of(KEYS, &rules), &rules).contains(&force), "{rules:?}");
    }
    // One column of keys, no order that does not stand: none of them arises.
    let plain = "order id,account,date,amount\n1,ann,2024-01-05,20\n2,ann,2024-02-05,20\n";
    let all = view::other_rules(&read_of(plain, &force), &force);
    let is_plain = |rules: &Rules| {
        let choices = &rules.choices;
        !choices.keep_cancelled && !choices.keep_unpaid && choices.keys == KeyChoice::Surest
    };
    assert!(all.iter().all(is_plain));
}

/// By hand: order 1 has a line that was closed, order 2 one that came back; order 3 was closed as a whole.
#[test]
fn parts_and_orders_that_were_cancelled_are_kept_as_they_were() {
    let file = "订单编号,子订单编号,会员id,下单时间,实付金额,订单状态\n\
        1,1a,ann,2024-01-05,10.00,交易成功\n1,1b,ann,2024-01-05,5.00,交易关闭\n\
        2,2a,bob,2024-01-06,10.00,交易成功\n2,2b,bob,2024-01-06,3.00,退款成功\n3,3a,cy,2024-01-07,7.00,交易关闭\n";
    for (keep_cancelled, keep_refunded, expected) in [
        (false, false, (2, 20_00)),
        (true, false, (3, 32_00)),
        (true, true, (3, 32_00)),
        (false, true, (2, 20_00)),
    ] {
        let choices = Choices { keep_cancelled, keep_refunded, ..Choices::default() };
        let intake = intake::read(&[("orders.csv", file.as_bytes())], &choices).unwrap();
        assert!(intake.ledger.balances());
        let revenue: i64 = intake.orders.amounts().map(|amount| amount.0).sum();
        assert_eq!((intake.orders.len(), revenue), expected, "{choices:?}");
        // How they ended is told all the same.
        let ended = intake.orders.outcomes().unwrap().all;
        assert_eq!(
            (ended.orders, ended.cancelled, ended.in_part, ended.given_back),
            (3, 1, 1, Some(Money(3_00)))
        );
    }
}

#[test]
fn a_rule_is_turned_back_where_it_is_turned() {
    let force = Rules::of(Choices::default(), Settings::default());
    let report = read(&force);
    for (at, rules) in view::other_rules(&report, &force).into_iter().enumerate().skip(1) {
        let back = view::other_rules(&read(&rules), &rules);
        let is_back = |one: &Rules| {
            let merges = |rules: &Rules| rules.choices.merge_keys.unwrap_or(true);
            let choices = Choices { merge_keys: None, ..one.choices.clone() } == force.choices;
            choices && merges(one) == merges(&force) && one.settings == force.settings
        };
        // A layout and an as-of day are chosen, not turned.
        let is_chosen = rules.choices.layout.is_some() || rules.settings.as_of.is_some();
        assert!(is_chosen || back.iter().any(is_back), "{at}: {rules:?}");
    }
}

#[test]
fn files_that_cannot_be_read_so_and_reports_without_a_ledger_are_passed_over() {
    let force = Rules::of(Choices::default(), Settings::default());
    let mut report = read(&force);
    let mut reports = vec![None; view::other_rules(&report, &force).len()];
    assert_eq!(view::rules_compared(&report, &force, &reports, false, Lang::En), None);
    reports[0] = Some(read(&force));
    let compared = view::rules_compared(&report, &force, &reports, false, Lang::En).unwrap();
    assert_eq!(row(&compared, "Counted by days"), ["–"; 5]);
    assert!(compared.sentence.starts_with("Of 1 other rule 1 would"), "{}", compared.sentence);
    report.provenance = None;
    assert!(view::other_rules(&report, &force).is_empty());
}
