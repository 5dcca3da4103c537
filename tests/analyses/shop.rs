//! A shop with channels and products, made row by row: what filters are tested on.

use huitou::money::Currency;
use huitou::order::{
    ANONYMOUS, Columns, Customers, Dimension, DimensionKind, MISSING, OrderIds, Orders, Texts,
};
use huitou::time::Day;
use huitou_columns::codes::Codes;

use super::rows::day_of;

/// One order; an empty text is a missing value.
#[derive(Clone, Debug)]
pub struct Sale {
    pub customer: String,
    pub day: Day,
    pub channel: String,
    pub products: Vec<String>,
    pub cents: i64,
}

impl Sale {
    pub fn new(customer: &str, day: &str, channel: &str, product: &str, cents: i64) -> Sale {
        let products = vec![product.to_string()];
        Sale { customer: customer.into(), day: day_of(day), channel: channel.into(), products, cents }
    }
}

/// The store; sales of one day lie in the order in which they are given.
pub fn shop(sales: &[Sale]) -> Orders {
    let mut columns = Columns::new(Currency::of("USD"));
    let (mut keys, mut ids) = (Texts::default(), Texts::default());
    let mut channel =
        Dimension { kind: DimensionKind::Channel, values: Texts::default(), codes: Codes::default() };
    for (at, sale) in sales.iter().enumerate() {
        ids.push(&format!("{at:05}"));
        let customer = code(&mut keys, &sale.customer);
        columns.customer.push(if customer == MISSING { ANONYMOUS } else { customer });
        columns.moment.push(sale.day.start().0);
        columns.amount.push(sale.cents);
        channel.codes.push(code(&mut channel.values, &sale.channel));
        for product in &sale.products {
            columns.lines.order.push(at as u32);
            let product = code(&mut columns.lines.products, product);
            columns.lines.product.push(product);
            columns.lines.category.push(MISSING);
            columns.lines.quantity.push(1);
            columns.lines.amount.push(sale.cents);
        }
    }
    columns.customers = Customers::of(keys);
    columns.ids = OrderIds::Texts(ids);
    columns.dimensions.push(channel);
    Orders::new(columns).unwrap()
}

fn code(texts: &mut Texts, value: &str) -> u32 {
    if value.is_empty() {
        return MISSING;
    }
    let known = texts.iter().position(|text| text == value);
    known.map_or_else(|| texts.push(value), |at| at as u32)
}
