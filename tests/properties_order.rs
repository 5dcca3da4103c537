//! The promise of the store: the same orders are the same store, bit for bit, whatever order they came in.

use std::cmp::Ordering;

use huitou::money::Currency;
use huitou::order::{
    ANONYMOUS, Columns, Customers, Dimension, DimensionKind, Line, MISSING, OrderIds, Orders, Texts,
};
use huitou::time::Day;
use proptest::prelude::*;

/// An order as its values say it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Order {
    moment: i64,
    id: String,
    /// `None` for no usable key.
    customer: Option<String>,
    amount: i64,
    region: Option<String>,
    /// Product, pieces and amount.
    lines: Vec<(Option<String>, i64, i64)>,
}

impl Order {
    /// The one order of orders, word for word: missing values last, the lines by what they say.
    fn compare(&self, other: &Order) -> Ordering {
        let key = |text: &Option<String>| (text.is_none(), text.clone());
        let of = |order: &Order| {
            let lines: Vec<_> = order.lines.iter().map(|line| (key(&line.0), line.1, line.2)).collect();
            (order.moment, order.id.clone(), key(&order.customer), order.amount, key(&order.region), lines)
        };
        of(self).cmp(&of(other))
    }
}

fn any_moment() -> impl Strategy<Value = i64> {
    // Days alone, seconds close to each other, and what lies far from all shops: 1900, 2199, the ends of all numbers.
    prop_oneof![
        6 => (0..3_i64).prop_map(|day| 1_704_067_200 + day * 86_400),
        3 => 1_704_067_200..1_704_067_205_i64,
        1 => prop::sample::select(vec![-2_208_988_800, 7_226_582_400, 7_226_582_401, -2_208_988_801]),
        1 => prop::sample::select(vec![i64::MIN, i64::MIN + 8, i64::MAX]),
    ]
}

/// A form of ids: digits of one or of any length, dressed ones, patterns, anything, none.
fn any_id(form: u32) -> BoxedStrategy<String> {
    let number = 0..40_u32;
    match form {
        0 => Just(String::new()).boxed(),
        1 => number.prop_map(|n| n.to_string()).boxed(),
        2 => number.prop_map(|n| format!("#{n:03}")).boxed(),
        3 => number.prop_map(|n| format!("{n}x")).boxed(),
        4 => number.prop_map(|n| format!("112-{n:05}-9")).boxed(),
        5 => prop_oneof![Just(String::new()), number.prop_map(|n| format!("HT{n}"))].boxed(),
        _ => prop::sample::select(vec![
            "",
            "a",
            "a\0",
            "7",
            "007",
            "same long head 1",
            "same long head 2",
            "订单",
        ])
        .prop_map(str::to_string)
        .boxed(),
    }
}

