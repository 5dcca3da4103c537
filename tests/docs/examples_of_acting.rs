//! The worked examples of acting on it: who is held out, what a campaign brought, member tiers and points.

use huitou::analysis::Settings;
use huitou::analysis::audience::is_held_out;
use huitou::analysis::campaign::CampaignEffect;
use huitou::analysis::tiers::TierRule;
use huitou::intake::{self, AudienceFile, Choices};
use huitou::report::{Answers, Section};

use super::example::{Example, as_of, money, of, points, section};

const HEADINGS: [&str; 2] = ["Acting on it", "行动"];

#[test]
fn who_is_held_out() {
    let keys = ["ann", "bob", "cy", "di", "ed"];
    let held_out: Vec<&str> = keys.into_iter().filter(|key| is_held_out("10", key, 20)).collect();
    let english = format!("held out are {}.", held_out.join(" and "));
    assert!(section("docs/metrics.md", HEADINGS[0]).contains(&english), "{english}");
    let chinese = format!("所以留作对照的是 {}。", held_out.join(" 和 "));
    assert!(section("docs/metrics.zh.md", HEADINGS[1]).contains(&chinese), "{chinese}");
    // 49.9 and 80.6: at 50 % Ann is held out too, and Cy is not.
    assert!(is_held_out("10", "ann", 50) && !is_held_out("10", "ann", 49) && !is_held_out("10", "cy", 80));
}

fn campaign(list: &str, file: &str) -> CampaignEffect {
    let orders = intake::read(&[("orders.csv", file.as_bytes())], &Choices::default()).unwrap().orders;
    let mut answers = Answers::new(&orders);
    assert!(AudienceFile::is_one(list));
    answers.take_recipients(AudienceFile::read(list).unwrap().recipients(&orders));
    answers.answer(&orders, &Settings::default(), &[Section::Campaign]).results.campaign.clone().unwrap()
}

#[test]
fn what_a_campaign_brought() {
    for (list, orders) in Example::both(HEADINGS, 0).iter().zip(Example::both(HEADINGS, 1)) {
        let found = campaign(&list.file, &orders.file);
        let [treated, control] = &found.groups[..] else { panic!("two groups") };
        let (own, other) = (of(&treated.bought), of(&control.bought));
        let effect = found.effect.unwrap().difference.unwrap();
        let [value, low, high] = [effect.value, effect.low, effect.high].map(points);
        let [head, other_head] = [treated, control].map(|group| money(group.revenue_per_head().unwrap().0));
        list.says(
            &format!("Within 30 days {own} against {other}, an effect of {value} points, {low} to {high}; {head} a head against {other_head}."),
            &format!("30 天内 {own} 对 {other}，效果 {value} 个百分点，区间 {low} 至 {high}；人均 {head} 对 {other_head}。"),
        );
    }
}

#[test]
fn member_tiers() {
    for example in Example::both(HEADINGS, 2) {
        let with = |thresholds: &[i64]| {
            let tiers = TierRule { thresholds: thresholds.into(), ..TierRule::default() };
            example.results(&Settings { tiers, ..Settings::default() }).tiers.unwrap()
        };
        let found = with(&[3_000, 10_000]);
        let [below, from_30, from_100] = &found.tiers[..] else { panic!("three tiers") };
        let lacking = [below, from_30].map(|tier| tier.mean_lacking().unwrap() / 100.0);
        let (a, b, c) = (below.customers.part, from_30.customers.part, from_100.customers.part);
        example.says(
            &format!(
                "Below: {a}, lacking {} on average; from 30: {b}, lacking {}; from 100: {c}.",
                lacking[0], lacking[1]
            ),
            &format!(
                "未达门槛 {a} 位，平均差 {}；满 30 的 {b} 位，平均差 {}；满 100 的 {c} 位。",
                lacking[0], lacking[1]
            ),
        );
        let from: Vec<Option<i64>> = with(&[]).tiers.iter().map(|tier| tier.from).collect();
        assert_eq!(from, [None, Some(3_000), Some(4_000), Some(100_000)]);
        example.says("From the data: 30, 40 and 1,000.", "从数据取门槛：30、40 和 1,000。");
    }
}

#[test]
fn points_cost_and_owe() {
    for example in Example::both(HEADINGS, 3) {
        let found = example.results(&as_of(2024, 1, 31)).points.unwrap();
        let total = &found.total;
        let (earned, cost, margin) = (total.points, money(total.cost.0), money(total.margin.0));
        let share = format!("{:.1}", 100.0 * total.cost_share().unwrap());
        let [least, most] = found.balances.unwrap();
        let (at_most, owed) = (money(found.owed_at_most.0), money(found.owed.0));
        example.says(
            &format!("{earned} × 1 / 100 × 60 % = {cost} of a margin of {margin}, {share} %. Balances are {least} to {most} points; owed are {at_most} at most and {owed} as expected."),
            &format!("{earned} × 1 ÷ 100 × 60% = {cost}，毛利 {margin} 的 {share}%。余额 {least} 至 {most} 分；负债上限 {at_most}，预期 {owed}。"),
        );
    }
}
