//! The worked examples about what goes with coming back, products, hours, campaign days and what a customer costs.

use huitou::analysis::Settings;
use huitou::analysis::acquisition::AcquisitionCost;
use huitou::analysis::associations::{Aspect, AspectValue};
use huitou::analysis::campaign_days::Campaign;
use huitou::money::Money;
use huitou::stats::{newcombe, z_test};
use huitou::time::{Day, Period, PeriodKind};

use super::example::{Example, as_of, of, points, section};

#[test]
fn what_goes_with_coming_back() {
    for example in Example::both(["What goes with coming back", "回头与什么有关"], 0) {
        let found = example.results(&as_of(2025, 2, 28)).associations.unwrap();
        let weekdays = found.aspects.iter().find(|groups| groups.aspect == Aspect::Weekday).unwrap();
        let monday = weekdays.groups.iter().find(|group| group.value == AspectValue::Weekday(0)).unwrap();
        let (own, rest) = (of(&monday.comparison.first), of(&monday.comparison.second));
        let apart = monday.comparison.difference.unwrap();
        let [value, low, high] = [apart.value, apart.low, apart.high].map(points);
        let (back, tests) = (of(&found.back), found.tests);
        example.says(
            &format!("back {back}. Mondays {own}, the others {rest}: {value} points, {low} to {high}; with so few nothing is tested ({tests} tests)"),
            &format!("回来的 {back}。星期一 {own}，其他 {rest}：差 {value} 个百分点，区间 {low} 至 {high}；人太少，不检验（{tests} 次）"),
        );
        let any = &found.campaigns[0].comparison;
        let (on, off) = (of(&any.first), of(&any.second));
        example.says(
            &format!("{on} of those won on one, {off} of the others"),
            &format!("当天来的 {on}，其他 {off}"),
        );
        let discounts = found.discounts.unwrap();
        let groups: Vec<String> = discounts.groups.iter().map(|row| row.customers.part.to_string()).collect();
        assert_eq!((discounts.once_at_full_price, discounts.once_discounted), (1, 0));
        let second = discounts.second_at_full_price;
        let (after, after_full) = (of(&second.first), of(&second.second));
        example.says(
            &format!("Bob always: {}; Cy ordered once, at full price. Second order at full price: {after} after a discounted first (Ann), {after_full} after one", groups.join(", ")),
            &format!("小白总是有折扣：{}；小岑只有一单，原价。第二单原价：首单有折扣的 {after}（小安），首单原价的 {after_full}", groups.join("、")),
        );
    }
}

#[test]
fn one_test_of_two() {
    let (app, others) = ((35, 106), (33, 192));
    let apart = newcombe::difference(app, others).unwrap();
    let (value, low, high) = (points(apart.value), points(apart.low), points(apart.high));
    let p = z_test::p(app, others).unwrap();
    for (name, heading, words) in [
        (
            "docs/metrics.md",
            "What goes with coming back",
            format!("= {value} points, its interval {low} to {high}"),
        ),
        ("docs/metrics.zh.md", "回头与什么有关", format!("= {value} 个百分点，区间 {low} 至 {high}")),
    ] {
        let text = section(name, heading);
        assert!(
            text.contains(&words) && text.contains(&format!("p = {p:.4}")),
            "{name}: {words}, p = {p:.4}"
        );
    }
}

#[test]
fn products() {
    for example in Example::both(["Products", "商品"], 0) {
        let found = example.results(&as_of(2024, 6, 30)).products.unwrap();
        let row = |english: &str, chinese: &str| {
            let name = if example.is_english { english } else { chinese };
            found.products.iter().find(|row| row.name == name).unwrap()
        };
        let (tea, pot) = (row("tea", "茶"), row("pot", "茶壶"));
        let cycle = tea.cycle_days;
        example.says(&format!("the shop's cycle is {cycle} days"), &format!("店铺的周期是 {cycle} 天"));
        let (within, again, gaps, median) =
            (of(&tea.within_cycle), of(&tea.again), tea.gaps, tea.quartile_days[1]);
        let (pot_within, pot_again) = (of(&pot.within_cycle), of(&pot.again));
        example.says(
            &format!("Tea: {within} bought it again within one cycle (Ann), {again} until today; {gaps} gaps, their median {median} days. Pots: {pot_within} and {pot_again}."),
            &format!("茶：一个周期内再买的 {within}（小安），至今 {again}；间隔 {gaps} 个，中位数 {median} 天。茶壶：{pot_within} 和 {pot_again}。"),
        );
        let [next] = &found.next[..] else { panic!("one pair of products is told") };
        assert!(next.first == tea.name && next.next == tea.name);
        let (pairs, all, first, lift) =
            (next.pairs, found.pairs, next.pairs_with_first, next.lift(found.pairs).unwrap());
        example.says(
            &format!("support {pairs}/{all}, confidence {pairs}/{first}, and {} of {all} next orders have tea, so the lift is 1 / ({}/{all}) = {lift:.2}", next.pairs_with_next, next.pairs_with_next),
            &format!("支持度 {pairs}/{all}，置信度 {pairs}/{first}；后一单有茶的占 {}/{all}，所以提升度 1 ÷（{}/{all}）= {lift:.2}", next.pairs_with_next, next.pairs_with_next),
        );
        let [one, two] = &found.breadth[..] else { panic!("two kinds of first orders") };
        let (one, two) = (of(&one.comparison.first), of(&two.comparison.first));
        example.says(
            &format!("in the first order {one} are back within 90 days (Ann, not Cy), with two {two} (Bob)"),
            &format!("首单一种商品的 {one} 在 90 天内回来（小安，不是小岑），两种的 {two}（小白）"),
        );
    }
}