fn any_order(form: u32, single: bool) -> impl Strategy<Value = Order> {
    let word = |words: [&'static str; 3]| prop::option::of(prop::sample::select(words.to_vec()));
    let amount = prop_oneof![4 => 0..3_i64, 1 => -(1_i64 << 40)..1 << 40];
    let line = (word(["mug", "tee", "cap"]), prop_oneof![3 => Just(1), 1 => 0..4_i64], 0..3_i64);
    let lines = prop::collection::vec(line, if single { 1..2 } else { 0..4 });
    let customer = word(["account:ann", "account:bob", "account:bobby"]);
    (any_moment(), any_id(form), customer, amount, word(["x", "y", "z"]), lines).prop_map(
        move |(moment, id, customer, amount, region, mut lines)| {
            if single {
                lines.iter_mut().for_each(|line| (line.1, line.2) = (1, amount));
            }
            lines.sort_by_key(|line| (line.0.is_none(), *line));
            let [customer, region] = [customer, region].map(|text| text.map(str::to_string));
            let lines = lines
                .into_iter()
                .map(|(product, pieces, amount)| (product.map(str::to_string), pieces, amount));
            Order { moment, id, customer, amount, region, lines: lines.collect() }
        },
    )
}

/// Orders of one form of ids, and a seed.
fn any_orders() -> impl Strategy<Value = (Vec<Order>, u64)> {
    (0..7_u32, any::<bool>(), 0..8_usize, any::<u64>()).prop_flat_map(|(form, single, twins, seed)| {
        let orders = prop::collection::vec(any_order(form, single), 0..90);
        let with_twins = move |mut orders: Vec<Order>| {
            orders.extend(orders.iter().take(twins).cloned().collect::<Vec<_>>());
            (orders, seed)
        };
        orders.prop_map(with_twins)
    })
}

/// A number of the text among the known ones; it is added where it is new.
fn code(known: &mut Texts, text: &Option<String>) -> u32 {
    let Some(text) = text else { return MISSING };
    let at = known.iter().position(|other| other == text);
    at.map_or_else(|| known.push(text), |at| at as u32)
}

fn store(orders: &[Order], is_packed: bool, lines_backwards: bool) -> Orders {
    let mut columns = Columns::new(Currency::of("CNY"));
    let (mut keys, mut regions) = (Texts::default(), Texts::default());
    let mut region =
        Dimension { kind: DimensionKind::Region, values: Texts::default(), codes: Default::default() };
    for order in orders {
        columns.moment.push(order.moment);
        columns.amount.push(order.amount);
        columns.customer.push(code(&mut keys, &order.customer));
        region.codes.push(code(&mut regions, &order.region));
    }
    let mut lines: Vec<_> = orders
        .iter()
        .enumerate()
        .flat_map(|(at, order)| order.lines.iter().map(move |line| (at, line)))
        .collect();
    if lines_backwards {
        lines.reverse();
    }
    for (at, (product, pieces, amount)) in lines {
        columns.lines.order.push(at as u32);
        let product = code(&mut columns.lines.products, product);
        columns.lines.product.push(product);
        columns.lines.quantity.push(*pieces);
        columns.lines.amount.push(*amount);
    }
    region.values = regions;
    columns.dimensions = vec![region];
    let ids = orders.iter().map(|order| order.id.as_str());
    columns.ids = if is_packed { ids.collect() } else { OrderIds::from(ids.collect::<Texts>()) };
    columns.customers = if is_packed { Customers::of(keys) } else { Customers::new("", keys) };
    Orders::new(columns).unwrap()
}

fn shuffled(mut orders: Vec<Order>, mut seed: u64) -> Vec<Order> {
    for at in (1..orders.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        orders.swap(at, (seed >> 33) as usize % (at + 1));
    }
    orders
}

/// What the store says of an order.
fn said(store: &Orders, at: usize) -> Order {
    let text = |texts: &Texts, code: u32| (code != MISSING).then(|| texts.get(code).to_string());
    let line = |line: Line| (text(store.products(), line.product), line.quantity, line.amount.0);
    let region = &store.dimensions()[0];
    let customer = store.customer(at);
    Order {
        moment: store.moment(at).0,
        id: store.id(at),
        customer: (customer != ANONYMOUS).then(|| store.customer_key(customer)),
        amount: store.amount(at).0,
        region: text(&region.values, region.code(at)),
        lines: store.lines_of(at).map(line).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_permutation_is_the_same_store((orders, seed) in any_orders()) {
        let first = store(&orders, true, false);
        let again = store(&shuffled(orders.clone(), seed), seed % 2 == 0, seed % 3 == 0);
        prop_assert!(first == again);
        let mut expected = orders;
        expected.sort_by(Order::compare);
        prop_assert!(first == store(&expected, true, true));
        let all: Vec<Order> = (0..first.len()).map(|at| said(&first, at)).collect();
        prop_assert_eq!(&all, &expected);
        prop_assert!(first.lines().eq((0..first.len()).flat_map(|order| first.lines_of(order))));
        prop_assert!(first.moments().is_sorted() && first.amounts().count() == first.len());
        let until = |day: Day| expected.iter().filter(|order| order.moment < day.plus(1).start().0).count();
        prop_assert_eq!(first.count_until(Day(19_723)), until(Day(19_723)));
    }
}

/// Runs of equal moments so long that they are sorted by numbers instead of comparisons.
#[test]
fn long_ties_are_the_same_store() {
    let id = |form: usize, n: u32| match form {
        0 => String::new(),
        1 => n.to_string(),
        2 => format!("{:05}", n % 50),
        3 => format!(
            "order of the year 2024 number {:03}{}",
            n % 400,
            if n.is_multiple_of(7) { "\0" } else { "" }
        ),
        4 => format!("{}x", n % 300),
        _ if n.is_multiple_of(3) => String::new(),
        _ => format!("HT-{}-{}", n % 40, n % 11),
    };
    for form in 0..6 {
        let order = |n: u32| Order {
            moment: if n.is_multiple_of(5) { -2_208_988_800 - i64::from(n % 2) } else { 1_704_067_200 },
            id: id(form, n.wrapping_mul(2_654_435_761) >> 20),
            customer: (!n.is_multiple_of(6)).then(|| format!("account:{}", n % 97)),
            amount: i64::from(n % 4),
            region: None,
            lines: Vec::new(),
        };
        let mut orders: Vec<Order> = (0..1_500).map(order).collect();
        let (first, again) = (store(&orders, true, false), store(&shuffled(orders.clone(), 5), false, false));
        assert!(first == again, "form {form}");
        orders.sort_by(Order::compare);
        assert!((0..first.len()).all(|at| said(&first, at) == orders[at]), "form {form}");
    }
}
