//! CDNOW: one row an order without an id; runs of spaces between columns. The master file comes with a header
//! or without, the 1/10 sample has a second customer number and no header.
//!
//! Source: Fader, P. & Hardie, B. (2001), Forecasting repeat sales at CDNOW. An American shop: dollars.

use super::Shop;
use crate::intake::role::Role;

const CUSTOMER: Option<Role> = Some(Role::Account);
const DATE: Option<Role> = Some(Role::Date);
const PIECES: Option<Role> = Some(Role::Quantity);
const DOLLARS: Option<Role> = Some(Role::Amount);

pub(super) const SHOP: Shop = Shop {
    name: "cdnow",
    fingerprint: "customerid date numberofcds dollarvalue",
    columns: &[
        (Role::Account, "customerid"),
        (Role::Date, "date"),
        (Role::Quantity, "numberofcds"),
        (Role::Amount, "dollarvalue"),
    ],
    headerless: &[&[CUSTOMER, DATE, PIECES, DOLLARS], &[CUSTOMER, None, DATE, PIECES, DOLLARS]],
    currency: Some("USD"),
    ..Shop::PLAIN
};