#[test]
fn when() {
    for example in Example::both(["When", "什么时候下单"], 0) {
        let found = example.results(&Settings::default()).when.unwrap();
        let (monday, sunday, nine) = (found.weekdays[0], found.weekdays[6], found.hours[0][9]);
        let (timed, all) = (found.timed, found.weekdays.iter().sum::<u64>());
        example.says(
            &format!("{monday} on Mondays, {sunday} on Sundays; {timed} of {all} have a time, and in hour 9 of Mondays there are {nine}"),
            &format!("星期一 {monday} 单，星期日 {sunday} 单；{all} 单中 {timed} 单有时刻，星期一 9 点有 {nine} 单"),
        );
    }
}

#[test]
fn campaign_days() {
    let months = ["January", "February", "June", "November"];
    let numbers = [1, 2, 6, 11];
    let days = Campaign::ALL.map(|campaign| campaign.day(2024).unwrap());
    let english = days.map(|day| {
        let (_, month, date) = day.ymd();
        format!("{date} {}", months[numbers.iter().position(|number| *number == month).unwrap()])
    });
    let chinese = days.map(|day| format!("{} 月 {} 日", day.ymd().1, day.ymd().2));
    let flagged = (1..=12)
        .map(|month| Day::from_ymd(2024, month, 1).unwrap())
        .filter(|day| !Campaign::inside(Period::of(*day, PeriodKind::Month)).is_empty());
    assert_eq!(flagged.count(), 3);
    let said = format!("{}, {}, {} and {}: three months", english[0], english[1], english[2], english[3]);
    assert!(section("docs/metrics.md", "Campaign days").contains(&said), "{said}");
    let said = format!("{}、{}、{}和 {}：十二个月里有三个", chinese[0], chinese[1], chinese[2], chinese[3]);
    assert!(section("docs/metrics.zh.md", "大促与节日").contains(&said), "{said}");
}

#[test]
fn acquisition_cost_and_pay_back() {
    for example in Example::both(["Acquisition cost", "获客成本"], 0) {
        let with = |margin| {
            let acquisition = AcquisitionCost {
                margin: Some(margin),
                everybody: Some(Money(1_000)),
                ..AcquisitionCost::default()
            };
            example.results(&Settings { acquisition, ..as_of(2024, 3, 1) }).acquisition.unwrap()
        };
        let sixty = with(6_000);
        // The curve has a point every 30 days; what was paid by day 10 has been paid by day 30.
        let paid: Vec<f64> = sixty.curve.iter().map(|mean| mean.paid / 100.0).collect();
        let [first, second, last] = paid[..] else { panic!("{paid:?}") };
        let day = sixty.groups[0].payback.unwrap().day;
        example.says(
            &format!("MCF is 34/3 = {first:.2} on day 0, 46/3 = {second:.2} from day 10 and 56/3 = {last:.2} from day 35. At a margin of 60 % that is {:.2}, {:.2} and {:.2}: paid back on day {day}", 0.6 * first, 0.6 * second, 0.6 * last),
            &format!("34/3 = {first:.2}，第 10 天起 46/3 = {second:.2}，第 35 天起 56/3 = {last:.2}。毛利率 60% 时是 {:.2}、{:.2}、{:.2}：第 {day} 天回本", 0.6 * first, 0.6 * second, 0.6 * last),
        );
        let at_30 = sixty.groups[0].at_ages[0].ratio(6_000).unwrap();
        example.says(&format!("0.6 × 46 / 30 = {at_30}"), &format!("0.6 × 46 ÷ 30 = {at_30}"));
        assert_eq!(with(5_000).groups[0].payback, None, "not within the data");
    }
}
