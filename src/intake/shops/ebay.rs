//! eBay's orders report: an order of one item is one row; one of several has a row with the order's total and no
//! item above the rows of its items, which have a price and no total.

use super::Shop;
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "ebay",
    fingerprint: "salesrecordnumber itemnumber totalprice saledate",
    columns: &[
        (Role::OrderId, "ordernumber orderid salesrecordnumber"),
        (Role::Account, "buyerusername userid"),
        (Role::Email, "buyeremail"),
        (Role::Name, "buyername buyerfullname"),
        (Role::Date, "saledate"),
        (Role::PaidAt, "paidondate"),
        (Role::Amount, "totalprice"),
        // Of one piece.
        (Role::UnitPrice, "soldfor saleprice"),
        (Role::Quantity, "quantity"),
        (Role::Product, "itemtitle customlabel"),
        (Role::Region, "shiptostate buyerstate shiptocountry buyercountry"),
        (Role::PaymentMethod, "paymentmethod"),
    ],
    ..Shop::PLAIN
};
